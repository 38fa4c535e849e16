"""A happening told without its place has that of the scene it goes on with; without its day that of the article."""

import pytest

from tests.events.coding import events_at

# PUBLISHED of coding.py is Wednesday, 15 May 2024.
TUESDAY, SATURDAY = "2024-05-14", "2024-05-11"
HOTEL = "Gunmen attacked a hotel in Nairobi on Tuesday.\n\n"
MARCH = "Thousands of people protested in Dakar on Saturday."

SCENES = [
    (HOTEL + "Ten people were killed, police said.", "killed", TUESDAY, "Nairobi"),
    (HOTEL + "Al-Shabab claimed responsibility for the attack.", "claimed", TUESDAY, "Nairobi"),
    (HOTEL + "Soldiers later stormed the building and freed 12 hostages.", "freed", None, "Nairobi"),
    (MARCH + " Police arrested 40 people during the protest.", "arrested", SATURDAY, "Dakar"),
    ("A court in Dakar on Saturday jailed two editors. The court also fined a judge.", "fined", SATURDAY, "Dakar"),
    (MARCH + " Police in Kaolack arrested 40 people on Sunday.", "arrested", "2024-05-12", "Kaolack"),
    (MARCH + " Police had arrested 40 people.", "arrested", SATURDAY, "Dakar"),
    (MARCH + " Police arrested 40 protesters.", "arrested", SATURDAY, "Dakar"),
    (HOTEL + "The group killed 67 people at a mall in Mombasa in 2013.", "killed", "2013-01-01", "Mombasa"),
    (HOTEL + "The president said he would visit Uganda.", "visit", None, "Uganda"),
]


@pytest.mark.parametrize(("text", "word", "start", "place"), SCENES)
def test_scene(text: str, word: str, start: str | None, place: str | None) -> None:
    told = events_at(text, word)
    assert {e.date_start and e.date_start.isoformat() for e in told} == {start}
    assert {e.place and e.place.name for e in told} == {place}
