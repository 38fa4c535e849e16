"""Play, fiction, nature, private crime and figures of speech are no events; the same words in politics are."""

import pytest

from tests.events.coding import told

APART = [
    "The midfielder attacked from the left and the goalkeeper surrendered the ball.",
    "The film tells the story of a general who deserts his army in Kenya.",
    "The exhibition traces the history of protest in Chile.",
    "The storm hit the coast of Mali.",
    "The mayor of Lima shot down the rumours.",
    "A man stabbed his wife in Leeds.",
    "The Malian team surrendered a two-goal lead in the last ten minutes.",
    "The actress slammed the door.",
    "The nurse accused her husband of lying.",
    "The teacher ordered the pupils to leave.",
    "Measles killed 40 children in Mali.",
]

POLITICAL = [
    ("The army of Mali attacked a village.", "ASSAULT"),
    ("The army of Mali shot down a jet.", "ASSAULT"),
    ("Protesters stormed the embassy of Kenya before the match.", "PROTEST"),
    ("A colonel of the army defected to Kenya.", "RETREAT"),
    ("Rebels stabbed a mayor in Mali.", "ASSAULT"),
    ("Hundreds of rebels surrendered to Kenya.", "RETREAT"),
    ("Kenya slammed Mali.", "ACCUSE"),
    ("The teachers of Lima marched against the ministry.", "PROTEST"),
    ("The police ordered the pupils to leave.", "REQUEST"),
    ("Soldiers killed 40 children in Mali.", "ASSAULT"),
]


@pytest.mark.parametrize("text", APART)
def test_what_is_no_politics_is_no_event(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(("text", "event_type"), POLITICAL)
def test_politics_is(text: str, event_type: str) -> None:
    assert event_type in {event.event_type for event in told(text)}
