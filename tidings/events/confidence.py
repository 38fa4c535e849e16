"""Say how sure an event is: a logistic sum over a few readable features, fitted on labelled documents.

The weights stand in confidence.csv beside this module, with how they were fitted: of the events at 0.8 about 80 % are
right in type and place of the text.
"""

import csv
import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from tidings.events.arguments import Trigger
from tidings.events.frames import PartOfSpeech
from tidings.events.syntax import DEEPEST, is_passive
from tidings.model import Event
from tidings.ontology.tables import quad_class
from tidings.tree import Token
from tidings.vocabulary import Status

# What a pattern ends in when its trigger stands below the main clause.
BELOW = "/below"
# Links by which a word still belongs to the main clause.
MAIN = frozenset({"conj", "ccomp", "nsubj", "nsubjpass", "dobj", "parataxis"})


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of every feature, by name."""
    text = files("tidings.events").joinpath("confidence.csv").read_text(encoding="utf-8")
    return {row["feature"]: float(row["weight"]) for row in csv.DictReader(text.splitlines())}


def pattern_of(trigger: Trigger) -> str:
    """By which construction an event was read, and whether below the main clause: the second half of its `rule`."""
    return _construction(trigger) + ("" if _is_main(trigger.head) else BELOW)


def _is_main(head: Token) -> bool:
    """Whether a word is the main verb of its sentence, what is reported there, or an object of either."""
    word = head
    for _ in range(DEEPEST):
        if word.dep_ == "ROOT":
            return True
        if word.dep_ not in MAIN:
            return False
        word = word.head
    return False


def _construction(trigger: Trigger) -> str:
    frame = trigger.frame
    if frame.pos in (PartOfSpeech.NOUN, PartOfSpeech.MODAL, PartOfSpeech.ADJECTIVE):
        return str(frame.pos)
    if len(frame.words) > 1:
        return "phrase"
    return "passive" if is_passive(trigger.head) else "verb"


def features(event: Event) -> Iterator[str]:
    """The names of the features an event has."""
    yield "any"
    pattern = event.rule.rsplit(":", 1)[-1]
    yield pattern.removesuffix(BELOW)
    if pattern.endswith(BELOW):
        yield "below"
    yield quad_class(event.event_type)
    if event.status is not Status.ACTUAL:
        yield "not actual"
    if event.sources and event.targets:
        yield "both sides"
    if not event.sources and not event.targets:
        yield "no side"
    if len(event.event_mentions) > 1:
        yield "told twice"
    if event.date_start is not None:
        yield "dated"


def confidence_of(event: Event) -> float:
    """How likely an event is right, 0 to 1."""
    total = sum(weights().get(name, 0.0) for name in features(event))
    return round(1 / (1 + math.exp(-total)), 3)
