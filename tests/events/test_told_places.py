"""How a toponym stands in its sentence, and which places a text names most."""

import pytest

from tests.events.readings import index_of
from tidings.events.attributes.told_places import NO_MANNER, atlas_of

STANDS = [
    ("Kenya attacked rebels in Nairobi.", "in", True),
    ("Kenya attacked rebels in the port city of Nairobi.", "of", False),
    ("Kenya attacked rebels from Nairobi.", "from", False),
    ("Kenya attacked rebels near Nairobi.", "near", True),
    ("Kenya attacked rebels in the ports of Nairobi and Mombasa.", "of", False),
]


@pytest.mark.parametrize(("text", "preposition", "is_there"), STANDS)
def test_by_which_word_it_stands(text: str, preposition: str | None, is_there: bool) -> None:
    spot = next(spot for spot in atlas_of(index_of(text)).spots if spot.place.text == "Nairobi")
    assert (spot.preposition.text if spot.preposition is not None else None) == preposition
    assert spot.is_there is is_there
    assert (spot.manner == NO_MANNER) is (preposition is None)


def test_a_list_shares_its_preposition() -> None:
    spots = atlas_of(index_of("Rebels were attacked in Nairobi and Mombasa.")).spots
    assert {spot.preposition.text for spot in spots if spot.preposition is not None} == {"in"}
    assert len({spot.manner for spot in spots}) == 1


def test_the_place_named_most_comes_first() -> None:
    atlas = atlas_of(
        index_of("Rebels fled to Nairobi. Police left Mombasa. Police searched Mombasa. Troops stood in Chad.")
    )
    assert next(named.place.text for named in atlas.named.values()) == "Mombasa"
    assert [len(named.spots) for named in atlas.named.values()] == [2, 1, 1]
    assert atlas.countries == {"KEN": 3, "TCD": 1}
    assert atlas.inner == {"KEN": 3}  # the state itself is no place in it


def test_of_some_sentences() -> None:
    atlas = atlas_of(index_of("Rebels fled to Nairobi. Police left Mombasa. Police searched Kisumu."))
    assert [spot.place.text for spot in atlas.within(1, 2)] == ["Mombasa", "Kisumu"]
    assert [spot.place.text for spot in atlas.within(0, 0)] == ["Nairobi"]
