"""The places that a parsed text names, found and resolved to GeoNames."""

from collections import Counter
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from tidings.model import Actor, Mention, Place
from tidings.places.gazetteer import Entry, load
from tidings.places.resolve import resolve
from tidings.places.spans import toponyms
from tidings.places.toponym import Toponym

# A dateline says where the reporter is: as much as two sentences that name the country.
DATELINE_WEIGHT = 2


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
    if dateline_place:
        countries.update(_dateline_countries(dateline_place))
    chosen = resolve(found, countries)
    return tuple(_place(toponym, chosen.get(at)) for at, toponym in enumerate(found))


def _dateline_countries(dateline_place: str) -> Counter[str]:
    """The country of the first place a dateline can mean."""
    entries = load().find(dateline_place.rpartition(",")[2].strip()) or load().find(dateline_place.partition(",")[0])
    country = entries[0].country if entries else None
    return Counter({country: DATELINE_WEIGHT}) if country else Counter()


def _place(toponym: Toponym, entry: Entry | None) -> Place:
    span = toponym.start, toponym.end, toponym.text
    if entry is None:
        return Place(*span, toponym.text, None, None, None, None)
    point = entry.latitude, entry.longitude
    return Place(*span, entry.name, entry.country, *point, entry.geoname_id, entry.feature)
