"""Feasts fall on the days on which calendars have them, and what is no rule is refused."""

from datetime import date

import pytest

from tidings.dates.feast_days import day_of, easter

DAYS = [
    ("12-25", 2019, date(2019, 12, 25)),
    ("11 thu 4", 2018, date(2018, 11, 22)),  # not the 29th, the fifth
    ("11 thu 4", 2012, date(2012, 11, 22)),  # the month begins on a Thursday
    ("05 mon -1", 2021, date(2021, 5, 31)),  # the last day of the month
    ("12 fri -1", 2021, date(2021, 12, 31)),  # of the year
    ("11 mon 1 +1", 2021, date(2021, 11, 2)),  # the day after the first Monday, which is the first
    ("11 mon 1 +1", 2016, date(2016, 11, 8)),
    ("easter+0", 2019, date(2019, 4, 21)),
    ("easter-2", 2019, date(2019, 4, 19)),
    ("easter+50", 2008, date(2008, 5, 12)),
]


@pytest.mark.parametrize(("rule", "year", "day"), DAYS)
def test_day_of(rule: str, year: int, day: date) -> None:
    assert day_of(rule)(year) == day


EASTERS = [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2038, 4, 25), (2049, 4, 18), (2076, 4, 19)]


@pytest.mark.parametrize(("year", "month", "day"), EASTERS)  # the earliest and latest days, and the exceptions
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize("rule", ["", "25-12-", "11 thu", "11 thu 0", "11 thu 6", "easter", "easter 2", "1-1"])
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="is no rule for a day"):
        day_of(rule)
