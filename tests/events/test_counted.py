"""What a sentence counts: numbers, single persons, and those listed together."""

import pytest

from tests.events.readings import candidate_at, index_of, token_at
from tidings.events.attributes.counted import counts_for
from tidings.events.attributes.counted_nouns import is_person

Told = set[tuple[str, str, float | None, float | None]]
COUNTS: list[tuple[str, str, Told]] = [
    ("Kenya killed nine soldiers.", "killed", {("nine soldiers", "number", 9, 9)}),
    ("Kenya killed at least nine soldiers.", "killed", {("at least nine soldiers", "number", 9, None)}),
    ("Kenya killed a nurse.", "killed", {("a nurse", "article", 1, 1)}),
    ("Kenya killed the nurse.", "killed", {("nurse", "single", 1, 1)}),
    ("Kenya killed nurses.", "killed", set()),
    ("Kenya killed soldiers on 9 May.", "killed", set()),  # a day
    ("Kenya killed soldiers 9 km from Garissa.", "killed", set()),  # a length
    (
        "Kenya killed nine nuns and six soldiers.",
        "killed",
        {
            ("nine nuns", "number", 9, 9),
            ("six soldiers", "number", 6, 6),
            ("nine nuns and six soldiers", "sum", 15, 15),
        },
    ),
]


@pytest.mark.parametrize(("text", "words", "told"), COUNTS)
def test_counts(text: str, words: str, told: Told) -> None:
    found = set()
    for one in counts_for(index_of(text), candidate_at(text, words)):
        doc = one.head.doc
        last = doc[one.end - 1]
        found.add((doc.text[doc[one.start].idx : last.idx + len(last)], one.form, one.low, one.high))
    assert {one for one in found if one[0] != "Kenya"} == told


PERSONS = [
    ("The nurse fled.", "nurse", True),
    ("The nurses fled.", "nurses", False),
    ("She fled.", "She", True),
    ("It fled.", "It", False),
    ("The bridge fell.", "bridge", False),
    ("Ana Sample fled.", "Sample", True),
]


@pytest.mark.parametrize(("text", "word", "expected"), PERSONS)
def test_whether_a_word_stands_for_one_person(text: str, word: str, expected: bool) -> None:
    reading = index_of(text)
    assert is_person(reading, token_at(reading, word)) is expected
