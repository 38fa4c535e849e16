"""What an export's own markers say about one of its articles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tidings.readers.export_labels import Field, FieldRole, FieldSpan
from tidings.readers.header_date import date_words, header_date
from tidings.records import Removed

# Blank lines part paragraphs.
PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class ExportPart:
    """One article of an export. All offsets count in the text; every span is inside [start, end).

    `furniture` is all that is neither title, standfirst nor body (bylines, date line and labels are in it too); what of
    it lies inside [body_start, body_end) is to be cut out of the body. `publisher` may be an agency's name.
    """

    start: int
    end: int
    title: FieldSpan | None
    standfirst: FieldSpan | None
    bylines: tuple[FieldSpan, ...]
    date_line: FieldSpan | None
    published: date | None
    publisher: FieldSpan | None
    section: FieldSpan | None
    dateline: FieldSpan | None
    url: FieldSpan | None
    body_start: int
    body_end: int
    furniture: tuple[Removed, ...]


def part_of(text: str, start: int, end: int, fields: Sequence[Field]) -> ExportPart | None:
    """The article of text[start:end] with the given fields, or None if no body is among them."""
    values: dict[FieldRole, list[FieldSpan]] = {role: [] for role in FieldRole}
    furniture: list[Removed] = []
    for field in fields:
        value = stripped(text, field.value)
        if value.start < value.end:
            values[field.role].append(value)
        is_kept = field.role in {FieldRole.TITLE, FieldRole.STANDFIRST, FieldRole.BODY}
        cut = stripped(text, FieldSpan(field.label.start, field.label.end if is_kept else field.value.end))
        if cut.start < cut.end:
            furniture.append(Removed(field.kind, cut.start, cut.end))
    if not values[FieldRole.BODY]:
        return None
    date_line = _narrowed(text, _first(values[FieldRole.DATE]))
    return ExportPart(
        start=start,
        end=end,
        title=_first(values[FieldRole.TITLE]),
        standfirst=_first(values[FieldRole.STANDFIRST]),
        bylines=tuple(values[FieldRole.BYLINE]),
        date_line=date_line,
        published=header_date(text[date_line.start : date_line.end]) if date_line else None,
        publisher=_first(values[FieldRole.PUBLISHER]),
        section=_first(values[FieldRole.SECTION]),
        dateline=_first(values[FieldRole.DATELINE]),
        url=_first(values[FieldRole.URL]),
        body_start=min(value.start for value in values[FieldRole.BODY]),
        body_end=max(value.end for value in values[FieldRole.BODY]),
        furniture=tuple(_outermost(furniture)),
    )


def _outermost(furniture: list[Removed]) -> Iterator[Removed]:
    """The pieces in order, without those that lie in another (the outlet in its line of publication)."""
    end = -1
    for cut in sorted(furniture, key=lambda cut: (cut.start, -cut.end)):
        if cut.end > end:
            yield cut
            end = cut.end


def _narrowed(text: str, line: FieldSpan | None) -> FieldSpan | None:
    """The words of the line that are the date; the line itself if it has none that can be read."""
    words = date_words(text[line.start : line.end]) if line else None
    return FieldSpan(line.start + words.start(), line.start + words.end()) if line and words else line


def paragraph_end(text: str, span: FieldSpan) -> int:
    """Where the first paragraph of the span ends; blank lines before it do not count."""
    value = stripped(text, span)
    found = PARAGRAPH_END.search(text, value.start, value.end)
    return found.start() if found else value.end


def stripped(text: str, span: FieldSpan) -> FieldSpan:
    """The span without white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return FieldSpan(start, end)


def lines_of(text: str, start: int, end: int) -> list[FieldSpan]:
    """The lines of text[start:end] that are not blank, without the white space around them."""
    lines: list[FieldSpan] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = stripped(text, FieldSpan(at, stop))
        if line.start < line.end:
            lines.append(line)
        at = stop + 1
    return lines


def _first(spans: Sequence[FieldSpan]) -> FieldSpan | None:
    return spans[0] if spans else None
