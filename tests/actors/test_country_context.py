"""In which country a text is set, and which country is meant where a phrase says none."""

import pytest

from tests.actors.readings import phrases_of, scene_of
from tidings.actors.country_context import CountryContext, find_setting
from tidings.actors.phrases import Phrase
from tidings.vocabulary import ActorKind, MentionKind, Sector

HOMES = [
    ("Police in Minsk beat marchers. Belarus closed its border.", "BLR"),
    ("Kenya attacked Chad.", None),  # about two neighbours
    ("Kenya attacked Chad. Kenya closed its border. Kenya fell silent.", "KEN"),
    ("Kenya and Chad held talks in Geneva. Kenya stayed. Chad left.", None),  # Geneva only receives them
    ("Crowds marched.", None),
]


@pytest.mark.parametrize(("text", "home"), HOMES)
def test_the_home_of_a_text(text: str, home: str | None) -> None:
    assert find_setting(scene_of(text), phrases_of(text)).home == home


SCENES = [
    ("Crowds marched in Minsk. Police beat them.", {0: "BLR"}),
    ("Envoys held talks in Geneva. Police stood by.", {}),
    ("Envoys live in exile in Paris.", {}),
    ("Crowds marched in the Afghan capital.", {0: "AFG"}),
    ("Crowds marched for the Afghan cause.", {}),
    ("Crowds marched in Minsk and in Nairobi.", {}),  # in which?
]


@pytest.mark.parametrize(("text", "local"), SCENES)
def test_where_a_sentence_plays(text: str, local: dict[int, str]) -> None:
    assert find_setting(scene_of(text), phrases_of(text)).local == local


def phrase(sector: Sector | None) -> Phrase:
    return Phrase(0, 1, 0, MentionKind.NOMINAL, ActorKind.PERSON, sector=sector)


SURE = CountryContext("KEN", is_sure=True, local={2: "TCD"}, named=frozenset({"KEN", "TCD"}))
UNSURE = CountryContext("KEN", is_sure=False, local={2: "TCD"}, named=frozenset({"KEN", "TCD"}))
MEANT = [
    (SURE, Sector.GOV, 2, "KEN"),  # ministers travel
    (SURE, Sector.COP, 2, "TCD"),  # police do not
    (SURE, Sector.COP, 1, "KEN"),
    (UNSURE, Sector.COP, 1, "KEN"),
    (UNSURE, Sector.AGR, 1, None),
    (UNSURE, Sector.AGR, 3, "TCD"),  # the scene lasts
    (UNSURE, Sector.AGR, 5, "TCD"),
    (UNSURE, Sector.AGR, 6, None),
    (SURE, None, 9, "KEN"),
]


@pytest.mark.parametrize(("context", "sector", "sentence", "country"), MEANT)
def test_the_country_that_is_meant(
    context: CountryContext, sector: Sector | None, sentence: int, country: str | None
) -> None:
    assert context.country(phrase(sector), sentence) == country
