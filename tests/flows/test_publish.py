"""From files to published tables: nothing lost, nothing half done, the same rows whatever the order."""

from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.flows.conftest import MARCH, NEWS, RAID, TALKS, draft_of, run_once, stage, tree, write_news
from tidings.flows.batches.plan import Plan, make_plan
from tidings.flows.publish.validate_tables import InvalidTables
from tidings.flows.storage.snapshot import publish
from tidings.flows.storage.warehouse import Warehouse, WarehouseBusy, WarehouseError
from tidings.schemas.tables import TABLES


def rows(root: Path, table: str) -> list[dict[str, object]]:
    """The rows of a table in the order of its key, as any reader sees them."""
    found = pq.read_table(root / table).to_pylist()
    return sorted(found, key=lambda row: tuple(str(row[name]) for name in TABLES[table].key))


def tamper(plan: Plan, table: str, column: str, value: object) -> None:
    """Set a column of the first staged row of a table."""
    for batch in plan.batches:
        path = plan.staged(batch) / f"{table}.parquet"
        if path.exists():
            staged = pq.read_table(path)
            values = staged[column].to_pylist()
            at = staged.column_names.index(column)
            spoilt = pa.array([value, *values[1:]], staged.schema.field(column).type)
            pq.write_table(staged.set_column(at, staged.schema.field(column), spoilt), path)
            return


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the news in it; not to be written to."""
    folder = tmp_path_factory.mktemp("published")
    run_once(folder / "w", [str(write_news(folder / "news"))])
    return folder / "w"


def test_every_file_is_a_document_with_a_status(published: Path) -> None:
    documents = {row["source_path"]: (row["status"], row["reason"]) for row in rows(published, "documents")}
    assert documents == {
        "raid.txt": ("loaded", None),
        "talks.txt": ("loaded", None),
        "march.txt": ("loaded", None),
        "empty.txt": ("quarantined", "empty"),
    }
    assert {row["event_type"] for row in rows(published, "events")} >= {"ASSAULT", "CONSULT", "PROTEST"}


def test_a_document_without_an_article_says_so_and_keeps_its_text(tmp_path: Path, news: Path) -> None:
    (news / "menu.txt").write_text("Share on Facebook\nPrint\n", encoding="utf-8")
    run_once(tmp_path / "w", [str(news)])
    menu = next(row for row in rows(tmp_path / "w", "documents") if row["source_path"] == "menu.txt")
    assert (menu["status"], menu["reason"], menu["article_count"]) == ("quarantined", "no_article", 0)
    assert menu["text"] == "Share on Facebook\nPrint\n"


def test_plain_readers_see_the_tables(published: Path) -> None:
    for name in TABLES:
        frame = pd.read_parquet(published / name)
        counted = duckdb.execute(f"SELECT count(*) FROM '{published}/{name}/*/*.parquet'").fetchone()
        assert counted == (len(frame),)
        assert set(frame.columns) == set(TABLES[name].schema.names) | {TABLES[name].partition}


def test_second_run_changes_no_byte(tmp_path: Path, news: Path) -> None:
    run_once(tmp_path / "w", [str(news)])
    before = tree(tmp_path / "w")
    run_once(tmp_path / "w", [str(news)])
    assert tree(tmp_path / "w") == before


@pytest.mark.parametrize("batch_files", [1, 3])
def test_batches_and_order_do_not_show(tmp_path: Path, news: Path, published: Path, batch_files: int) -> None:
    backwards = [str(news / name) for name in sorted(NEWS, reverse=True)]
    run_once(tmp_path / "other", backwards, batch_files=batch_files)
    for name in TABLES:
        assert rows(published, name) == rows(tmp_path / "other", name)
        one, other = (sorted(p.name for p in (w / name).rglob("*.parquet")) for w in (published, tmp_path / "other"))
        assert one == other, "files are named by their bytes"


def test_new_files_join_the_old_rows(tmp_path: Path) -> None:
    first = write_news(tmp_path / "a", {"raid.txt": RAID, "talks.txt": TALKS})
    run_once(tmp_path / "w", [str(first)])
    write_news(tmp_path / "a", {"march.txt": MARCH})
    run_once(tmp_path / "w", [str(first)])
    run_once(tmp_path / "whole", [str(first)])
    changing = {"run_id", "ingested_at"}
    for name in ("documents", "articles", "mentions", "events", "actors"):
        grown, whole = ([{k: v for k, v in row.items() if k not in changing} for row in rows(tmp_path / w, name)]
                        for w in ("w", "whole"))  # fmt: skip
        assert grown == whole


@pytest.mark.parametrize("later", [False, True])
def test_same_text_elsewhere_is_a_duplicate(tmp_path: Path, later: bool) -> None:
    folder = write_news(tmp_path / "a", {"raid.txt": RAID})
    if later:
        run_once(tmp_path / "w", [str(folder)])
    write_news(folder, {"z_copy.txt": RAID})
    run_once(tmp_path / "w", [str(folder)])
    documents = {row["source_path"]: (row["status"], row["reason"]) for row in rows(tmp_path / "w", "documents")}
    assert documents == {"raid.txt": ("loaded", None), "z_copy.txt": ("duplicate", "same_text")}
    assert len(rows(tmp_path / "w", "articles")) == 1


@pytest.mark.parametrize(
    ("table", "column", "value", "reason"),
    [
        ("events", "event_type", "PARADE", "expect_column_values_to_be_in_set"),
        ("events", "evidence", "Somebody said something else.", "expect_column_pair_values_to_be_equal"),
        ("events", "confidence", 1.5, "expect_column_values_to_be_between"),
        ("events", "magnitudes", [{"kind": "killed", "low": 9.0, "high": 4.0, "unit": None, "text": "4 to 9"}],
         "expect_column_pair_values_a_to_be_greater_than_b"),
        ("events", "source_ids", ["nobody"], "expect_column_pair_values_to_be_equal"),
        ("events", "place_country", "AUS", "expect_column_pair_values_a_to_be_greater_than_b"),
        ("mentions", "end", 1_000_000, "expect_column_pair_values_a_to_be_greater_than_b"),
    ],
)  # fmt: skip
def test_bad_row_becomes_a_rejection(
    tmp_path: Path, news: Path, published: Path, table: str, column: str, value: object, reason: str
) -> None:
    run_once(tmp_path / "w", [str(news)], spoil=lambda plan: tamper(plan, table, column, value))
    refused = [row for row in rows(tmp_path / "w", "rejections") if row["table"] == table]
    assert [(row["stage"], row["reason"]) for row in refused] == [("meaning", reason)]
    assert len(rows(tmp_path / "w", table)) == len(rows(published, table)) - 1


def test_what_refers_to_a_refused_article_is_refused_too(tmp_path: Path, news: Path) -> None:
    run_once(tmp_path / "w", [str(news)], spoil=lambda plan: tamper(plan, "articles", "ordinal", -1))
    refused = {row["table"] for row in rows(tmp_path / "w", "rejections")}
    assert {"articles", "mentions", "events"} <= refused


@pytest.mark.parametrize("is_first", [True, False])
def test_bad_table_publishes_nothing(tmp_path: Path, news: Path, is_first: bool) -> None:
    root = tmp_path / "w"
    if not is_first:
        run_once(root, [str(write_news(tmp_path / "old", {"old.txt": TALKS}))])
    before = tree(root / ".snapshots") if not is_first else None

    def twice(plan: Plan) -> None:
        path = next(file for batch in plan.batches if (file := plan.staged(batch) / "events.parquet").exists())
        staged = pq.read_table(path)
        pq.write_table(pa.concat_tables([staged, staged.slice(0, 1)]), path)

    with pytest.raises(InvalidTables, match=r"events: .*unique"):
        run_once(root, [str(news)], spoil=twice)
    if is_first:
        assert Warehouse(root).current() is None
    else:
        assert tree(root / ".snapshots") == before


def test_lost_row_publishes_nothing(tmp_path: Path, news: Path) -> None:
    def lose(plan: Plan) -> None:
        path = next(file for batch in plan.batches if (file := plan.staged(batch) / "mentions.parquet").exists())
        pq.write_table(pq.read_table(path).slice(1), path)

    with pytest.raises(InvalidTables, match=r"mentions: .* read, but"):
        run_once(tmp_path / "w", [str(news)], spoil=lose)


def test_run_begun_again_gives_the_same_files(
    tmp_path: Path, news: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Warehouse(tmp_path / "broken")
    plan = make_plan([str(news)], broken, batch_files=1)
    stage(Plan(plan.folder, plan.run, plan.batches[:2], 2, 0, plan.skipped))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")  # the clock has gone on; the run is still the same
    again = make_plan([str(news)], broken, batch_files=1)
    assert len(again.unfinished()) == len(again.batches) - 2
    stage(again)
    publish(draft_of(again, broken), broken)
    again.clear()
    for name in TABLES:
        smooth, resumed = ((w / name).rglob("*.parquet") for w in (published, broken.root))
        assert {p.name: p.read_bytes() for p in smooth} == {p.name: p.read_bytes() for p in resumed}


def test_readers_see_the_old_tables_until_the_pointer_is_swapped(tmp_path: Path, news: Path) -> None:
    house = Warehouse(tmp_path / "w")
    run_once(house.root, [str(write_news(tmp_path / "old", {"old.txt": TALKS}))])
    before = rows(house.root, "documents")
    plan = make_plan([str(news)], house)
    stage(plan)
    draft = draft_of(plan, house)
    assert rows(house.root, "documents") == before
    publish(draft, house)
    assert len(rows(house.root, "documents")) == len(before) + len(NEWS)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    house = Warehouse(tmp_path / "w")
    with house.writing(), pytest.raises(WarehouseBusy, match="process"), house.writing():
        pass
    with house.writing():
        pass


def test_foreign_folder_is_not_overwritten(tmp_path: Path, news: Path) -> None:
    (tmp_path / "w" / "events").mkdir(parents=True)
    with pytest.raises(WarehouseError, match="no link made by tidings"):
        run_once(tmp_path / "w", [str(news)])
