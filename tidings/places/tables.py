"""The word tables of this room, read once: guarded names, cues, kind words, abbreviations of states."""

from collections.abc import Mapping
from functools import lru_cache

from tidings.places.gazetteer import load, read_rows
from tidings.places.names import fold


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for line, row in read_rows("words.csv"):
        if row["rule"] not in ("guard", "never"):
            raise ValueError(f"words.csv:{line}: unknown rule {row['rule']!r}")
        table[fold(row["word"])] = row["rule"]
    return table


def is_guarded(name: str) -> bool:
    """Whether a name is a common word or a person's name as well, and needs a sign of place beside it."""
    return _words().get(fold(name)) == "guard"


def is_never_alone(name: str) -> bool:
    """Whether a name is a place only as part of a longer one: "North", "Street"."""
    return _words().get(fold(name)) == "never"


@lru_cache(maxsize=8)
def cues(role: str) -> frozenset[str]:
    """The words of cues.csv with a role: `locative`, `weak`, `bearing`, `lead`, `particle`, `not_after`."""
    return frozenset(row["word"] for _, row in read_rows("cues.csv") if row["role"] == role)


@lru_cache(maxsize=1)
def kind_features() -> Mapping[str, frozenset[str]]:
    """Kind word ("province", "river") to the feature codes it fits."""
    return {row["word"]: frozenset(row["features"].split()) for _, row in read_rows("kinds.csv")}


@lru_cache(maxsize=1)
def abbreviations() -> Mapping[str, tuple[str, ...]]:
    """Abbreviation of a state or province as written after a town ("Calif.") to the codes of those it may mean.

    Raises ValueError with file, line and value for an unknown division.
    """
    known = load().divisions
    table: dict[str, tuple[str, ...]] = {}
    for line, row in read_rows("abbreviations.csv"):
        if row["admin"] not in known:
            raise ValueError(f"abbreviations.csv:{line}: unknown division {row['admin']!r}")
        table[row["abbreviation"]] = (*table.get(row["abbreviation"], ()), row["admin"])
    return table
