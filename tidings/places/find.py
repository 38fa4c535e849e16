"""The places that a parsed text names, found and resolved to GeoNames."""

from collections import Counter
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from tidings.model import Actor, Mention, Place
from tidings.places.gazetteer import Entry, load
from tidings.places.resolve import resolve, standing
from tidings.places.spans import toponyms
from tidings.places.toponym import Toponym


def find_places(
    doc: Doc, *, mentions: Sequence[Mention], actors: Mapping[str, Actor], dateline_place: str | None = None
) -> tuple[Place, ...]:
    """The toponyms of a text in its order, each with the place it stands for; a place unknown has a name only.

    A capital that a mention marks as the government meant by it is no place.
    """
    gazetteer = load()
    found = toponyms(doc, gazetteer, mentions, actors)
    countries = Counter(
        actor.country for mention in mentions if (actor := actors.get(mention.actor_id)) is not None and actor.country
    )
    home = _country_of(dateline_place) if dateline_place else None
    chosen = resolve(found, {code: float(count) for code, count in countries.items()}, home=home)
    return tuple(
        _place(toponym, chosen[at]) if at in chosen else _unknown(toponym, chosen.get(at + 1))
        for at, toponym in enumerate(found)
    )


def _country_of(dateline_place: str) -> str | None:
    """The country of a dateline: of what stands last in it, else of its town."""
    town, _, last = dateline_place.rpartition(",")
    entries = load().find(last.strip()) or load().find(town.strip())
    return max(entries, key=standing).country if entries else None


def _place(toponym: Toponym, entry: Entry) -> Place:
    point = entry.latitude, entry.longitude
    span = toponym.start, toponym.end, toponym.text
    return Place(*span, entry.name, entry.country, *point, entry.geoname_id, entry.feature)


def _unknown(toponym: Toponym, after: Entry | None) -> Place:
    """A place that has a name only, and the country that is told after it."""
    country = after.country if after is not None and toponym.container is not None else None
    return Place(toponym.start, toponym.end, toponym.text, toponym.text, country, None, None, None)
