"""What stands around a name and makes it a place, with words that stand there and do not."""

import pytest

from tidings.parse.spacy_parser import parse
from tidings.parse.tree import Span
from tidings.places.gazetteer import Entry
from tidings.places.toponym_cues import (
    is_locative,
    is_of_a_people,
    is_part_of_other_name,
    is_perhaps_place,
    is_surely_place,
    kind_word,
    kinds_beside,
    lead,
    touches_name,
)
from tidings.places.toponym_test import in_list_of, is_known


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return parse(text).char_span(start, start + len(words))


LEADS = [
    ("Troops stood in Varn on Monday.", "in"),
    ("Troops stood in the city of Varn on Monday.", "city"),
    ("Troops stood in northern Varn on Monday.", "in"),
    ("Varn was quiet on Monday.", None),
    ("Troops shelled Varn on Monday.", "shelled"),
]


@pytest.mark.parametrize(("text", "word"), LEADS)
def test_the_word_that_leads_to_a_name(text: str, word: str | None) -> None:
    found = lead(span_of(text, "Varn"))
    assert (found.text if found is not None else None) == word


# locative, perhaps a place, surely a place
SIGNS = [
    ("Troops stood in Varn on Monday.", (True, True, True)),
    ("A letter came from Varn on Monday.", (False, True, False)),  # or from somebody
    ("Villages 40 km south of Varn were hit.", (True, True, False)),
    ("A friend of Varn was hit.", (False, True, False)),
    ("The town of Varn was hit.", (True, True, True)),
    ("Varn province was hit.", (True, True, True)),
    ("Varn residents fled.", (True, True, False)),
    ("Varn ministers fled.", (False, False, False)),
    ("Varn's mayor fled.", (True, True, False)),
]


@pytest.mark.parametrize(("text", "signs"), SIGNS)
def test_how_surely_the_words_beside_a_name_make_it_a_place(text: str, signs: tuple[bool, bool, bool]) -> None:
    span = span_of(text, "Varn")
    assert (is_locative(span), is_perhaps_place(span), is_surely_place(span)) == signs


KINDS = [
    ("The province of Varn was hit.", "province"),
    ("Varn province was hit.", "province"),
    ("The river Varn was high.", "river"),
    ("The people of Varn were hit.", None),
    ("Varn was hit.", None),
]


@pytest.mark.parametrize(("text", "word"), KINDS)
def test_the_kind_word_beside_a_name(text: str, word: str | None) -> None:
    span = span_of(text, "Varn")
    assert kind_word(span) == word
    assert bool(kinds_beside(span)) is (word is not None)


def test_a_town_named_by_its_land_lies_there_and_the_land_may_be_meant() -> None:
    assert "PCLI" in kinds_beside(span_of("The Varn village was hit.", "Varn"))
    assert "PCLI" not in kinds_beside(span_of("The village of Varn was hit.", "Varn"))


OTHER = [
    ("The West Nile virus spread.", "West Nile", True),
    ("The Nile flooded.", "Nile", False),
]


@pytest.mark.parametrize(("text", "words", "is_other"), OTHER)
def test_names_of_other_things(text: str, words: str, is_other: bool) -> None:
    assert is_part_of_other_name(span_of(text, words)) is is_other


PEOPLES = [("Turkish troops left.", "Turkish", True), ("Troops left Turkey.", "Turkey", False)]


@pytest.mark.parametrize(("text", "words", "is_people"), PEOPLES)
def test_peoples(text: str, words: str, is_people: bool) -> None:
    assert is_of_a_people(span_of(text, words)) is is_people


def test_a_word_of_a_longer_name_is_beside_it() -> None:
    text = "Officers of Kampala Trust Bank left."
    assert touches_name(span_of(text, "Kampala"))
    assert not touches_name(span_of("Officers left Kampala early.", "Kampala"))


LISTS = [(", ", True), (" and ", True), (", and ", True), (" near ", False), (" (", False)]


@pytest.mark.parametrize(("between", "is_listed"), LISTS)
def test_a_list_goes_on(between: str, is_listed: bool) -> None:
    text = f"They fled Gao{between}Kidal."
    span = span_of(text, "Kidal")
    assert in_list_of(span, text.index("Gao") + 3, text) is is_listed
    assert not in_list_of(span, None, text)


def place(feature: str, population: int, *, is_alternate: bool = False) -> Entry:
    return Entry(1, "x", feature, "OST", "", 0, 0, population, is_alternate=is_alternate)


KNOWN = [
    (place("PPL", 100_000), True),
    (place("PPL", 99_999), False),
    (place("PPLC", 500), False),
    (place("ADM1", 500), True),
    (place("ADM2", 500), False),
    (place("STM", 0), True),
    (place("PPL", 999_999, is_alternate=True), False),
    (place("ADM1", 500, is_alternate=True), False),
    (place("PPL", 1_000_000, is_alternate=True), True),
]


@pytest.mark.parametrize(("entry", "expected"), KNOWN)
def test_what_a_reader_knows_by_its_name(entry: Entry, expected: bool) -> None:
    assert is_known(entry) is expected
