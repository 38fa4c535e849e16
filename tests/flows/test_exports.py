"""Exports open where they are meant to: columns as their owners lay them out, files that other programs read."""

import csv
import json
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as xml

import pandas as pd
import pyarrow.parquet as pq
import pytest

from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit
from tidings.flows.storage.views import open_views

# The columns of a weekly file of POLECAT, of ACLED's export, and of the event table of GDELT 2.0, as published.
POLECAT = """Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,
Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,
Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,
Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,
Publication Date,Story People,Story Organizations,Story Locations,Language,Version"""
ACLED = """event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,
inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,
latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"""
GDELT_NUMBERS = {0: "id", 1: "day", 2: "month", 3: "year", 25: "root", 29: "quad", 31: "mentions", 59: "added"}
ACLED_TERMS = {
    "Battles": {"Armed clash"},
    "Protests": {"Peaceful protest"},
    "Riots": {"Violent demonstration"},
    "Explosions/Remote violence": {
        "Air/drone strike",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
        "Remote explosive/landmine/IED",
        "Chemical weapon",
    },
    "Violence against civilians": {"Attack", "Sexual violence", "Abduction/forced disappearance"},
    "Strategic developments": {"Arrests", "Looting/property destruction", "Agreement", "Other"},
}


Export = Callable[..., Path]


@pytest.fixture
def export(sample_warehouse: Path, tmp_path: Path) -> Export:
    """Writes an export and gives its path."""

    def write(layout: str, *options: str) -> Path:
        out = tmp_path / f"events.{layout}"
        assert (
            main(["export", str(out), "--format", layout, "--warehouse", str(sample_warehouse), *options]) == Exit.GOOD
        )
        return out

    return write


def columns(written: str) -> list[str]:
    return [name.strip() for name in written.split(",")]


def test_polecat_has_its_columns_and_says_none(export: Export) -> None:
    rows = pd.read_csv(export("polecat"), sep="\t", keep_default_na=False)
    assert list(rows.columns) == columns(POLECAT)
    assert len(rows) > 50
    assert set(rows["Actor COW"]) == {"None"}
    assert not set(rows["Recipient Name"]) & {""}
    assert set(rows["Quad Code"]) <= {f"{a} {b}" for a in ("VERBAL", "MATERIAL") for b in ("CONFLICT", "COOPERATION")}


def test_acled_has_its_columns_and_terms(export: Export) -> None:
    rows = pd.read_csv(export("acled-like"))
    assert list(rows.columns) == columns(ACLED)
    assert {(row.event_type, row.sub_event_type) for row in rows.itertuples()} <= {
        (kind, term) for kind, terms in ACLED_TERMS.items() for term in terms
    }
    assert {str(rows[name].dtype) for name in ("year", "time_precision", "geo_precision", "fatalities")} == {"int64"}
    assert "Greece" in set(rows["country"])


def test_gdelts_numbers_are_whole(export: Export) -> None:
    rows = pd.read_csv(export("gdelt"), sep="\t", header=None, dtype={26: str})
    assert rows.shape[1] == 61
    assert {str(rows[place].dtype) for place in GDELT_NUMBERS} == {"int64"}
    assert rows[0].is_unique
    assert (rows[1] // 100 == rows[2]).all()
    assert rows[26].str.match(r"\d{2,4}$").all()


def test_geojson_has_a_point_for_each_placed_happening(export: Export, sample_warehouse: Path) -> None:
    told = json.loads(export("geojson").read_text(encoding="utf-8"))
    placed = (
        open_views((sample_warehouse / "current").resolve())
        .sql("FROM happenings WHERE latitude IS NOT NULL")
        .fetchall()
    )
    assert len(told["features"]) == len(placed) > 20
    for feature in told["features"]:
        x, y = feature["geometry"]["coordinates"]
        assert -180 <= x <= 180
        assert -90 <= y <= 90
        assert feature["properties"]["evidence"]


def test_geoparquet_says_where_its_points_are(export: Export) -> None:
    table = pq.read_table(export("geoparquet"))
    told = json.loads(table.schema.metadata[b"geo"])
    assert (told["version"], told["columns"]["geometry"]["encoding"]) == ("1.1.0", "WKB")
    for point, x, y in zip(*(table[n].to_pylist() for n in ("geometry", "longitude", "latitude")), strict=True):
        assert struct.unpack("<BIdd", point) == (1, 1, x, y)


@pytest.mark.parametrize("layout", ["graphml", "gexf"])
def test_a_graph_has_every_end_of_its_edges(layout: str, export: Export) -> None:
    root = xml.parse(export(layout)).getroot()
    nodes = {found.get("id") for found in root.iter() if found.tag.endswith("}node")}
    edges = [found for found in root.iter() if found.tag.endswith("}edge")]
    assert len(edges) > 20
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} == nodes


def test_networkx_reads_the_graph(export: Export) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    graph = networkx.read_graphml(export("graphml"))
    assert graph.is_directed()
    assert sum(told["weight"] for _, _, told in graph.edges(data=True)) >= graph.number_of_edges() > 20


def test_excel_is_told_the_encoding(export: Export) -> None:
    plain, marked = export("acled-like").read_bytes(), export("acled-like", "--bom").read_bytes()
    assert marked == b"\xef\xbb\xbf" + plain


@pytest.mark.parametrize(
    ("out", "options", "said"),
    [("", ["gdelt"], "is a folder"), ("x/y", ["gdelt"], "no such folder"), ("x", ["gexf", "--bom"], "--bom goes with")],
)
def test_what_cannot_be_written_is_told(
    out: str, options: list[str], said: str, sample_warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ["export", str(tmp_path / out), "--warehouse", str(sample_warehouse), "--format", *options]
    assert main(wanted) == Exit.USAGE
    assert said in capsys.readouterr().err


def test_a_column_of_text_stays_in_its_cell(export: Export) -> None:
    with export("acled-like").open(encoding="utf-8", newline="") as lines:
        assert {len(row) for row in csv.reader(lines)} == {31}
