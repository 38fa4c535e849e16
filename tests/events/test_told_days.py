"""Which time expressions may date an event, and which days one dated by them has."""

from datetime import date

import pytest

from tests.events.readings import index_of, token_at
from tidings.events.attributes.date import are_apart
from tidings.events.attributes.told_days import calendar_of, days_of, verbs_above
from tidings.vocabulary import Status

# All texts are of Wednesday, 15 May 2024.
DATES = [
    ("Kenya attacked Chad on Monday.", ["Monday"]),
    ("Kenya attacked Chad at dawn.", []),  # of which day nobody knows
    ("Kenya attacked Chad for two hours.", []),
    ("Kenya attacked Chad for the past two weeks.", ["the past two weeks"]),
]


@pytest.mark.parametrize(("text", "words"), DATES)
def test_what_may_date(text: str, words: list[str]) -> None:
    assert [one.timex.text for one in calendar_of(index_of(text)).told] == words


PREPOSITIONS = [
    ("Kenya attacked Chad on Monday.", "on", False),
    ("Kenya attacked Chad since Monday.", "since", False),
    ("Kenya attacked Chad Monday.", "-", False),
    ("Monday's raid failed.", "-", True),
]


@pytest.mark.parametrize(("text", "preposition", "is_owned"), PREPOSITIONS)
def test_how_it_stands(text: str, preposition: str, is_owned: bool) -> None:
    (told,) = calendar_of(index_of(text)).told
    assert (told.preposition, told.is_owned) == (preposition, is_owned)


MAY = date(2024, 5, 1), date(2024, 5, 31)
DAYS = [
    ("Kenya attacked Chad on Monday.", Status.ACTUAL, (date(2024, 5, 13), date(2024, 5, 13))),
    ("Kenya attacked Chad since Monday.", Status.ACTUAL, (date(2024, 5, 13), date(2024, 5, 15))),
    ("Kenya attacked Chad in early May.", Status.ACTUAL, MAY),  # where that ends nobody says
    ("Kenya attacked Chad in May.", Status.ACTUAL, MAY),
]


@pytest.mark.parametrize(("text", "status", "days"), DAYS)
def test_the_days_of_an_event(text: str, status: Status, days: tuple[date, date]) -> None:
    reading = index_of(text)
    (told,) = calendar_of(reading).told
    assert days_of(reading, told, status) == days


def test_the_verbs_above_a_word_are_the_nearest_first() -> None:
    reading = index_of("Nurses said that Kenya attacked Chad.")
    assert [verb.text for verb in verbs_above(token_at(reading, "Chad"))] == ["attacked", "said"]
    assert [verb.text for verb in verbs_above(token_at(reading, "Nurses"))] == ["said"]


def test_the_lede_holds_the_recent_days_of_the_first_sentences() -> None:
    opening = "Kenya attacked Chad on Monday. It had warned Chad in 2021."
    assert [one.timex.text for one in calendar_of(index_of(opening)).lede] == ["Monday"]
    late = "Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Kenya attacked Chad on Monday."
    assert calendar_of(index_of(late)).lede == ()


ONE, TWO, THREE = date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 3)
APART = [
    ((ONE, ONE), (TWO, TWO), True),
    ((ONE, TWO), (TWO, THREE), False),
    ((THREE, THREE), (ONE, TWO), True),
    ((ONE, None), (TWO, TWO), False),
    ((None, None), (TWO, TWO), False),
]
Days = tuple[date | None, date | None]


@pytest.mark.parametrize(("one", "two", "apart"), APART)
def test_days_apart(one: Days, two: Days, apart: bool) -> None:
    assert are_apart(one, two) is apart
