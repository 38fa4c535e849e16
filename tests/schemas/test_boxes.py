"""Every place of the gazetteer lies in the box of its country; what is elsewhere does not."""

import pytest

from tidings.schemas.country_bounds import MARGIN, bounds, boxes


def test_gazetteer_is_inside() -> None:
    table = boxes()
    for country, box in bounds().items():
        known = table[country]
        assert known.south <= box.south <= box.north <= known.north, country
        assert known.west <= box.west <= box.east <= known.east, country


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "is_inside"),
    [
        ("UKR", 50.45, 30.52, True),
        ("UKR", 30.52, 50.45, False),  # latitude and longitude changed about
        ("GEO", 41.7, 44.8, True),
        ("GEO", 33.7, -84.4, False),  # Atlanta is in another Georgia
    ],
)
def test_box_tells_inside_from_outside(country: str, latitude: float, longitude: float, is_inside: bool) -> None:
    box = boxes()[country]
    assert (box.south <= latitude <= box.north and box.west <= longitude <= box.east) is is_inside
    assert MARGIN < 5
