"""Cut a ProQuest export into its articles."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tidings.readers.export_labels import Field, FieldRole, FieldSpan, labelled_fields, labels_of, placed
from tidings.readers.export_part import ExportPart, lines_of, paragraph_end, part_of
from tidings.readers.header_date import header_date
from tidings.vocabulary import RemovedKind

# Between articles: a rule of underscores, or "Document 3 of 25".
BORDER = re.compile(r"^[ \t]{0,40}(?:_{30,400}|Document \d{1,6} of \d{1,6})[ \t]*$", re.MULTILINE)

LABEL = re.compile(r"^[ \t]{0,10}([A-Z][A-Za-z /()]{2,30}):(?=\s)[ \t]{0,4}", re.MULTILINE)

# What only ProQuest writes; one of these must be in every article.
TELLING = frozenset({"PROQUEST DOCUMENT ID", "PUBLICATION INFO", "PUBLICATION TITLE", "DOCUMENT URL"})

# After the full text come at least so many labels in a row, with one paragraph each: one alone may be the article's.
TAIL_LABELS = 3

# "The Guardian; London (UK) [London (UK)]05 Mar 2015: 12."
OUTLET = re.compile(r"[^;:\n]{2,80}(?=;)")


def proquest_parts(text: str) -> tuple[ExportPart, ...] | None:
    """The articles, or None if the text is no ProQuest export."""
    if "ProQuest" not in text and "Full text:" not in text and "Full Text:" not in text:
        return None
    borders = [0, *(match.start() for match in BORDER.finditer(text)), len(text)]
    parts = [part for start, end in pairwise(borders) if (part := _part(text, start, end)) is not None]
    return tuple(parts) or None


def _part(text: str, start: int, end: int) -> ExportPart | None:
    fields = list(labelled_fields(text, start, end, LABEL, labels_of("proquest")))
    names = [field.name for field in fields]
    if not TELLING & set(names) or "FULL TEXT" not in names:
        return None
    body = names.index("FULL TEXT")
    tail = _tail(text, fields, body + 1)
    body_end = fields[tail].label.start if tail < len(fields) else end
    whole = Field(
        "FULL TEXT", FieldRole.BODY, RemovedKind.TAGS, fields[body].label, FieldSpan(fields[body].value.start, body_end)
    )
    top = list(_top(text, start, fields[0].label.start))
    labelled = [*fields[:body], *fields[tail:]]
    parts = [*top, *_info(text, labelled), *labelled, whole]
    return part_of(text, min(field.label.start for field in parts), end, parts)


def _tail(text: str, fields: list[Field], first: int) -> int:
    """The first of the fields from which on there are only short fields, `TAIL_LABELS` of them or more."""
    for i in range(first, len(fields)):
        following = fields[i : i + TAIL_LABELS]
        short = [not text[paragraph_end(text, field.value) : field.value.end].strip() for field in following]
        if len(short) == min(TAIL_LABELS, len(fields) - first) and all(short):
            return i
    return len(fields)


def _top(text: str, start: int, end: int) -> Iterator[Field]:
    """The title: the last line above the first label; rules and counters are furniture."""
    lines = lines_of(text, start, end)
    borders = [line for line in lines if BORDER.fullmatch(text[line.start : line.end])]
    for line in borders:
        yield placed(FieldRole.OTHER, RemovedKind.NAVIGATION, line.start, line.end)
    for line in [line for line in lines if line not in borders][-1:]:
        yield placed(FieldRole.TITLE, RemovedKind.TAGS, line.start, line.end)


def _info(text: str, fields: list[Field]) -> Iterator[Field]:
    """Outlet and day out of the line of publication, which has no labels of its own."""
    for field in fields:
        if field.name in {"PUBLICATION INFO", "PUBLICATION TITLE"}:
            said = text[field.value.start : field.value.end]
            if outlet := OUTLET.match(said):
                end = field.value.start + outlet.end()
                yield placed(FieldRole.PUBLISHER, RemovedKind.SOURCE_LINE, field.value.start, end)
            if field.name == "PUBLICATION INFO" and header_date(said) is not None:
                yield placed(FieldRole.DATE, RemovedKind.TIMESTAMP, field.value.start, field.value.end)
