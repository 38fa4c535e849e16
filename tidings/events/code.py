"""Code the events of a parsed passage: who did what to whom, when, where, how many, and how certain it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from tidings.events.aim import aim
from tidings.events.apart import sentences_apart
from tidings.events.arguments import Trigger, slot_tokens
from tidings.events.backreference import resolve
from tidings.events.candidates import Candidate
from tidings.events.confidence import confidence_of, pattern_of
from tidings.events.domain import is_fixture, is_private
from tidings.events.frames import Effect, Slot
from tidings.events.howmany import counted_by
from tidings.events.implied import place_by_parties
from tidings.events.lede import date_by_lede
from tidings.events.lexicon import Lexicon, own_lexicon
from tidings.events.merge import merge
from tidings.events.mode import mode_of
from tidings.events.onesentence import join
from tidings.events.opposed import with_implied
from tidings.events.parties import joint_frame, parties_of
from tidings.events.reading import Reading, read
from tidings.events.scene import set_scenes
from tidings.events.scope import scope_of
from tidings.events.speaker import quote_speakers, speaker_of
from tidings.events.stakes import is_at_stake
from tidings.events.triggers import find_triggers
from tidings.events.when import when_of
from tidings.events.where import where_of
from tidings.events.words import lemma_of
from tidings.model import Actor, Event, EventMention, Magnitude, Mention, Place, Timex
from tidings.ontology.tables import nearest_cameo
from tidings.tree import Doc, Span
from tidings.vocabulary import EventType

# In so many words stand the title and the lede: "the attack" is the one told there, sooner than a nearer one.
LEDE = 60
KNOWN_BY_TIME_AND_PLACE = frozenset(
    {EventType.CONSULT, EventType.ASSAULT, EventType.PROTEST, EventType.MOBILIZE, EventType.COOPERATE}
)


def code_events(
    doc: Doc,
    *,
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    places: Sequence[Place],
    dates: Sequence[Timex],
    magnitudes: Sequence[Magnitude],
    published: date | None,
    dateline_place: str | None,
    body_start: int = 0,
    lexicon: Lexicon | None = None,
) -> tuple[Event, ...]:
    """The events of a passage in text order, every happening once, with the mentions that say who, and its evidence."""
    reading = read(
        doc,
        lexicon or own_lexicon(),
        mentions=mentions,
        actors=actors,
        places=places,
        dates=dates,
        magnitudes=magnitudes,
        published=published,
        dateline_place=dateline_place,
        body_start=body_start,
    )
    reading = replace(reading, spoken=quote_speakers(reading))
    candidates = _candidates(reading)
    events = merge([(found, _event(reading, found)) for found in candidates], actors)
    dated = date_by_lede(reading, candidates, events)
    placed = (place_by_parties(reading, event) for event in set_scenes(reading, candidates, dated))
    return tuple(replace(event, confidence=confidence_of(event)) for event in placed)


def _candidates(reading: Reading) -> list[Candidate]:
    """What the sentences tell, in text order; nouns that name no party take those of the nearest telling."""
    apart = sentences_apart(reading)
    sentences = (list(_of_sentence(reading, s)) for s in reading.doc.sents if s.start not in apart)
    found = [candidate for sentence in sentences for candidate in join(reading, sentence)]
    full = [told for told in found if told.sources or told.targets or _stands_alone(reading, told)]
    told = []
    for candidate in found:
        told.append(resolve(reading, candidate, sorted(full, key=partial(_farness, candidate))))
    told = aim(reading, told)
    kept = (
        candidate for candidate in told if candidate.sources or candidate.targets or _stands_alone(reading, candidate)
    )
    kept = (candidate for candidate in kept if is_at_stake(reading, candidate))
    return [with_implied(reading, candidate) for candidate in kept]


def _farness(candidate: Candidate, other: Candidate) -> tuple[bool, bool, bool, int]:
    """How unlikely it is that one refers to the other: least in its own sentence, then to the lede, then before."""
    at, there = candidate.trigger.head.i, other.trigger.head.i
    is_lede = candidate.is_nominal and there < min(at, LEDE)
    return other.trigger.sentence.start != candidate.trigger.sentence.start, not is_lede, there > at, abs(there - at)


def _stands_alone(reading: Reading, candidate: Candidate) -> bool:
    """Whether a happening that names no party is told with a day or a place of its own: "talks in Geneva on Monday"."""
    if candidate.frame.event_type not in KNOWN_BY_TIME_AND_PLACE:
        return False
    if candidate.event_noun is None and not _is_done_by_weapons(reading, candidate):
        return False
    return candidate.when.evidence is not None or candidate.place is not None


def _is_done_by_weapons(reading: Reading, candidate: Candidate) -> bool:
    """Whether the doer of an attack is a weapon, which is nobody: "missiles slammed into the port at dawn"."""
    if candidate.frame.event_type is not EventType.ASSAULT:
        return False
    doers = slot_tokens(reading, candidate.trigger, Slot.SUBJECT)
    return any(lemma_of(doer) in reading.lexicon.classes["WEAPON"] for doer in doers)


def _of_sentence(reading: Reading, sentence: Span) -> Iterator[Candidate]:
    for trigger in find_triggers(reading, sentence):
        scope = scope_of(reading, trigger)
        if scope.is_negated or scope.is_unreal or scope.effect in (Effect.DEMANDED, Effect.ALLEGED, Effect.DENIED):
            continue
        sources, targets = parties_of(reading, trigger)
        if is_private(reading, trigger, sources, targets) or is_fixture(reading, trigger, sources, targets):
            continue
        frame = joint_frame(reading, trigger.frame, sources)
        when, place = when_of(reading, trigger, scope.status), where_of(reading, trigger)
        yield Candidate(trigger, frame, scope, tuple(_once(sources)), tuple(_once(targets)), when, place)


def _event(reading: Reading, candidate: Candidate) -> Event:
    trigger, frame, sentence = candidate.trigger, candidate.frame, candidate.trigger.sentence
    when, mode = candidate.when, mode_of(reading, candidate)
    known = frame.mode == mode
    return Event(
        event_type=frame.event_type,
        event_mode=mode,
        contexts=frame.contexts,
        cameo_code=frame.cameo_code if known else nearest_cameo(frame.event_type, mode, frame.contexts),
        status=candidate.scope.status,
        sources=candidate.sources,
        targets=candidate.targets,
        speaker=speaker_of(reading, sentence, candidate.scope, reading.spoken.get(trigger.head.i)),
        date_start=when.start,
        date_end=when.end,
        date_precision=when.precision,
        date_basis=when.basis,
        date_evidence=when.evidence,
        place=candidate.place,
        magnitudes=counted_by(reading, (trigger, *candidate.others), frame.event_type),
        event_mentions=tuple(_mention(told) for told in (trigger, *candidate.others)),
        rule=f"{frame.row_id}:{pattern_of(trigger)}",
        confidence=0.0,
    )


def _once(mentions: list[Mention]) -> list[Mention]:
    """One mention an actor, the first, in text order."""
    kept: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.start):
        kept.setdefault(mention.actor_id, mention)
    return list(kept.values())


def _mention(trigger: Trigger) -> EventMention:
    sentence = trigger.sentence
    text = sentence.text
    end = sentence.start_char + len(text.rstrip())
    return EventMention(trigger.start, trigger.end, sentence.start_char, end)
