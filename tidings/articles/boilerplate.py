"""What a line is by its words: the furniture of pages and wires, looked up in `boilerplate.csv`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tidings.csv_rows import Row, read_table
from tidings.vocabulary import RemovedKind

# Words, numbers and the signs that carry meaning in furniture (`©`); everything else separates.
TOKEN = re.compile(r"\d[\d.,]*|#|[^\W\d_]+|©|\+")
# One word begins furniture only as a label: "Source: Reuters", "© Reuters"; never "Sources close to the talks said".
LABEL = re.compile(r"^\W{0,3}(?:©|\w+\s?(?:[:|»>–—]|$))")
LONGEST = 6  # words in the longest phrase
# "Background: in 2015 the government banned rallies."; not "Background: How the war began"
TOLD = re.compile(r"^[^:]{3,30}:\s(?:\S+\s+){4,}\S+[.][\"'”’)]{0,2}$")
GLANCE = 90  # characters of a line that are looked at


class Where(StrEnum):
    """Where in a line a phrase must stand."""

    WHOLE = "whole"
    START = "start"
    LABEL = "label"  # begins the line, before a colon; with a sentence behind it, it heads a paragraph of the story


class Reach(StrEnum):
    """What else a phrase takes with it: nothing, the short lines below it, or what is left of the article."""

    LINE = "line"
    LIST = "list"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A phrase that marks a line as furniture of a `kind`."""

    kind: RemovedKind
    reach: Reach


def find_furniture(text: str) -> Boilerplate | None:
    """The furniture a line is, by its words, None when it is none: the whole line first, then its longest beginning.

    >>> find_furniture("Share on Facebook").kind.value
    'widget'
    >>> find_furniture("Shareholders met on Monday.") is None
    True
    >>> find_furniture("Background: How the war began").kind.value
    'related'
    >>> find_furniture("Background: in 2015 the government banned all rallies.") is None
    True
    """
    tokens = tokenize(text[:GLANCE])
    if not tokens:
        return None
    whole, start, label = load_furniture()
    if len(tokens) <= LONGEST + 2 and (found := whole.get(" ".join(tokens))):
        return found
    for length in range(min(LONGEST, len(tokens)), 1, -1):
        if found := start.get(" ".join(tokens[:length])):
            return found
    if not LABEL.match(text):
        return None
    return start.get(tokens[0]) or (label.get(tokens[0]) if not TOLD.match(text) else None)


def is_correction(text: str) -> bool:
    """Whether a line tells of a correction or an update of the text.

    >>> is_correction("This story has been updated with a quote."), is_correction("This story has been told before.")
    (True, False)
    """
    found = find_furniture(text)
    return found is not None and found.kind is RemovedKind.CORRECTION


def tokenize(text: str) -> list[str]:
    """The words of a line in lower case, each number as `#`.

    >>> tokenize("Comments (12)")
    ['comments', '#']
    """
    return ["#" if token[0].isdigit() else token for token in TOKEN.findall(text.casefold())]


@cache
def load_furniture() -> tuple[Mapping[str, Boilerplate], Mapping[str, Boilerplate], Mapping[str, Boilerplate]]:
    """The phrases that fill a line, those that begin one, and those that are a line's label."""
    tables: dict[Where, dict[str, Boilerplate]] = {where: {} for where in Where}
    for row in read_rows("boilerplate.csv"):
        where = row.required_code("where", Where)
        furniture = Boilerplate(row.required_code("kind", RemovedKind), row.required_code("reach", Reach))
        tables[where][" ".join(tokenize(row["phrase"]))] = furniture
    return tables[Where.WHOLE], tables[Where.START], tables[Where.LABEL]


def read_rows(name: str) -> Sequence[Row]:
    """The rows of a table beside this module."""
    return list(read_table("tidings.articles", name))
