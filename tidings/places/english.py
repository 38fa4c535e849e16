"""The name by which an English newspaper prints a place, without accents: as a place is published."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from tidings.places.gazetteer import Entry, read_rows
from tidings.places.names import APOSTROPHES, LETTERS

CAPITALS = {ord(chr(small).upper()): wide.capitalize() for small, wide in LETTERS.items() if small != ord("ß")}


def english_name(entry: Entry) -> str:
    """The English name of a place: its row in english.csv, else its own in plain letters.

    >>> from tidings.places.gazetteer import load
    >>> [english_name(load().find(name)[0]) for name in ("Köln", "Łódź", "Tadmur")]
    ['Cologne', 'Lodz', 'Palmyra']
    """
    return _english().get(entry.geoname_id) or _plain(entry.name)


@lru_cache(maxsize=1)
def _english() -> Mapping[int | None, str]:
    """The names of english.csv by GeoNames id. Raises TableError for a place told twice."""
    found: dict[int | None, str] = {}
    for row in read_rows("english.csv"):
        if (number := int(row["geoname_id"])) in found:
            raise row.error("told twice", row["geoname_id"])
        found[number] = row["name"]
    return found


def _plain(name: str) -> str:
    """A name without the marks that an English newspaper leaves out, also those of transliteration."""
    if name.isascii():
        return name.lstrip("'")
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return APOSTROPHES.sub("'", bare.translate(LETTERS).translate(CAPITALS)).lstrip("'")
