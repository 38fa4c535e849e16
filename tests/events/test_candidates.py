"""What a noun says of a happening: known, or another; and whether two tellings differ in day or country."""

from dataclasses import replace
from datetime import date

import pytest

from tests.events.readings import candidate_at, index_of
from tidings.events.attributes.date import EventDate
from tidings.events.candidates import countries, differ_in_day_or_country, is_another, is_definite
from tidings.records import Actor, Mention, Place
from tidings.vocabulary import ActorKind, MentionKind

NOUNS = [
    ("The raid failed.", True, False),
    ("A raid failed.", False, False),
    ("Its raid failed.", True, False),
    ("Another raid failed.", False, True),
    ("The second raid failed.", True, True),
    ("The deadly raid failed.", True, False),
    ("Raids failed.", False, False),
]


@pytest.mark.parametrize(("text", "definite", "another"), NOUNS)
def test_what_stands_before_a_noun(text: str, definite: bool, another: bool) -> None:
    reading = index_of(text)
    noun = reading.token_at(text.lower().index("raid"))
    assert (is_definite(noun), is_another(noun)) == (definite, another)


def test_no_noun_says_nothing() -> None:
    assert not is_another(None)


def place(country: str) -> Place:
    return Place(0, 1, "x", "x", country, 0.0, 0.0, 1)


ONE, TWO = EventDate(date(2024, 5, 1), date(2024, 5, 1)), EventDate(date(2024, 5, 2), date(2024, 5, 2))
TWICE = [
    (EventDate(), EventDate(), None, None, False),
    (ONE, ONE, None, None, False),
    (ONE, TWO, None, None, True),
    (ONE, EventDate(), None, None, False),
    (ONE, ONE, "KEN", "TCD", True),
    (ONE, ONE, "KEN", "KEN", False),
    (ONE, ONE, "KEN", None, False),
]


@pytest.mark.parametrize(("first", "second", "here", "there", "differ"), TWICE)
def test_two_tellings(first: EventDate, second: EventDate, here: str | None, there: str | None, differ: bool) -> None:
    one = candidate_at("Kenya attacked Chad.", "attacked")
    told = replace(one, when=first, place=place(here) if here else None)
    other = replace(one, when=second, place=place(there) if there else None)
    assert differ_in_day_or_country(told, other) is differ


def test_who_has_no_country_stands_for_himself() -> None:
    actors = {
        "a": Actor("a", "A", ActorKind.PERSON, "KEN", None),
        "b": Actor("b", "B", ActorKind.ARMED_GROUP, None, None),
    }
    mentions = [Mention(0, 1, 0, "x", actor_id, MentionKind.NAME) for actor_id in actors]
    assert countries(actors, mentions) == {"KEN", "b"}
