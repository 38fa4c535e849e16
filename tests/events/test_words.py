"""Words of a text are found in the lexicon under their true lemma and with their hyphens closed."""

import pytest

from tests.events.coding import told
from tidings.parse.lemmas import american, mended

LEMMAS = [
    ("stag", "staged", "stage"),
    ("rap", "raping", "rape"),
    ("wag", "waged", "wage"),
    ("stag", "stags", "stag"),
    ("ban", "banned", "ban"),
    ("end", "ended", "end"),
    ("visit", "visited", "visit"),
    ("criticise", "criticised", "criticize"),
]

WHOLE = [
    ("The king announced a cease-fire with the rebels.", "CONCEDE"),
    ("Kenya test-fired a missile on Monday.", "MOBILIZE"),
    ("Students staged a sit-in against the governor in Cairo.", "PROTEST"),
]


@pytest.mark.parametrize(("lemma", "form", "expected"), LEMMAS)
def test_a_cut_off_e_is_put_back(lemma: str, form: str, expected: str) -> None:
    assert mended(lemma, form) == expected


@pytest.mark.parametrize(("lemma", "expected"), [("criticise", "criticize"), ("defence", "defense")])
def test_british_spellings_are_looked_up_as_american(lemma: str, expected: str) -> None:
    assert american(lemma) == expected


@pytest.mark.parametrize(("text", "event_type"), WHOLE)
def test_hyphens_are_closed(text: str, event_type: str) -> None:
    assert event_type in {event.event_type for event in told(text)}
