"""Whose claim an event is: the reporting verb, "according to", a quote that runs on; the narrator is none."""

import pytest

from tests.events.coding import events_at

SPEAKERS = [
    ("According to the army, rebels shelled Goma.", "shelled", "the army"),
    ("The ministry said rebels had shelled Goma.", "shelled", "The ministry"),
    ('"The rebels shelled Goma," General Diallo said. "They killed ten civilians."', "killed", "General Diallo"),
    ("The army said it would not talk. Rebels shelled Goma.", "shelled", None),
]


@pytest.mark.parametrize(("text", "word", "speaker"), SPEAKERS)
def test_speaker(text: str, word: str, speaker: str | None) -> None:
    assert [e.speaker.text if e.speaker else None for e in events_at(text, word)] == [speaker]
