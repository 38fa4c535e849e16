"""A noun that no list has is a person where only people can be done to so."""

import pytest

from tests.actors.readings import words_of
from tidings.actors.unlisted_people import people_by_verb

CASES = [
    ("Police arrested sixteen riders.", ["riders"]),
    ("Sixteen riders were arrested.", ["riders"]),
    ("Police bought sixteen riders.", []),  # one buys anything
    ("Riders arrested him.", []),  # who does it may be a thing
    ("Police arrested Riders.", []),  # a name
    ("Police waited for riders to be fined.", []),
]


@pytest.mark.parametrize(("text", "people"), CASES)
def test_who_is_known_by_what_is_done(text: str, people: list[str]) -> None:
    words = words_of(text)
    assert [words.words[hit.end - 1] for hit in people_by_verb(words, ())] == people


def test_words_already_taken_are_left_and_number_is_seen() -> None:
    words = words_of("Police arrested sixteen riders and jailed a rider.")
    many, one = people_by_verb(words, ())
    assert (many.noun.is_plural, one.noun.is_plural) == (True, False)
    assert [hit.end for hit in people_by_verb(words, {many.end - 1})] == [one.end]
