"""The tellings of a text with what a pair of them is compared by: words, names, parties, where they stand."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tidings.events.arguments import Trigger
from tidings.events.candidates import Candidate
from tidings.events.passage_index import PassageIndex
from tidings.linking.words import stem
from tidings.parse.tree import Token
from tidings.records import Actor, Event, Mention
from tidings.vocabulary import EventType

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
# What may name an event, or be named beside it: "the [Paris] attacks", "[Turkish] shelling".
NAMING = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
NAMED = frozenset({"GPE", "LOC", "FAC", "NORP", "EVENT"})
Told = tuple[Candidate, Event]


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One place of a text that tells an event.

    `sentence`: its number in the text; `words` and `stems`: those of its triggers; `clause`: the content words below
    them; `names`: the proper names close below them; sides by actor, and by country where that is known.
    """

    candidate: Candidate
    event: Event
    sentence: int
    words: frozenset[str]
    stems: frozenset[str]
    clause: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    source_countries: frozenset[str]
    target_countries: frozenset[str]

    @property
    def event_type(self) -> EventType:
        return self.event.event_type

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        return self.candidate.trigger, *self.candidate.others


def tellings_of(reading: PassageIndex, told: Sequence[Told]) -> tuple[Telling, ...]:
    """The tellings of a text, in the order they are given."""
    number = {sentence.start: i for i, sentence in enumerate(reading.doc.sents)}
    return tuple(_telling(reading, candidate, event, number) for candidate, event in told)


def rarities(reading: PassageIndex) -> dict[str, float]:
    """How much a content word tells in its text: little where every sentence has it."""
    sentences = list(reading.doc.sents)
    said = Counter(word for sentence in sentences for word in _content(sentence))
    return {word: math.log((1 + len(sentences)) / count) for word, count in said.items()}


def _telling(reading: PassageIndex, candidate: Candidate, event: Event, number: Mapping[int, int]) -> Telling:
    triggers = (candidate.trigger, *candidate.others)
    own = {token.i for trigger in triggers for token in trigger.tokens}
    words = frozenset(t.lemma_.lower() for trigger in triggers for t in trigger.tokens if t.pos_ in NAMING)
    return Telling(
        candidate=candidate,
        event=event,
        sentence=number[candidate.trigger.sentence.start],
        words=words,
        stems=frozenset(stem(word) for word in words),
        clause=_content(t for trigger in triggers for t in trigger.head.subtree if t.i not in own),
        around=_content(t for t in candidate.trigger.sentence if t.i not in own),
        names=frozenset(_names(triggers)),
        sources=frozenset(mention.actor_id for mention in event.sources),
        targets=frozenset(mention.actor_id for mention in event.targets),
        source_countries=_countries(reading.actors, event.sources),
        target_countries=_countries(reading.actors, event.targets),
    )


def _content(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(token.lemma_.lower() for token in tokens if token.pos_ in CONTENT)


def _names(triggers: Sequence[Trigger]) -> Iterator[str]:
    """The proper names at most three words below the triggers."""
    level = [token for trigger in triggers for token in trigger.tokens]
    for _ in range(3):
        level = [child for token in level for child in token.children]
        yield from (t.lemma_.lower() for t in level if t.pos_ == "PROPN" or t.ent_type_ in NAMED)


def _countries(actors: Mapping[str, Actor], mentions: Sequence[Mention]) -> frozenset[str]:
    found = (actors[mention.actor_id].country for mention in mentions)
    return frozenset(country for country in found if country)
