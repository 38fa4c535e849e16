"""The places that a parsed text names, found and resolved to GeoNames."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from tidings.parse.tree import Doc
from tidings.places.english import english_name
from tidings.places.gazetteer import Entry, Gazetteer, features, load
from tidings.places.resolve import resolve
from tidings.places.spans import toponyms
from tidings.places.toponym import Toponym
from tidings.places.toponym_cues import is_surely_place
from tidings.records import Actor, Mention, Place

# A dateline has a town, a state and a country at most.
LONGEST_DATELINE = 3


def find_places(
    doc: Doc, *, mentions: Sequence[Mention], actors: Mapping[str, Actor], dateline_place: str | None = None
) -> tuple[Place, ...]:
    """The toponyms of a text in its order, each with the place it stands for; a place unknown has a name only.

    A capital that a mention marks as the government meant by it is no place.
    """
    gazetteer = load()
    found = toponyms(doc, gazetteer, mentions, actors)
    dateline = _dateline(dateline_place, gazetteer) if dateline_place else []
    countries = _countries_told(mentions, actors, found)
    chosen = resolve([*dateline, *found], countries, home=len(dateline))
    only = _only_country(chosen.values()) or _single(countries)
    places = []
    for at, toponym in enumerate(found, len(dateline)):
        told = chosen.get(at + 1) if toponym.container is not None else None
        if at in chosen:
            places.append(_place(toponym, chosen[at]))
        elif not toponym.entries or toponym.container is not None or is_surely_place(doc[toponym.first : toponym.stop]):
            places.append(_unknown(toponym, told.country if told else only))
    return tuple(places)


def _single(countries: Collection[str]) -> str | None:
    """The country, if there is but one."""
    return next(iter(countries)) if len(countries) == 1 else None


def _only_country(entries: Iterable[Entry]) -> str | None:
    """The country in which all towns and divisions of a text lie, if there is one."""
    countries = {entry.country for entry in entries if entry.is_town or entry.is_division}
    return countries.pop() if len(countries) == 1 else None


def _dateline(dateline_place: str, gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms of a dateline ("BEIRUT, Lebanon"), as if they stood before the text, each in the next."""
    names = [name.strip() for name in dateline_place.split(",")][:LONGEST_DATELINE]
    parts = [Toponym(0, 0, 0, 0, name, gazetteer.find(name)) for name in names if name]
    for one, two in pairwise(parts):
        one.container, one.is_joined = two, True
    return [part for part in parts if part.entries]


def _countries_told(
    mentions: Sequence[Mention], actors: Mapping[str, Actor], found: Sequence[Toponym]
) -> dict[str, float]:
    """How often actors of each country are named.

    Left out are mentions with a toponym in them, and nameless ones ("a man from X"): their country is what is asked.
    """
    within = {at for toponym in found for at in range(toponym.start, toponym.end)}
    told: dict[str, float] = defaultdict(float)
    for mention in mentions:
        actor = actors.get(mention.actor_id)
        if actor is None or not actor.country or mention.text.islower():
            continue
        if within.isdisjoint(range(mention.start, mention.end)):
            told[actor.country] += 1.0
    return told


def _place(toponym: Toponym, entry: Entry) -> Place:
    point = entry.latitude, entry.longitude
    span = toponym.start, toponym.end, toponym.text
    precision = features()[entry.feature]
    return Place(*span, english_name(entry), entry.country, *point, entry.geoname_id, entry.feature, precision)


def _unknown(toponym: Toponym, country: str | None) -> Place:
    """A place that has a name only, and the country it must lie in."""
    return Place(toponym.start, toponym.end, toponym.text, toponym.text, country, None, None, None)
