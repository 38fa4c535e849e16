"""What `tidings annotate --why` writes about one text: who was weighed for each event, which triggers were dropped."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import pyarrow as pa

from tidings.annotation import Annotation
from tidings.events.candidates import Candidate, Dropped, RoleProposal
from tidings.records import Event, Mention
from tidings.schemas.rows import Row
from tidings.schemas.table import COUNT, TEXT, Column, codes
from tidings.vocabulary import CountryBasis, DropReason, EventType, Role, RoleBasis, Status


class Detector(StrEnum):
    """Who found a trigger."""

    USER_ROW = "user_row"  # a row of the user's own lexicon
    ENCODER = "encoder"  # the learned reader
    SHIPPED_ROW = "shipped_row"  # a row that ships with tidings, where no encoder reads


SCORE = pa.float64()
PLACE = (
    Column("trigger", TEXT, "The words of the trigger, as they stand", required=True),
    Column("trigger_start", COUNT, "Start of the trigger in the text", required=True),
    Column("trigger_end", COUNT, "End of the trigger, exclusive", required=True),
    Column("event_type", TEXT, "PLOVER 2.0 event type", required=True, codes=codes(EventType)),
    Column("confidence", SCORE, "Calibrated chance that such an event is told there, 0 to 1", required=True),
)
PROPOSAL = (
    Column("actor_id", TEXT, "Who is proposed", required=True),
    Column("name", TEXT, "Name of the actor", required=True),
    Column("country", TEXT, "ISO 3166-1 alpha-3 code of the actor"),
    Column("country_basis", TEXT, "What the country was read from", codes=codes(CountryBasis)),
    Column("text", TEXT, "The words that stand for it", required=True),
    Column("start", COUNT, "Start of these words in the text", required=True),
    Column("end", COUNT, "End of these words, exclusive", required=True),
    Column("basis", TEXT, "Who proposes it", required=True, codes=codes(RoleBasis)),
    Column("score", SCORE, "How sure the proposer is: the encoder's score, 1 for a row's slot", required=True),
    Column("is_settled", pa.bool_(), "Whether it was taken", required=True),
)
PROPOSALS = pa.list_(pa.struct([column.field for column in PROPOSAL]))
CANDIDATE = (
    *PLACE,
    Column("detector", TEXT, "Who found it", required=True, codes=codes(Detector)),
    Column("rule", TEXT, "Lexicon entry, or `encoder/TYPE`, and construction", required=True),
    Column("status", TEXT, "Whether it happened", required=True, codes=codes(Status)),
    Column("party_confidence", SCORE, "Calibrated chance that all parties are right", required=True),
    Column("event", COUNT, "Which of `events` it became, counted from 0"),
    Column("source", PROPOSALS, "Everybody proposed as source, as below, those taken first", required=True),
    Column("target", PROPOSALS, "Everybody proposed as target, likewise", required=True),
)
DROPPED = (
    *PLACE,
    Column("rule", TEXT, "Lexicon entry, or `encoder/TYPE`, and construction", required=True),
    Column("reason", TEXT, "Why it made no event", required=True, codes=codes(DropReason)),
)


def why_record(text: str, said: Annotation) -> Row:
    """What was weighed for the text, as plain data fit for JSON; both lists in text order.

    Tellings of one happening are candidates of their own and become one event; what a sentence tells twice is one.
    """
    coded = said.coded
    if coded is None:
        return {"candidates": [], "dropped": []}
    candidates = sorted(coded.candidates, key=lambda candidate: candidate.trigger.start)
    dropped = sorted(coded.dropped, key=lambda trigger: trigger.start)
    return {
        "candidates": [_candidate(text, said, candidate) for candidate in candidates],
        "dropped": [_dropped(text, trigger) for trigger in dropped],
    }


def _candidate(text: str, said: Annotation, candidate: Candidate) -> Row:
    trigger = candidate.trigger
    return {
        **_place(text, trigger.start, trigger.end),
        "event_type": candidate.frame.event_type,
        "confidence": candidate.confidence,
        "detector": _detector(candidate),
        "rule": candidate.rule,
        "status": candidate.scope.status,
        "party_confidence": candidate.party_confidence,
        "event": _event_of(said.events, candidate),
        "source": list(_side(said, candidate, Role.SOURCE, candidate.sources)),
        "target": list(_side(said, candidate, Role.TARGET, candidate.targets)),
    }


def _dropped(text: str, trigger: Dropped) -> Row:
    return {
        **_place(text, trigger.start, trigger.end),
        "event_type": trigger.event_type,
        "confidence": trigger.confidence,
        "rule": trigger.rule,
        "reason": trigger.reason,
    }


def _place(text: str, start: int, end: int) -> Row:
    return {"trigger": text[start:end], "trigger_start": start, "trigger_end": end}


def _detector(candidate: Candidate) -> Detector:
    """Who found it: a user's row acts whatever the encoder scores, a shipped row only where no encoder reads."""
    if candidate.trigger.frame.is_users:
        return Detector.USER_ROW
    return Detector.SHIPPED_ROW if candidate.trigger.scored is None else Detector.ENCODER


def _event_of(events: Sequence[Event], candidate: Candidate) -> int | None:
    """Which event has the candidate's trigger among its mentions."""
    place = candidate.trigger.start, candidate.trigger.end
    told = (at for at, e in enumerate(events) if place in {(m.trigger_start, m.trigger_end) for m in e.event_mentions})
    return next(told, None)


def _side(said: Annotation, candidate: Candidate, role: Role, settled: Sequence[Mention]) -> Iterator[Row]:
    """Everybody proposed for a side, those taken first; each party is settled by one proposal."""
    actors = said.coded.actors if said.coded is not None else said.actors
    proposals = [proposal for proposal in candidate.proposals if proposal.role is role]
    taken = [_settling(proposals, mention, candidate.basis_of(mention, role)) for mention in settled]
    for proposal in proposals:
        mention = proposal.mention
        actor = actors[mention.actor_id]
        yield {
            "actor_id": mention.actor_id,
            "name": actor.name,
            "country": actor.country,
            "country_basis": actor.country_basis,
            "text": mention.text,
            "start": mention.start,
            "end": mention.end,
            "basis": proposal.basis,
            "score": proposal.score,
            "is_settled": proposal in taken,
        }


def _settling(proposals: Sequence[RoleProposal], party: Mention, basis: RoleBasis) -> RoleProposal:
    """The proposal that a party comes from: of its words if there is one, for a side may be joined of two tellings."""
    told = [p for p in proposals if p.basis is basis and p.mention.actor_id == party.actor_id]
    return next((p for p in told if p.mention == party), told[0])
