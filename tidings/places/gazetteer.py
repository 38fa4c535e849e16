"""The places a name may stand for, from the shipped GeoNames rows and our own."""

import gzip
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import islice, takewhile

import numpy as np
from numpy.typing import NDArray

from tidings.csv_rows import Row, read_table
from tidings.places.names import fold, key_hash
from tidings.vocabulary import PlacePrecision

# A short name in capitals is a word of its own ("US", "UK", "UAE"): it is looked up as it is written.
LONGEST_ACRONYM = 4
# The bearers of one name that are kept, the most populous first; "San Antonio" has 800.
MOST_BEARERS = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. `admin` is the path of its divisions (`US.CA.085`).

    `is_alternate`: found under another name than its own; `is_own`: from regions.csv, not from GeoNames.
    """

    geoname_id: int | None
    name: str
    feature: str
    country: str | None
    admin: str
    latitude: float
    longitude: float
    population: int
    is_alternate: bool = False
    is_own: bool = False

    @property
    def is_country(self) -> bool:
        """Whether it is a state or a territory with a code of its own."""
        return self.feature == "PCLI"

    @property
    def code(self) -> str | None:
        """What the places in it carry: the code of a country or of a division; None for all else."""
        if self.feature == "PCLI":
            return self.country
        return self.admin or None if self.feature.startswith("ADM") else None

    def lies_in(self, codes: Collection[str]) -> bool:
        """Whether one of these countries or divisions contains it; none contains itself.

        >>> town = load().find("Marianna")[0]
        >>> town.lies_in({"USA"}), town.lies_in({"US.TX"})
        (True, False)
        """
        if self.feature != "PCLI" and self.country in codes:
            return True
        path = self.admin if self.is_town else self.admin.rpartition(".")[0]
        while "." in path:
            if path in codes:
                return True
            path = path.rpartition(".")[0]
        return False

    @property
    def is_town(self) -> bool:
        """Whether it is a populated place."""
        return self.feature.startswith("PPL")

    @property
    def is_division(self) -> bool:
        """Whether it is a division of a country."""
        return self.feature.startswith("ADM")


class Gazetteer:
    """All places by name. Rows stay bytes until they are asked for: 270,000 of them in some 25 MB."""

    def __init__(self, rows: bytes, index: bytes) -> None:
        self._rows = rows
        breaks = np.flatnonzero(np.frombuffer(rows, dtype=np.uint8) == ord("\n"))
        self._starts = np.concatenate(([0], breaks + 1)).astype(np.int32)
        count = len(index) // 12
        self._hashes: NDArray[np.uint64] = np.frombuffer(index, dtype="<u8", count=count)
        self._numbers: NDArray[np.uint32] = np.frombuffer(index, dtype="<u4", offset=count * 8)
        self._own: dict[str, list[Entry]] = {}
        for name, entry in own_names(self):
            bearers = self._own.setdefault(_own_key(name), [])
            if entry not in bearers:
                bearers.append(entry)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def row(self, number: int, *, is_alternate: bool = False) -> Entry:
        """The place of one line."""
        line = self._rows[self._starts[number] : self._starts[number + 1] - 1].decode()
        geoname_id, name, feature, country, admin, latitude, longitude, population = line.split("\t")
        point = float(latitude), float(longitude)
        return Entry(int(geoname_id), name, feature, country, admin, *point, int(population), is_alternate)

    def __iter__(self) -> Iterator[Entry]:
        return (self.row(number) for number in range(len(self)))

    @cached_property
    def countries(self) -> dict[str, Entry]:
        """Every country by its alpha-3 code; countries stand first in the table."""
        entries = takewhile(lambda entry: entry.is_country, self)
        return {entry.country: entry for entry in entries if entry.country}

    @cached_property
    def divisions(self) -> dict[str, Entry]:
        """Every first-level division by its code (`US.CA`); they stand next."""
        entries = islice(self, len(self.countries), None)
        return {entry.admin: entry for entry in takewhile(lambda entry: entry.feature == "ADM1", entries)}

    def by_id(self, geoname_id: int) -> Entry | None:
        """The place with a GeoNames id, read by a search of the whole table: for checks, not for texts."""
        mark = f"\n{geoname_id}\t".encode()
        at = self._rows.find(mark) + 1
        if at == 0:
            return self.row(0) if self._rows.startswith(mark[1:]) else None
        return self.row(int(np.searchsorted(self._starts, at)))

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places that bear a name, the most populous first; none for a name unknown.

        >>> [entry.country for entry in load().find("Kyiv")][:1]
        ['UKR']
        """
        return self._find(name)

    @lru_cache(maxsize=32_768)  # noqa: B019  one gazetteer lives as long as its process
    def _find(self, name: str) -> tuple[Entry, ...]:
        key = fold(name)
        own = self._own.get(_own_key(name)) or self._own.get(key, [])
        if own and _own_key(name) != key:
            return tuple(own)  # "US" is no village called Us
        known = {entry.geoname_id for entry in own if entry.geoname_id is not None}
        shipped = [entry for entry in self._shipped(key) if entry.geoname_id not in known]
        shipped.sort(key=lambda entry: (entry.is_alternate, -entry.population))
        return tuple((own + shipped)[:MOST_BEARERS])

    def _shipped(self, key: str) -> Iterator[Entry]:
        wanted = np.uint64(key_hash(key))
        first, last = np.searchsorted(self._hashes, wanted, "left"), np.searchsorted(self._hashes, wanted, "right")
        for value in self._numbers[first:last].tolist():
            yield self.row(value >> 1, is_alternate=bool(value & 1))


def _own_key(name: str) -> str:
    """Acronyms keep their capitals ("US" is no pronoun), all else is folded."""
    letters = name.replace(".", "")
    return letters if letters.isupper() and len(letters) <= LONGEST_ACRONYM else fold(name)


def read_rows(table: str) -> Iterator[Row]:
    """The rows of one of this room's CSV tables."""
    return read_table("tidings.places", table)


@lru_cache(maxsize=1)
def features() -> Mapping[str, PlacePrecision]:
    """The GeoNames feature codes that a place may have, and how exact a place of each is.

    Raises TableError for an unknown precision.
    """
    return {row["feature"]: row.required_code("precision", PlacePrecision) for row in read_rows("features.csv")}


def own_names(gazetteer: Gazetteer) -> Iterator[tuple[str, Entry]]:
    """Each name of regions.csv and aliases.csv with its place.

    Raises TableError for an unknown country, place or feature.
    """
    codes = {entry.geoname_id: entry.admin for entry in gazetteer.divisions.values()}
    for row in read_rows("regions.csv"):
        country = row["country"] or None
        if country is not None and country not in gazetteer.countries:
            raise row.error("unknown country", country)
        row.one_of("feature", features())
        geoname_id = row.whole("geoname_id") if row["geoname_id"] else None
        point = row.number("latitude"), row.number("longitude")
        weight = row.whole("weight")
        admin = codes.get(geoname_id, "")
        entry = Entry(geoname_id, row["name"], row["feature"], country, admin, *point, weight, is_own=True)
        for name in (row["name"], *row.several("aliases")):
            yield name.removeprefix("the ").removeprefix("The "), entry
    for row in read_rows("aliases.csv"):
        target = gazetteer.countries.get(row["country"])
        if row["geoname_id"]:
            town = gazetteer.by_id(row.whole("geoname_id"))
            target = replace(town, is_own=True) if town is not None else None
        if target is None or target.country != row["country"]:
            raise row.error(f"no such place in {row['country']}", row["geoname_id"])
        yield row["alias"], target


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer, read once per process (about 0.4 s)."""
    data = files("tidings.places")
    rows, index = (gzip.decompress(data.joinpath(f"gazetteer.{part}.gz").read_bytes()) for part in ("tsv", "index"))
    return Gazetteer(rows, index)
