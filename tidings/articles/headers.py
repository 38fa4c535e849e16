"""The header of named fields ("Title: ...", "Date: ...") that scraped posts and static sites set above a text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tidings.articles.block_labels import BlockLabel, Label, Labelled, count_words
from tidings.articles.blocks import Block
from tidings.articles.boilerplate import read_rows
from tidings.vocabulary import RemovedKind

FIELD = re.compile(r"^([^\W\d_][^\W\d_ ]{1,14}(?: [^\W\d_]{2,12})?)\s?:\s*(?=\S)")
LEAST_FIELDS = 2  # one line with a colon is a title
MOST_BLOCKS = 30


class HeaderField(StrEnum):
    """What a field says; the names are those of a container's declarations, `other` is of no use here."""

    TITLE = "title"
    DATE = "date"
    AUTHOR = "author"
    URL = "url"
    PUBLISHER = "publisher"
    SECTION = "section"
    AGENCY = "agency"
    OTHER = "other"


LABELS: dict[HeaderField, Label] = {
    HeaderField.TITLE: BlockLabel.SHORT,
    HeaderField.DATE: RemovedKind.TIMESTAMP,
    HeaderField.AUTHOR: RemovedKind.BYLINE,
    HeaderField.URL: RemovedKind.SOURCE_LINE,
}


@dataclass(frozen=True, slots=True)
class Header:
    """The blocks of a text with its header's fields parted into name and value, and what the fields declare."""

    blocks: list[Labelled]
    declared: Mapping[str, str]


def read_header(blocks: Sequence[Labelled]) -> Header:
    """The header of a text; without one the blocks come back as they are."""
    fields = list(header_fields(blocks))
    if len({role for role, _ in fields} - {HeaderField.OTHER}) < LEAST_FIELDS or HeaderField.TITLE not in dict(fields):
        return Header(list(blocks), {})
    out: list[Labelled] = []
    declared: dict[str, str] = {}
    for block, (role, name_end) in zip(blocks, fields, strict=False):
        start, end = block.block.lines[0]
        value = block.text[name_end:]
        out.append(part_of(block, start, start + name_end, block.text[:name_end].rstrip(), RemovedKind.NAVIGATION))
        out.append(part_of(block, start + name_end, end, value, LABELS.get(role, RemovedKind.TAGS)))
        declared.setdefault("authors" if role is HeaderField.AUTHOR else role.value, value)
    declared.pop(HeaderField.OTHER.value, None)
    return Header([*out, *blocks[len(fields) :]], declared)


def header_fields(blocks: Sequence[Labelled]) -> list[tuple[HeaderField, int]]:
    """Role and end of the name of each line of a header, from the first block on."""
    fields: list[tuple[HeaderField, int]] = []
    for block in blocks[:MOST_BLOCKS]:
        name = FIELD.match(block.text)
        role = header_roles().get(name.group(1).casefold()) if name else None
        if name is None or role is None or (fields and block.block.gap > 0):
            break
        fields.append((role, name.end()))
    return fields


def part_of(block: Labelled, start: int, end: int, text: str, label: Label) -> Labelled:
    """A piece of a block's first line as a block of its own."""
    return Labelled(Block(((start, end),), text, block.block.gap, breaks_page=False), label, words=count_words(text))


@cache
def header_roles() -> Mapping[str, HeaderField]:
    """What each field's name says, by the name in lower case."""
    return {row["key"]: HeaderField(row["role"]) for row in read_rows("headers.csv")}
