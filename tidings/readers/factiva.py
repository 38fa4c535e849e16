"""Cut a Factiva export into its articles, with field codes (HD BY WC PD SN LP TD) or without."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tidings.readers.export_labels import Field, FieldRole, FieldSpan, labelled_fields, labels_of, placed
from tidings.readers.export_part import ExportPart, lines_of, part_of, stripped
from tidings.readers.header_date import header_date
from tidings.records import Removed
from tidings.vocabulary import RemovedKind

# A code stands alone at the beginning of a line, with a wide gap or a line end after it: "IN THE" is no code.
CODE = re.compile(r"^[ \t]{0,3}([A-Z]{2,3})(?:[ ]{2,8}|[ ]?\t[ \t]{0,8}|[ ]{0,4}$)", re.MULTILINE)

# In text copied from a page the gap is one space; read so only where the wide form finds nothing.
NARROW_CODE = re.compile(r"^([A-Z]{2,3})(?: (?=\S)| ?$)", re.MULTILINE)

# Codes without which it is no Factiva record.
NEEDED = frozenset({"HD", "PD", "SN"})
BODIES = frozenset({"LP", "TD"})
# What may stand before the headline.
BEFORE_TITLE = frozenset({"SE", "CLM"})

# The last line of each article: "Document LBA0000020150312eb3c0018x".
DOCUMENT = re.compile(
    r"^[ \t]{0,40}Document [A-Za-z]{1,9}[A-Za-z0-9]{4,10}(?:19|20)\d{6}[A-Za-z0-9]{4,14}[ \t]*$", re.MULTILINE
)
# "512 words", alone.
WORDS = re.compile(r"^[ \t]{0,40}\d[\d,.]{0,8} words?[ \t]*$", re.MULTILINE)
HOUR = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?(?: ?[A-Z]{2,4})?", re.IGNORECASE)
SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
COPYRIGHT = re.compile(r"\(c\)|©|copyright\b|all rights reserved", re.IGNORECASE)
LANGUAGE = re.compile(
    r"(?:English|French|German|Spanish|Russian|Arabic|Chinese|Italian|Portuguese|Turkish)", re.IGNORECASE
)
BYLINE = re.compile(r"\s*by\b", re.IGNORECASE)
# "Page 3 of 120 © 2015 Factiva, Inc. All rights reserved.", which stands in the middle of articles.
PAGE = re.compile(r"^[ \t]{0,60}(?:Page \d{1,5} of \d{1,5}[^\n]{0,20})?© ?\d{4} Factiva[^\n]{0,80}$", re.MULTILINE)

# How many lines the header of an article has at most after its count of words.
MAX_HEADER = 10


def factiva_parts(text: str) -> tuple[ExportPart, ...] | None:
    """The articles, or None if the text is no Factiva export."""
    parts = list(_coded(text, CODE)) or list(_coded(text, NARROW_CODE)) or list(_plain(text))
    return tuple(_without_page_lines(text, part) for part in parts) or None


def _coded(text: str, code: re.Pattern[str]) -> Iterator[ExportPart]:
    fields = list(labelled_fields(text, 0, len(text), code, labels_of("factiva")))
    for record in _records(fields):
        names = {field.name for field in record}
        if names >= NEEDED and names & BODIES:
            last = record[-1]
            end = _line_end(text, last) if last.name == "AN" else last.value.end
            part = part_of(text, record[0].label.start, end, [*record[:-1], _until(last, end)])
            if part is not None:
                yield part


def _records(fields: list[Field]) -> Iterator[list[Field]]:
    """The fields of each article: up to its accession number, or to the next headline."""
    record: list[Field] = []
    for field in fields:
        names = {known.name for known in record}
        is_next = (field.name == "HD" and "HD" in names) or (field.name in BEFORE_TITLE and names & BODIES)
        if record and (is_next or record[-1].name == "AN"):
            yield record
            record = []
        record.append(field)
    if record:
        yield record


def _until(field: Field, end: int) -> Field:
    return Field(
        field.name, field.role, field.kind, field.label, FieldSpan(field.value.start, min(field.value.end, end))
    )


def _line_end(text: str, field: Field) -> int:
    """Where the accession number ends; on the line of its code or below it."""
    value = stripped(text, field.value)
    end = text.find("\n", value.start, value.end)
    return value.end if end < 0 else end


def _plain(text: str) -> Iterator[ExportPart]:
    start = 0
    for document in DOCUMENT.finditer(text):
        words = WORDS.search(text, start, document.start())
        fields = list(_plain_fields(text, start, words, document)) if words else []
        part = part_of(text, fields[0].label.start, document.end(), fields) if fields else None
        if part is not None and part.date_line is not None:
            yield part
        start = document.end()


def _plain_fields(text: str, start: int, words: re.Match[str], document: re.Match[str]) -> Iterator[Field]:
    above = [line for line in lines_of(text, start, words.start()) if not PAGE.fullmatch(text[line.start : line.end])]
    yield from _title_fields(text, above[-3:])
    yield placed(FieldRole.OTHER, RemovedKind.WIDGET, *words.span())
    body_start = words.end()
    for line in lines_of(text, words.end(), document.start())[:MAX_HEADER]:
        field = _header_field(text, line)
        if field is None:
            break
        yield field
        body_start = line.end
        if field.kind is RemovedKind.DISCLAIMER:
            break
    yield placed(FieldRole.BODY, RemovedKind.TAGS, body_start, document.start())
    yield placed(FieldRole.OTHER, RemovedKind.TAGS, *document.span())


def _title_fields(text: str, lines: list[FieldSpan]) -> Iterator[Field]:
    """Of the lines above the count of words: section, title, byline, of which only the title must be there."""
    has_byline = len(lines) > 1 and (BYLINE.match(text, lines[-1].start, lines[-1].end) is not None or len(lines) > 2)
    titles = lines[:-1] if has_byline else lines
    for line in titles[:-1]:
        yield placed(FieldRole.SECTION, RemovedKind.TAGS, line.start, line.end)
    for line in titles[-1:]:
        yield placed(FieldRole.TITLE, RemovedKind.TAGS, line.start, line.end)
    for line in lines[len(titles) :]:
        yield placed(FieldRole.BYLINE, RemovedKind.BYLINE, line.start, line.end)


def _header_field(text: str, line: FieldSpan) -> Field | None:
    """A line between the count of words and the body: date, hour, source, its code, page, language, copyright."""
    said = text[line.start : line.end]
    role, kind = FieldRole.OTHER, RemovedKind.TAGS
    if COPYRIGHT.search(said):
        kind = RemovedKind.DISCLAIMER
    elif header_date(said) is not None and len(said) < 40:
        role, kind = FieldRole.DATE, RemovedKind.TIMESTAMP
    elif HOUR.fullmatch(said):
        kind = RemovedKind.TIMESTAMP
    elif SOURCE_CODE.fullmatch(said) or LANGUAGE.fullmatch(said) or said.isdigit():
        kind = RemovedKind.TAGS
    elif len(said) <= 80 and not said.endswith("."):
        role, kind = FieldRole.PUBLISHER, RemovedKind.SOURCE_LINE
    else:
        return None
    return placed(role, kind, line.start, line.end)


def _without_page_lines(text: str, part: ExportPart) -> ExportPart:
    pages = [
        Removed(RemovedKind.NAVIGATION, line.start, line.end)
        for match in PAGE.finditer(text, part.body_start, part.body_end)
        for line in [stripped(text, FieldSpan(*match.span()))]
    ]
    return replace(part, furniture=tuple(sorted([*part.furniture, *pages], key=lambda cut: (cut.start, cut.end))))
