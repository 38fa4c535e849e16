"""Place an event by the words of its sentence: codebook rulings 12 and 35."""

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from tidings.events.arguments import Trigger
from tidings.events.reading import Reading, within
from tidings.events.syntax import governor, is_verbal
from tidings.model import Mention, Place
from tidings.vocabulary import ActorKind, EventType

INSIDE = frozenset({"in", "at", "near", "over", "outside", "inside", "across", "around", "throughout", "within"})
TOUCHED = frozenset({"on", "into", "to", "of", "from", "against", "off", "along", "through", "toward", "towards"})
# Kinds of action that happen on the spot: they are somewhere even if the sentence does not say so.
ON_THE_SPOT = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT, EventType.AID}
    | {EventType.SANCTION, EventType.COOPERATE}
)
# Kinds that a state does on its own soil, or a crowd in its own streets.
AT_HOME = frozenset({EventType.COERCE, EventType.SANCTION, EventType.PROTEST})
COUNTRIES = frozenset({"PCLI", "PCL", "PCLD", "PCLS", "PCLF", "PCLIX", "TERR"})


def where_of(reading: Reading, trigger: Trigger) -> Place | None:
    """The most precise place of the trigger's sentence that the action can be in, the nearest in the tree first."""
    ranked = sorted(_ranked(reading, trigger), key=lambda found: found[:3])
    return ranked[0][3] if ranked else None


def _ranked(reading: Reading, trigger: Trigger) -> Iterator[tuple[int, bool, int, Place]]:
    own = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    below = {token.i for token in trigger.head.subtree}
    for place in reading.places:
        if within(trigger.sentence, place.start, place.end):
            rank = _rank(reading.token_at(place.end - 1), trigger, own, below)
            if rank is not None:
                yield rank, place.feature in COUNTRIES, place.start, place


def _rank(token: Token, trigger: Trigger, own: Token, below: set[int]) -> int | None:
    """How well a place fits, the least best: in the trigger's clause, touched by it, elsewhere in the sentence."""
    preposition = _preposition(token)
    near = token.i in below or governor(token) == own
    if preposition is None:
        return 1 if token.head in trigger.tokens and token.dep_ in ("compound", "nmod", "amod") else None
    if preposition.lower_ in INSIDE:
        return 0 if near else 3
    if preposition.lower_ in TOUCHED and near:
        return 1 if preposition.head in trigger.tokens else 2
    return None


def _preposition(token: Token) -> Token | None:
    """The preposition before a place, also before "the city of X" and "X, Y"."""
    for _ in range(4):
        if token.dep_ == "pobj":
            if token.head.lower_ == "of" and token.head.head.dep_ in ("pobj", "appos"):
                token = token.head.head
                continue
            return token.head
        if token.dep_ not in ("appos", "conj", "compound", "nmod", "npadvmod", "poss"):
            return None
        token = token.head
    return None


def implied_place(
    reading: Reading, event_type: EventType, sources: tuple[Mention, ...], targets: tuple[Mention, ...]
) -> Place | None:
    """The country in which an action must be, where no place is named.

    Its parties' own, if they have but one; of an action on the spot that of those who suffer it or do it at home; where
    no party has a country, the one the passage is about.
    """
    known = {reading.actors[m.actor_id].country: m for m in (*targets, *sources)}
    known.pop(None, None)
    if not known:
        return _main_country(reading)
    if event_type not in ON_THE_SPOT and (len(known) > 1 or not (sources and targets)):
        return None
    for mentions in (sources, targets) if event_type in AT_HOME else (targets, sources):
        countries = {reading.actors[mention.actor_id].country for mention in mentions} - {None}
        if len(countries) == 1:
            country = countries.pop()
            return _country(reading, country, known[country]) if country is not None else None
        if countries:
            return None
    return None


def _main_country(reading: Reading) -> Place | None:
    """The country in which most places of the passage lie, if the passage names it."""
    counts = Counter(place.country for place in reading.places if place.country is not None)
    country, count = counts.most_common(1)[0] if counts else (None, 0)
    if country is None or 2 * count < counts.total():
        return None
    return next((p for p in reading.places if p.country == country and p.feature in COUNTRIES), None)


def _country(reading: Reading, country: str, mention: Mention) -> Place | None:
    """A country as a place: as the text names it, else as the mention of one of its actors implies it."""
    named = next((p for p in reading.places if p.country == country and p.feature in COUNTRIES), None)
    if named is not None:
        return named
    states = (actor for actor in reading.actors.values() if actor.kind is ActorKind.STATE and actor.country == country)
    state = next(states, None)
    if state is None:
        return None
    return Place(mention.start, mention.end, mention.text, state.name, country, None, None, None)
