"""The word tables of magnitudes, read and checked once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tidings.csv_rows import Row, read_table
from tidings.vocabulary import MagnitudeKind

ROLES = ("patient", "agent", "state", "noun", "counted")
BOUNDS = ("low", "high", "exact")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Triggers:
    """What a word makes of the things counted beside it, by the word's role.

    patient: a verb does it to them; agent: they do it; state: they are it; noun: it happens to them;
    counted: it is what they are.
    """

    patient: dict[str, MagnitudeKind]
    agent: dict[str, MagnitudeKind]
    state: dict[str, MagnitudeKind]
    noun: dict[str, MagnitudeKind]
    counted: dict[str, MagnitudeKind]


def _rows(name: str) -> Iterator[Row]:
    return read_table("tidings.magnitudes", name)


@lru_cache(maxsize=1)
def triggers() -> Triggers:
    """Raises TableError for an unknown role or kind."""
    table: dict[str, dict[str, MagnitudeKind]] = {role: {} for role in ROLES}
    for row in _rows("triggers.csv"):
        of_role = table[row.one_of("role", ROLES)]
        if row["lemma"] in of_role:
            raise row.error(f"stands twice as {row['role']}", row["lemma"])
        of_role[row["lemma"]] = row.required_code("kind", MagnitudeKind)
    return Triggers(**table)


@lru_cache(maxsize=1)
def weapons() -> dict[str, frozenset[str]]:
    """The nouns of weapons, with the words of which one must stand before those that are weapons only then."""
    return {row["lemma"]: frozenset(row.words("needs")) for row in _rows("weapons.csv")}


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """Nouns of single persons, counted even after "a" ("a journalist was killed")."""
    return frozenset(row["lemma"] for row in _rows("people.csv"))


@lru_cache(maxsize=1)
def measures() -> frozenset[str]:
    """Nouns after a number that count neither people nor arms, whatever the verb: "killed 20 days later"."""
    return frozenset(row["lemma"] for row in _rows("measures.csv"))


@lru_cache(maxsize=1)
def currencies() -> dict[str, str]:
    """ISO 4217 code by currency word or sign. Raises TableError for what is no code."""
    table: dict[str, str] = {}
    for row in _rows("currencies.csv"):
        if len(row["code"]) != 3 or not row["code"].isupper():
            raise row.error("no ISO 4217 code", row["code"])
        table[row["word"]] = row["code"]
    return table


@lru_cache(maxsize=1)
def bounds() -> dict[Phrase, str]:
    """What the words before a number make of it: its lower bound, its upper bound, or nothing."""
    table: dict[Phrase, str] = {}
    for row in _rows("bounds.csv"):
        table[row.words("words")] = row.one_of("bound", BOUNDS)
    return table


@lru_cache(maxsize=1)
def phrases() -> dict[Phrase, tuple[float, float]]:
    """Numbers in words that are no arithmetic: "dozens" (24, 99), "half a dozen" (6, 6)."""
    return {row.words("words"): (row.number("low"), row.number("high")) for row in _rows("phrases.csv")}
