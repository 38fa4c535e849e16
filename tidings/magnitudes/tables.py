"""The word tables of magnitudes, read and checked once."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

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


def _rows(name: str) -> list[tuple[int, dict[str, str]]]:
    source = files("tidings.magnitudes").joinpath(name).read_text("utf-8").splitlines()
    return list(enumerate(csv.DictReader(source), 2))


@lru_cache(maxsize=1)
def triggers() -> Triggers:
    """Raises ValueError naming file, line and value of an unknown role or kind."""
    table: dict[str, dict[str, MagnitudeKind]] = {role: {} for role in ROLES}
    for line, row in _rows("triggers.csv"):
        if row["role"] not in table:
            raise ValueError(f"triggers.csv:{line}: unknown role {row['role']!r}; one of {', '.join(ROLES)}")
        if row["kind"] not in set(MagnitudeKind):
            raise ValueError(f"triggers.csv:{line}: unknown kind {row['kind']!r}")
        if row["lemma"] in table[row["role"]]:
            raise ValueError(f"triggers.csv:{line}: {row['lemma']!r} stands twice as {row['role']}")
        table[row["role"]][row["lemma"]] = MagnitudeKind(row["kind"])
    return Triggers(**table)


@lru_cache(maxsize=1)
def weapons() -> dict[str, frozenset[str]]:
    """The nouns of weapons, with the words of which one must stand before those that are weapons only then."""
    return {row["lemma"]: frozenset(row["needs"].split()) for _, row in _rows("weapons.csv")}


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """Nouns of single persons, counted even after "a" ("a journalist was killed")."""
    return frozenset(row["lemma"] for _, row in _rows("people.csv"))


@lru_cache(maxsize=1)
def measures() -> frozenset[str]:
    """Nouns after a number that count neither people nor arms, whatever the verb: "killed 20 days later"."""
    return frozenset(row["lemma"] for _, row in _rows("measures.csv"))


@lru_cache(maxsize=1)
def currencies() -> dict[str, str]:
    """ISO 4217 code by currency word or sign. Raises ValueError for what is no code."""
    table: dict[str, str] = {}
    for line, row in _rows("currencies.csv"):
        if len(row["code"]) != 3 or not row["code"].isupper():
            raise ValueError(f"currencies.csv:{line}: {row['code']!r} is no ISO 4217 code")
        table[row["word"]] = row["code"]
    return table


@lru_cache(maxsize=1)
def bounds() -> dict[Phrase, str]:
    """What the words before a number make of it: its lower bound, its upper bound, or nothing."""
    table: dict[Phrase, str] = {}
    for line, row in _rows("bounds.csv"):
        if row["bound"] not in BOUNDS:
            raise ValueError(f"bounds.csv:{line}: unknown bound {row['bound']!r}; one of {', '.join(BOUNDS)}")
        table[tuple(row["words"].split())] = row["bound"]
    return table


@lru_cache(maxsize=1)
def phrases() -> dict[Phrase, tuple[float, float]]:
    """Numbers in words that are no arithmetic: "dozens" (24, 99), "half a dozen" (6, 6)."""
    return {tuple(row["words"].split()): (float(row["low"]), float(row["high"])) for _, row in _rows("phrases.csv")}
