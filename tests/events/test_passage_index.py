"""Whom a word stands for: itself, what it counts, what it is in apposition to, who speaks, or whose it is."""

import pytest

from tests.events.readings import index_of, token_at
from tidings.events.passage_index import counted_by_quantity, read, told_in
from tidings.records import Mention
from tidings.vocabulary import MentionKind

STANDS_FOR = [
    ("Kenya attacked Somalia.", "Kenya", ["Kenya"]),
    ("Kenya attacked Somalia.", "attacked", []),
    ("Dozens of protesters marched in Nairobi.", "Dozens", ["protesters"]),
    ("Dozens of stones were thrown in Nairobi.", "Dozens", []),
    ("Members of Boko Haram attacked a village.", "Members", ["Boko Haram"]),
    ("Some of the soldiers and nurses of Kenya fled.", "Some", ["soldiers", "nurses"]),
    ("The pictures of protesters were burnt in Nairobi.", "pictures", []),  # counts nobody
    ("Two of the soldiers fled from Kenya.", "Two", ["soldiers"]),
    ('"We will attack Somalia," Kenya said.', "We", ["Kenya"]),
    ('"They will attack Somalia," Kenya said.', "They", []),  # who speaks does not speak of himself
]


@pytest.mark.parametrize(("text", "word", "people"), STANDS_FOR)
def test_for_whom_a_word_stands(text: str, word: str, people: list[str]) -> None:
    reading = index_of(text)
    found = reading.people_at(token_at(reading, word))
    assert [next((p for p in people if p in one.text), one.text) for one in found] == people


WHOSE = [
    ("Russia's raid on Ukraine failed.", "raid", ["Russia"]),
    ("A raid on Ukraine failed.", "raid", []),
    ("Turkish and US jets hit Syria.", "jets", ["Turkish", "US"]),
    ("Heavy new jets hit Syria.", "jets", []),
    ("The Turkish army's jets hit Syria.", "jets", ["army"]),
]


@pytest.mark.parametrize(("text", "word", "people"), WHOSE)
def test_whose_a_thing_is(text: str, word: str, people: list[str]) -> None:
    reading = index_of(text)
    found = reading.holders_at(token_at(reading, word))
    assert [next((p for p in people if p in one.text), one.text) for one in found] == people


COUNTED = [
    ("A column of tanks crossed the border.", "column", ["tanks"]),
    ("Bags of rice crossed the border.", "Bags", []),  # no quantity
    ("Hundreds from Kenya crossed the border.", "Hundreds", []),  # counts what follows "of"
]


@pytest.mark.parametrize(("text", "word", "counted"), COUNTED)
def test_what_a_quantity_counts(text: str, word: str, counted: list[str]) -> None:
    reading = index_of(text)
    assert [token.text for token in counted_by_quantity(token_at(reading, word))] == counted


def test_the_shortest_mention_is_that_of_a_word_inside_several() -> None:
    found = index_of("The president of Kenya met nurses.")
    told = {
        name: Mention(start, end, root, "", name, MentionKind.NOMINAL)
        for name, start, end, root in (("long", 0, 22, 4), ("short", 4, 22, 4), ("state", 17, 22, 17))
    }
    reading = read(
        found.doc,
        found.lexicon,
        mentions=list(told.values()),
        actors={},
        places=(),
        dates=(),
        magnitudes=(),
        published=None,
        body_start=0,
    )
    named = {word: reading.mentions_at(token_at(reading, word)) for word in ("The", "president", "of", "Kenya", "met")}
    assert named == {
        "The": [told["long"]],
        "president": [told["short"], told["long"]],  # the head of both
        "of": [told["short"]],
        "Kenya": [told["state"]],
        "met": [],
    }


def test_what_was_found_in_a_sentence() -> None:
    reading = index_of("Kenya met Chad. Mali met Togo. Peru met Chile.")
    told = [[mention.text for mention in told_in(one, reading.mentions)] for one in reading.doc.sents]
    assert told == [["Kenya", "Chad"], ["Mali", "Togo"], ["Peru", "Chile"]]


def test_every_character_is_in_a_token() -> None:
    reading = index_of("Kenya  met Chad.")
    assert [reading.token_at(i).text for i in (0, 4, 7, 9, 11, 15)] == ["Kenya", "Kenya", "met", "met", "Chad", "."]
