"""Which words stand in a slot of a trigger, and whose thing a noun names."""

import pytest

from tests.events.readings import candidate_at, index_of, token_at
from tidings.events.arguments import noun_owner, slot_tokens
from tidings.events.lexicon.frames import Slot

SLOTS = [
    ("Kenya attacked Somalia.", "attacked", Slot.SUBJECT, ["Kenya"]),
    ("Somalia was attacked by Kenya.", "attacked", Slot.SUBJECT, ["Kenya"]),
    ("Somalia was attacked in Kenya.", "attacked", Slot.SUBJECT, []),
    ("Somalia was attacked by Kenya.", "attacked", Slot.OBJECT, ["Somalia"]),
    ("Kenya and Chad attacked Somalia.", "attacked", Slot.SUBJECT, ["Kenya", "Chad"]),
    ("Kenya's attack on Somalia failed.", "attack", Slot.POSSESSOR, ["Kenya"]),
    ("An attack on Somalia failed.", "attack", Slot.POSSESSOR, []),
    ("An attack on Somalia failed.", "attack", "on", ["Somalia"]),
    ("An attack on Somalia failed.", "attack", "against", []),
    ("A Kenyan attack on Somalia failed.", "attack", Slot.MODIFIER, ["Kenyan"]),
    ("Kenya launched an attack on Somalia.", "launched", Slot.SUBJECT, ["Kenya"]),
    ("Japan held talks with Laos.", "held", "with", ["Laos"]),
    ("Japan held talks on Laos.", "held", "with", []),
    ("Nurses said Kenya attacked Somalia.", "attacked", Slot.SPEAKER, ["Nurses"]),
    ("Kenya attacked Somalia.", "attacked", Slot.SPEAKER, []),
]


@pytest.mark.parametrize(("text", "words", "slot", "found"), SLOTS)
def test_who_stands_in_a_slot(text: str, words: str, slot: str, found: list[str]) -> None:
    trigger = candidate_at(text, words).trigger
    assert [token.text for token in slot_tokens(index_of(text), trigger, slot)] == found


OWNERS = [
    ("Kenya's raid failed.", "raid", ["Kenya"]),
    ("The raid of Kenya failed.", "raid", ["Kenya"]),
    ("The raid by Kenya failed.", "raid", ["Kenya"]),
    ("The raid in Kenya failed.", "raid", []),  # where, not whose
    ("The raid on Kenya failed.", "raid", []),
    ("The raid failed.", "raid", []),
    ("Drills staged by Kenya ended.", "Drills", ["Kenya"]),
    ("A bus carrying soldiers burnt.", "bus", ["soldiers"]),
    ("A bus fleeing soldiers burnt.", "bus", []),
]


@pytest.mark.parametrize(("text", "word", "people"), OWNERS)
def test_whose_it_is(text: str, word: str, people: list[str]) -> None:
    reading = index_of(text)
    assert [mention.text for mention in noun_owner(reading, token_at(reading, word))] == people


ONE_ATTACK = [
    ("Kenya attacked Somalia.", "attacked", ":verb"),
    ("Somalia was attacked by Kenya.", "attacked", ":passive"),
    ("Kenya's attack on Somalia failed.", "attack", ":noun"),
    ("Nurses who fled after Kenya attacked Somalia are back.", "attacked", ":verb/below"),
    ("Nurses said Kenya attacked Somalia.", "attacked", ":verb"),  # what is reported counts as main
    ("Japan held talks with Laos.", "held", ":phrase"),
]


@pytest.mark.parametrize(("text", "words", "ending"), ONE_ATTACK)
def test_the_construction_by_which_it_was_read(text: str, words: str, ending: str) -> None:
    rule = candidate_at(text, words).rule
    assert rule[rule.rindex(":") :] == ending
