"""When an article was published: the date, how exact it is, what it was read from, and the words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tidings.articles.metadata.written_dates import WrittenDate, find_dates
from tidings.csv_rows import any_of
from tidings.vocabulary import DatePrecision, PublishedBasis

# Of several dates in a line that of the first publication counts: "Updated May 3, 2024, first published May 2, 2024".
PUBLISHED = re.compile(rf"\b(?:first )?(?:{any_of('published', 'tidings.articles')})\b[^|\d]{{0,40}}", re.I)
UPDATED = re.compile(rf"\b(?:{any_of('updated', 'tidings.articles')})\b", re.I)
# "19 hours ago", "a day ago"; months are too long to tell the day.
AGO = re.compile(r"\b(?P<count>\d{1,2}|an?)\s?(?P<unit>mins?|minutes?|h|hrs?|hours?|d|days?|weeks?)\sago\b", re.I)
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
INSTANT = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<time>\d\d:\d\d))?")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Published:
    """The date of an article and where it comes from; `evidence` are the words, as they stand."""

    value: date
    precision: DatePrecision
    basis: PublishedBasis
    evidence: str


def stated_date(lines: Iterable[str], day_first: bool | None) -> Published | None:
    """The date of the first line that states the publication, else of the first that states any.

    >>> stated_date(["Updated May 3, 2024", "Published May 2, 2024"], None).value.isoformat()
    '2024-05-02'
    """
    found = [(rank(line, when), when, line) for line in lines for when in find_dates(line, day_first=day_first)]
    if not found:
        return None
    _, when, line = min(found, key=lambda f: f[0])
    return Published(when.value, when.precision, PublishedBasis.STATED, line[when.start : when.end])


def rank(line: str, when: WrittenDate) -> tuple[int, int]:
    """How early a date is tried: to the day before to the month, publication before any before update."""
    before = line[: when.start]
    said = list(PUBLISHED.finditer(before))
    updated = list(UPDATED.finditer(before))
    is_first = bool(said) and (not updated or said[-1].start() > updated[-1].start())
    return (when.precision is not DatePrecision.DAY, 0 if is_first else 2 if updated else 1)


def caption_date(captions: Iterable[str], lead: Sequence[str]) -> Published | None:
    """The day of a caption that the first paragraphs speak of by its weekday: the picture is of the day's news.

    >>> str(caption_date(["They met on Wednesday, Dec. 29, 2021. (AP)"], ["He said Wednesday they agreed."]).value)
    '2021-12-29'
    >>> caption_date(["At a rally, Oct. 5, 2024. (AP)"], ["He said Wednesday they agreed."]) is None
    True
    """
    said = " ".join(lead)
    for caption in captions:
        for when in find_dates(caption):
            weekday = WEEKDAYS[when.value.weekday()]
            if when.precision is DatePrecision.DAY and re.search(rf"\b{weekday[:3]}", caption) and weekday in said:
                return Published(when.value, when.precision, PublishedBasis.CAPTION, caption[when.start : when.end])
    return None


def relative_date(lines: Iterable[str], crawled: str) -> Published | None:
    """The day that "19 hours ago" was when the page was fetched; hours need the hour of fetching.

    >>> str(relative_date(["19 hours ago"], "2020-05-10T10:00:00Z").value)
    '2020-05-09'
    >>> relative_date(["19 hours ago"], "2020-05-10") is None
    True
    """
    when = INSTANT.match(crawled)
    if when is None:
        return None
    try:
        fetched = datetime.fromisoformat(f"{when['day']}T{when['time'] or '12:00'}")
    except ValueError:
        return None
    for line in lines:
        for ago in AGO.finditer(line):
            count = int(ago["count"]) if ago["count"].isdigit() else 1
            if not when["time"] and ago["unit"][0] in "hm":
                continue
            value = (fetched - count * UNITS[ago["unit"][0].lower()]).date()
            return Published(value, DatePrecision.DAY, PublishedBasis.RELATIVE, ago[0])
    return None


def dateline_date(words: str) -> Published | None:
    """The date of a dateline that gives the year."""
    found = stated_date([words], None)
    return replace(found, basis=PublishedBasis.DATELINE) if found else None


def declared_date(words: str, day_first: bool | None) -> Published | None:
    """The date a container declares, in any form that has a year, month and day."""
    return stated_date([words], day_first)
