"""Whether a candidate stays: filters are asked in order, the first that gives a reason drops it."""

from typing import Protocol

from tidings.events.arguments import Trigger
from tidings.events.candidates import Candidate
from tidings.events.lexicon.frames import Effect
from tidings.events.passage_index import PassageIndex
from tidings.vocabulary import DropReason

# The confidence below which an event is dropped unless a user asks for another: precision .82 on the 152 texts of fold
# 4, tellings joined; see docs/accuracy.md for the curve.
LEAST_CONFIDENCE = 0.50
TOLD_ONLY = frozenset({Effect.DEMANDED, Effect.ALLEGED, Effect.DENIED})


class Filter(Protocol):
    """A reason to drop a candidate, or None."""

    def __call__(self, reading: PassageIndex, candidate: Candidate) -> DropReason | None: ...


def is_too_low(trigger: Trigger, confidence: float, least: float | None) -> bool:
    """Whether a trigger is less sure than asked for (None: the default): LOW_SCORE; a user's row is always sure."""
    return not trigger.frame.is_users and confidence < (LEAST_CONFIDENCE if least is None else least)


def factual(reading: PassageIndex, candidate: Candidate) -> DropReason | None:
    """What a row finds and the words around it undo (rulings 1, 2, 19); the encoder has learnt not to find it."""
    scope = candidate.scope
    if not candidate.is_by_row:
        return None
    if scope.is_negated:
        return DropReason.NEGATED
    if scope.is_unreal:
        return DropReason.UNREAL
    return DropReason.CONTENT if scope.effect in TOLD_ONLY else None


def nobody_told(reading: PassageIndex, candidate: Candidate) -> DropReason | None:
    """A shipped row alone, without any party; the encoder, and a user, may find what nobody is named for."""
    is_alone = candidate.is_by_row and not candidate.trigger.frame.is_users
    return DropReason.NOBODY if is_alone and not candidate.sources and not candidate.targets else None


# Asked of what is sure enough (`is_too_low` comes before all, since it spares the parties, days and places of most).
FILTERS: tuple[Filter, ...] = (factual, nobody_told)


def reason_to_drop(reading: PassageIndex, candidate: Candidate) -> DropReason | None:
    """The first reason that a filter gives; None keeps."""
    return next((reason for drops in FILTERS if (reason := drops(reading, candidate)) is not None), None)
