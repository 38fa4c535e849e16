"""Dates written in full in a line of text: day-first, month-first, ISO, with month names of many languages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tidings.articles.boilerplate import read_rows
from tidings.vocabulary import DatePrecision

YEARS = range(1700, 2100)
CENTURY_TURN = 70  # two-digit years from here on are of the 1900s

# A year, or day and month in digits: what every form below has; lines without it are not looked at further.
HAS_DATE = re.compile(r"\d{4}|\d[./-]\d")
ISO = re.compile(r"(?<!\d)(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?=\D|T|$)")
COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?!\d)")
CHINESE = re.compile(r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日")
NUMERIC = re.compile(r"(?<![\d./-])(?P<first>\d{1,2})([./-])(?P<second>\d{1,2})\2(?P<year>\d{4}|\d{2})(?!\d|[./-]\d)")
CLOCK_OF_24 = re.compile(r",?\s\d\d[:.]\d\d(?::\d\d)?(?!\d|\s?[ap]\.?m)", re.I)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands at `text[start:end]`."""

    value: date
    precision: DatePrecision
    start: int
    end: int


def find_dates(text: str, *, day_first: bool | None = None) -> list[WrittenDate]:
    """The dates of a text, in order; `03/04/2020` only where `day_first` says how to read it.

    >>> [str(found.value) for found in find_dates("Updated 3:47 PM GMT, May 2, 2024")]
    ['2024-05-02']
    >>> find_dates("03/04/2020")
    []
    """
    if not HAS_DATE.search(text):
        return []
    found: list[WrittenDate] = []
    for candidate in sorted(all_forms(text, day_first), key=lambda d: (d.start, -d.end)):
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
    return found


def all_forms(text: str, day_first: bool | None) -> Iterator[WrittenDate]:
    """What each form finds in the text, overlaps included."""
    for pattern in (ISO, COMPACT, CHINESE, *name_patterns()):
        for match in pattern.finditer(text):
            if written := to_date(match):
                yield written
    for match in NUMERIC.finditer(text):
        order = order_of(match)
        if order is None:
            order = day_first
        if order is not None:
            day, month = (match["first"], match["second"]) if order else (match["second"], match["first"])
            if value := make_date(full_year(match["year"]), int(month), int(day)):
                yield WrittenDate(value, DatePrecision.DAY, match.start(), match.end())


def order_of(match: re.Match[str]) -> bool | None:
    """Whether the day stands first in a date of digits, None when it could be either.

    Dots mean day first, and so does a time without am or pm: month first is written where the clock has twelve hours.
    """
    first, second = int(match["first"]), int(match["second"])
    if match.group(2) == "." or first > 12 or first == second:
        return True
    if second > 12:
        return False
    return True if CLOCK_OF_24.match(match.string, match.end()) else None


def settle_order(texts: Iterable[str]) -> bool | None:
    """Whether dates of digits put the day first in all of the texts: None when none tells, or when they disagree.

    >>> settle_order(["26/09/2019", "03/04/2020"])
    True
    """
    orders = {
        order_of(match)
        for text in texts
        for match in NUMERIC.finditer(text)
        if match.group(2) != "." and match["first"] != match["second"]
    } - {None}
    return orders.pop() if len(orders) == 1 else None


def to_date(match: re.Match[str]) -> WrittenDate | None:
    """The date of a match that has named parts; without a day its precision is the month."""
    parts = match.groupdict()
    month = parts["month"]
    number = int(month) if month.isdigit() else months()[month.casefold().rstrip(".")]
    day = parts.get("day")
    value = make_date(int(parts["year"]), number, int(day or 1))
    if value is None:
        return None
    return WrittenDate(value, DatePrecision.DAY if day else DatePrecision.MONTH, match.start(), match.end())


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, None when the calendar has no such day."""
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """The year meant by four or two digits."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)


@cache
def months() -> Mapping[str, int]:
    """The number of each month's name, in every language of the list."""
    return {row["name"]: int(row["number"]) for row in read_rows("months.csv")}


@cache
def name_patterns() -> tuple[re.Pattern[str], ...]:
    """Day first, month first and month only, each with the month's name and a year of four digits."""
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    month = rf"(?P<month>{names})\b\.?"
    edge = r"(?:\b|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"  # "2 min readMay 3" was run together
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª)?"
    year = r"(?P<year>\d{4})(?=\D|$|\d{1,2}:\d\d)"  # "20194:29 AM" is 2019 and a time run together
    return (
        # 26 July 2018; 26th of July, 2018; 9. März 2018; 9 de marzo de 2018; 18-Mar-2018
        re.compile(
            rf"(?<![\d:.]){day}\.?[\s-]{{0,2}}(?:of |de |di |den )?{month},?[\s-]{{0,2}}(?:de |del |at )?{year}", re.I
        ),
        # July 26, 2018; Oct. 9th 2016
        re.compile(rf"{edge}{month}[\s-]{{0,2}}{day},?[\s-]{{1,2}}{year}", re.I),
        # July 2018
        re.compile(rf"(?<!\d )\b{month},?\s(?:de )?{year}", re.I),
    )
