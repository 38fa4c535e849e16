"""The word tables of this room, read once: guarded names, kind words, abbreviations of states."""

from collections.abc import Mapping
from functools import lru_cache

from tidings.places.gazetteer import load, read_rows
from tidings.places.names import fold


@lru_cache(maxsize=1)
def guarded_words() -> frozenset[str]:
    """Keys of names that are common words, titles or people's names as well: they need a sign of place beside them."""
    return frozenset(fold(row["word"]) for _, row in read_rows("words.csv"))


@lru_cache(maxsize=1)
def kind_features() -> Mapping[str, frozenset[str]]:
    """Kind word ("province", "river") to the feature codes it fits."""
    return {row["word"]: frozenset(row["features"].split()) for _, row in read_rows("kinds.csv")}


@lru_cache(maxsize=1)
def abbreviations() -> Mapping[str, tuple[str, ...]]:
    """Abbreviation of a state or province as written after a town ("Calif.") to the divisions it may mean.

    Raises ValueError with file, line and value for an unknown division.
    """
    known = load().divisions
    table: dict[str, tuple[str, ...]] = {}
    for line, row in read_rows("abbreviations.csv"):
        if row["admin"] not in known:
            raise ValueError(f"abbreviations.csv:{line}: unknown division {row['admin']!r}")
        table[row["abbreviation"]] = (*table.get(row["abbreviation"], ()), row["admin"])
    return table
