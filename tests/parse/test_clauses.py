"""Who does it and to whom, by the tree: active and passive, shared, controlled and relative subjects."""

import pytest

from tidings.parse.clauses import clause_complement, governor, is_passive, logical_objects, logical_subjects
from tidings.parse.spacy_parser import parse
from tidings.parse.tree import Token


def word(text: str, form: str) -> Token:
    return next(token for token in parse(text) if token.text == form)


# text, the verb, who does it, to whom
SIDES = [
    ("Rebels attacked the convoy.", "attacked", "Rebels", "convoy"),
    ("The convoy was attacked by rebels.", "attacked", "rebels", "convoy"),
    ("The convoy was attacked on Monday.", "attacked", "", "convoy"),
    ("Rebels and soldiers attacked the convoy and the camp.", "attacked", "Rebels soldiers", "convoy camp"),
    ("Rebels came and attacked the convoy.", "attacked", "Rebels", "convoy"),  # the subject is shared
    ("The rebels who attacked the convoy fled.", "attacked", "rebels", "convoy"),
    ("The convoy that rebels attacked burned.", "attacked", "rebels", "convoy"),
    ("Kenya urged rebels to attack the convoy.", "attack", "rebels", "convoy"),
    ("Kenya promised rebels to attack the convoy.", "attack", "Kenya", "convoy"),  # promises are kept by who promises
    ("Kenya accused rebels of attacking the convoy.", "attacking", "rebels", "convoy"),
    ("Kenya fled after attacking the convoy.", "attacking", "Kenya", "convoy"),
]


@pytest.mark.parametrize(("text", "verb", "subjects", "objects"), SIDES)
def test_sides_of_a_verb(text: str, verb: str, subjects: str, objects: str) -> None:
    token = word(text, verb)
    assert " ".join(one.text for one in logical_subjects(token)) == subjects
    assert " ".join(one.text for one in logical_objects(token)) == objects


PASSIVES = [
    ("The convoy was attacked.", "attacked", True),
    ("The convoy, attacked on Monday, burned.", "attacked", True),
    ("Rebels attacked.", "attacked", False),
    ("Rebels have attacked the convoy.", "attacked", False),
]


@pytest.mark.parametrize(("text", "verb", "expected"), PASSIVES)
def test_is_passive(text: str, verb: str, expected: bool) -> None:
    assert is_passive(word(text, verb)) is expected


COMPLETED = [
    ("Kenya urged rebels to leave.", "urged", "leave"),
    ("Kenya said that rebels left.", "said", "left"),
    ("Kenya is capable of leaving.", "capable", "leaving"),
    ("Kenya urged rebels.", "urged", None),
]


@pytest.mark.parametrize(("text", "above", "clause"), COMPLETED)
def test_clause_complement(text: str, above: str, clause: str | None) -> None:
    found = clause_complement(word(text, above))
    assert (found.text if found is not None else None) == clause


def test_the_governor_is_the_verb_above() -> None:
    text = "Kenya accused the leader of the rebels of the north."
    assert governor(word(text, "north")).text == governor(word(text, "leader")).text == "accused"
    assert governor(word(text, "accused")).text == "accused"
