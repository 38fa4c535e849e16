"""The labels that exports put before the parts of an article, and where they stand in a text."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from tidings.vocabulary import RemovedKind


class Role(StrEnum):
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
class Span:
    """`text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """What a label announces, and as what kind of furniture it is cut out."""

    role: Role
    kind: RemovedKind


@dataclass(frozen=True, slots=True)
class Field:
    """A part of an article that its export marks: the label (empty where the place tells) and what it announces."""

    name: str
    role: Role
    kind: RemovedKind
    label: Span
    value: Span


@cache
def labels_of(export: str) -> Mapping[str, Label]:
    """The labels of an export format by their folded names. Raises ValueError for a row with an unknown code."""
    path = resources.files("tidings.readers") / "labels.csv"
    found: dict[str, Label] = {}
    with path.open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                label = Label(Role(row["role"]), RemovedKind(row["kind"]))
            except ValueError as error:
                raise ValueError(f"{path}:{number}: {error}") from error
            if row["export"] == export:
                found[row["label"]] = label
    return found


def labelled_fields(
    text: str, start: int, end: int, pattern: re.Pattern[str], labels: Mapping[str, Label]
) -> Iterator[Field]:
    """The fields of text[start:end]: from each label that `pattern` (its group 1, in capitals) finds to the next."""
    found = [match for match in pattern.finditer(text, start, end) if match[1].upper() in labels]
    ends = [*(match.start() for match in found[1:]), end]
    for match, until in zip(found, ends, strict=False):  # nothing found: one end too many
        label = labels[match[1].upper()]
        yield Field(match[1].upper(), label.role, label.kind, Span(*match.span()), Span(match.end(), until))


def placed(role: Role, kind: RemovedKind, start: int, end: int) -> Field:
    """A field without a label, known by its place."""
    return Field("", role, kind, Span(start, start), Span(start, end))
