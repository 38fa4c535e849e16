"""The decision path as a whole: what the encoder says of a text, and what the columns of its events hold."""

import itertools

import pytest

from tests.events.coding import annotated, by_rows
from tests.events.encoding import ATTACK, ZAP, Tells, dropped, only, read
from tidings.annotate import annotate
from tidings.records import Event, Passage
from tidings.vocabulary import RoleBasis, Status

RAID = "Kenyan troops shelled Kismayo on Friday, killing nine traders."
SHELLED = Tells("shelled", "ASSAULT", {"Kenyan troops": 0.9}, {})
KILLING = Tells("killing", "ASSAULT", {"Kenyan troops": 0.8}, {"nine traders": 0.9})
TWICE = "Kenya shelled Kismayo on Friday. The bombardment hit traders."
TOLD_FIRST = Tells("shelled", "ASSAULT", {"Kenya": 0.9}, {"Kismayo": 0.9})
TOLD_AGAIN = Tells("bombardment", "ASSAULT", {}, {"traders": 0.9})


def triggers(event: Event, text: str) -> list[str]:
    return [text[m.trigger_start : m.trigger_end] for m in event.event_mentions]


def test_an_event_has_the_attributes_of_its_clause() -> None:
    event = only(read(RAID, SHELLED))
    assert (event.event_type, event.event_mode, event.cameo_code) == ("ASSAULT", "heavy-weapons", "194")
    assert (str(event.date_start), event.date_evidence) == ("2024-05-10", "Friday")
    assert event.place is not None
    assert event.place.name == "Kismayo"
    assert [(m.kind, m.low) for m in event.magnitudes] == [("killed", 9)]
    assert triggers(event, RAID) == ["shelled"]
    assert RAID[event.event_mentions[0].evidence_start : event.event_mentions[0].evidence_end] == RAID


def test_means_and_outcome_of_a_sentence_are_one_event_with_the_parties_of_both() -> None:
    event = only(read(RAID, SHELLED, KILLING))
    assert triggers(event, RAID) == ["shelled", "killing"]
    assert [m.text for m in event.sources] == ["Kenyan troops"]
    assert [m.text for m in event.targets] == ["nine traders"]
    assert (event.source_basis, event.target_basis) == ((RoleBasis.ENCODER,), (RoleBasis.ENCODER,))


def test_nobody_stands_on_both_sides_of_what_a_sentence_tells_twice() -> None:
    text = "Hamas bombed Hezbollah in a bombing with Fatah."
    bombed = Tells("bombed", "ASSAULT", {}, {"Hamas": 0.9})
    event = only(read(text, bombed, Tells("bombing", "ASSAULT", {"Hamas": 0.9, "Fatah": 0.9}, {})))
    assert triggers(event, text) == ["bombed", "bombing"]
    assert ([m.text for m in event.sources], [m.text for m in event.targets]) == (["Fatah"], ["Hamas"])


def test_what_a_user_s_row_tells_is_joined_with_nothing() -> None:
    text = "Kenya zapped Somalia in clashes near Goma."
    clashes = Tells("clashes", "ASSAULT", {"Somalia": 0.9}, {})
    said = read(text, clashes, lexicon=ZAP.replace("SUPPORT", "ASSAULT"))
    assert [triggers(event, text) for event in said.events] == [["zapped"], ["clashes"]]


def test_a_party_has_a_basis_and_they_stand_in_one_order() -> None:
    text = "Kenya and Uganda zapped Mali and Chad."
    row = read(text, Tells("zapped", "SUPPORT", {}, {}), lexicon=ZAP)
    assert [m.text for m in only(row).targets] == ["Mali", "Chad"]
    assert only(row).target_basis == (RoleBasis.USER_ROW, RoleBasis.USER_ROW)
    for event in (only(row), only(read(text, Tells("zapped", "SUPPORT", {"Uganda": 0.9}, {"Chad": 0.9, "Mali": 0.9})))):
        assert (len(event.source_basis), len(event.target_basis)) == (len(event.sources), len(event.targets))
        for side in (event.sources, event.targets):
            assert [m.start for m in side] == sorted(m.start for m in side)


@pytest.mark.parametrize("status", list(Status))
def test_the_status_is_the_encoder_s_where_it_scored_the_trigger(status: Status) -> None:
    told = Tells("shelled", "ASSAULT", {"Kenyan troops": 0.9}, {}, status=status)
    assert only(read(RAID, told)).status is status


def test_the_status_of_a_user_s_row_is_the_tree_s() -> None:
    told = Tells("attack", "ASSAULT", {"Kenya": 0.9}, {"Somalia": 0.9}, status="actual")
    assert only(read("Kenya will attack Somalia.", told, lexicon=ATTACK)).status is Status.PLANNED


REPEATS = [
    (TWICE, 0.9, 1),
    (TWICE, 0.4, 1),
    (TWICE.replace("The bombardment", "A bombardment"), 0.9, 1),
    (TWICE.replace("The bombardment", "Another bombardment"), 0.9, 2),
    (TWICE.replace("traders", "traders. Another bombardment hit"), 0.9, 1),
    (TWICE.replace("hit", "of Sunday hit"), 0.9, 2),  # another day
    (TWICE.replace("traders", "traders in Baidoa"), 0.9, 2),  # another town
]


@pytest.mark.parametrize(("text", "score", "count"), REPEATS)
def test_tellings_that_the_encoder_takes_for_one_are_one_unless_they_contradict(
    text: str, score: float, count: int
) -> None:
    said = read(text, TOLD_FIRST, TOLD_AGAIN, repeats=[(0, 1, score)])
    assert len(said.events) == count
    assert [word for event in said.events for word in triggers(event, text)] == ["shelled", "bombardment"]


def test_two_types_are_never_one() -> None:
    again = Tells("bombardment", "COERCE", {}, {"traders": 0.9})
    assert len(read(TWICE, TOLD_FIRST, again, repeats=[(0, 1, 0.99)]).events) == 2


def test_of_one_event_told_twice_the_surer_telling_counts() -> None:
    again = Tells("bombardment", "ASSAULT", {}, {"traders": 0.9}, score=0.7)
    said = read(TWICE, TOLD_FIRST, again, repeats=[(0, 1, 0.9)])
    assert said.coded is not None
    surer, other = (candidate.confidence for candidate in said.coded.candidates)
    assert only(said).confidence == surer > other


def test_sure_parties_are_surer_than_unsure_ones() -> None:
    sure, unsure = (
        only(read(RAID, Tells("shelled", "ASSAULT", {"Kenyan troops": score}, {"nine traders": score})))
        for score in (0.95, 0.3)
    )
    assert sure.party_confidence > unsure.party_confidence


def test_every_trigger_is_told_or_dropped() -> None:
    unsure = Tells("killing", "ASSAULT", {}, {}, score=0.09)
    said = read(RAID, SHELLED, unsure)
    assert said.coded is not None
    assert [word for event in said.events for word in triggers(event, RAID)] == ["shelled"]
    assert [words for words, _, _ in dropped(said, RAID)] == ["killing"]
    assert said.coded.events == said.events
    assert [RAID[c.trigger.start : c.trigger.end] for c in said.coded.candidates] == ["shelled"]


def test_parties_are_among_the_mentions_and_actors_of_the_text() -> None:
    said = read("A certain Ovide Mbala shelled Kismayo.", Tells("shelled", "ASSAULT", {"Ovide Mbala": 0.9}, {}))
    (party,) = only(said).sources
    assert party in said.mentions
    assert said.actors[party.actor_id].name.endswith("Mbala")


def test_an_encoder_that_says_nothing_tells_nothing() -> None:
    said = read(RAID)
    assert (said.events, dropped(said, RAID)) == ((), [])
    assert said.mentions == annotated(RAID).mentions


def test_without_an_encoder_the_rows_read() -> None:
    assert [event.event_type for event in by_rows(Passage(RAID)).events] == ["ASSAULT"]


def test_the_order_in_which_texts_are_read_changes_nothing() -> None:
    texts = [RAID, TWICE, "Peru met Chile.", ""]
    once = {text: annotate(Passage(text)) for text in texts}
    for order in itertools.islice(itertools.permutations(texts), 0, None, 7):
        for text in order:
            again = annotate(Passage(text))
            assert (again.events, again.mentions, again.actors) == (
                once[text].events, once[text].mentions, once[text].actors,
            )  # fmt: skip


def test_offsets_of_events_are_evidence_by_the_encoder_too() -> None:
    for text in (RAID, TWICE):
        said = annotate(Passage(text))
        assert said.events
        for event in said.events:
            for told in event.event_mentions:
                assert told.evidence_start <= told.trigger_start < told.trigger_end <= told.evidence_end
            for party in (*event.sources, *event.targets):
                assert text[party.start : party.end] == party.text
