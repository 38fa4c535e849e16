"""Who and whom where the words do not stand beside the trigger; every rule with a near-miss."""

import pytest

from tests.events.coding import Told, told

PARTIES = [
    # the author of a report; a noun that is none
    ("Oxfam put out a report accusing Mali of neglect.", Told("ACCUSE", "actual", "Oxfam", "Mali")),
    ("The soldiers attacking Mali wore masks.", Told("ASSAULT", "actual", "soldiers", "Mali")),
    # the crowd in a phrase
    ("Police dispersed demonstrators.", Told("COERCE", "actual", "Police", "demonstrators")),
    # orders and aspect
    ("Chad stepped up attacks on Sudanese rebels.", Told("ASSAULT", "actual", "Chad", "rebels")),
    # the other party of an agreement; one's own troops are none
    ("Norway agreed to lend two million euros to Malawi.", Told("AGREE", "actual", "Norway", "Malawi")),
    ("Chile offered to send troops to Haiti.", Told("AGREE", "actual", "Chile", "Haiti")),
    # a place stands for its state
    ("Somali rebels shelled Garissa.", Told("ASSAULT", "actual", "rebels", "Garissa")),
    # ellipsis and participles
    ("Two newspapers were closed and a broadcaster banned by Kenya.", Told("COERCE", "actual", "Kenya", "broadcaster")),
    # revolts; the state is known by the adjective alone
    ("Gabonese officers staged a coup.", Told("ASSAULT", "actual", "officers", "officers")),
    ("Anti-Maduro protests shook Venezuela.", Told("PROTEST", "actual", "", "Maduro")),
    # a happening as object
    (
        "India and Nepal held joint drills. China denounced the drills.",
        Told("ACCUSE", "actual", "China", "India Nepal"),
    ),
    (
        "India and Nepal signed a pact. Bhutan welcomed the deal.",
        Told("SUPPORT", "actual", "Bhutan", "India Nepal"),
    ),
    ("Togo accused Ghana of spying. Ghana denied the charge.", Told("REJECT", "actual", "Ghana", "Togo")),
    ("Togo rejected the deal. It is far from Ghana.", Told("REJECT", "actual", "Togo", "")),
    # an answer goes to who called for it, not to who did the same
    ("Togo expelled two Ghanaian envoys. Accra threatened retaliation.", Told("THREATEN", "actual", "Accra", "Togo")),
    # what it depends on
    ("Chad threatened to close the border if Sudan attacks.", Told("THREATEN", "actual", "Chad", "Sudan")),
    # a state's own deed without its name; a meeting place does nothing
    ("Oxfam's website was blocked in Mali.", Told("COERCE", "actual", "Mali", "Oxfam")),
    ("Two Peruvians are facing trial in Chile.", Told("ACCUSE", "actual", "Chile", "Peruvians")),
    # whoever is in a foreign town is under its police, and in a capital a guest of its government
    ("Two Peruvians were arrested in Santiago.", Told("COERCE", "actual", "Santiago", "Peruvians")),
    ("Two Chileans were arrested in Santiago.", Told("COERCE", "actual", "", "Chileans")),
    ("Hun Sen cancelled a visit to Hanoi.", Told("REJECT", "actual", "Sen", "Hanoi")),
    ("Hun Sen cancelled a visit to Chicago.", Told("REJECT", "actual", "Sen", "")),
    # one's own men are not whom it is aimed at
    ("Togo accused Ghana of spying. Accra recalled its envoy.", Told("SANCTION", "actual", "Accra", "Togo")),
    # who asked for it
    ("Farmers urged the governor to resign. He promised to go.", Told("AGREE", "actual", "He", "Farmers")),
    # the sides of "whose"
    ("Chad and Libya, whose troops clashed in 1987, made peace.", Told("ASSAULT", "actual", "Chad Libya", "")),
    # whom a noun's happening befalls; the hurt of a protest are its own
    ("The Somali minister survived a suicide attack.", Told("ASSAULT", "actual", "", "minister")),
    ("A rebel leader's death in a Turkish drone strike angered Iraq.", Told("ASSAULT", "actual", "Turkish", "leader")),
    ("Iran's minister came in for criticism from Germany.", Told("ACCUSE", "actual", "Germany", "minister")),
    ("Two students died in protests against Togo.", Told("PROTEST", "actual", "students", "Togo")),
    # whose deed an accusation tells; the accuser goes on speaking
    ("Kenya accused rebels of shelling a town, killing nine farmers.", Told("ASSAULT", "actual", "rebels", "farmers")),
    ("The union accused the police of beating students.", Told("ASSAULT", "actual", "police", "students")),
    ("Togo blamed Ghana for killing a guard, demanding that Mali act.", Told("REQUEST", "actual", "Togo", "Mali")),
    # a comment after a clause; what somebody is told to do stays undone
    ("Mali accused Togo of spying, a charge Lome denied.", Told("ACCUSE", "actual", "Mali", "Togo")),
    ("The guards let 12 captives go and asked Togo for talks.", Told("REQUEST", "actual", "guards", "Togo")),
    ("The US envoy shuttled between Kigali and Kinshasa.", Told("CONSULT", "actual", "envoy", "Kigali Kinshasa")),
    # a fight names the adversary, not an ally; a place of strikes kills nobody
    ("Rebels captured Goma after days of fighting with the army.", Told("ASSAULT", "actual", "Rebels", "army Goma")),
    ("Iran staged strikes in Balochistan that killed two boys.", Told("ASSAULT", "actual", "Iran", "boys Balochistan")),
    # passengers
    ("Gunmen attacked a bus carrying Kenyan teachers.", Told("ASSAULT", "actual", "Gunmen", "teachers")),
    # who leads, and whom "against" names deeper in the phrase
    ("A Kenyan-led strike on rebels began.", Told("ASSAULT", "actual", "Kenyan", "rebels")),
    ("The union filed a lawsuit in a court in Lima against the mayor.", Told("ACCUSE", "actual", "union", "mayor")),
    # troops that are moved act
    ("Chadian troops were massed at the border.", Told("MOBILIZE", "actual", "troops", "")),
    # why and when are not whom; until whom is
    ("Peru opened an inquiry after Chile protested.", Told("ACCUSE", "actual", "Peru", "")),
    ("Miners said they will not end the strike until Zambia pays.", Told("REJECT", "actual", "they", "Zambia")),
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


QUARREL = "Togo and Ghana quarrel over the river. Togolese soldiers fired on Ghanaian boats. Ghana protested to Togo. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (QUARREL + "In June Togo closed the border.", Told("SANCTION", "actual", "Togo", "Ghana")),
        (QUARREL + "In June Togo imposed a curfew.", Told("COERCE", "actual", "Togo", "")),
        ("In June Togo closed the border.", Told("SANCTION", "actual", "Togo", "")),
        (QUARREL + "In June Kenya criticised the fighting.", Told("ACCUSE", "actual", "Kenya", "")),
    ],
)
def test_what_is_done_to_nobody_named_is_done_to_the_other_of_two_states(text: str, expected: Told) -> None:
    assert expected in told(text)
