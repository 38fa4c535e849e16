"""A happening told twice is one event; two of a kind, in two towns or told as another, are two."""

import pytest

from tests.events.coding import annotated

TELLINGS = [
    ("Gunmen attacked a hotel in Nairobi on Tuesday. Gunmen attacked the hotel at dawn.", "attack", 1),
    ("Rebels attacked a church in Bria on Monday. Rebels attacked a market in Bangui.", "attack", 2),
    ("Rebels attacked a church in Bria. Rebels carried out a separate attack on a market.", "attack", 2),
    ("Police arrested 12 nurses on Monday. Police arrested 30 nurses on Tuesday.", "arrest", 2),
    ("Gunmen attacked a hotel in Nairobi on Tuesday. Twelve people were wounded.", "wounded", 1),
    ("Gunmen killed 14 people in Herat on Monday. Six children were killed.", "killed", 1),  # a part of them
    ("Gunmen attacked a hotel in Nairobi. Elsewhere, two nuns were killed in Kisumu.", "killed", 1),
    ("A car bomb hit a bank in Aden on Monday. A second blast killed four guards.", "bomb", 1),
]


@pytest.mark.parametrize(("text", "word", "count"), TELLINGS)
def test_tellings(text: str, word: str, count: int) -> None:
    events = annotated(text).events
    told = [e for e in events if any(word in text[m.trigger_start : m.trigger_end] for m in e.event_mentions)]
    assert len(told) == count
