"""The shipped table and our own rows: sound, known, and guarded where a name is a word."""

import csv
import subprocess
import sys
from importlib.resources import files

import pytest

from tidings.places.english import english_name
from tidings.places.gazetteer import Gazetteer, features, load, read_rows
from tidings.places.names import fold, key_hash
from tidings.places.tables import Rule, abbreviations, cues, kind_features, peoples, rule_of

# Former states have a row of ours without a code: their territory belongs to several countries now.
FORMER_STATES = {"CSK", "DDR", "SUN", "YUG"}
MOST_BYTES = 15_000_000


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("St. Petersburg", "saint petersburg"),
        ("Port-au-Prince", "port au prince"),
        ("Łódź", "lodz"),
        ("N’Djamena", "ndjamena"),
        ("N'Djamena", "ndjamena"),
        ("U.S.", "us"),
        ("D.C.", "dc"),
        ("Washington, D.C.", "washington dc"),
        ("KÖLN", "koln"),
        ("Mt. Sinai", "mount sinai"),
        ("Fort St John", "fort saint john"),
        ("New\nJersey", "new jersey"),
        ("", ""),
    ],
)
def test_names_that_are_written_differently_share_a_key(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("name", "country", "published"),
    [
        ("Köln", "DEU", "Cologne"),
        ("Tadmur", "SYR", "Palmyra"),
        ("Hodeida", "YEM", "Hodeidah"),
        ("Diyarbakır", "TUR", "Diyarbakir"),
        ("Bogotá", "COL", "Bogota"),
        ("İzmir", "TUR", "Izmir"),
        ("Łódź", "POL", "Lodz"),
        ("Kyiv", "UKR", "Kyiv"),
        ("Palmyra", "USA", "Palmyra"),  # a namesake keeps its own name
    ],
)
def test_a_place_is_published_under_its_english_name(
    gazetteer: Gazetteer, name: str, country: str, published: str
) -> None:
    bearer = next(entry for entry in gazetteer.find(name) if entry.country == country)
    assert english_name(bearer) == published


def test_english_names_lead_to_the_places_that_they_name(gazetteer: Gazetteer) -> None:
    for row in read_rows("english.csv"):
        found = {entry.geoname_id for entry in gazetteer.find(row["name"])}
        assert int(row["geoname_id"]) in found, row


def test_hash_is_the_same_on_every_machine() -> None:
    assert key_hash("paris") == 1_657_316_678_316_814_225


def test_every_row_has_a_country_a_point_and_a_known_feature(gazetteer: Gazetteer) -> None:
    for entry in gazetteer:
        assert entry.country in gazetteer.countries, entry
        assert -90 <= entry.latitude <= 90, entry
        assert -180 <= entry.longitude <= 180, entry
        assert entry.feature in features(), entry
        assert entry.population >= 0, entry


def test_ids_are_unique(gazetteer: Gazetteer) -> None:
    ids = [entry.geoname_id for entry in gazetteer]
    assert len(ids) == len(set(ids))


def test_every_country_of_the_actors_is_a_place(gazetteer: Gazetteer) -> None:
    text = files("tidings.actors").joinpath("states.csv").read_text("utf-8")
    codes = {row["country"] for row in csv.DictReader(text.splitlines())}
    assert codes - FORMER_STATES <= gazetteer.countries.keys()


def test_own_rows_are_sound(gazetteer: Gazetteer) -> None:
    names = []
    for row in read_rows("regions.csv"):
        where = f"regions.csv:{row.line}"
        assert row["feature"] in features(), where
        assert row["country"] in gazetteer.countries or not row["country"], where
        assert -90 <= float(row["latitude"]) <= 90, where
        assert -180 <= float(row["longitude"]) <= 180, where
        assert int(row["weight"]) > 0, where
        assert row["note"], where
        names.append(row["name"])
    assert len(names) == len(set(names))


def test_own_rows_lie_where_geonames_puts_them(gazetteer: Gazetteer) -> None:
    by_id = {entry.geoname_id: entry for entry in gazetteer}
    for row in read_rows("regions.csv"):
        shipped = by_id.get(int(row["geoname_id"])) if row["geoname_id"] else None
        if shipped is not None:
            assert shipped.country == row["country"], f"regions.csv:{row.line}"
            assert abs(shipped.latitude - float(row["latitude"])) < 4, f"regions.csv:{row.line}"
    for row in read_rows("points.csv"):
        assert int(row["geoname_id"]) in by_id, f"points.csv:{row.line}"


@pytest.mark.parametrize("name", ["Gulf", "Channel", "Horn", "Capitol", "Swat", "Arctic", "Amazon", "Nice", "Van"])
def test_names_that_are_words_are_guarded(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name)
    assert rule_of(name) is not Rule.NONE


@pytest.mark.parametrize("word", ["US", "Us", "us"])
def test_the_pronoun_is_no_state(gazetteer: Gazetteer, word: str) -> None:
    is_state = any(entry.is_country for entry in gazetteer.find(word))
    assert is_state == (word == "US")


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Kyiv", "UKR", "PPLC"),
        ("Kiev", "UKR", "PPLC"),
        ("Leningrad", "RUS", "PPL"),
        ("Anhui", "CHN", "ADM1"),
        ("Santa Clara County", "USA", "ADM2"),
        ("Côte d’Ivoire", "CIV", "PCLI"),
        ("Burma", "MMR", "PCLI"),
        ("Crimea", "UKR", "PEN"),
        ("Kosovo", "XKX", "PCLI"),
        ("Bavaria", "DEU", "ADM1"),
        ("IRAN", "IRN", "PCLI"),
        ("Gulf", None, "GULF"),
    ],
)
def test_first_bearer(gazetteer: Gazetteer, name: str, country: str | None, feature: str) -> None:
    first = max(
        gazetteer.find(name), key=lambda entry: (entry.is_own, entry.is_country, entry.is_town, entry.population)
    )
    assert (first.country, first.feature) == (country, feature)


def test_unknown_name_has_no_bearer(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Zarbolovka") == ()


def test_tables_are_read_whole() -> None:
    assert abbreviations()["Calif."] == ("US.CA",)
    assert abbreviations()["WA"] == ("US.WA", "AU.08")
    assert "in" in cues("locative")
    assert "ADM1" in kind_features()["province"]
    assert "German" in peoples()
    assert "US" not in peoples()


def test_shipped_files_are_small() -> None:
    folder = files("tidings.places")
    assert sum(len(folder.joinpath(f"gazetteer.{part}.gz").read_bytes()) for part in ("tsv", "index")) < MOST_BYTES


def test_loading_is_quick_and_lean() -> None:
    code = (
        "import resource, time, numpy; from tidings.places import gazetteer; "
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; start = time.process_time(); gazetteer.load(); "
        "print(time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)"
    )
    seconds, megabytes = map(float, subprocess.check_output([sys.executable, "-c", code], text=True).split())
    assert seconds < 1.5
    assert megabytes < 120
