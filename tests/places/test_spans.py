"""Which stretches of a text are toponyms, and how one stands to the next."""

import pytest

from tidings.parse.spacy_parser import parse
from tidings.places.gazetteer import load
from tidings.places.spans import toponyms
from tidings.places.toponym import Toponym


def found_in(text: str) -> list[Toponym]:
    return toponyms(parse(text), load(), (), {})


NAMES = [
    ("Troops entered Timbuktu on Monday.", ["Timbuktu"]),
    ("Troops entered the town of Zzyvarn on Monday.", ["Zzyvarn"]),  # no table has it
    ("Troops entered a timbuktu of dreams.", []),
    ("The Dnipro river froze.", ["Dnipro"]),
    ("He lives in the Democratic Republic of the Congo.", ["Democratic Republic of the Congo"]),
    ("Paris, Texas, was quiet.", ["Paris", "Texas"]),
    ("Paris, Tex., was quiet.", ["Paris", "Tex."]),
    ("Tex was quiet.", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(text: str, names: list[str]) -> None:
    found = found_in(text)
    assert [one.text for one in found] == names
    assert all(text[one.start : one.end] == one.text for one in found)


JOINED = [
    ("They fled to Gao and Kidal.", (True, False)),
    ("They fled from Gao near Kidal.", (False, False)),
    ("They fled to Timbuktu, Mali.", (True, True)),
    ("They fled to Timbuktu in Mali.", (False, True)),
    ("They fled to Timbuktu (Mali).", (False, True)),
    ("They fled to Timbuktu or Mali.", (True, False)),
]


@pytest.mark.parametrize(("text", "signs"), JOINED)
def test_how_a_place_stands_to_the_next(text: str, signs: tuple[bool, bool]) -> None:
    first, second = found_in(text)
    assert (first.is_joined, first.container is second) == signs


def test_a_river_is_not_the_town_of_its_name() -> None:
    (river,) = found_in("The Dnipro river froze.")
    (town,) = found_in("A shell hit Dnipro on Monday.")
    assert {entry.feature for entry in river.entries} == {"STM"}
    assert any(entry.is_town for entry in town.entries)


def test_a_name_once_told_to_be_a_place_is_one_again() -> None:
    text = "Rebels held the village of Zzyvarn. Police left Zzyvarn on Monday."
    assert [one.text for one in found_in(text)] == ["Zzyvarn", "Zzyvarn"]
    assert found_in("Police left Zzyvarn on Monday.") == []
