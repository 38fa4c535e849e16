"""The records that pass from stage to stage: frozen, slotted, typed.

Every `start` and `end` counts characters (Python `str` index, end exclusive). Up to the article they count in the text
of the source document; between `Passage` and `Annotation` they count in the passage; `OffsetMap` leads from the one to
the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tidings.vocabulary import (
    ActorKind,
    CountryBasis,
    DateBasis,
    DatePrecision,
    DocumentStatus,
    EventType,
    MagnitudeKind,
    MagnitudeScope,
    MentionKind,
    PlaceBasis,
    PlacePrecision,
    PublishedBasis,
    Reason,
    RemovedKind,
    RoleBasis,
    Sector,
    Status,
    TimexType,
)


@dataclass(frozen=True, slots=True)
class Document:
    """One source document, decoded. `declared`: what its container says of it (title, date, url, authors, ...)."""

    document_id: str
    source_path: str
    sha256: str
    media_type: str | None
    encoding: str | None
    language: str | None
    text: str | None
    status: DocumentStatus
    reason: Reason | None = None
    detail: str | None = None
    declared: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of the document that cleaning took out."""

    kind: RemovedKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of clean text copied from the document: `clean[clean_start:][:length] == text[start:][:length]`."""

    clean_start: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads from offsets in clean text to offsets in the document; `pieces` are in order and do not overlap.

    Characters between two pieces (white space set by the cleaner) belong to no piece.
    """

    pieces: tuple[Piece, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document's [start, end) of a clean [start, end), `end > start`, without set white space at either side.

        Raises ValueError when no character of the span stands in the document.
        """
        inside = [p for p in self.pieces if p.clean_start < end and start < p.clean_start + p.length]
        if not inside:
            raise ValueError(f"clean span {start}:{end} is not in the document")
        first, last = inside[0], inside[-1]
        return (
            first.start + max(0, start - first.clean_start),
            last.start + min(last.length, end - last.clean_start),
        )


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document: clean text, metadata, and the way back to the document's characters.

    `text` is what annotation reads: title, standfirst and body, separated by blank lines, the absent ones left out;
    `body_start` is where the body begins in it, and `offsets` maps `text` to the document.
    """

    article_id: str
    document_id: str
    ordinal: int
    start: int
    end: int
    title: str | None
    standfirst: str | None
    authors: tuple[str, ...]
    agency: str | None
    publisher: str | None
    section: str | None
    url: str | None
    dateline_place: str | None
    published_date: date | None
    published_precision: DatePrecision | None
    published_basis: PublishedBasis | None
    published_evidence: str | None
    language: str | None
    body: str
    word_count: int
    sentence_count: int
    removed: tuple[Removed, ...]
    text: str
    body_start: int
    offsets: OffsetMap
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A clean text to annotate, with what is known about it. `body_start`: where a headline, if any, has ended."""

    text: str
    published: date | None = None
    dateline_place: str | None = None
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: its title, the country it belongs to, and when it was seen or is known to be held."""

    title: str
    country: str | None
    first_seen: date | None
    last_seen: date | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `country` is ISO 3166-1 alpha-3; `country_basis`: what it was read from, None without one."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: Sector | None
    wikidata_id: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Office, ...] = ()
    country_basis: CountryBasis | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text refers to an actor: `text[start:end]`. `root` is the offset of its head word."""

    start: int
    end: int
    root: int
    text: str
    actor_id: str
    mention_kind: MentionKind
    role_title: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym of the text and what it stands for; `feature` is the GeoNames feature code (`PPLC`, `ADM1`, `PCLI`),
    `precision` how exact that is, None for a name that no table has."""

    start: int
    end: int
    text: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geoname_id: int | None
    feature: str | None = None
    precision: PlacePrecision | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: TIMEX3 type and value, and the days it covers, inclusive; null where the text does not say."""

    start: int
    end: int
    text: str
    timex_type: TimexType
    value: str | None
    earliest: date | None
    latest: date | None
    precision: DatePrecision | None = None
    basis: DateBasis | None = None


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A quantity of something counted; a bound that the text leaves open is None. `unit`: currency, weapon, ...

    `scope`: whether it is of one incident or of more, None as long as no event is known that it counts.
    """

    start: int
    end: int
    text: str
    kind: MagnitudeKind
    low: float | None
    high: float | None
    unit: str | None = None
    scope: MagnitudeScope | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """A place of the passage that tells an event."""

    trigger_start: int
    trigger_end: int
    evidence_start: int
    evidence_end: int


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, where, how many, how certain; sources and targets are the mentions that say so.

    `event_mentions[0]` is the best place; all offsets count in the passage. `source_basis` and `target_basis`: who
    proposed each party, in the order of the parties.
    """

    event_type: EventType
    event_mode: str | None
    contexts: tuple[str, ...]
    cameo_code: str
    status: Status
    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    source_basis: tuple[RoleBasis, ...]
    target_basis: tuple[RoleBasis, ...]
    speaker: Mention | None
    date_start: date | None
    date_end: date | None
    date_precision: DatePrecision | None
    date_basis: DateBasis | None
    date_evidence: str | None
    place: Place | None
    place_basis: PlaceBasis | None
    magnitudes: tuple[Magnitude, ...]
    event_mentions: tuple[EventMention, ...]
    rule: str
    confidence: float
    party_confidence: float
