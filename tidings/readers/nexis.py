"""Cut a Nexis export into articles, of the old layout (3 of 120 DOCUMENTS) or the new (End of Document)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tidings.readers.export_labels import Field, FieldRole, FieldSpan, labelled_fields, labels_of, placed
from tidings.readers.export_part import PARAGRAPH_END, ExportPart, lines_of, paragraph_end, part_of
from tidings.readers.header_date import header_date
from tidings.vocabulary import RemovedKind

# "3 of 120 DOCUMENTS", alone in its line, in capitals: "3 of 120 documents were released" is a sentence.
COUNTER = re.compile(
    r"^[ \t]{0,80}(?:FOCUS - )?\d{1,6} (?:of|OF|von|van|de|sur) \d{1,6} (?:DOCUMENTS?|DOCUMENTEN|DOKUMENTEN?)[ \t]*$",
    re.MULTILINE,
)
END = re.compile(r"^[ \t]{0,80}End of Document[ \t]*$", re.MULTILINE)

# "LOAD-DATE: March 3, 2015", "Load-Date: ..."; some labels of the new layout stand alone, without a colon.
LABEL = re.compile(
    r"^[ \t]{0,20}(?!Update:)([A-Z][A-Za-z-]{2,20}(?=:\s)|(?:Body|Classification|Graphic|Notes)(?=[ \t]*$))"
    r":?[ \t]{0,4}",
    re.MULTILINE,
)

# In the old layout all labels are in capitals: "Update: ..." begins a sentence there, as it does in the new one.
OLD_LABEL = re.compile(r"^[ \t]{0,20}([A-Z][A-Z-]{2,20}(?=:\s)):?[ \t]{0,4}", re.MULTILINE)

# Labels that only an export has: one of them must stand beside the markers.
TELLING = frozenset({"LENGTH", "LONGUEUR", "LOAD-DATE", "BYLINE", "PUBLICATION-TYPE", "JOURNAL-CODE"})

# What stands before the body; any other label after one of these ends it.
HEADER_LABELS = "HEADLINE TITLE BYLINE SECTION COLUMN LENGTH LONGUEUR DATELINE HIGHLIGHT SERIES SOURCE"
HEADER = frozenset(HEADER_LABELS.split())
COPYRIGHT = re.compile(r"\s*(?:Copyright\b|©|\(c\) ?\d{4}|All Rights Reserved)", re.IGNORECASE)
# A centred line is indented.
INDENT = re.compile(r"[ \t]{4}")

# A line of a header names an edition, a source or a day: it is no longer than this.
MAX_NAME = 80


def nexis_parts(text: str) -> tuple[ExportPart, ...] | None:
    """The articles, or None if the text is no Nexis export."""
    parts = [part for start, end in _records(text) if (part := _part(text, start, end)) is not None]
    return tuple(parts) or None


def _records(text: str) -> Iterator[tuple[int, int]]:
    """Where each article begins and ends: from counter to counter, or to each end mark."""
    counters = [match.start() for match in COUNTER.finditer(text)]
    if counters:
        yield from zip(counters, [*counters[1:], len(text)], strict=True)
        return
    start = 0
    for match in END.finditer(text):
        yield start, match.end()
        start = match.end()


def _part(text: str, start: int, end: int) -> ExportPart | None:
    label = OLD_LABEL if COUNTER.match(text, start) else LABEL
    fields = list(labelled_fields(text, start, end, label, labels_of("nexis")))
    if not TELLING & {field.name for field in fields}:
        return None
    top = _old_top if COUNTER.match(text, start) else _new_top
    above = list(top(text, lines_of(text, start, fields[0].label.start)))
    if any(field.role is FieldRole.TITLE for field in fields):
        above = [field for field in above if field.role is not FieldRole.TITLE]
    parts = [*above, *_header_and_body(text, fields)]
    return part_of(text, min(field.label.start for field in parts), end, parts)


def _header_and_body(text: str, fields: list[Field]) -> Iterator[Field]:
    """The labelled fields, each cut to its paragraph, and all that is between the last of the header and the tail."""
    tail = len(fields)
    while tail and fields[tail - 1].name not in HEADER | {"BODY"} and _is_paragraph(text, fields[tail - 1], fields):
        tail -= 1
    body_start = None
    for field in fields[:tail]:
        if field.role is FieldRole.BODY:
            yield _with_value(field, field.value.start, field.value.start)
            body_start = field.value.start
            break
        cut = paragraph_end(text, field.value)
        yield _with_value(field, field.value.start, cut)
        if not _is_paragraph(text, field, []):
            body_start = cut
            break
    body_end = fields[tail].label.start if tail < len(fields) else fields[-1].value.end
    if body_start is not None:
        yield from _body(text, body_start, body_end)
    for field in fields[tail:]:
        yield _with_value(field, field.value.start, paragraph_end(text, field.value))


def _body(text: str, start: int, end: int) -> Iterator[Field]:
    """The body, without the notices of copyright and the end mark that may close it."""
    lines = lines_of(text, start, end)
    while lines and (
        COPYRIGHT.match(text[lines[-1].start : lines[-1].end]) or END.fullmatch(text[lines[-1].start : lines[-1].end])
    ):
        yield placed(FieldRole.OTHER, RemovedKind.DISCLAIMER, lines[-1].start, lines[-1].end)
        lines.pop()
    if lines:
        yield placed(FieldRole.BODY, RemovedKind.TAGS, lines[0].start, lines[-1].end)


def _old_top(text: str, lines: list[FieldSpan]) -> Iterator[Field]:
    """Counter, outlet, day and edition, each centred, then the title; notices of copyright anywhere."""
    yield placed(FieldRole.OTHER, RemovedKind.NAVIGATION, lines[0].start, lines[0].end)
    notices = [line for line in lines[1:] if COPYRIGHT.match(text[line.start : line.end])]
    for line in notices:
        yield placed(FieldRole.OTHER, RemovedKind.DISCLAIMER, line.start, line.end)
    rest = [line for line in lines[1:] if line not in notices]
    day = next((i for i, line in enumerate(rest) if _is_day(text, line)), None)
    if day is None:
        return
    if day:
        yield placed(FieldRole.PUBLISHER, RemovedKind.SOURCE_LINE, rest[0].start, rest[0].end)
    yield placed(FieldRole.DATE, RemovedKind.TIMESTAMP, rest[day].start, rest[day].end)
    title = _last_block(text, rest[day + 1 :])
    for line in rest[day + 1 : len(rest) - len(title)]:
        yield placed(FieldRole.OTHER, RemovedKind.SOURCE_LINE, line.start, line.end)
    if title:
        yield placed(FieldRole.TITLE, RemovedKind.TAGS, title[0].start, title[-1].end)


def _new_top(text: str, lines: list[FieldSpan]) -> Iterator[Field]:
    """Title, outlet, day, notice of copyright; what stands above (a list of all titles) is left out."""
    day = next((i for i in range(len(lines) - 1, -1, -1) if _is_day(text, lines[i])), None)
    if day is None or day < 1:
        return
    if day > 1:
        yield placed(FieldRole.TITLE, RemovedKind.TAGS, lines[day - 2].start, lines[day - 2].end)
        yield placed(FieldRole.PUBLISHER, RemovedKind.SOURCE_LINE, lines[day - 1].start, lines[day - 1].end)
    else:
        yield placed(FieldRole.TITLE, RemovedKind.TAGS, lines[0].start, lines[0].end)
    yield placed(FieldRole.DATE, RemovedKind.TIMESTAMP, lines[day].start, lines[day].end)
    for line in lines[day + 1 :]:
        yield placed(FieldRole.OTHER, RemovedKind.DISCLAIMER, line.start, line.end)


def _is_day(text: str, line: FieldSpan) -> bool:
    return line.end - line.start <= MAX_NAME and header_date(text[line.start : line.end]) is not None


def _last_block(text: str, lines: list[FieldSpan]) -> list[FieldSpan]:
    """The last lines without a blank one between them, if they are not centred as the lines of an edition are."""
    block: list[FieldSpan] = []
    for line in reversed(lines):
        if block and PARAGRAPH_END.search(text, line.end, block[0].start):
            break
        block.insert(0, line)
    is_centred = bool(block) and INDENT.match(text, text.rfind("\n", 0, block[0].start) + 1) is not None
    return [] if is_centred else block


def _is_paragraph(text: str, field: Field, fields: list[Field]) -> bool:
    """Whether only the field's own paragraph stands before the next label; the last of `fields` may have more."""
    is_last = bool(fields) and field is fields[-1]
    return is_last or not text[paragraph_end(text, field.value) : field.value.end].strip()


def _with_value(field: Field, start: int, end: int) -> Field:
    return replace(field, value=FieldSpan(start, end))
