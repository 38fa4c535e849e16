"""The page and the exports say something true of nothing, of one event, of very many, and of names from anywhere."""

import json
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as xml

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.flows.rows import publish_texts, text_of
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit
from tidings.flows.commands.export import FORMATS
from tidings.flows.exports.write import write_export
from tidings.flows.report.gather import MOST_EVENTS, Wanted, gather
from tidings.flows.report.page import lede, page
from tidings.flows.storage.views import open_views

ARABIC, MARKUP = "\u202bالدولة\u202c", "<script>alert(1)</script>&\"'"
MANY = 200_000


def count_in(layout: str, file: Path) -> int:
    """How many events, points or edges another program finds in an export."""
    if layout == "geojson":
        return len(json.loads(file.read_text(encoding="utf-8"))["features"])
    if layout == "geoparquet":
        return int(pq.read_table(file).num_rows)
    if layout in ("graphml", "gexf"):
        return sum(found.tag.endswith("}edge") for found in xml.parse(file).getroot().iter())
    if layout == "gdelt":
        text = file.read_text(encoding="utf-8")
        return len(text.splitlines())
    return len(pd.read_csv(file, sep="\t" if layout == "polecat" else ",", keep_default_na=False))


def placed(root: Path) -> duckdb.DuckDBPyConnection:
    """The views of a warehouse, its events all told to be attacks in one place."""
    database = open_views((root / "current").resolve())
    database.execute(
        """CREATE TABLE placed AS SELECT * REPLACE (
             'ASSAULT' AS event_type, 'material_conflict' AS quad_class, '190' AS cameo_code, 32.9::DOUBLE AS latitude,
             13.2::DOUBLE AS longitude, 'LBY' AS place_country, 'Tripoli' AS place_name) FROM events"""
    )
    database.execute("CREATE OR REPLACE VIEW events AS FROM placed")
    return database


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one file without a text."""
    root = tmp_path_factory.mktemp("none") / "warehouse"
    publish_texts(root, [("empty.txt", "")])
    return root


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one event without a place."""
    root = tmp_path_factory.mktemp("one") / "warehouse"
    publish_texts(root, [("a.txt", text_of(1))])
    return root


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of two events: of somebody written from right to left, and of somebody whose name is markup."""
    root = tmp_path_factory.mktemp("strange") / "warehouse"
    publish_texts(root, [("a.txt", text_of(1, ARABIC)), (f"{MARKUP.replace('/', '')}.txt", text_of(2, MARKUP))])
    return root


@pytest.mark.parametrize("layout", sorted(FORMATS))
def test_of_no_events_an_export_is_empty_and_whole(layout: str, nothing: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["export", str(out), "--format", layout, "--warehouse", str(nothing)]) == Exit.GOOD
    assert count_in(layout, out) == 0


@pytest.mark.parametrize("layout", sorted(FORMATS))
def test_one_event_without_a_place_is_in_what_needs_none(layout: str, one: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["export", str(out), "--format", layout, "--warehouse", str(one)]) == Exit.GOOD
    assert count_in(layout, out) == (0 if layout in ("acled-like", "geojson", "geoparquet") else 1)


@pytest.mark.parametrize("layout", sorted(FORMATS))
def test_strange_names_arrive_as_they_are(layout: str, strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write_export(placed(strange), layout, out, keep_formulas=False, with_mark=False) == 2
    assert count_in(layout, out) == 2
    if layout == "geoparquet":
        told = " ".join(pq.read_table(out)["source_names"].to_pylist())
    else:
        told = out.read_text(encoding="utf-8")
    if layout in ("graphml", "gexf"):
        assert "<script>" not in told
        told = unescape(told)
    assert ARABIC in told
    told = told.replace('""', '"').replace('\\"', '"')
    assert (MARKUP.upper() if layout == "gdelt" else MARKUP) in told


def test_a_page_of_strange_names_is_data_not_markup(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert main(["report", str(out), "--warehouse", str(strange), "--title", MARKUP]) == Exit.GOOD
    html = out.read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert ARABIC in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize(("name", "found"), [("nothing", 0), ("one", 1)])
def test_a_page_of_few_events_says_how_many(
    name: str, found: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    out = tmp_path / "page.html"
    assert main(["report", str(out), "--warehouse", str(request.getfixturevalue(name))]) == Exit.GOOD
    assert f"{found} event" in capsys.readouterr().out
    assert out.stat().st_size > 100_000


def test_of_very_many_events_the_page_shows_some_and_says_so(one: Path) -> None:
    database = open_views((one / "current").resolve())
    database.execute(
        f"""CREATE TABLE many AS SELECT * REPLACE (
              event_id || '_' || n AS event_id, canonical_event_id || '_' || n AS canonical_event_id,
              (n % 1000 / 1000)::FLOAT AS confidence) FROM events, range({MANY}) AS numbers(n)"""
    )
    database.execute("CREATE OR REPLACE VIEW events AS FROM many")
    data = gather(database, Wanted())
    assert (data["found"], len(data["events"]["id"])) == (MANY, MOST_EVENTS)
    assert lede(data).startswith(f"The surest {MOST_EVENTS:,} of {MANY:,} events")
    assert len(page(data, title="", footer="").encode()) < 5_000_000


@pytest.mark.parametrize("version", ["99", "1"])
def test_a_warehouse_of_another_version_is_refused(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    manifest = publish_texts(tmp_path / "warehouse", [("a.txt", text_of(1))]).folder / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(told | {"schema_version": version}), encoding="utf-8")
    for command in (["report", "out"], *(["export", "out", "--format", name] for name in FORMATS)):
        assert main([*command, "--warehouse", "warehouse"]) == Exit.UNUSABLE
        assert "tidings" in capsys.readouterr().err
        assert not Path("out").exists()
