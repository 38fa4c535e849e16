"""What a run writes again: small files and those with changed rows, within a budget; files that hold little else."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.flows.rows import publish_texts, text_of
from tidings.flows.publish.rewriting import JOINED_PART, TINY_FILE, Sized, joined
from tidings.flows.storage.table_files import write_file
from tidings.schemas.table import SCHEMA_VERSION, Table
from tidings.schemas.tables import TABLES

LARGE = 100 * TINY_FILE


def files(**sizes: int) -> list[Sized]:
    """Files of two partitions: `a1`, `a2` of a, `b1` of b."""
    return [Sized(Path(name[0]) / name, size) for name, size in sizes.items()]


@pytest.mark.parametrize(
    ("sizes", "growing", "changed", "wanted"),
    [
        ({"a1": 9, "a2": LARGE}, "a", "", "a1"),
        ({"a1": 9, "b1": 9}, "a", "", "a1"),  # nothing new comes into b
        ({"a1": 9, "b1": 9}, "ab", "", "a1 b1"),
        ({"a1": 2 * TINY_FILE, "a2": LARGE}, "a", "", "a1"),
        ({"a1": 2 * TINY_FILE + 1, "a2": LARGE}, "a", "", ""),  # more than twice what it is joined with
        ({"a1": 2 * TINY_FILE + 1, "a2": 9, "b1": LARGE}, "a", "", "a1 a2"),
        # what is written again anyway is no part of the choice, and makes it worth while to join more with it
        ({"a1": 3 * TINY_FILE, "a2": 3 * TINY_FILE, "b1": LARGE}, "a", "a2", "a1"),
        # the budget is spent on the smallest, in whatever partition
        ({"a1": TINY_FILE - 9, "b1": TINY_FILE - 8}, "ab", "", "a1"),
    ],
)
def test_small_files_are_joined_within_a_budget(sizes: dict[str, int], growing: str, changed: str, wanted: str) -> None:
    found = joined(files(**sizes), set(growing), {Path(name[0]) / name for name in changed.split()})
    assert {path.name for path in found} == set(wanted.split())


def test_the_budget_is_a_part_of_the_table() -> None:
    many = [Sized(Path("a") / f"{number:03}", TINY_FILE) for number in range(200)]
    assert len(joined(many, {"a"}, set())) == 200 // JOINED_PART


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_file_tells_what_it_holds_and_little_else(table: Table, tmp_path: Path) -> None:
    write_file(tmp_path, table, "x")
    (path,) = tmp_path.rglob("*.parquet")
    told = pq.read_schema(path)
    assert told.equals(table.stored, check_metadata=False)
    assert told.metadata[b"schema_version"].decode() == SCHEMA_VERSION
    columns = json.loads(told.metadata[b"columns"])
    assert columns == {column.name: column.description for column in table.columns if column.name != table.partition}


def test_a_text_does_not_stand_in_a_file_again_as_a_statistic(tmp_path: Path) -> None:
    publish_texts(tmp_path / "w", [("1.txt", text_of(1))])
    (path,) = (tmp_path / "w" / "documents").rglob("*.parquet")
    group = pq.read_metadata(path).row_group(0)
    said = {group.column(n).path_in_schema: group.column(n).statistics for n in range(group.num_columns)}
    assert said["text"] is None
    assert said["source_path"].max == "1.txt"


def test_a_file_that_comes_out_the_same_is_the_same_file(tmp_path: Path) -> None:
    """The actors are written at each run, whether anything is new of them or not."""
    root = tmp_path / "w"
    before = publish_texts(root, [("1.txt", text_of(1))])
    after = publish_texts(root, [("2.txt", "")])
    (one,), (other,) = before.files("actors"), after.files("actors")
    assert one.samefile(other)
    assert not publish_texts(root, [("3.txt", text_of(3))]).files("actors")[0].samefile(one)
