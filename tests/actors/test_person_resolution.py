"""Of which country and sector a named person is: in the service of an international body of none."""

from datetime import date

import pytest

from tidings.annotate import annotate, load_knowledge
from tidings.records import Passage

# text, the words for the person, country, sector
PEOPLE = [
    ("U.N. envoy Maria Angela Holguin met both sides.", "Holguin", None, "IGO"),
    ("The U.N.'s special envoy, Maria Angela Holguin, met both sides.", "Holguin", None, "IGO"),
    ("Maria Angela Holguin met both sides.", "Holguin", "COL", "ELI"),
    ("Colombia's U.N. envoy Maria Angela Holguin met both sides.", "Holguin", "COL", "ELI"),  # a state's
    ("The former U.N. envoy Maria Angela Holguin met both sides.", "Holguin", "COL", "ELI"),
    ("U.N. ambassador Nikki Haley accused Russia.", "Haley", "USA", "GOV"),  # an ambassador is a state's
    ("The Russian Security Council Dmitry Medvedev accused Kenya.", "Medvedev", "RUS", "ELI"),  # not the U.N.'s
    ("Volker Türk condemned the killings.", "Türk", None, "IGO"),  # the table knows him by his service
    ("U.N. envoy Ana Sample met Kenyan leaders in Nairobi.", "Sample", None, "IGO"),
    ("Kenya's U.N. envoy Ana Sample met both sides.", "Sample", "KEN", "GOV"),
]


@pytest.mark.parametrize(("text", "name", "country", "sector"), PEOPLE)
def test_people_of_international_bodies(text: str, name: str, country: str | None, sector: str) -> None:
    said = annotate(Passage(text, published=date(2024, 1, 30)), knowledge=load_knowledge(with_encoder=False))
    told = {said.actors[mention.actor_id] for mention in said.mentions if mention.text.endswith(name)}
    assert {(actor.country, actor.sector) for actor in told} == {(country, sector)}


def test_who_serves_a_body_does_so_in_a_text_without_a_date_too() -> None:
    text = "U.N. envoy Maria Angela Holguin met both sides."
    said = annotate(Passage(text), knowledge=load_knowledge(with_encoder=False))
    holguin = said.actors["person:COL:maria-angela-holguin"]
    assert (holguin.country, holguin.sector) == (None, "IGO")
