"""`import tidings`: what it offers, how fast it comes, and what its frames are made of."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pytest

import tidings
from tests.flows.conftest import MARCH, RAID, TALKS, run_once, write_news
from tidings.flows.storage.warehouse import WarehouseError


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tidings.Tables:
    """The door to a warehouse with three articles."""
    folder = tmp_path_factory.mktemp("door")
    run_once(folder / "w", [str(write_news(folder / "news", {"r.txt": RAID, "t.txt": TALKS, "m.txt": MARCH}))])
    return tidings.open(folder / "w")


def test_import_loads_nothing_else() -> None:
    code = "import sys, tidings; print([m for m in ('numpy', 'spacy', 'pyarrow', 'tidings.flows') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_it_says_what_it_has() -> None:
    assert tidings.__version__ == version("tidings")
    assert {"read", "run", "open", "__version__"} <= set(dir(tidings))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = tidings.nothing


def test_the_package_is_a_command() -> None:
    done = subprocess.run([sys.executable, "-m", "tidings", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"tidings {version('tidings')}"


def test_a_reading_gives_frames() -> None:
    said = tidings.read(TALKS)
    frame = said.events.to_pandas()
    assert len(frame) == len(said.events) > 0
    assert said.articles[0]["title"] == "Ministers meet over river"
    start, end = frame["trigger_start"][0], frame["trigger_end"][0]
    assert said.text[start:end] == frame["trigger"][0]


def test_a_date_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="3 May"):
        tidings.read("Kenya accused Somalia.", date="3 May")


def test_frames_can_be_computed_with(tables: tidings.Tables) -> None:
    events = tables.events()
    kinds = events.dtypes.astype(str)
    assert (kinds["event_date_start"], kinds["geoname_id"], kinds["event_type"]) == (
        "datetime64[s]",
        "Int64",
        "category",
    )
    assert events.set_index("event_date_start").resample("YS").size().sum() == events["event_date_start"].notna().sum()
    assert events.groupby("target_countries").size().sum() == len(events)


def test_a_condition_keeps_its_rows(tables: tidings.Tables) -> None:
    protests = tables.events("event_type = 'PROTEST'")
    assert set(protests["event_type"]) == {"PROTEST"}
    assert len(protests) < len(tables.events())


@pytest.mark.parametrize("name", ["documents", "articles", "actors", "mentions", "rejections", "happenings", "dyads"])
def test_every_table_and_view_makes_a_frame(name: str, tables: tidings.Tables) -> None:
    assert isinstance(tables.table(name), pd.DataFrame)


def test_what_a_connection_can_do_tables_can_too(tables: tidings.Tables) -> None:
    assert tables.sql("SELECT count(*) FROM articles").fetchall() == [(3,)]
    assert "execute" in dir(tables)


def test_what_is_not_there_is_told(tables: tidings.Tables, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no table or view 'event'; there are documents"):
        tables.table("event")
    with pytest.raises(WarehouseError, match="holds no tables yet"):
        tidings.open(tmp_path)


def test_a_run_that_fails_says_why_and_with_which_code(tmp_path: Path) -> None:
    with pytest.raises(tidings.Failure, match="no such file or folder") as failed:
        tidings.run(tmp_path / "nowhere", tmp_path / "w", quiet=True)
    assert failed.value.code == 2
