"""The triggers of a sentence: detectors are asked in order, and a word that one has taken serves no later one."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from tidings.events.arguments import Trigger
from tidings.events.passage_index import PassageIndex
from tidings.events.triggers.encoder_detector import encoder_triggers, is_scored, scored_there
from tidings.events.triggers.lexicon_detector import find_triggers
from tidings.parse.tree import Span


class TriggerDetector(Protocol):
    """Gives triggers of a sentence; `rows`: what the rows of the lexicon, a user's and the shipped ones, find there."""

    def __call__(self, reading: PassageIndex, sentence: Span, rows: Sequence[Trigger]) -> Iterable[Trigger]: ...


def user_rows(reading: PassageIndex, sentence: Span, rows: Sequence[Trigger]) -> Iterable[Trigger]:
    """Rows of the user's own lexicon: they act whatever the encoder scores, which only helps to name the parties.

    What the words around undo (negation, a condition) is dropped like that of any row.
    """
    return (scored_there(reading, row) for row in rows if row.frame.is_users)


def shipped_rows(reading: PassageIndex, sentence: Span, rows: Sequence[Trigger]) -> Iterable[Trigger]:
    """Rows that ship with tidings, where no encoder reads: beside it they name no event of their own.

    Of what they alone found on documents nobody had looked at, 9 of 38 was right.
    """
    return rows if reading.encoded is None else ()


# A user's row is what the user knows better; the encoder comes next; the shipped rows give its triggers their modes.
DETECTORS: tuple[TriggerDetector, ...] = (user_rows, encoder_triggers, shipped_rows)


def detect(reading: PassageIndex, sentence: Span) -> list[Trigger]:
    """The triggers of a sentence in text order; no word serves two."""
    if reading.encoded is not None and not reading.lexicon.has_users and not is_scored(reading, sentence):
        return []  # shipped rows would only be looked up for nobody
    rows = find_triggers(reading, sentence)
    taken: set[int] = set()
    found = []
    for detector in DETECTORS:
        for trigger in detector(reading, sentence, rows):
            places = {token.i for token in trigger.tokens}
            if taken.isdisjoint(places):
                taken |= places
                found.append(trigger)
    return sorted(found, key=lambda trigger: trigger.head.i)
