"""The box of degrees around each country; `python -m tidings.schemas.country_bounds` prints them anew."""

import csv
import sys
from dataclasses import dataclass
from functools import lru_cache

from tidings.csv_rows import read_table

MARGIN = 3.0  # degrees: a country's waters, and places that no gazetteer has, lie a little outside its towns
TABLE = "country_boxes.csv"  # made from the gazetteer: reading its 200,000 places would cost every run two seconds
COLUMNS = ("country", "south", "north", "west", "east")


@dataclass(frozen=True, slots=True)
class CountryBounds:
    """Degrees; a country on both sides of the date line has the whole round."""

    south: float
    north: float
    west: float
    east: float


@lru_cache(maxsize=1)
def boxes() -> dict[str, CountryBounds]:
    """The box of every country by its alpha-3 code, the margin included.

    >>> boxes()["KEN"].south < -1.3 < boxes()["KEN"].north
    True
    """
    return {
        row["country"]: CountryBounds(
            row.number("south") - MARGIN,
            row.number("north") + MARGIN,
            row.number("west") - MARGIN,
            row.number("east") + MARGIN,
        )
        for row in read_table("tidings.schemas", TABLE, COLUMNS)
    }


def bounds() -> dict[str, CountryBounds]:
    """The box of every country as the places of the gazetteer give it, without a margin."""
    from tidings.places.gazetteer import load

    found: dict[str, CountryBounds] = {}
    for place in load():
        if place.country is not None:
            y, x = place.latitude, place.longitude
            box = found.get(place.country) or CountryBounds(y, y, x, x)
            found[place.country] = CountryBounds(
                min(box.south, y), max(box.north, y), min(box.west, x), max(box.east, x)
            )
    return found


def print_table() -> None:
    """Print the table of all countries as CSV."""
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(COLUMNS)
    for country, box in sorted(bounds().items()):
        table.writerow([country, *(f"{degrees:.1f}" for degrees in (box.south, box.north, box.west, box.east))])


if __name__ == "__main__":
    print_table()
