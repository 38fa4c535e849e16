"""What `tidings annotate` writes about one text: the columns of the tables, with offsets in that text."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tidings.annotation import Annotation
from tidings.records import Actor, Event, Mention, Timex
from tidings.schemas.events import EVENTS
from tidings.schemas.rows import Origin, Row, event_row, fields_of, itself
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
        "places": [fields_of(place, without=["feature", "precision"]) for place in said.places],
        "dates": [_timex(timex) for timex in said.dates],
        "magnitudes": [fields_of(magnitude, without=["scope"]) for magnitude in said.magnitudes],
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
            **_named(actors[mention.actor_id], ("name", "country", "sector")),
            **_named(mention, ("text", "start", "end")),
            "basis": basis,
        }
        for mention, basis in zip(mentions, bases, strict=True)
    ]


def _mention(mention: Mention, actor: Actor) -> Row:
    return {
        **_named(mention, ("start", "end", "text", "actor_id")),
        **_named(actor, ("name", "kind", "country", "sector")),
        **_named(mention, ("mention_kind", "role_title")),
    }


def _named(record: Actor | Mention, fields: Iterable[str]) -> Row:
    return {name: getattr(record, name) for name in fields}


def _timex(timex: Timex) -> Row:
    return {name: _plain(value) for name, value in fields_of(timex, without=["precision", "basis"]).items()}


def _plain(value: Any) -> Any:
    """The value as JSON has it: a date as its ISO form."""
    return value.isoformat() if isinstance(value, date) else value
