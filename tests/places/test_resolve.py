"""Which bearer of a name is meant: by its size, its office, what the text says on the spot, and what else it names."""

import pytest

from tidings.places.gazetteer import Entry
from tidings.places.resolve import first_division, merit, prior, resolve, standing
from tidings.places.toponym import Toponym

# A land of our own, and another: Varn in both, the greater in Ostland.
OSTLAND = Entry(1, "Ostland", "PCLI", "OST", "", 50.0, 20.0, 9_000_000)
WESTLAND = Entry(2, "Westland", "PCLI", "WES", "", 50.0, -20.0, 9_000_000)
MARCH = Entry(3, "March", "ADM1", "OST", "OS.01", 50.5, 20.5, 900_000)
VARN = Entry(4, "Varn", "PPL", "OST", "OS.01", 50.4, 20.4, 400_000)
OTHER_VARN = Entry(5, "Varn", "PPL", "WES", "WE.07", 50.4, -20.4, 90_000)
VARN_PROVINCE = Entry(6, "Varn", "ADM1", "WES", "WE.07", 50.5, -20.5, 800_000)
LIM = Entry(7, "Lim", "PPL", "WES", "WE.07", 50.4, -20.5, 60_000)
HAMLET = Entry(8, "Stroon", "PPL", "OST", "OS.01", 50.3, 20.3, 4_000)


def name(text: str, *entries: Entry, kinds: frozenset[str] = frozenset(), at: int = 0) -> Toponym:
    return Toponym(at, at + len(text), at, at + 1, text, entries, kinds)


def within(inner: Toponym, outer: Toponym) -> list[Toponym]:
    """The text "inner, outer"."""
    inner.container, inner.is_joined = outer, True
    return [inner, outer]


def varn(**told: frozenset[str]) -> Toponym:
    return name("Varn", VARN, OTHER_VARN, VARN_PROVINCE, **told)


def meant(*found: Toponym, told: dict[str, float] | None = None, home: int = 0) -> list[Entry | None]:
    chosen = resolve(found, told or {}, home=home)
    return [chosen.get(at) for at in range(len(found))]


def test_alone_the_greater_town_is_meant() -> None:
    assert meant(varn()) == [VARN]
    assert meant(name("Nowhere")) == [None]


CONTEXT = [
    ({}, VARN),
    ({"WES": 5.0}, OTHER_VARN),  # a text about Westland
    ({"OST": 5.0}, VARN),
    ({"OST": 5.0, "WES": 5.0}, VARN),
]


@pytest.mark.parametrize(("told", "town"), CONTEXT)
def test_the_country_that_the_text_tells_draws_a_name_to_it(told: dict[str, float], town: Entry) -> None:
    assert meant(name("Varn", VARN, OTHER_VARN), told=told) == [town]


def test_what_stands_on_the_spot_decides() -> None:
    assert meant(*within(name("Varn", VARN, OTHER_VARN), name("Westland", WESTLAND))) == [OTHER_VARN, WESTLAND]
    assert meant(*within(name("Varn", VARN, OTHER_VARN), name("Ostland", OSTLAND))) == [VARN, OSTLAND]
    province = frozenset({"ADM1"})
    assert meant(varn(kinds=province)) == [VARN_PROVINCE]
    assert meant(varn(kinds=frozenset({"PPL"}))) == [VARN]


def test_one_name_is_one_place_but_where_it_is_told_otherwise() -> None:
    first, again = name("Varn", VARN, OTHER_VARN), name("Varn", VARN, OTHER_VARN, at=90)
    assert meant(first, again) == [VARN, VARN]
    west = within(name("Varn", VARN, OTHER_VARN), name("Westland", WESTLAND, at=9))
    assert meant(*west, name("Varn", VARN, OTHER_VARN, at=90)) == [OTHER_VARN, WESTLAND, OTHER_VARN]


def test_a_dateline_is_at_home() -> None:
    dateline, varns = name("Lim", LIM), name("Varn", VARN, OTHER_VARN, at=40)
    assert meant(dateline, varns, home=1) == [LIM, OTHER_VARN]


def test_a_list_of_equals_is_no_place_within_another() -> None:
    found = within(name("Ostland", OSTLAND), name("Westland", WESTLAND, at=9))
    assert meant(*found) == [OSTLAND, WESTLAND]
    assert found[0].container is None


def test_a_small_place_is_not_meant_where_the_table_has_none() -> None:
    assert meant(*within(name("Stroon", HAMLET), name("Westland", WESTLAND))) == [None, WESTLAND]
    assert meant(*within(name("Stroon", HAMLET), name("Ostland", OSTLAND))) == [HAMLET, OSTLAND]


FIRST = [
    (MARCH, "OS.01"),
    (VARN, "OS.01"),
    (OSTLAND, None),
    (Entry(9, "x", "ADM2", "OST", "OS.01.4", 0, 0, 1), "OS.01"),
]


@pytest.mark.parametrize(("entry", "code"), FIRST)
def test_the_division_that_a_place_lies_in(entry: Entry, code: str | None) -> None:
    assert first_division(entry) == code


HIGHER = [
    (Entry(1, "x", "PPLC", "OST", "", 0, 0, 1000), Entry(2, "x", "PPL", "OST", "", 0, 0, 1000)),  # a capital
    (Entry(1, "x", "PPL", "OST", "", 0, 0, 1000), Entry(2, "x", "ADM2", "OST", "OS.1.2", 0, 0, 1000)),
    (Entry(1, "x", "ADM1", "OST", "OS.1", 0, 0, 1000), Entry(2, "x", "PPL", "OST", "", 0, 0, 1000)),
    (Entry(1, "x", "PCLI", "OST", "", 0, 0, 1000), Entry(2, "x", "PPLC", "OST", "", 0, 0, 100_000)),
    (Entry(1, "x", "PPL", "OST", "", 0, 0, 9000), Entry(2, "x", "PPL", "OST", "", 0, 0, 9000, is_alternate=True)),
    (Entry(1, "x", "PPL", "OST", "", 0, 0, 9000, is_own=True), Entry(2, "x", "PPL", "OST", "", 0, 0, 90_000)),
    (Entry(1, "x", "PPL", "OST", "", 0, 0, 1_000_000), Entry(2, "x", "PPL", "OST", "", 0, 0, 999_999)),
    # a great town is less hidden by a foreign name than a village
    (
        Entry(1, "x", "PPL", "OST", "", 0, 0, 200_000, is_alternate=True),
        Entry(2, "x", "PPL", "OST", "", 0, 0, 99_000, is_alternate=True),
    ),
]


@pytest.mark.parametrize(("higher", "lower"), HIGHER)
def test_standing(higher: Entry, lower: Entry) -> None:
    assert standing(higher) > standing(lower) + 0.3


def test_a_kind_word_asks_for_its_kind_and_a_container_for_what_lies_in_it() -> None:
    plain, kind = varn(), varn(kinds=frozenset({"ADM1"}))
    assert (
        prior(VARN_PROVINCE, kind) > prior(VARN_PROVINCE, plain) > prior(VARN_PROVINCE, varn(kinds=frozenset({"STM"})))
    )
    assert prior(VARN, kind) < prior(VARN, plain)
    inside = within(varn(), name("Westland", WESTLAND))[0]
    assert prior(OTHER_VARN, inside) > prior(OTHER_VARN, plain)
    assert prior(VARN, inside) == prior(VARN, plain)


def test_a_division_named_after_its_town_yields_to_it() -> None:
    both, alone = name("Varn", OTHER_VARN, VARN_PROVINCE), name("Varn", VARN, VARN_PROVINCE)
    assert merit(VARN_PROVINCE, both) < prior(VARN_PROVINCE, both)
    assert merit(VARN_PROVINCE, alone) == prior(VARN_PROVINCE, alone)  # that town lies elsewhere
    asked = name("Varn", OTHER_VARN, VARN_PROVINCE, kinds=frozenset({"ADM1"}))
    assert merit(VARN_PROVINCE, asked) == prior(VARN_PROVINCE, asked)
