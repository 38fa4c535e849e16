"""What the network says of a text: scored spans, their types and parties; every offset counts in the passage.

A score is the network's probability, rounded to three digits, so that the last bits of a processor's arithmetic decide
nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from tidings.parse.tree import Doc
from tidings.vocabulary import EventType, Status


@dataclass(frozen=True, slots=True)
class Hint:
    """Words whose country the rules know: their span, alpha-3 or None, and whether they are a name."""

    start: int
    end: int
    country: str | None
    is_name: bool


@dataclass(frozen=True, slots=True)
class ScoredMention:
    """Words that may stand for a party; `countries`: alpha-3 and score, best first, None for "of no country"."""

    start: int
    end: int
    score: float
    countries: tuple[tuple[str | None, float], ...]


@dataclass(frozen=True, slots=True)
class ScoredTrigger:
    """Words that may tell an event; `no_source` and `no_target`: how likely the text names nobody on that side."""

    start: int
    end: int
    score: float
    types: Mapping[EventType, float]
    core: float
    status: Mapping[Status, float]
    no_source: float
    no_target: float


@dataclass(frozen=True, slots=True)
class ScoredRole:
    """How likely a mention is the source, the target of a trigger: indexes into the two lists."""

    trigger: int
    mention: int
    source: float
    target: float


@dataclass(frozen=True, slots=True)
class ScoredRepeat:
    """How likely two triggers tell one happening: indexes, the earlier trigger first."""

    earlier: int
    later: int
    score: float


@dataclass(frozen=True, slots=True)
class EncoderOutput:
    """All that the network says of one text, in text order."""

    mentions: tuple[ScoredMention, ...] = ()
    triggers: tuple[ScoredTrigger, ...] = ()
    roles: tuple[ScoredRole, ...] = ()
    repeats: tuple[ScoredRepeat, ...] = ()


class Encoder(Protocol):
    """Whatever reads a parsed text as the network does."""

    def encode(self, doc: Doc, hints: Sequence[Hint]) -> EncoderOutput: ...
