"""The mode of an event whose row leaves it open is read from its means, its object or what is threatened or asked."""

import pytest

from tests.events.coding import annotated

CASES = [
    ("Malian drones attacked a camp of the rebels.", "ASSAULT", "drone"),
    ("Malian jets attacked a camp of the rebels.", "ASSAULT", "aerial"),
    ("A mortar attack by the rebels wounded two soldiers.", "ASSAULT", "heavy-weapons"),
    ("Gunmen attacked a convoy of the Malian army.", "ASSAULT", "firearms"),
    ("The militia attacked the village with machetes.", "ASSAULT", "primitive"),
    ("A suicide bomber attacked the Malian embassy.", "ASSAULT", "suicide-attack"),
    ("The militia attacked the Malian governor.", "ASSAULT", "targeted"),
    ("The militia attacked the village after drones of the army had been seen.", "ASSAULT", None),
    ("Mali threatened to recall its ambassador from Paris.", "THREATEN", "relations"),
    ("Mali threatened to expel the French envoy.", "THREATEN", "expel"),
    ("Mali threatened Niger with sanctions.", "THREATEN", "restrict"),
    ("Mali threatened to bomb the rebels.", "THREATEN", "violence"),
    ("Mali threatened the rebels.", "THREATEN", None),
    ("Mali refused to meet the French envoy.", "REJECT", "meet"),
    ("Mali refused to release the French envoy.", "REJECT", "yield"),
    ("Mali mobilised two frigates.", "MOBILIZE", "weapons"),
    ("Mali mobilised its gendarmes.", "MOBILIZE", "police"),
    ("Mali mobilised reservists.", "MOBILIZE", "troops"),
]


@pytest.mark.parametrize(("text", "event_type", "mode"), CASES)
def test_mode_is_read_from_the_words_around(text: str, event_type: str, mode: str | None) -> None:
    modes = [event.event_mode for event in annotated(text).events if event.event_type == event_type]
    assert modes == [mode]
