"""What the README shows works: its queries answer on the sample documents, its links lead somewhere."""

import csv
import re
from pathlib import Path

import pytest

from tidings.flows.cli import main
from tidings.flows.storage.views import open_views
from tidings.schemas.tables import TABLES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)
(EXPLAINED,) = re.findall(r"```\n([A-Z]+ - .*?)```", README, re.DOTALL)
CHANCE = re.compile(r"\b[01]\.\d\d\b")
LINKS = re.findall(r"\]\(([^)#:]+)\)", README)
# The pages by which somebody finds where to mend what: each file and folder that they name in the tree.
GUIDES = ("CONTRIBUTING.md", "docs/architecture.md")
ROOMS = ("tidings", "schemas", "flows", "training", "tools", "benchmarks", "tests", "docs")
NAMED = re.compile(r"`([\w./]+\.(?:py|csv|md|toml|sql)|[\w]+/(?:[\w]+/?)*)`")


@pytest.fixture(scope="module")
def warehouse(sample_warehouse: Path) -> Path:
    """The tables of the sample documents."""
    return (sample_warehouse / "current").resolve()


def test_there_are_five_queries() -> None:
    assert len(QUERIES) == 5


@pytest.mark.parametrize("query", QUERIES)
def test_each_query_finds_something(query: str, warehouse: Path) -> None:
    assert open_views(warehouse).sql(query).fetchall()


def test_a_row_is_explained_as_it_says(sample_warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (event_id,) = re.findall(r"\be_\w+", EXPLAINED)
    assert main(["explain", event_id, "--warehouse", str(sample_warehouse)]) == 0
    told = capsys.readouterr().out
    assert CHANCE.sub("?", told).split() == CHANCE.sub("?", EXPLAINED).split()


@pytest.mark.parametrize("link", LINKS)
def test_each_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize("guide", GUIDES)
def test_each_file_that_a_guide_names_is_there(guide: str) -> None:
    there = {path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*")}
    there |= {path.name for path in ROOT.iterdir()}
    named = [name.rstrip("/") for name in NAMED.findall((ROOT / guide).read_text(encoding="utf-8"))]
    assert len(named) > 10
    assert [name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in there)] == []


def test_each_table_is_named() -> None:
    assert re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)[: len(TABLES)] == [
        "documents", "articles", "events", "actors", "mentions", "rejections",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("layout", "delimiter", "columns", "has_header"),
    [("polecat", "\t", 40, True), ("gdelt", "\t", 61, False), ("acled-like", ",", 31, True)],
)
def test_exports_have_their_columns(
    layout: str, delimiter: str, columns: int, has_header: bool, warehouse: Path, tmp_path: Path
) -> None:
    out = tmp_path / "export"
    assert main(["export", str(out), "--format", layout, "--warehouse", str(warehouse.parents[1])]) == 0
    with out.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=delimiter))
    assert {len(row) for row in rows} == {columns}
    assert (rows[0][0] in {"Event ID", "event_id_cnty"}) is has_header
    assert len(rows) > has_header
