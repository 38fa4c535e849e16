"""What stands around a trigger: only others count, near ones by distance, those of its type in the whole text."""

import pytest

from tidings.encoder.records import EncoderOutput, ScoredRepeat, ScoredTrigger
from tidings.events.attributes.surroundings import CLAUSE, SENTENCES, surroundings
from tidings.vocabulary import EventType, Status


def trigger(start: int, score: float, event_type: EventType = EventType.AID) -> ScoredTrigger:
    types = {one: 0.9 if one is event_type else 0.005 for one in EventType}
    return ScoredTrigger(start, start + 5, score, types, 0.5, dict.fromkeys(Status, 0.25), 0.5, 0.5)


def test_a_trigger_alone_has_nobody_around() -> None:
    (alone,) = surroundings(EncoderOutput(triggers=(trigger(10, 0.8),)))
    assert (alone["around"], alone["best before"], alone["best after"], alone["best of the type"]) == (0, -1, -1, -1)
    assert (alone["mean of the text"], alone["nearest"], alone["told again"]) == (0.8, 999, 0)


@pytest.mark.parametrize(
    ("gap", "after", "around"),
    [(1, 0.6, 1), (CLAUSE - 1, 0.6, 1), (CLAUSE, -1, 1), (SENTENCES - 1, -1, 1), (SENTENCES, -1, 0)],
)
def test_near_is_less_than_so_many_characters_away(gap: int, after: float, around: int) -> None:
    first, second = surroundings(EncoderOutput(triggers=(trigger(100, 0.8), trigger(100 + gap, 0.6))))
    assert (first["best after"], first["around"], first["best before"]) == (after, around, -1)
    assert second["best before"] == (0.8 if after > 0 else -1)
    assert second["better in the clause"] == (after > 0)


def test_the_best_of_the_type_is_another_one_of_the_same_type() -> None:
    told = (trigger(0, 0.9), trigger(500, 0.7), trigger(1000, 0.99, EventType.PROTEST))
    aid, other, protest = surroundings(EncoderOutput(triggers=told))
    assert (aid["best of the type"], other["best of the type"], protest["best of the type"]) == (0.7, 0.9, -1)
    assert (aid["mean of the type"], protest["mean of the type"]) == (0.7, -1)


def test_a_repeat_counts_for_both_and_the_order_of_the_triggers_changes_nothing() -> None:
    one, two, three = trigger(0, 0.9), trigger(50, 0.7), trigger(90, 0.4)
    forth = surroundings(EncoderOutput(triggers=(one, two, three), repeats=(ScoredRepeat(0, 2, 0.6),)))
    back = surroundings(EncoderOutput(triggers=(three, two, one), repeats=(ScoredRepeat(2, 0, 0.6),)))
    assert [around["told again"] for around in forth] == [0.6, 0, 0.6]
    assert forth == back[::-1]
