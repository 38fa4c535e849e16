"""The labels that exports put before the parts of an article, and where they stand in a text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tidings.csv_rows import read_table
from tidings.vocabulary import RemovedKind


class FieldRole(StrEnum):
    """What a labelled field is to an article; OTHER is furniture before the body or after it."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    PUBLISHER = "publisher"
    SECTION = "section"
    DATELINE = "dateline"
    URL = "url"
    BODY = "body"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """`text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """What a label announces, and as what kind of furniture it is cut out."""

    role: FieldRole
    kind: RemovedKind


@dataclass(frozen=True, slots=True)
class Field:
    """A part of an article that its export marks: the label (empty where the place tells) and what it announces."""

    name: str
    role: FieldRole
    kind: RemovedKind
    label: FieldSpan
    value: FieldSpan


@cache
def labels_of(export: str) -> Mapping[str, FieldLabel]:
    """The labels of an export format by their folded names. Raises TableError for a row with an unknown code."""
    found: dict[str, FieldLabel] = {}
    for row in read_table("tidings.readers", "labels.csv"):
        label = FieldLabel(row.required_code("role", FieldRole), row.required_code("kind", RemovedKind))
        if row["export"] == export:
            found[row["label"]] = label
    return found


def labelled_fields(
    text: str, start: int, end: int, pattern: re.Pattern[str], labels: Mapping[str, FieldLabel]
) -> Iterator[Field]:
    """The fields of text[start:end]: from each label that `pattern` (its group 1, in capitals) finds to the next."""
    found = [match for match in pattern.finditer(text, start, end) if match[1].upper() in labels]
    ends = [*(match.start() for match in found[1:]), end]
    for match, until in zip(found, ends, strict=False):  # nothing found: one end too many
        label = labels[match[1].upper()]
        yield Field(match[1].upper(), label.role, label.kind, FieldSpan(*match.span()), FieldSpan(match.end(), until))


def placed(role: FieldRole, kind: RemovedKind, start: int, end: int) -> Field:
    """A field without a label, known by its place."""
    return Field("", role, kind, FieldSpan(start, start), FieldSpan(start, end))
