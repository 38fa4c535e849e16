"""Who stands in the slots of a row, and where the encoder is believed that nobody does."""

import pytest

from tests.events.encoding import Tells, read
from tests.events.readings import candidate_at, index_of
from tidings.events.roles.row_slots import parties_in_slots, row_slots, user_slots
from tidings.vocabulary import Role, RoleBasis

Sides = tuple[list[str], list[str]]
SIDES: list[tuple[str, str, Sides]] = [
    ("Kenya attacked Somalia.", "attacked", (["Kenya"], ["Somalia"])),
    ("Somalia was attacked by Kenya.", "attacked", (["Kenya"], ["Somalia"])),
    ("Somalia was attacked.", "attacked", ([], ["Somalia"])),
    ("Japan met Laos in Oslo.", "met", (["Japan", "Laos"], [])),  # all who meet stand on one side
    ("Kenya launched an attack on Somalia.", "launched", (["Kenya"], ["Somalia"])),
    ("Kenya condemned the attack on Somalia.", "attack", ([], ["Somalia"])),  # who speaks of it takes no part
    ("The attack on Somalia's army was Kenya's.", "attack", ([], ["army"])),
    ("Kenya attacked Kenya.", "attacked", (["Kenya"], [])),  # nobody stands on both sides
    ("Kenya's police attacked Kenya's army.", "attacked", (["police"], ["army"])),
]


@pytest.mark.parametrize(("text", "words", "sides"), SIDES)
def test_who_stands_in_the_slots(text: str, words: str, sides: Sides) -> None:
    found = parties_in_slots(index_of(text), candidate_at(text, words).trigger)
    assert tuple([one.text.split()[-1] for one in side] for side in found) == sides


NOBODY = [
    (0.1, 0.1, {Role.SOURCE, Role.TARGET}),
    (0.9, 0.1, {Role.TARGET}),
    (0.1, 0.9, {Role.SOURCE}),
    (0.5, 0.49, {Role.TARGET}),  # the bar itself is too much
]


@pytest.mark.parametrize(("no_source", "no_target", "asked"), NOBODY)
def test_a_shipped_row_is_not_asked_where_the_encoder_sees_nobody(
    no_source: float, no_target: float, asked: set[Role]
) -> None:
    tells = Tells("attacked", "ASSAULT", {}, {}, no_source=no_source, no_target=no_target)
    said = read("Kenya attacked Somalia.", tells).coded
    assert said is not None
    (candidate,) = said.candidates
    found = list(row_slots(said.reading, candidate.trigger))
    assert {one.role for one in found} == asked
    assert {one.basis for one in found} == {RoleBasis.ROW_SLOTS}
    assert list(user_slots(said.reading, candidate.trigger)) == []  # the row is none of a user's
