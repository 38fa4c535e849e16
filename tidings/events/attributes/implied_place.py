"""Place an event in the country in which it must be, where nothing tells its place: codebook ruling 12."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from tidings.events.attributes.place import COUNTRIES, country_place
from tidings.events.passage_index import PassageIndex
from tidings.records import Event, Mention, Place
from tidings.vocabulary import ActorKind, EventType, MentionKind

# Kinds of action that happen on the spot: they are somewhere even if the sentence does not say so.
ON_THE_SPOT = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT, EventType.AID}
    | {EventType.SANCTION, EventType.COOPERATE}
)
# Kinds that a state does on its own soil, or a crowd in its own streets.
AT_HOME = frozenset({EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.RETREAT})
ANYWHERE = frozenset({ActorKind.COMPANY, ActorKind.MEDIA, ActorKind.IGO})  # who can be hit far from their seat
OFTEN = 3  # places of a country in a passage that is about it


def place_from_parties(reading: PassageIndex, event: Event) -> Event:
    """The event with the country in which it must be, where nothing tells its place."""
    if event.place is None:
        return replace(event, place=_implied_place(reading, event))
    if event.place.country is not None or event.place.feature is not None:
        return event
    around = _implied_place(reading, replace(event, place=None))  # "in the Kobar prison": a name that no table has
    return event if around is None else replace(event, place=replace(event.place, country=around.country))


def _implied_place(reading: PassageIndex, event: Event) -> Place | None:
    """The country in which an action must be: its parties' own, if they have one; of an action on the spot that of
    those who suffer it or do it at home; where no party has a country, the one the passage is about."""
    event_type, sources = event.event_type, event.sources
    targets = tuple(m for m in event.targets if reading.actors[m.actor_id].kind not in ANYWHERE)
    known = {reading.actors[m.actor_id].country: m for m in (*targets, *sources)}
    known.pop(None, None)
    main, count = _main_country(reading)
    if not known or (event.event_mode == "withdraw" and count >= OFTEN and main is not None):
        return main
    if event_type not in ON_THE_SPOT:
        both = bool(sources and targets)
        at_home = main is not None and count >= OFTEN and main.country in known
        if len(known) > 1 or not (both or at_home):
            return None
    for mentions in (sources, targets) if event_type in AT_HOME else (targets, sources):
        countries = {reading.actors[mention.actor_id].country for mention in mentions} - {None}
        if len(countries) == 1:
            if main is not None and count >= OFTEN and _are_abroad(reading, mentions, main, known):
                return main
            country = countries.pop()
            return country_place(reading, country, known[country]) if country is not None else None
        if countries:
            return None
    return None


def _are_abroad(
    reading: PassageIndex, mentions: tuple[Mention, ...], main: Place, known: Mapping[str | None, Mention]
) -> bool:
    """Whether unnamed people are foreigners in the country the passage is about: "two Indian nationals were killed"."""
    unnamed = all(mention.mention_kind is MentionKind.NOMINAL for mention in mentions)
    return unnamed and len(known) == 1 and main.country not in known


def _main_country(reading: PassageIndex) -> tuple[Place | None, int]:
    """The country in which most places of the passage lie, if the passage names it, and how many lie there."""
    counts = Counter(place.country for place in reading.places if place.country is not None)
    country, count = counts.most_common(1)[0] if counts else (None, 0)
    if country is None or 2 * count < counts.total():
        return None, 0
    return next((p for p in reading.places if p.country == country and p.feature in COUNTRIES), None), count
