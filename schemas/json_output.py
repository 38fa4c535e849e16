"""What `tidings annotate` writes about one text: the columns of the tables, with offsets in that text."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tidings.annotation import Annotation
from tidings.records import Actor, Event, Magnitude, Mention, Place, Timex
from tidings.schemas.events import EVENTS
from tidings.schemas.rows import Origin, Row, event_row, itself
from tidings.vocabulary import RoleBasis

# What a text has no use for: it has no article and no document, and its parties are told in full.
ELSEWHERE = frozenset({"article_id", "document_id", "reported_date", "reported_month"}) | {
    f"{side}_{what}" for side in ("source", "target") for what in ("ids", "names", "countries", "basis")
}
EVENT_FIELDS = tuple(column.name for column in EVENTS.columns if column.name not in ELSEWHERE)


def annotation_json(text: str, said: Annotation) -> Row:
    """All that was read out of the text, as plain data fit for JSON."""
    origin = itself(text)
    return {
        "sentences": [{"start": sentence.start, "end": sentence.end} for sentence in said.sentences],
        "mentions": [_mention(mention, said.actors[mention.actor_id]) for mention in said.mentions],
        "places": [_place(place) for place in said.places],
        "dates": [_timex(timex) for timex in said.dates],
        "magnitudes": [_magnitude(magnitude) for magnitude in said.magnitudes],
        "events": [_event(event, said.actors, origin) for event in said.events],
    }


def _event(event: Event, actors: Mapping[str, Actor], origin: Origin) -> Row:
    row = event_row(event, actors, origin)
    return {
        **{name: _plain(row[name]) for name in EVENT_FIELDS},
        "source": _parties(event.sources, event.source_basis, actors),
        "target": _parties(event.targets, event.target_basis, actors),
    }


def _parties(mentions: Iterable[Mention], bases: Iterable[RoleBasis], actors: Mapping[str, Actor]) -> list[Row]:
    return [
        {
            "actor_id": mention.actor_id,
            "name": actors[mention.actor_id].name,
            "country": actors[mention.actor_id].country,
            "sector": actors[mention.actor_id].sector,
            "text": mention.text,
            "start": mention.start,
            "end": mention.end,
            "basis": basis,
        }
        for mention, basis in zip(mentions, bases, strict=True)
    ]


def _mention(mention: Mention, actor: Actor) -> Row:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "actor_id": mention.actor_id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "mention_kind": mention.mention_kind,
        "role_title": mention.role_title,
    }


def _place(place: Place) -> Row:
    return {
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geoname_id": place.geoname_id,
    }


def _timex(timex: Timex) -> Row:
    return {
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "timex_type": timex.timex_type,
        "value": timex.value,
        "earliest": _plain(timex.earliest),
        "latest": _plain(timex.latest),
    }


def _magnitude(magnitude: Magnitude) -> Row:
    return {
        "start": magnitude.start,
        "end": magnitude.end,
        "text": magnitude.text,
        "kind": magnitude.kind,
        "low": magnitude.low,
        "high": magnitude.high,
        "unit": magnitude.unit,
    }


def _plain(value: Any) -> Any:
    """The value as JSON has it: a date as its ISO form."""
    return value.isoformat() if isinstance(value, date) else value
