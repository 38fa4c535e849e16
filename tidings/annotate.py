"""Read one clean text: sentences, mentions, places, dates, magnitudes and the events they make."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tidings.actors.load_table import load_table
from tidings.actors.mentions import find_mentions
from tidings.actors.party_mentions import party_mentions
from tidings.actors.table import ActorTable
from tidings.annotation import Annotation
from tidings.articles.metadata.datelines import read_dateline
from tidings.dates.find import find_dates
from tidings.encoder.records import Encoder, Hint
from tidings.encoder.run import own_encoder
from tidings.events.encoded import Encoded
from tidings.events.lexicon.load import Lexicon, load_lexicon
from tidings.events.pipeline import code_events
from tidings.magnitudes.find import find_magnitudes
from tidings.parse.spacy_parser import paragraphs, parse
from tidings.parse.tree import Span
from tidings.places.find import find_places
from tidings.records import Actor, Event, Mention, Passage, Place, Sentence
from tidings.vocabulary import MentionKind

OPENING_PARAGRAPHS = 3
LONGEST_HEADING = 160  # characters


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a reading rests on: who is who, which words tell which event, the learned reader, and how sure an event
    must be (None: as sure as is best by default)."""

    actors: ActorTable
    lexicon: Lexicon
    encoder: Encoder | None = None
    least_confidence: float | None = None


@lru_cache(maxsize=4)
def load_knowledge(
    *,
    actors: str | None = None,
    lexicon: str | None = None,
    with_encoder: bool = True,
    names: tuple[str, str] = ("actors.csv", "lexicon.csv"),
) -> Knowledge:
    """The tables that ship with tidings, joined by a user's own rows (the text of a CSV file each); read once.

    `names`: what errors in the user's rows call the two files.
    """
    rows = load_lexicon({names[1]: lexicon} if lexicon else None)
    return Knowledge(load_table(actors, names[0]), rows, own_encoder() if with_encoder else None)


def annotate(passage: Passage, *, knowledge: Knowledge | None = None) -> Annotation:
    """All that the passage says, every offset counting in `passage.text`.

    >>> said = annotate(Passage("Russian troops invaded Ukraine on Thursday."))
    >>> [(e.event_type.value, [m.text for m in e.targets]) for e in said.events]
    [('ASSAULT', ['Ukraine'])]
    """
    known = knowledge or load_knowledge()
    is_cut = passage.body_start > 0 or passage.dateline_place is not None
    place, bounds = (passage.dateline_place, (0, 0)) if is_cut else _dateline(passage.text)
    doc = parse(passage.text, dateline=bounds)
    mentions, actors = find_mentions(doc, published=passage.published, table=known.actors)
    places = find_places(doc, mentions=mentions, actors=actors, dateline_place=place)
    actors = {**_states_of((*places, *actors.values()), known.actors), **actors}
    dates = find_dates(doc, published=passage.published)
    magnitudes = find_magnitudes(doc)
    encoded = None
    if known.encoder is not None:
        output = known.encoder.encode(doc, hints_of(mentions, actors, places))
        parties, added = party_mentions(doc, output, mentions, actors, known.actors)
        actors, encoded = {**actors, **added}, Encoded(output, parties)
    coded = code_events(
        doc,
        mentions=mentions,
        actors=actors,
        places=places,
        dates=dates,
        magnitudes=magnitudes,
        published=passage.published,
        body_start=passage.body_start,
        lexicon=known.lexicon,
        encoded=encoded,
        least_confidence=known.least_confidence,
    )
    events = coded.events
    mentions = _with_parties(mentions, events)
    sentences = tuple(
        Sentence(span[0].idx, span[-1].idx + len(span[-1]))
        for span in (_without_edges(sent) for sent in doc.sents)
        if span is not None
    )
    told = {mention.actor_id for mention in mentions} | {
        party.actor_id for e in events for party in (*e.sources, *e.targets, e.speaker) if party is not None
    }
    said = {actor_id: actor for actor_id, actor in actors.items() if actor_id in told}
    return Annotation(sentences, said, mentions, places, dates, magnitudes, events, coded)


def hints_of(mentions: Sequence[Mention], actors: Mapping[str, Actor], places: Sequence[Place]) -> tuple[Hint, ...]:
    """What the encoder is told of countries: those of mentions and of places."""
    told = (Hint(m.start, m.end, actors[m.actor_id].country, m.mention_kind is MentionKind.NAME) for m in mentions)
    return (*told, *(Hint(p.start, p.end, p.country, True) for p in places))


def _with_parties(mentions: Sequence[Mention], events: Sequence[Event]) -> tuple[Mention, ...]:
    """The mentions with the parties of the events among them; where one stands for somebody else, the party's holds."""
    parties = {(m.start, m.end, m.actor_id): m for event in events for m in (*event.sources, *event.targets)}
    known = {(m.start, m.end, m.actor_id) for m in mentions}
    new = {(m.start, m.end): m for key, m in parties.items() if key not in known}
    count = Counter((m.start, m.end) for m in mentions)
    kept = [m for m in mentions if (m.start, m.end) not in new or count[m.start, m.end] > 1]
    taken = {(m.start, m.end) for m in kept}
    added = [m for span, m in new.items() if span not in taken]
    return tuple(sorted((*kept, *added), key=lambda m: (m.start, m.end, m.actor_id)))


def _dateline(text: str) -> tuple[str | None, tuple[int, int]]:
    """The place of the dateline and its [start, end), at the head of the text or below short headings; else nothing."""
    for start, end in islice(paragraphs(text), OPENING_PARAGRAPHS):
        if (found := read_dateline(text[start:end])) is not None:
            return found.place, (start, start + found.end)
        if end - start > LONGEST_HEADING:
            break
    return None, (0, 0)


def _states_of(told: Sequence[Place | Actor], table: ActorTable) -> dict[str, Actor]:
    """The states of places and actors, by actor_id: an attack on a town is an attack on its state."""
    ids = dict.fromkeys(f"state:{one.country}" for one in told)
    return {actor_id: table.actors[actor_id] for actor_id in ids if actor_id in table.actors}


def _without_edges(sent: Span) -> Span | None:
    """The sentence without white space at either side, or None when there is nothing else in it."""
    start, end = sent.start, sent.end
    while start < end and sent.doc[start].is_space:
        start += 1
    while end > start and sent.doc[end - 1].is_space:
        end -= 1
    return sent.doc[start:end] if end > start else None
