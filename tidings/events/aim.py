"""Aim a verbal act that names nobody at whom the text around it tells: "denounced [the drills]", "vowed revenge"."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from tidings.events.backreference import countries
from tidings.events.candidates import Candidate, is_definite
from tidings.events.reading import Reading
from tidings.events.rivals import home_state, other_state, rivals
from tidings.events.syntax import after_preposition, children, clause_complement, logical_objects, prepositions
from tidings.model import Mention
from tidings.tree import Token
from tidings.vocabulary import EventType

# Acts that answer somebody: whom, is told before if not in their own sentence.
ANSWERING = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN, EventType.SANCTION})
# Acts that nobody aims at his own men.
OUTWARD = frozenset({EventType.ACCUSE, EventType.SANCTION, EventType.THREATEN})
# What is done to somebody for whom an answer is due, or what goes on with the same quarrel.
HOSTILE = ANSWERING | {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE}
# What a promise or a concession answers.
ASKING = frozenset({EventType.REQUEST, EventType.PROTEST})
ANSWERED = {
    **dict.fromkeys(ANSWERING, HOSTILE),
    **dict.fromkeys((EventType.AGREE, EventType.CONCEDE, EventType.SUPPORT), ASKING),
}
REACH = 2  # sentences back that an answer may reach


def aim(reading: Reading, told: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of a passage, in text order, each verbal act without a target aimed at whom it answers."""
    aimed: list[Candidate] = []
    between = rivals(reading)
    at_noun = {candidate.trigger.head.i: candidate for candidate in told if candidate.is_nominal}
    for candidate in told:
        found = _without_own(reading, candidate)
        found = _aimed(reading, found, at_noun, aimed) if _lacks_target(found) else found
        if not found.targets and not found.is_nominal:
            found = replace(found, targets=other_state(reading, between, found) or home_state(reading, found))
        aimed.append(found if found.targets else candidate)
    return aimed


def _lacks_target(candidate: Candidate) -> bool:
    return not candidate.targets and not candidate.is_nominal and bool(candidate.frame.targets)


def _without_own(reading: Reading, candidate: Candidate) -> Candidate:
    """The candidate without targets that are its source's own men: "recalled its [envoy]", "its [men] were hit"."""
    if candidate.frame.event_type not in OUTWARD or candidate.is_nominal:
        return candidate
    own = {reading.actors[mention.actor_id].country for mention in candidate.sources} - {None}
    strangers = tuple(
        m
        for m in candidate.targets
        if reading.actors[m.actor_id].country not in own
        or not any(word.tag_ == "PRP$" for word in children(reading.token_at(m.root), "poss"))
    )
    return replace(candidate, targets=strangers)


def _aimed(
    reading: Reading, candidate: Candidate, at_noun: Mapping[int, Candidate], before: Sequence[Candidate]
) -> Candidate:
    acting = {mention.actor_id for mention in candidate.sources}
    for noun in _objects(candidate):
        happening = _named_by(noun, at_noun, before, acting)
        if happening is not None:
            doers = tuple(mention for mention in happening.sources if mention.actor_id not in acting)
            if doers or not acting:
                return replace(candidate, targets=doers or happening.targets)
    return replace(candidate, targets=_answered(reading, candidate, before))


def _named_by(
    noun: Token, at_noun: Mapping[int, Candidate], before: Sequence[Candidate], acting: set[str]
) -> Candidate | None:
    """The happening that a noun names: the one told at it, else, for "the ...", the last one that it may be called."""
    here = at_noun.get(noun.i)
    if here is not None and here.sources:
        return here
    if not is_definite(noun):
        return here
    lemma = noun.lemma_.lower()
    types = happenings().get(lemma, frozenset())
    for other in reversed(before):
        if other.frame.event_type in types and any(mention.actor_id not in acting for mention in other.sources):
            return other
        if not acting and other.event_noun is not None and other.event_noun.lemma_.lower() == lemma:
            return other
    return here


def _objects(candidate: Candidate) -> Iterator[Token]:
    """What the action is about: its object, what stands after one of the prepositions that carry its target, or the
    subject of the clause that completes it: "warned that the [offensive] would"."""
    head = candidate.trigger.head
    yield from logical_objects(head)
    clause = clause_complement(head)
    yield from children(clause, "nsubj", "nsubjpass") if clause is not None else ()
    carriers = {slot for slots in candidate.frame.targets for slot in slots}
    for preposition in prepositions(head):
        if preposition.lower_ in carriers:
            yield from after_preposition(preposition)


def _answered(reading: Reading, candidate: Candidate, before: Sequence[Candidate]) -> tuple[Mention, ...]:
    """Who last did something to those who act, else whom they last acted against; nobody from farther back."""
    causes = ANSWERED.get(candidate.frame.event_type)
    if causes is None or not candidate.sources:
        return ()
    acting, own = {m.actor_id for m in candidate.sources}, countries(reading, candidate.sources)
    start = _sentences_back(candidate, REACH)
    near = [other for other in reversed(before) if other.trigger.head.i >= start and other.frame.event_type in causes]
    for other in near:
        found = tuple(m for m in other.sources if m.actor_id not in acting)
        suffering = {m.actor_id for m in other.targets}
        is_abroad = not countries(reading, other.sources) & own
        if found and (suffering & acting or (is_abroad and countries(reading, other.targets) & own)):
            return found
    return ()


def _sentences_back(candidate: Candidate, count: int) -> int:
    """The token with which the sentence that many before the candidate's begins."""
    start = candidate.trigger.sentence.start
    for _ in range(count):
        if start:
            start = candidate.trigger.sentence.doc[start - 1].sent.start
    return start


@lru_cache(maxsize=1)
def happenings() -> Mapping[str, frozenset[EventType]]:
    """The types of happening that a noun may name again."""
    text = files("tidings.events").joinpath("happenings.csv").read_text(encoding="utf-8")
    named: dict[str, frozenset[EventType]] = {}
    for row in csv.DictReader(text.splitlines()):
        types = frozenset(EventType(word) for word in row["event_types"].split("|"))
        for noun in row["nouns"].split("|"):
            named[noun] = named.get(noun, frozenset()) | types
    return named
