"""From a parsed passage to its events: detect, status, parties, filter, join, merge, date and place by article.

The order is the decision path, and docs/decision_path.md is printed from it: detectors give triggers, proposers name
parties, filters keep or drop with a reason, attributes fill the columns, tellings of one happening become one event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tidings.events.arguments import Trigger
from tidings.events.attributes.columns import event_of
from tidings.events.attributes.confidence import confidences_of, party_confidence_of
from tidings.events.attributes.construction import rule_of
from tidings.events.attributes.date import date_of
from tidings.events.attributes.day_of_article import date_by_article
from tidings.events.attributes.place import place_of, placings_of
from tidings.events.attributes.place_of_article import place_by_article
from tidings.events.attributes.speaker import quote_speakers
from tidings.events.attributes.status import factuality_of
from tidings.events.candidates import Candidate, CodedEvents, Dropped
from tidings.events.coreference.within_article import merge_within_article
from tidings.events.coreference.within_sentence import merge_within_sentence
from tidings.events.encoded import Encoded
from tidings.events.filters.apply import is_too_low, reason_to_drop
from tidings.events.lexicon.load import Lexicon, own_lexicon
from tidings.events.passage_index import PassageIndex, read
from tidings.events.roles.assign import assign
from tidings.events.triggers.detect import detect
from tidings.parse.tree import Doc, Span
from tidings.records import Actor, Magnitude, Mention, Place, Timex
from tidings.vocabulary import DropReason

# No sentence of news tells more. Each trigger asks every date and place of its sentence, so that a page without a full
# stop would take minutes.
MOST_OF_SENTENCE = 40


def code_events(
    doc: Doc,
    *,
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    places: Sequence[Place],
    dates: Sequence[Timex],
    magnitudes: Sequence[Magnitude],
    published: date | None,
    body_start: int = 0,
    lexicon: Lexicon | None = None,
    encoded: Encoded | None = None,
    least_confidence: float | None = None,
) -> CodedEvents:
    """The events of a passage in text order, every happening once, and the triggers dropped, each with its reason."""
    reading = read(
        doc,
        lexicon or own_lexicon(),
        mentions=mentions,
        actors=actors,
        places=places,
        dates=dates,
        magnitudes=magnitudes,
        published=published,
        body_start=body_start,
        encoded=encoded,
    )
    reading = replace(reading, spoken=quote_speakers(reading))
    kept, tellings, dropped = [], [], []
    for sentence in doc.sents:
        told, out = _of_sentence(reading, sentence, least_confidence)
        kept += told
        tellings += [(found, event_of(reading, found, told)) for found in told]
        dropped += out
    events = merge_within_article(reading, tellings)
    dated = date_by_article(reading, kept, events)
    return CodedEvents(place_by_article(kept, dated), tuple(dropped), tuple(kept), reading.actors, reading)


def _of_sentence(
    reading: PassageIndex, sentence: Span, least_confidence: float | None
) -> tuple[list[Candidate], list[Dropped]]:
    """The candidates of a sentence that stay, and those that go."""
    kept, dropped = [], []
    found = detect(reading, sentence)
    scored = list(zip(found, confidences_of(reading, found), strict=True))
    surest = {trigger for trigger, _ in sorted(scored, key=lambda one: -one[1])[:MOST_OF_SENTENCE]}
    for trigger, confidence in scored:
        if is_too_low(trigger, confidence, least_confidence):  # most go here: before the costly questions
            dropped.append(_dropped(trigger, DropReason.LOW_SCORE, confidence))
            continue
        if trigger not in surest:
            dropped.append(_dropped(trigger, DropReason.CROWDED, confidence))
            continue
        candidate = _candidate(reading, trigger, confidence)
        reason = reason_to_drop(reading, candidate)
        if reason is None:
            kept.append(candidate)
        else:
            dropped.append(_dropped(candidate.trigger, reason, candidate.confidence))
    joined, parts = merge_within_sentence(reading, kept)
    told = [replace(one, party_confidence=party_confidence_of(reading, one)) for one in joined]
    return told, [*dropped, *(_dropped(part.trigger, DropReason.PART_OF_ASSAULT, part.confidence) for part in parts)]


def _candidate(reading: PassageIndex, trigger: Trigger, confidence: float) -> Candidate:
    """A trigger with its status, parties, day and place."""
    scope = factuality_of(reading, trigger)
    sides = assign(reading, trigger)
    placings = placings_of(reading, trigger, scope, sides.sources, sides.targets)
    return Candidate(
        trigger=trigger,
        scope=scope,
        sources=sides.sources,
        targets=sides.targets,
        when=date_of(reading, trigger, scope),
        place=place_of(placings),
        proposals=sides.proposals,
        placings=placings,
        confidence=confidence,
    )


def _dropped(trigger: Trigger, reason: DropReason, confidence: float) -> Dropped:
    return Dropped(trigger.start, trigger.end, trigger.frame.event_type, rule_of(trigger), reason, confidence)
