"""Who did what to whom, sentence by sentence; every construction with a near-miss beside it."""

import pytest

from tests.events.coding import Told, annotated, told

WHO = [
    ("Kenya attacked Somalia.", Told("ASSAULT", "actual", "Kenya", "Somalia")),
    ("Somalia was attacked by Kenya.", Told("ASSAULT", "actual", "Kenya", "Somalia")),
    ("Kenya, which attacked Somalia in May, denied the charge.", Told("ASSAULT", "actual", "Kenya", "Somalia")),
    ("Norway condemned Russia and praised Finland.", Told("ACCUSE", "actual", "Norway", "Russia")),
    ("Norway condemned Russia and praised Finland.", Told("SUPPORT", "actual", "Norway", "Finland")),
    ("Chile accused Peru of shelling a village.", Told("ACCUSE", "actual", "Chile", "Peru")),
    ("Denmark urged Serbia to free the mayor.", Told("REQUEST", "actual", "Denmark", "Serbia")),
    ("Peru condemned Chile's raid.", Told("ACCUSE", "actual", "Peru", "Chile")),
    ("India held talks with Nepal.", Told("CONSULT", "actual", "India Nepal", "")),
    ("Talks between India and Nepal resumed.", Told("CONSULT", "actual", "India Nepal", "")),
    ("Iraq's invasion of Kuwait shocked the region.", Told("ASSAULT", "actual", "Iraq", "Kuwait")),
    ("Canada imposed sanctions on Belarus.", Told("SANCTION", "actual", "Canada", "Belarus")),
    ("Germany rejected the demands of Turkey.", Told("REJECT", "actual", "Germany", "Turkey")),
    ("Spain expelled two diplomats.", Told("SANCTION", "actual", "Spain", "diplomats")),
    ("The premier phoned the king to congratulate him.", Told("SUPPORT", "actual", "premier", "")),
    ("Norway sent experts to Kenya to investigate the blast.", Told("ACCUSE", "actual", "Norway", "Kenya")),
    ("Norway does not recognise Kenya.", Told("REJECT", "actual", "Norway", "Kenya")),
]

STATUS = [
    ("Japan will hold talks with Laos on Friday.", "CONSULT", "planned"),
    ("Japan said it would hold talks with Laos.", "CONSULT", "planned"),
    ("Japan may hold talks with Laos.", "CONSULT", "hypothetical"),
    ("Japan plans to attack Laos.", "ASSAULT", "planned"),
    ("Japan began shelling Laos.", "ASSAULT", "actual"),
    ("Japan is to hold talks with Laos on Friday.", "CONSULT", "planned"),
    ("Japan was to receive a delegation from Laos.", "CONSULT", "planned"),
    ("Japan is holding talks with Laos.", "CONSULT", "actual"),
    ("Rioters set the embassy of Laos on fire.", "PROTEST", "actual"),
    ("Miners in Laos went on strike.", "PROTEST", "actual"),
    ("Miners in Laos are planning a strike.", "PROTEST", "planned"),
    ("Japan said Laos would pay dearly for the raid.", "THREATEN", "actual"),
]

NOTHING = [
    ("Japan did not attack Laos.", "ASSAULT"),
    ("Japan never attacked Laos.", "ASSAULT"),
    ("Japan neither attacked Laos nor shelled Nepal.", "ASSAULT"),
    ("Japan failed to attack Laos.", "ASSAULT"),
    ("Japan accused Laos of attacking Nepal.", "ASSAULT"),
    ("Japan threatened to attack Laos.", "ASSAULT"),
    ("Japan urged Laos to release the sailors.", "RETREAT"),
    ("Japan denied attacking Laos.", "ASSAULT"),
    ("If Japan attacked Laos, prices would rise.", "ASSAULT"),
    ("Japan wants to meet Laos.", "CONSULT"),
    ("Should Japan attack Laos, prices would rise.", "ASSAULT"),
    ("Japan regularly holds talks with Laos.", "CONSULT"),
    ("Fiji joined the pact in March to help farmers.", "PROTEST"),
    ("Fiji joined the pact to condemn Japan.", "ACCUSE"),
    ("Bombing Laos is out of the question, the premier of Japan said.", "ASSAULT"),
    ("The ministry announced they are visiting Laos.", "SANCTION"),
    ("The club fired its coach.", "SANCTION"),
    ("The two firms struck a deal.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "expected"), WHO)
def test_who(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(("text", "event_type", "status"), STATUS)
def test_status(text: str, event_type: str, status: str) -> None:
    assert [event.status for event in told(text) if event.event_type == event_type] == [status]


@pytest.mark.parametrize(("text", "event_type"), NOTHING)
def test_what_is_no_fact_is_no_event(text: str, event_type: str) -> None:
    assert event_type not in {event.event_type for event in told(text)}


def test_means_and_result_are_one() -> None:
    found = annotated("Gunmen stormed a hotel in Mogadishu on Tuesday, killing 12 people.").events
    assert [event.event_type for event in found] == ["ASSAULT"]
    assert [(m.kind, m.low) for m in found[0].magnitudes] == [("killed", 12)]
    assert found[0].date_start is not None
    assert found[0].date_start.isoformat() == "2024-05-14"


def test_a_happening_told_again_is_one_event() -> None:
    text = "Ghana attacked Togo on Monday.\n\nThe attack began at dawn. Ghana attacked Togo with tanks."
    found = [event for event in annotated(text).events if event.event_type == "ASSAULT"]
    assert len(found) == 1
    assert len(found[0].event_mentions) > 1


def test_happenings_of_two_days_are_two_events() -> None:
    text = "Ghana attacked Togo on Monday. Ghana attacked Togo on 3 January 2019."
    assert len([event for event in annotated(text).events if event.event_type == "ASSAULT"]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x " * 2000,
        "Attack " * 500 + ".",
        "IRAN SAYS NO TO TALKS WITH U.S.",
        "a | b | c\n1 | 2 | 3\n\nif (x == 1) { attack(y); }",
        "Shall I compare thee to a summer's day? Thou art more lovely",
    ],
)
def test_odd_input_does_not_crash(text: str) -> None:
    annotation = annotated(text)
    for event in annotation.events:
        for mention in event.event_mentions:
            assert mention.evidence_start <= mention.trigger_start < mention.trigger_end <= mention.evidence_end
