"""How a toponym is tied to the words of an event by the parse tree: the deed, who undergoes it, who does it."""

from collections.abc import Sequence
from enum import IntEnum

from tidings.events.attributes.event_telling import TriggerContext
from tidings.events.attributes.told_days import MODIFIERS
from tidings.events.attributes.told_places import Spot
from tidings.parse.tree import Token
from tidings.records import Mention

UNDERGOING = frozenset({"dobj", "nsubjpass", "pobj"})
MOST_LINKS = 20


class Tie(IntEnum):
    """The word of which a toponym says where it is, the closest to the event first."""

    DEED = 0
    VERB = 1
    UNDERGOING = 2
    OTHER = 3
    DOING = 4
    NONE = 5


def anchor_of(spot: Spot) -> Token | None:
    """The word of which a toponym says where it is: above its preposition, or the one that it modifies."""
    if spot.preposition is not None:
        return spot.preposition.head
    return spot.head.head if spot.head.dep_ in MODIFIERS else None


def is_with(spot: Spot, parties: Sequence[Mention]) -> bool:
    """Whether a toponym says where parties are: "police in X", "X police"."""
    anchor = anchor_of(spot)
    return anchor is not None and any(m.start <= anchor.idx < m.end or m.root == anchor.idx for m in parties)


def tie_of(telling: TriggerContext, spot: Spot, sources: Sequence[Mention], targets: Sequence[Mention]) -> Tie:
    """To what of an event a toponym is tied."""
    anchor = anchor_of(spot)
    if anchor is None:
        return Tie.NONE
    if anchor in telling.trigger.tokens:
        return Tie.DEED
    if anchor is telling.verbs[0]:
        return Tie.VERB
    if anchor.dep_ == "nsubj" or is_with(spot, sources):
        return Tie.DOING
    return Tie.UNDERGOING if anchor.dep_ in UNDERGOING or is_with(spot, targets) else Tie.OTHER


def links_between(one: Token, other: Token) -> int:
    """Links of the parse tree from one word to another; MOST_LINKS at most, and in another sentence."""
    above = {token.i: links for links, token in enumerate((one, *one.ancestors))}
    for links, token in enumerate((other, *other.ancestors)):
        if token.i in above:
            return min(MOST_LINKS, above[token.i] + links)
    return MOST_LINKS
