"""Which two phrases are one actor, and which that stand as near are two."""

import pytest

from tests.actors.readings import phrases_of, words_of, written
from tidings.actors.apposition import find_affiliations, find_appositions

TWINS = [
    ("Ana Sample, the defence minister, left.", [("Ana Sample", "the defence minister")]),
    ("The defence minister, Ana Sample, left.", [("The defence minister", "Ana Sample")]),
    ("Ana Sample is a general.", [("Ana Sample", "a general")]),
    ("Ana Sample is not a general.", []),
    ("Ana Sample was met by a general.", []),
    ("Ana Sample and the defence minister left.", []),
    ("Ana Sample, soldiers and nurses left.", []),
    ("The Ministry of Finance, a nurse said, is closed.", []),  # no person is a body
]


@pytest.mark.parametrize(("text", "pairs"), TWINS)
def test_who_is_said_twice(text: str, pairs: list[tuple[str, str]]) -> None:
    words, phrases = words_of(text), phrases_of(text)
    found = find_appositions(words, phrases)
    by_root = {phrase.root: phrase for phrase in phrases}
    told = {(written(words, by_root[root]), written(words, other)) for root, other in found.items()}
    assert told == {pair for one, two in pairs for pair in ((one, two), (two, one))}


OF = [
    ("Ana Sample, Ministry of Finance of Peru, spoke.", {"PER"}),
    ("Ana Sample met the Ministry of Finance of Peru.", set()),
]


@pytest.mark.parametrize(("text", "countries"), OF)
def test_whom_somebody_serves_or_belongs_to(text: str, countries: set[str]) -> None:
    assert {country for _, country in find_affiliations(words_of(text), phrases_of(text))} == countries
