"""Name the state in whose town somebody from abroad is: a guest in its capital, or in the hands of its police."""

from collections.abc import Iterable, Sequence

from tidings.events.arguments import Trigger
from tidings.events.opposed import state_named
from tidings.events.reading import Reading
from tidings.events.syntax import after_preposition, is_verbal, logical_objects, prepositions
from tidings.model import Mention, Place
from tidings.tree import Token
from tidings.vocabulary import MentionKind

# Whoever goes to a capital in this way is a guest of its government.
VISITS = frozenset({"visit", "trip", "tour", "travel", "fly", "arrive", "journey", "pilgrimage", "stopover"})
CAPITAL = "PPLC"


def host(reading: Reading, trigger: Trigger, guest: Mention) -> list[Mention]:
    """The government in whose capital somebody from abroad is a guest: "flew to [Hanoi]", "a visit to [Lima]"."""
    if not any(token.lemma_.lower() in VISITS for token in trigger.tokens):
        return []
    nouns = [noun for token in trigger.tokens for noun in _after(token, ("to", "in"))]
    nouns += logical_objects(trigger.head) if is_verbal(trigger.head) else []
    own = {None, reading.actors[guest.actor_id].country}
    places = (place for noun in nouns if (place := reading.place_by_token.get(noun.i)) is not None)
    capital = next((place for place in places if place.feature == CAPITAL and place.country not in own), None)
    return _state_at(reading, capital) if capital is not None else []


def state_of_site(reading: Reading, phrase: Iterable[Token], suffering: Sequence[Mention]) -> Mention | None:
    """The state of the town where something is done to people, if to some of another country: "held [in Lima]"."""
    known = {reading.actors[mention.actor_id].country for mention in suffering}
    for noun in (noun for token in phrase for noun in _after(token, ("in",))):
        place = reading.place_by_token.get(noun.i)
        if place is not None and place.country is not None and known and place.country not in known:
            return next(iter(_state_at(reading, place)), None)
    return None


def _after(token: Token, wanted: Sequence[str]) -> list[Token]:
    return [noun for link in prepositions(token) if link.lower_ in wanted for noun in after_preposition(link)]


def _state_at(reading: Reading, place: Place) -> list[Mention]:
    """The state of a place, at the place's name."""
    states = state_named(reading, place.country) if place.country is not None else []
    return [
        Mention(place.start, place.end, place.start, place.text, state.actor_id, MentionKind.METONYM)
        for state in states
    ]
