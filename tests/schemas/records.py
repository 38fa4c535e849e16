"""One document with one article and one event in it, as records."""

from datetime import date

from tidings.annotation import Annotation
from tidings.records import Actor, Article, Document, Event, EventMention, Mention, OffsetMap, Piece, Sentence
from tidings.vocabulary import (
    ActorKind,
    DateBasis,
    DatePrecision,
    DocumentStatus,
    EventType,
    MentionKind,
    RoleBasis,
    Status,
)

TEXT = "(Advertisement)\nGunmen attacked\nthe Kenyan post on March 1.\n"
CLEAN = "Gunmen attacked the Kenyan post on March 1."
CUT = TEXT.index("Gunmen")
HALF = len("Gunmen attacked")

DOCUMENT = Document("d1", "raid.txt", "0" * 64, "text/plain", "utf-8", "en", TEXT, DocumentStatus.LOADED)
ARTICLE = Article(
    article_id="a1",
    document_id="d1",
    ordinal=0,
    start=CUT,
    end=len(TEXT) - 1,
    title=None,
    standfirst=None,
    authors=(),
    agency=None,
    publisher=None,
    section=None,
    url=None,
    dateline_place=None,
    published_date=date(2022, 3, 2),
    published_precision=DatePrecision.DAY,
    published_basis=None,
    published_evidence=None,
    language="en",
    body=CLEAN,
    word_count=8,
    sentence_count=1,
    removed=(),
    text=CLEAN,
    body_start=0,
    offsets=OffsetMap((Piece(0, CUT, HALF), Piece(HALF + 1, CUT + HALF + 1, len(CLEAN) - HALF - 1))),
)
GUNMEN = Mention(0, 6, 0, "Gunmen", "group:gunmen", MentionKind.NOMINAL)
POST = Mention(16, 31, 27, "the Kenyan post", "force:post", MentionKind.NOMINAL)
ATTACK = Event(
    event_type=EventType.ASSAULT,
    event_mode=None,
    contexts=(),
    cameo_code="190",
    status=Status.ACTUAL,
    sources=(GUNMEN,),
    targets=(POST,),
    source_basis=(RoleBasis.ENCODER,),
    target_basis=(RoleBasis.ROW_SLOTS,),
    speaker=None,
    date_start=date(2022, 3, 1),
    date_end=date(2022, 3, 1),
    date_precision=DatePrecision.DAY,
    date_basis=DateBasis.EXPLICIT,
    date_evidence="March 1",
    place=None,
    place_basis=None,
    magnitudes=(),
    event_mentions=(EventMention(7, 15, 0, len(CLEAN)),),
    rule="attack/svo",
    confidence=0.9,
    party_confidence=0.7,
)
ANNOTATION = Annotation(
    sentences=(Sentence(0, len(CLEAN)),),
    actors={
        "group:gunmen": Actor("group:gunmen", "gunmen", ActorKind.ARMED_GROUP, None, None),
        "force:post": Actor("force:post", "Kenyan post", ActorKind.ARMED_FORCE, "KEN", None),
    },
    mentions=(GUNMEN, POST),
    places=(),
    dates=(),
    magnitudes=(),
    events=(ATTACK,),
)
