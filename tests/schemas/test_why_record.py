"""What was weighed for a text comes out as plain data: who found a trigger, who was proposed and taken, what went."""

import json
from dataclasses import dataclass, replace

import pytest

from tidings.annotate import Knowledge, annotate, load_knowledge
from tidings.annotation import Annotation
from tidings.encoder.records import EncoderOutput, Hint, ScoredMention, ScoredRole, ScoredTrigger
from tidings.parse.tree import Doc
from tidings.records import Passage
from tidings.schemas.why import CANDIDATE, DROPPED, PROPOSAL, why_record
from tidings.vocabulary import EventType, Status

TEXT = "Kenya accused Somalia of a raid."
MINE = "trigger,pos,type,mode,cameo,status,source,target,symmetric,requires,forbids,contexts,example,note\n"
ROW = MINE + "accuse,verb,ACCUSE,,,,subj,obj,,,,,Kenya accused Somalia.,mine\n"


@dataclass(frozen=True)
class Reader:
    """A learned reader that says of one text what is written down here."""

    output: EncoderOutput

    def encode(self, doc: Doc, hints: tuple[Hint, ...]) -> EncoderOutput:
        return self.output


def mention(words: str) -> ScoredMention:
    start = TEXT.index(words)
    return ScoredMention(start, start + len(words), 0.9, ((None, 1.0),))


def trigger(words: str, event_type: EventType, score: float) -> ScoredTrigger:
    start = TEXT.index(words)
    types = dict.fromkeys(EventType, 0.01) | {event_type: 0.9}
    return ScoredTrigger(
        start, start + len(words), score, types, score, dict.fromkeys(Status, 0.0) | {Status.ACTUAL: 1.0}, 0.1, 0.1
    )


READ = EncoderOutput(
    mentions=(mention("Kenya"), mention("Somalia")),
    triggers=(trigger("accused", EventType.ACCUSE, 0.99), trigger("raid", EventType.ASSAULT, 0.01)),
    roles=(ScoredRole(0, 0, 0.9, 0.05), ScoredRole(0, 1, 0.1, 0.8)),
)


@pytest.fixture(scope="module")
def rows() -> Knowledge:
    return load_knowledge(with_encoder=False)


@pytest.fixture(scope="module")
def said(rows: Knowledge) -> Annotation:
    return annotate(Passage(TEXT), knowledge=replace(rows, encoder=Reader(READ)))


def test_everybody_proposed_is_told_and_who_was_taken(said: Annotation) -> None:
    (candidate,) = why_record(TEXT, said)["candidates"]
    assert (candidate["trigger"], candidate["event_type"], candidate["detector"]) == ("accused", "ACCUSE", "encoder")
    assert said.events[candidate["event"]].rule == candidate["rule"]
    told = {
        side: [
            (p["text"], p["country"], p["score"], p["is_settled"]) for p in candidate[side] if p["basis"] == "encoder"
        ]
        for side in ("source", "target")
    }
    assert told == {
        "source": [("Kenya", "KEN", 0.9, True), ("Somalia", "SOM", 0.1, False)],
        "target": [("Somalia", "SOM", 0.8, True), ("Kenya", "KEN", 0.05, False)],
    }


def test_a_dropped_trigger_has_its_reason(said: Annotation) -> None:
    (dropped,) = why_record(TEXT, said)["dropped"]
    assert (dropped["trigger"], dropped["event_type"], dropped["reason"]) == ("raid", "ASSAULT", "low_score")
    assert TEXT[dropped["trigger_start"] : dropped["trigger_end"]] == "raid"


def test_the_fields_are_those_described(said: Annotation) -> None:
    why = why_record(TEXT, said)
    for rows, columns in ((why["candidates"], CANDIDATE), (why["dropped"], DROPPED)):
        assert rows
        assert all(list(row) == [column.name for column in columns] for row in rows)
    proposals = [proposal for side in ("source", "target") for proposal in why["candidates"][0][side]]
    assert all(list(proposal) == [column.name for column in PROPOSAL] for proposal in proposals)
    for row, columns in ((why["candidates"][0], CANDIDATE), (why["dropped"][0], DROPPED), (proposals[0], PROPOSAL)):
        assert all(row[column.name] is not None for column in columns if column.required)
        assert all(row[column.name] in column.codes for column in columns if column.codes)


def test_it_is_fit_for_json(said: Annotation) -> None:
    why = why_record(TEXT, said)
    assert json.loads(json.dumps(why)) == why


@pytest.mark.parametrize(
    ("lexicon", "detector", "basis"), [(ROW, "user_row", "user_row"), (None, "shipped_row", "row_slots")]
)
def test_a_row_alone_is_told_by_whose_it_is(lexicon: str | None, detector: str, basis: str) -> None:
    known = load_knowledge(lexicon=lexicon, with_encoder=False)
    candidates = why_record(TEXT, annotate(Passage(TEXT), knowledge=known))["candidates"]
    (accused,) = [candidate for candidate in candidates if candidate["trigger"] == "accused"]
    assert accused["detector"] == detector
    assert {p["basis"] for side in ("source", "target") for p in accused[side] if p["is_settled"]} == {basis}


def test_a_users_row_goes_before_the_encoder(rows: Knowledge) -> None:
    known = replace(load_knowledge(lexicon=ROW, with_encoder=False), encoder=Reader(READ))
    (candidate,) = why_record(TEXT, annotate(Passage(TEXT), knowledge=known))["candidates"]
    assert candidate["detector"] == "user_row"
    assert [p["basis"] for p in candidate["source"] if p["is_settled"]] == ["user_row"]


def test_each_party_is_settled_once(said: Annotation) -> None:
    for candidate in why_record(TEXT, said)["candidates"]:
        for side in ("source", "target"):
            settled = [p["actor_id"] for p in candidate[side] if p["is_settled"]]
            assert len(settled) == len(set(settled)) == 1


def test_nothing_weighed_is_nothing_told(said: Annotation) -> None:
    nothing = {"candidates": [], "dropped": []}
    assert why_record(TEXT, replace(said, coded=None)) == nothing
    assert (
        why_record("Good morning.", annotate(Passage("Good morning."), knowledge=load_knowledge(with_encoder=False)))
        == nothing
    )
