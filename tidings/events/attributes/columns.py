"""Fill the columns of an event from its candidate: mode, contexts, codes, speaker, day, place, quantities."""

from collections.abc import Sequence

from tidings.events.arguments import Trigger
from tidings.events.attributes.magnitudes import magnitudes_of
from tidings.events.attributes.mode import mode_of
from tidings.events.attributes.speaker import speaker_of
from tidings.events.attributes.toll import scoped
from tidings.events.candidates import Candidate
from tidings.events.passage_index import PassageIndex
from tidings.ontology.tables import nearest_cameo
from tidings.records import Event, EventMention
from tidings.vocabulary import PlaceBasis, Role


def event_of(reading: PassageIndex, candidate: Candidate, beside: Sequence[Candidate]) -> Event:
    """The event that one sentence tells; `beside`: all that the sentence tells."""
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
        source_basis=tuple(candidate.basis_of(mention, Role.SOURCE) for mention in candidate.sources),
        target_basis=tuple(candidate.basis_of(mention, Role.TARGET) for mention in candidate.targets),
        speaker=speaker_of(reading, sentence, candidate.scope, reading.spoken.get(trigger.head.i)),
        date_start=when.start,
        date_end=when.end,
        date_precision=when.precision,
        date_basis=when.basis,
        date_evidence=when.evidence,
        place=candidate.place,
        place_basis=PlaceBasis.SENTENCE if candidate.place is not None else None,
        magnitudes=tuple(scoped(candidate, m) for m in magnitudes_of(reading, candidate, beside, mode)),
        event_mentions=tuple(_mention(told) for told in (trigger, *candidate.others)),
        rule=candidate.rule,
        confidence=candidate.confidence,
        party_confidence=candidate.party_confidence,
    )


def _mention(trigger: Trigger) -> EventMention:
    sentence = trigger.sentence
    end = sentence.start_char + len(sentence.text.rstrip())
    return EventMention(trigger.start, trigger.end, sentence.start_char, end)
