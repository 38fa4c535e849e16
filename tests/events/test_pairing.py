"""What two tellings of one happening may not contradict each other in, and what makes a pair likely."""

from dataclasses import replace
from datetime import date

import pytest

from tests.events.readings import coded
from tidings.events.coreference.pairing import Pairing, are_two_towns, contradict, may_be_one, weights
from tidings.events.coreference.tellings import Telling
from tidings.records import Event, Magnitude, Place
from tidings.vocabulary import EventType, MagnitudeKind

TEXT = "Gunmen attacked a hotel in Nairobi. Later gunmen attacked a hotel in Nairobi."


def pairing(text: str = TEXT) -> Pairing:
    """The first two candidates of a text, each with the event it makes."""
    found = coded(text)
    one, two = sorted(found.candidates, key=lambda candidate: candidate.trigger.start)[:2]
    by_start = {m.trigger_start: event for event in found.events for m in event.event_mentions}
    return Pairing.of(found.reading, [(c, by_start[c.trigger.start]) for c in (one, two)])


def count(low: float | None, high: float | None, kind: MagnitudeKind = MagnitudeKind.KILLED) -> Magnitude:
    return Magnitude(0, 1, "x", kind, low, high)


def town(name: str, feature: str = "PPL") -> Place:
    return Place(0, 1, name, name, "KEN", 0.0, 36.0, 1, feature)


def changed(telling: Telling, **told: object) -> Telling:
    bare = replace(telling.event, date_start=None, date_end=None, place=None, magnitudes=())
    return replace(telling, event=replace(bare, **told))  # type: ignore[arg-type]  # fields of an event, by name


MAY, ONE, TWO = date(2024, 5, 3), date(2024, 5, 1), date(2024, 5, 2)
KILLED, FREED, HELD = MagnitudeKind.KILLED, MagnitudeKind.RELEASED, MagnitudeKind.ABDUCTED
PAIRS: list[tuple[dict[str, object], dict[str, object], bool]] = [
    ({}, {}, False),
    ({}, {"event_type": EventType.COERCE}, True),
    ({"date_start": ONE, "date_end": ONE}, {"date_start": TWO, "date_end": TWO}, True),
    ({"date_start": ONE, "date_end": MAY}, {"date_start": TWO, "date_end": TWO}, False),  # a day of the span
    ({"date_start": ONE, "date_end": ONE}, {}, False),  # one gives no day
    ({"place": town("Lamu")}, {"place": town("Garissa")}, True),
    ({"place": town("Lamu")}, {"place": town("Lamu", "PPLA")}, False),
    ({"place": town("Lamu")}, {"place": town("Coast", "ADM1")}, False),  # the town may lie in the province
    ({"magnitudes": (count(14, 14),)}, {"magnitudes": (count(16, 16),)}, True),
    ({"magnitudes": (count(14, None),)}, {"magnitudes": (count(16, 16),)}, False),  # at least 14
    ({"magnitudes": (count(14, 14),)}, {"magnitudes": (count(16, 16, MagnitudeKind.WOUNDED),)}, False),
    ({"magnitudes": (count(3, 3, FREED),)}, {"magnitudes": (count(9, 9, HELD),)}, True),  # the same people
]


@pytest.mark.parametrize(("first", "second", "apart"), PAIRS)
def test_what_cannot_be_one(first: dict[str, object], second: dict[str, object], apart: bool) -> None:
    one, two = (changed(told, **own) for told, own in zip(pairing().tellings, (first, second), strict=True))
    assert contradict(one, two) is apart


def test_who_says_that_it_is_another_is_believed() -> None:
    text = "Rebels carried out an attack on a church in Bria. Rebels carried out {} attack on a market."
    for word, apart in (("another", True), ("a second", True), ("the", False)):
        assert contradict(*pairing(text.format(word)).tellings) is apart


NUMBERS = [
    ((14, 14), (14, 14), True),
    ((14, 14), (16, 16), False),
    ((None, 20), (21, 21), False),
    ((None, 20), (20, 20), True),
    ((None, None), (3, 3), True),
    ((5, 10), (10, None), True),
]
Bounds = tuple[float | None, float | None]


@pytest.mark.parametrize(("one", "two", "may"), NUMBERS)
def test_numbers_of_one_count(one: Bounds, two: Bounds, may: bool) -> None:
    assert may_be_one(count(*one), count(*two)) is may
    assert may_be_one(count(*two), count(*one)) is may


def test_two_towns() -> None:
    assert are_two_towns(town("Lamu"), town("Garissa", "PPLA2"))
    assert not are_two_towns(town("Lamu"), town("Lamu"))
    assert not are_two_towns(town("Lamu", "ADM2"), town("Garissa"))


def named(text: str) -> dict[str, float]:
    return dict(pairing(text).features(0, 1))


RAIDS = "Rebels carried out an attack on a church in Bria. Rebels carried out {} on a market."
SIGNS = [
    (TEXT, "same word", 1.0),
    ("Gunmen attacked a hotel in Nairobi. Gunmen raided a hotel in Nairobi.", "same word", None),
    (TEXT, "place same", 1.0),
    ("Gunmen attacked a hotel in Nairobi. Gunmen attacked a hotel in Kisumu.", "places apart", 1.0),
    (TEXT, "definite", None),
    (RAIDS.format("the attack"), "definite", 1.0),
    (RAIDS.format("another attack"), "definite", None),
    (RAIDS.format("the attack"), "plural", 0.0),
    (RAIDS.format("the attacks"), "plural", 1.0),
    (TEXT, "same sentence", 0.0),
    (TEXT, "told in opening", 1.0),
]


@pytest.mark.parametrize(("text", "name", "value"), SIGNS)
def test_signs(text: str, name: str, value: float | None) -> None:
    assert named(text).get(name) == value


def test_every_sign_has_a_weight_and_the_chance_is_their_sum() -> None:
    compared = pairing()
    known = weights()
    told = [name for name, _ in compared.features(0, 1)]
    assert len([name for name in told if name in known]) > len(told) / 2
    assert 0 < compared.chance(0, 1) < 1
    apart = Pairing(
        compared.reading, (compared.tellings[0], changed(compared.tellings[1], event_type=EventType.AID)), {}
    )
    assert apart.chance(0, 1) == 0.0


def test_events_of_a_pair_are_of_the_text() -> None:
    told: list[Event] = [telling.event for telling in pairing().tellings]
    assert {event.event_type for event in told} == {EventType.ASSAULT}
