"""Run the stages before the coder on one sentence, for the tables of cases."""

from dataclasses import dataclass
from datetime import date

from tidings.annotate import annotate
from tidings.model import Annotation, Passage

PUBLISHED = date(2024, 5, 15)  # a Wednesday


@dataclass(frozen=True, slots=True)
class Told:
    """What a test asks of an event: type, status, and the words of sources and targets."""

    event_type: str
    status: str
    sources: str
    targets: str


def annotated(text: str) -> Annotation:
    return annotate(Passage(text, published=PUBLISHED))


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
