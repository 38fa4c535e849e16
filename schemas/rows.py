"""Rows from records: what tidings read out of an article, in the tables' columns and the document's own offsets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from tidings.annotation import Annotation
from tidings.ontology.tables import OntologyError, goldstein, quad_class
from tidings.records import Actor, Article, Document, Event, Magnitude, Mention, OffsetMap, Piece, Place
from tidings.schemas.ids import content_id
from tidings.vocabulary import DocumentStatus

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UnplacedRecord:
    """An annotation that makes no row: it has no place in the document, or a code that does not exist."""

    table: str
    key: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row comes from. Two documents may hold one text: only the path tells their rows apart."""

    document: Document
    article: Article

    @property
    def ids(self) -> Row:
        return {"article_id": self.article.article_id, "document_id": self.article.document_id}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document's offsets of a span of the passage; ValueError when it is not in the document."""
        return self.article.offsets.span(start, end)

    def words(self, start: int, end: int) -> str:
        """The document's words at its own offsets, white space folded."""
        return fold((self.document.text or "")[start:end])


def fold(text: str) -> str:
    """The text with every run of white space made one space.

    >>> fold(" two\\n words ")
    'two words'
    """
    return " ".join(text.split())


def itself(text: str) -> Origin:
    """The text as a document that is one article, every offset its own."""
    document = Document(content_id("d", text), "", "", None, None, None, text, DocumentStatus.LOADED)
    article = Article(
        article_id=content_id("a", text),
        document_id=document.document_id,
        ordinal=0,
        start=0,
        end=len(text),
        title=None,
        standfirst=None,
        authors=(),
        agency=None,
        publisher=None,
        section=None,
        url=None,
        dateline_place=None,
        published_date=None,
        published_precision=None,
        published_basis=None,
        published_evidence=None,
        language=None,
        body=text,
        word_count=0,
        sentence_count=0,
        removed=(),
        text=text,
        body_start=0,
        offsets=OffsetMap((Piece(0, 0, len(text)),)),
    )
    return Origin(document, article)


def fields_of(record: Any, *, without: Iterable[str] = ()) -> Row:
    """The fields of a record in their order, tuples as lists; `without` those that have no column of that name."""
    named = ((name, getattr(record, name)) for name in record.__slots__ if name not in set(without))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in named}


def document_row(document: Document, run: Mapping[str, Any]) -> Row:
    """The row of a document; `run` holds pipeline_version, run_id and ingested_at. Counts are filled when published."""
    return {**fields_of(document, without=["declared"]), "article_count": 0, "event_count": 0, **run}


def article_row(article: Article) -> Row:
    """The row of an article, not yet linked to others."""
    return {
        **fields_of(article, without=["text", "body_start", "offsets"]),
        "removed": [asdict(removed) for removed in article.removed],
        "duplicate_of": None,
        "story_id": None,
    }


def actor_row(actor: Actor) -> Row:
    """The row of an actor; what depends on the whole warehouse is filled when published."""
    return {
        **fields_of(actor, without=["kind", "country_basis"]),
        "actor_kind": actor.kind,
        "roles": [asdict(role) for role in actor.roles],
        "mention_count": 0,
        "article_count": 0,
        "event_count": 0,
        "first_seen": None,
        "last_seen": None,
    }


def mention_row(mention: Mention, origin: Origin) -> Row:
    """The row of a mention; ValueError when it is not in the document."""
    start, end = origin.span(mention.start, mention.end)
    return {
        **fields_of(mention, without=["root"]),
        "mention_id": content_id("m", origin.article.article_id, start, end, mention.actor_id),
        **origin.ids,
        "text": origin.words(start, end),
        "start": start,
        "end": end,
        "published_date": origin.article.published_date,
    }


def event_row(event: Event, actors: Mapping[str, Actor], origin: Origin) -> Row:
    """The row of an event; ValueError when its best mention is not in the document."""
    told = _told(event, origin)
    best = told[0]
    evidence = best["evidence_start"], best["evidence_end"]
    trigger = best["trigger_start"], best["trigger_end"]
    parties = _parties("source", event.sources, actors) | _parties("target", event.targets, actors)
    identity = (event.event_type.value, event.status.value, *trigger, parties["source_ids"], parties["target_ids"])
    return {
        **fields_of(event, without=["sources", "targets", "speaker", "date_start", "date_end", "place"]),
        "event_id": content_id("e", origin.article.article_id, *identity),
        **origin.ids,
        "quad_class": quad_class(event.event_type),
        "goldstein": goldstein(event.event_type, event.event_mode),
        **parties,
        "speaker_id": event.speaker.actor_id if event.speaker else None,
        "speaker_name": actors[event.speaker.actor_id].name if event.speaker else None,
        "event_date_start": event.date_start,
        "event_date_end": event.date_end,
        **_reported(origin),
        **_where(event.place),
        "magnitudes": [_magnitude(magnitude) for magnitude in event.magnitudes],
        "evidence": origin.words(*evidence),
        "trigger": origin.words(*trigger),
        **best,
        "event_mentions": told,
        "canonical_event_id": None,
    }


def _told(event: Event, origin: Origin) -> list[Row]:
    """Every mention of the event in the document's offsets."""
    places = []
    for mention in event.event_mentions:
        trigger = origin.span(mention.trigger_start, mention.trigger_end)
        evidence = origin.span(mention.evidence_start, mention.evidence_end)
        names = ("trigger_start", "trigger_end", "evidence_start", "evidence_end")
        places.append(dict(zip(names, (*trigger, *evidence), strict=True)))
    return places


def _parties(side: str, mentions: Iterable[Mention], actors: Mapping[str, Actor]) -> Row:
    ids = list(dict.fromkeys(mention.actor_id for mention in mentions))
    countries = dict.fromkeys(country for actor_id in ids if (country := actors[actor_id].country))
    return {
        f"{side}_ids": ids,
        f"{side}_names": [actors[actor_id].name for actor_id in ids],
        f"{side}_countries": list(countries),
    }


def _magnitude(magnitude: Magnitude) -> Row:
    counted = fields_of(magnitude, without=["start", "end", "text", "scope"])
    return {**counted, "text": fold(magnitude.text), "scope": magnitude.scope}


def _reported(origin: Origin) -> Row:
    """The day and the month of the article, beside those of the event."""
    day = origin.article.published_date
    return {"reported_date": day, "reported_month": day.strftime("%Y-%m") if day is not None else None}


def _where(place: Place | None) -> Row:
    names = {"place_name": "name", "place_country": "country", "place_precision": "precision"}
    names |= {name: name for name in ("latitude", "longitude", "geoname_id")}
    return {column: getattr(place, name) if place else None for column, name in names.items()}


def annotation_rows(annotation: Annotation, origin: Origin) -> Iterator[tuple[str, Row | UnplacedRecord]]:
    """(table, row) of everything annotated; what makes no row, or a row told before, comes out as Unfit."""
    for actor in annotation.actors.values():
        yield "actors", actor_row(actor)
    told: set[str] = set()
    for mention in annotation.mentions:
        key = f"{origin.article.article_id}:{mention.start}-{mention.end}"
        yield "mentions", _once(_placed("mentions", key, partial(mention_row, mention, origin)), "mention_id", told)
    for event in annotation.events:
        key = f"{origin.article.article_id}:{event.rule}"
        made = partial(event_row, event, annotation.actors, origin)
        yield "events", _once(_placed("events", key, made), "event_id", told)


def _once(row: Row | UnplacedRecord, key: str, told: set[str]) -> Row | UnplacedRecord:
    """The row, or Unfit when a row of the same key was told before: one slip must not cost a run all its tables."""
    if isinstance(row, UnplacedRecord):
        return row
    if row[key] in told:
        return UnplacedRecord(
            f"{key.removesuffix('_id')}s", row[key], "repeated_key", f"{key} stands twice in its article"
        )
    told.add(row[key])
    return row


def _placed(table: str, key: str, make: Callable[[], Row]) -> Row | UnplacedRecord:
    try:
        return make()
    except OntologyError as unknown:
        return UnplacedRecord(table, key, "unknown_code", str(unknown))
    except ValueError as lost:
        return UnplacedRecord(table, key, "not_in_document", str(lost))
