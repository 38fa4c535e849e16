"""A happening told twice is one event; two of a kind, in two towns or told as another, are two."""

import pytest

from tests.events.coding import events_at

TELLINGS = [
    ("Gunmen attacked a hotel in Nairobi on Tuesday. Gunmen attacked the hotel at dawn.", "attack", 1),
    ("Rebels attacked a church in Bria on Monday. Rebels attacked a market in Bangui.", "attack", 2),
    ("Rebels attacked a church in Bria. Rebels carried out a separate attack on a market.", "attack", 2),
    ("Police arrested 12 nurses on Monday. Police arrested 30 nurses on Tuesday.", "arrest", 2),
    ("Gunmen attacked a hotel in Nairobi on Tuesday. Twelve people were wounded.", "wounded", 1),
    ("Gunmen killed 14 people in Herat on Monday. Gunmen killed at least ten people in Herat.", "killed", 1),
    ("Gunmen killed 14 people in Herat on Monday. Gunmen killed 30 people in Herat.", "killed", 2),
    ("Gunmen attacked a hotel in Nairobi. Elsewhere, two nuns were killed in Kisumu.", "killed", 1),
    ("Rebels attacked a school in Bria. Rebels carried out the attack on the school at dawn.", "attack", 1),
    ("Gunmen attacked a hotel in Nairobi on Tuesday. Police said the attack lasted for hours.", "attack", 1),
    ("Gunmen attacked a hotel in Nairobi on Tuesday. Police recalled an attack on a bank in 2013.", "attack", 2),
    ("Police arrested two men in Lyon. The arrests in Lyon came after a tip.", "arrest", 1),
    ("Police arrested two men in Lyon. Police arrested a nun in Nice.", "arrest", 2),
    ("Rebels attacked a school in Bria. Rebels carried out another attack on the school.", "attack", 2),
]


@pytest.mark.parametrize(("text", "word", "count"), TELLINGS)
def test_tellings(text: str, word: str, count: int) -> None:
    assert len(events_at(text, word)) == count


def test_a_wrong_day_is_joined_with_neither_by_way_of_a_third_telling() -> None:
    text = "Gunmen attacked a hotel on Monday. The attack shocked many. Gunmen attacked the hotel on Tuesday."
    days = [event.date_start for event in events_at(text, "attack")]
    assert len(days) == len(set(days)) == 2
