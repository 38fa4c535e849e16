"""Places support each other by how near they lie, and no name supports itself."""

import numpy as np
import pytest

from tidings.places.gazetteer import Entry
from tidings.places.proximity import MERELY_POSSIBLE, distances, nearness


def place(number: int, latitude: float, longitude: float, feature: str = "PPL") -> Entry:
    return Entry(number, f"place {number}", feature, "MLI", "MLI.1", latitude, longitude, 1000)


HERE, BESIDE, FAR, OTHER_HERE = place(1, 10, 10), place(2, 10.1, 10), place(3, 40, 40), place(4, 40, 40.1)
COUNTRY = place(5, 10, 10, "PCLI")


def told(*senses: list[Entry]) -> dict[tuple[str, Entry], float]:
    """Name `n` may be any of `senses[n]`, the first of which is chosen so far."""
    names = {at: f"n{at}" for at in range(len(senses))}
    return nearness(names, dict(enumerate(senses)), {at: own[0] for at, own in enumerate(senses)}, lambda entry: 1.0)


def test_the_nearer_bearer_has_more_support() -> None:
    found = told([FAR, HERE], [BESIDE])
    assert found["n0", HERE] == pytest.approx(0.98, abs=0.02)  # eleven kilometres
    assert found["n0", FAR] == 0.0


def test_a_bearer_not_chosen_supports_less() -> None:
    found = told([HERE], [FAR, BESIDE])
    assert found["n0", HERE] == pytest.approx(MERELY_POSSIBLE, abs=0.02)


def test_bearers_of_one_name_do_not_support_each_other() -> None:
    found = told([FAR, OTHER_HERE], [HERE])
    assert found["n0", FAR] == found["n0", OTHER_HERE] == 0.0


def test_a_country_lies_nowhere_and_one_name_alone_has_no_company() -> None:
    assert told([HERE], [COUNTRY]) == {}
    assert told([HERE]) == {}


def test_great_circles() -> None:
    km = distances(np.radians(np.array([(0.0, 0.0), (0.0, 180.0), (90.0, 0.0), (0.0, 1.0)])))
    assert km[0] == pytest.approx([0, 20015, 10008, 111.2], rel=0.001)
    assert (km == km.T).all()
