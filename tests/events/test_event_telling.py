"""What is true of a trigger whatever its day: tense, role, place in the article, how its clause stands to another."""

import pytest

from tests.events.readings import coded, index_of, token_at
from tidings.events.attributes.event_telling import is_below, is_said, path_between, role_of, telling_of, tense_of
from tidings.events.attributes.told_days import verbs_above

TENSES = [
    ("Kenya attacked Chad.", "attacked", "past"),
    ("Kenya attacks Chad.", "attacks", "present"),
    ("Kenya will attack Chad.", "attack", "will"),
    ("Kenya would attack Chad.", "attack", "modal"),
    ("Kenya has attacked Chad.", "attacked", "has"),
    ("Kenya had attacked Chad.", "attacked", "had"),
    ("Kenya is attacking Chad.", "attacking", "present"),
    ("Kenya was attacking Chad.", "attacking", "past"),
    ("Kenya wants to attack Chad.", "attack", "to"),
]


@pytest.mark.parametrize(("text", "word", "tense"), TENSES)
def test_tense(text: str, word: str, tense: str) -> None:
    assert tense_of(token_at(index_of(text), word)) == tense


ROLES = [
    ("The raid failed.", "raid", "nsubj"),
    ("Kenya planned a raid.", "raid", "dobj"),
    ("He died in a raid.", "raid", "pobj in"),
    ("He spoke about a raid.", "raid", "pobj"),  # of none of the prepositions that tell when
    ("Kenya planned a fair and a raid.", "raid", "dobj"),  # as what it is listed with
]


@pytest.mark.parametrize(("text", "word", "role"), ROLES)
def test_role(text: str, word: str, role: str) -> None:
    assert role_of(token_at(index_of(text), word)) == role


PATHS = [
    ("Kenya attacked Chad in May.", "attacked", "May", "same"),
    ("Kenya said in May that it attacked Chad.", "attacked", "May", "up ccomp down "),
    ("Kenya said it attacked Chad in May.", "said", "May", "up  down ccomp"),
    ("Kenya attacked Chad. Nurses fled in May.", "attacked", "May", "apart"),
]


@pytest.mark.parametrize(("text", "event", "day", "path"), PATHS)
def test_how_clauses_stand_to_each_other(text: str, event: str, day: str, path: str) -> None:
    reading = index_of(text)
    assert path_between(verbs_above(token_at(reading, event)), verbs_above(token_at(reading, day))) == path


def test_a_word_in_the_phrase_of_another() -> None:
    reading = index_of("The raid on the port of Lamu failed, and nurses left Garissa.")
    raid = token_at(reading, "raid")
    assert is_below(token_at(reading, "Lamu"), raid)
    assert not is_below(token_at(reading, "Garissa"), raid)
    assert not is_below(raid, token_at(reading, "Lamu"))


SPEECH = [("condemned", True), ("denied", True), ("began", False)]


@pytest.mark.parametrize(("verb", "expected"), SPEECH)
def test_verbs_that_only_speak_of_their_object(verb: str, expected: bool) -> None:
    reading = index_of(f"Kenya {verb} the raid.")
    assert is_said(reading, token_at(reading, verb)) is expected


HEAD = "Kenya attacks Chad\n\nKenya attacked Chad on Monday. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell."


def test_where_in_the_article_it_stands() -> None:
    found = coded(f"{HEAD} Kenya attacked Chad in spring.")
    told = [telling_of(found.reading, one.trigger, one.scope) for one in found.candidates]
    by_place = sorted((one.trigger.start, one.position, one.is_dated) for one in told)
    assert [(position, is_dated) for _, position, is_dated in by_place] == [
        ("headline", False),
        ("first", True),
        ("later", True),
    ]
