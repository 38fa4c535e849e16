"""The word tables of this room, read once: guarded names, cues, kind words, abbreviations of states."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from tidings.csv_rows import read_table
from tidings.places.gazetteer import features, load, read_rows
from tidings.places.names import fold


class Rule(StrEnum):
    """What a name asks for before it is taken for a place."""

    NONE = "none"
    GUARD = "guard"  # also a common word or a person's name: a sign of place beside it, or the model's word
    SEAT = "seat"  # also who sits there: a preposition of place
    NEVER = "never"  # a place only as part of a longer name


@lru_cache(maxsize=1)
def _rules() -> Mapping[str, Rule]:
    return {fold(row["word"]): row.required_code("rule", Rule) for row in read_rows("words.csv")}


def rule_of(name: str) -> Rule:
    """What words.csv asks of a name."""
    return _rules().get(fold(name), Rule.NONE)


@lru_cache(maxsize=1)
def peoples() -> frozenset[str]:
    """Adjectives and names of peoples, which are no places: "German", "Iraqis"."""
    rows = list(read_table("tidings.actors", "states.csv"))
    words = {word for row in rows for word in f"{row['adjectives']}|{row['people']}".split("|")}
    return frozenset(word for word in words if word and not any(entry.is_country for entry in load().find(word)))


@lru_cache(maxsize=8)
def cues(role: str) -> frozenset[str]:
    """The words of cues.csv with a role: `locative`, `weak`, `bearing`, `lead`, `particle`, `not_after`."""
    return frozenset(row["word"] for row in read_rows("cues.csv") if row["role"] == role)


@lru_cache(maxsize=1)
def kind_features() -> Mapping[str, frozenset[str]]:
    """Kind word ("province", "river") to the feature codes it fits.

    Raises TableError for an unknown feature.
    """
    table: dict[str, frozenset[str]] = {}
    for row in read_rows("kinds.csv"):
        table[row["word"]] = frozenset(row.words("features"))
        for feature in table[row["word"]] - features().keys():
            raise row.error("unknown feature", feature)
    return table


@lru_cache(maxsize=1)
def abbreviations() -> Mapping[str, tuple[str, ...]]:
    """Abbreviation of a state or province as written after a town ("Calif.") to the codes of those it may mean.

    Raises TableError for an unknown division.
    """
    known = load().divisions
    table: dict[str, tuple[str, ...]] = {}
    for row in read_rows("abbreviations.csv"):
        table[row["abbreviation"]] = (*table.get(row["abbreviation"], ()), row.one_of("admin", known))
    return table
