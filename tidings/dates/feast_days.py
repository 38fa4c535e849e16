"""The days of feasts: the same date every year, a weekday of a month, or so many days from Easter."""

import re
from collections.abc import Callable
from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIXED = re.compile(r"(\d\d)-(\d\d)")
NTH = re.compile(r"(\d\d) ([a-z]{3}) (-1|[1-5])(?: \+(\d+))?")
FROM_EASTER = re.compile(r"easter([+-]\d+)")


def day_of(rule: str) -> Callable[[int], date]:
    """The day of a feast by year. Raises ValueError for what is no rule.

    `12-25`; `11 thu 4`: the fourth Thursday of November, `-1` the last; `11 mon 1 +1`: the day after its first Monday;
    `easter-2`: Good Friday of the Western churches.

    >>> day_of("11 thu 4")(2014), day_of("easter+0")(2016), day_of("05 mon -1")(2015)
    (datetime.date(2014, 11, 27), datetime.date(2016, 3, 27), datetime.date(2015, 5, 25))
    """
    if fixed := FIXED.fullmatch(rule):
        return lambda year: date(year, int(fixed[1]), int(fixed[2]))
    if nth := NTH.fullmatch(rule):
        month, weekday, which, after = int(nth[1]), WEEKDAYS.index(nth[2]), int(nth[3]), int(nth[4] or 0)
        return lambda year: _weekday_of_month(year, month, weekday, which) + timedelta(days=after)
    if moving := FROM_EASTER.fullmatch(rule):
        return lambda year: easter(year) + timedelta(days=int(moving[1]))
    raise ValueError(f"{rule!r} is no rule for a day")


def _weekday_of_month(year: int, month: int, weekday: int, which: int) -> date:
    if which < 0:
        following = date(year + month // 12, month % 12 + 1, 1)
        return following - timedelta(days=(following.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
