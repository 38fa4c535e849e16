"""Code one sentence by the rows of the lexicon alone, for the tables of cases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tidings.annotate import annotate, load_knowledge
from tidings.annotation import Annotation
from tidings.records import Event, Passage

PUBLISHED = date(2024, 5, 15)  # a Wednesday


@dataclass(frozen=True, slots=True)
class Told:
    """What a test asks of an event: type, status, and the words of sources and targets."""

    event_type: str
    status: str
    sources: str
    targets: str


def by_rows(passage: Passage) -> Annotation:
    """What the rows say without the learned reader, whose weights change: a table of rows tests rows."""
    return annotate(passage, knowledge=load_knowledge(with_encoder=False))


# Who reads the tables; test_tables.py puts somebody here who finds nothing, and expects them to fail.
reader: Callable[[Passage], Annotation] = by_rows


def annotated(text: str) -> Annotation:
    return reader(Passage(text, published=PUBLISHED))


def told(text: str) -> set[Told]:
    """The events of a text; parties by the last word of their mentions, in text order."""
    return {
        Told(
            event.event_type,
            event.status,
            " ".join(mention.text.split()[-1] for mention in event.sources),
            " ".join(mention.text.split()[-1] for mention in event.targets),
        )
        for event in annotated(text).events
    }


def types_in(text: str) -> set[str]:
    """The types of the events of a text."""
    return {str(event.event_type) for event in annotated(text).events}


def events_at(text: str, word: str) -> tuple[Event, ...]:
    """The events that a trigger with this word tells, at least one. Raises LookupError when nothing is told there."""
    events = annotated(text).events
    found = tuple(e for e in events if any(word in text[m.trigger_start : m.trigger_end] for m in e.event_mentions))
    if not found:
        told_instead = [text[e.event_mentions[0].trigger_start : e.event_mentions[0].trigger_end] for e in events]
        raise LookupError(f"nothing is told at {word!r}, only at {told_instead}: {text!r}")
    return found


def event_at(text: str, word: str) -> Event:
    """The one event that a trigger with this word tells. Raises LookupError when none or several are told there."""
    found = events_at(text, word)
    if len(found) > 1:
        raise LookupError(f"{len(found)} events are told at {word!r}: {text!r}")
    return found[0]
