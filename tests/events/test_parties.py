"""Who stands in the slots of a row where the words are not beside the trigger; no party is guessed from elsewhere."""

import pytest

from tests.events.coding import Told, told

PARTIES = [
    # the author of a report; a noun that is none
    ("Oxfam put out a report accusing Mali of neglect.", Told("ACCUSE", "actual", "Oxfam", "Mali")),
    ("The soldiers attacking Mali wore masks.", Told("ASSAULT", "actual", "soldiers", "Mali")),
    # orders and aspect
    ("Chad stepped up attacks on Sudanese rebels.", Told("ASSAULT", "actual", "Chad", "rebels")),
    # a town by its name
    ("Somali rebels shelled Garissa.", Told("ASSAULT", "actual", "rebels", "Garissa")),
    # ellipsis and participles
    ("Two newspapers were closed and a broadcaster banned by Kenya.", Told("COERCE", "actual", "Kenya", "broadcaster")),
    # whom a pact that is turned down is with is not guessed
    ("Togo rejected the deal. It is far from Ghana.", Told("REJECT", "actual", "Togo", "")),
    # the sides of "whose"
    ("Chad and Libya, whose troops clashed in 1987, made peace.", Told("ASSAULT", "actual", "Chad Libya", "")),
    # the hurt of a protest are its own
    ("Two students died in protests against Togo.", Told("PROTEST", "actual", "students", "Togo")),
    # whose deed an accusation tells; the accuser goes on speaking
    ("Kenya accused rebels of shelling a town, killing nine farmers.", Told("ASSAULT", "actual", "rebels", "farmers")),
    ("The union accused the police of beating students.", Told("ASSAULT", "actual", "police", "students")),
    ("Togo blamed Ghana, demanding that Mali free the mayor.", Told("REQUEST", "actual", "Togo", "Mali")),
    # a comment after a clause; what somebody is told to do stays undone
    ("Mali accused Togo of spying, a charge Lome denied.", Told("ACCUSE", "actual", "Mali", "Togo")),
    ("The guards let 12 captives go and asked Togo for talks.", Told("REQUEST", "actual", "guards", "Togo")),
    ("The US envoy shuttled between Kigali and Kinshasa.", Told("CONSULT", "actual", "envoy", "Kigali Kinshasa")),
    # a fight names the adversary, not an ally; a place of strikes kills nobody
    (
        "Rebels captured the mayor after days of fighting with the army.",
        Told("ASSAULT", "actual", "Rebels", "army mayor"),
    ),
    ("Iran staged strikes in Balochistan that killed two boys.", Told("ASSAULT", "actual", "Iran", "boys Balochistan")),
    # passengers
    ("Gunmen attacked a bus carrying Kenyan teachers.", Told("ASSAULT", "actual", "Gunmen", "teachers")),
    # who leads, and whom "against" names deeper in the phrase
    ("A Kenyan-led strike on rebels began.", Told("ASSAULT", "actual", "Kenyan", "rebels")),
    ("The union filed a lawsuit in a court in Lima against the mayor.", Told("ACCUSE", "actual", "union", "mayor")),
    # why and when are not whom
    ("Peru opened an inquiry after Chile protested.", Told("ACCUSE", "actual", "Peru", "")),
    # a name that the parser took for part of a time
    ("Police arrested Zuniga hours later.", Told("COERCE", "actual", "Police", "Zuniga")),
    # a speaker who is named later
    ('"I apologise to every refugee," said Rosa Quispe.', Told("CONCEDE", "actual", "I", "refugee")),
]


@pytest.mark.parametrize(("text", "expected"), PARTIES)
def test_parties(text: str, expected: Told) -> None:
    assert expected in told(text)


def test_what_somebody_is_told_to_do_is_not_done() -> None:
    found = told("Mali told France to withdraw its troops.")
    assert [one.event_type for one in found] == ["REQUEST"]


@pytest.mark.parametrize("above", ["", "Guyana puts army on alert\n\nBy Ida Lund\n\n"])
def test_a_dateline_is_no_party(above: str) -> None:
    found = told(above + "KABUL (AP) - Iran condemned the shelling of Herat by Pakistan.")
    assert Told("ACCUSE", "actual", "Iran", "Pakistan") in found


def test_means_and_outcome_are_one_happening() -> None:
    found = told("A bomber killed nine people and wounded two in an attack on a bus carrying Nepali guards.")
    assert [one.event_type for one in found] == ["ASSAULT"]
