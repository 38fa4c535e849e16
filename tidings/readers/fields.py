"""Which fields of a record are the text of an article, and what the others declare about it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache

from tidings.csv_rows import read_table
from tidings.readers.html_text import plain_text

# What a document may declare of itself, beside its text.
DECLARED = ("title", "date", "url", "authors", "publisher", "section", "standfirst", "agency", "crawled")

ADDRESS = ("http://", "https://")
# "paper.example/2024/strike", an address without its scheme; never "Paper of the day" or "see above"
BARE_ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)

# Where an unknown column can be taken for the text: so long on average, and so much longer than the next.
MIN_TEXT_LENGTH = 200
LONGER_THAN_NEXT = 3

# Seconds since 1970 that can be the date of a digital record: 1980 to 2100. A number outside (a year, an id) is none.
FIRST_SECOND = 315_532_800
LAST_SECOND = 4_102_444_800


@cache
def _names(field: str) -> tuple[str, ...]:
    """The folded names of a field, best first. Raises TableError for a row with an unknown field."""
    found: list[tuple[int, str]] = []
    for row in read_table("tidings.readers", "fields.csv"):
        if row.one_of("field", ("text", *DECLARED)) == field:
            found.append((row.whole("rank"), row["name"]))
    return tuple(name for _, name in sorted(found))


def fold(name: str) -> str:
    """A field's name without case, spaces and marks.

    >>> fold("Full_Text "), fold("datePublished")
    ('fulltext', 'datepublished')
    """
    return "".join(filter(str.isalnum, name)).casefold()


def flat(record: Mapping[str, object]) -> dict[str, object]:
    """The record with folded names; the fields of a record inside it (`_source`, `article`) stand beside its own."""
    fields: dict[str, object] = {}
    inner: dict[str, object] = {}
    for name, value in record.items():
        if isinstance(value, dict) and name.casefold() != "source":  # {"source": {"name": "Reuters"}} is the outlet
            inner |= {fold(str(key)): child for key, child in value.items()}
        else:
            fields.setdefault(fold(name), value)
    return inner | fields


def text_of(fields: Mapping[str, object]) -> str | None:
    """The text of the article: of the fields that may hold it the first that does, without HTML tags; else None."""
    for name in _names("text"):
        text = _joined(fields.get(name), "\n\n")
        if text and text.strip():
            return plain_text(text)
    return None


def declared_of(fields: Mapping[str, object]) -> dict[str, str]:
    """What the other fields say of the article."""
    declared = {key: value for key in DECLARED if (value := _first(fields, _names(key), is_address=key == "url"))}
    if "date" not in declared and (day := _first_instant(fields)):
        declared["date"] = day
    return declared


def text_column(header: Iterable[str], rows: Iterable[list[str]]) -> int | None:
    """Which column of a table holds the text: by its name, else by its length; None if none does."""
    folded = [fold(name) for name in header]
    for name in _names("text"):
        if name in folded:
            return folded.index(name)
    lengths = sorted(((length, i) for i, length in enumerate(_mean_lengths(len(folded), rows))), reverse=True)
    if (
        lengths
        and lengths[0][0] >= MIN_TEXT_LENGTH
        and all(n * LONGER_THAN_NEXT <= lengths[0][0] for n, _ in lengths[1:])
    ):
        return lengths[0][1]
    return None


def known_names(header: Iterable[str]) -> set[str]:
    """Those fields that the names of a header stand for."""
    folded = {fold(name) for name in header}
    return {field for field in ("text", *DECLARED) if folded & set(_names(field))}


def _mean_lengths(width: int, rows: Iterable[list[str]]) -> Iterator[float]:
    table = list(rows)
    for column in range(width):
        yield sum(len(row[column]) for row in table if column < len(row)) / max(1, len(table))


def _first(fields: Mapping[str, object], names: Iterable[str], *, is_address: bool) -> str | None:
    """The first value that says something: an address where one is asked for, and only there."""
    for name in names:
        value = (_joined(fields.get(name), "; ") or "").strip()
        has_scheme = value.startswith(ADDRESS)
        if value and ((has_scheme or BARE_ADDRESS.fullmatch(value)) if is_address else not has_scheme):
            return value
    return None


def _first_instant(fields: Mapping[str, object]) -> str | None:
    """The day of the first date that is a count of seconds or milliseconds since 1970, as databases keep it."""
    for name in _names("date"):
        value = fields.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            seconds = value / 1000 if value > LAST_SECOND else value
            if FIRST_SECOND <= seconds <= LAST_SECOND:
                return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    return None


def _joined(value: object, between: str) -> str | None:
    """A value as text: lists joined, a record by its name; numbers and truth values are no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _joined(next((value[key] for key in ("name", "title", "text") if key in value), None), between)
    if isinstance(value, list):
        return between.join(part for item in value if (part := _joined(item, between)))
    return None
