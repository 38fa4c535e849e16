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
    ("Rebels attacked a school in Bria. Rebels carried out another attack on the school.", "attack", 2),
]


@pytest.mark.parametrize(("text", "word", "count"), TELLINGS)
def test_tellings(text: str, word: str, count: int) -> None:
    assert len(events_at(text, word)) == count
