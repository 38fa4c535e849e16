"""A general noun takes up a named actor of its kind, alone or as a pair, and no other."""

import pytest

from tidings.actors.folding import short_names
from tidings.actors.mentions import find_mentions
from tidings.parse.spacy_parser import parse


def actors_at(text: str, words: str) -> list[str]:
    """The ids of those for whom the last of these words stand."""
    mentions, _ = find_mentions(parse(text), published=None)
    at = text.rindex(words)
    return sorted(m.actor_id for m in mentions if m.start < at + len(words) and at < m.end)


TAKEN_UP = [
    ("Boko Haram attacked a village. The group killed nine people.", "The group", ["Boko Haram"]),
    ("Boko Haram attacked a village. The company killed nine people.", "The company", []),
    ("NATO met in Oslo. The alliance agreed on a plan.", "The alliance", ["NATO"]),
    ("NATO met in Oslo. The newspaper agreed on a plan.", "The newspaper", []),
]


@pytest.mark.parametrize(("text", "words", "names"), TAKEN_UP)
def test_who_is_taken_up(text: str, words: str, names: list[str]) -> None:
    expected = {one for name in names for one in actors_at(text, name)}
    assert len(expected) == len(names)
    named = {one for name in ("Boko Haram", "NATO") if name in text for one in actors_at(text, name)}
    assert set(actors_at(text, words)) & named == expected


PAIRS = [
    ("Kenya and Chad signed a treaty. The two countries will trade.", "two countries", ["state:KEN", "state:TCD"]),
    ("Kenya signed a treaty. The two countries will trade.", "two countries", []),
    ("Kenya and Chad signed a treaty. Three countries stayed away.", "Three countries", []),
]


@pytest.mark.parametrize(("text", "words", "states"), PAIRS)
def test_pairs(text: str, words: str, states: list[str]) -> None:
    assert [one for one in actors_at(text, words) if one.startswith("state:")] == states


SHORT = [
    ("Kofi Sample", "GHA", ("Sample",)),
    ("Kim Beispiel", "PRK", ("Kim",)),  # the family's name comes first
    ("Anna Kim", "PRK", ("Kim",)),  # unless a first name does
    ("Abebe Sample", "ETH", ("Abebe", "Sample")),
    ("Jan van Sample", "NLD", ("van Sample", "Sample")),
    ("Ali al-Sample", None, ("al-Sample", "Sample")),
    ("Ana-Sample", None, ()),  # one word is no short form of itself
    ("John Sample Jr.", "USA", ("Sample",)),
]


@pytest.mark.parametrize(("name", "country", "short"), SHORT)
def test_short_names(name: str, country: str | None, short: tuple[str, ...]) -> None:
    assert short_names(name, country) == short
