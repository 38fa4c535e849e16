"""Play and works of art are told by whole passages: what stands beside them is no event, unless it names politics."""

import pytest

from tests.events.coding import told

# (text, the types of its events)
CASES = [
    ("Oman beat Kuwait 2-1 in Muscat. Their coach refused to celebrate.", set()),
    ("Oman lost 3–0. Kuwait attacked all evening and will meet Yemen on Saturday.", set()),
    ("The council voted 13-2 to condemn Syria.", {"ACCUSE"}),
    ("Clashes killed 10-12 soldiers of Chad on the border.", {"ASSAULT"}),
    ("Oman beat Kuwait 2-1.\n\nTroops of Chad attacked a village.", {"ASSAULT"}),
    ("Militants attacked a cricket team from Nepal.", {"ASSAULT"}),
    ("Norway meets Peru in the cup final in June.", set()),
    ("Norway and Peru met for talks in June.", {"CONSULT"}),
    ("The second act of the opera ends with the rebels storming a palace.", set()),
    ("Rebels stormed the opera in Kyiv.", {"ASSAULT"}),
    ("The comic pokes fun at an emperor who jails his jester.", set()),
    ("The comic was arrested by the police.", {"COERCE"}),
    ("The serial is about a general who attacks his king.", set()),
    ("Typhoon Agaton slammed into the Philippines, cutting off roads.", set()),
    ("Historians differ over the lamps.", set()),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_politics_is_told_from_play_and_art(text: str, expected: set[str]) -> None:
    assert {str(event.event_type) for event in told(text)} == expected


SECTIONS = """The cabinet of Ghana condemned the raid on Monday.

Hosts Togo beat Mali 3-1 in Lomé. The visitors attacked from the start but their captain refused to blame the heat. \
Togo meet Benin on Saturday.

Russian missiles struck a power plant in Kharkiv on Sunday."""


def test_a_page_turns_from_politics_to_play_and_back() -> None:
    assert {str(event.event_type) for event in told(SECTIONS)} == {"ACCUSE", "ASSAULT"}


FAR = "The premier of Malta resigned. {} A singer refused to leave the stage."


def test_politics_is_looked_for_near_a_happening() -> None:
    far = told(FAR.format("The bakery sells bread with figs in it. " * 8))
    assert {str(event.event_type) for event in far} == {"RETREAT"}
