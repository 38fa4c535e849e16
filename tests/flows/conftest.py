"""The stages of the flow in one process, without Prefect: what the flow strings together, for tests to take apart."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import pytest

from tidings.flows.batches.knowledge import knowledge
from tidings.flows.batches.plan import Plan, make_plan, write_ledger
from tidings.flows.batches.worker import do_batch
from tidings.flows.publish import merge_rows as merge
from tidings.flows.publish.link_reports import link_all
from tidings.flows.publish.validate_rows import validate_rows
from tidings.flows.publish.validate_tables import InvalidTables, validate_tables
from tidings.flows.storage.database import connect
from tidings.flows.storage.snapshot import Draft, publish
from tidings.flows.storage.views import open_views
from tidings.flows.storage.warehouse import Snapshot, Warehouse
from tidings.schemas.tables import TABLES

RAID = """Rebels raid border post

NAIROBI, March 3 (Reuters) - Gunmen attacked a border post in northern Kenya on Tuesday, killing four police officers, \
the interior ministry said.

Kenya accused Somalia of sheltering the attackers. Somalia rejected the accusation.
"""
TALKS = """Ministers meet over river

The foreign ministers of Ethiopia and Sudan met in Khartoum on 12 May 2021 to discuss the dam on the Nile. They agreed \
to resume talks in June, an official said.
"""
MARCH = """Thousands march in Lima

Thousands of protesters marched through Lima on 4 July 2022 and demanded that the government resign. Police arrested \
52 people.
"""
NEWS = {"raid.txt": RAID, "talks.txt": TALKS, "march.txt": MARCH, "empty.txt": ""}


def write_news(folder: Path, news: dict[str, str] = NEWS) -> Path:
    """The folder, with these files in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in news.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def stage(plan: Plan) -> None:
    """Do the batches that are not done yet."""
    for batch in plan.unfinished():
        do_batch(batch, plan.staged(batch), plan.run, knowledge(None, None))


def run_once(
    root: Path, sources: Sequence[str], *, batch_files: int = 64, spoil: Callable[[Plan], None] | None = None
) -> Snapshot | None:
    """What `tidings run` does, in this process; `spoil` may tamper with the staged rows."""
    house = Warehouse(root)
    with house.writing():
        plan = make_plan(sources, house, batch_files=batch_files)
        if plan.file_count:
            stage(plan)
            if spoil:
                spoil(plan)
            publish(draft_of(plan, house), house)
            plan.clear()
        return house.current()


def draft_of(plan: Plan, house: Warehouse) -> Draft:
    """The judged draft of a plan whose batches are staged."""
    batches = [plan.staged(batch) for batch in plan.batches]
    shards = {name: [file for b in batches if (file := b / f"{name}.parquet").exists()] for name in TABLES}
    database, last = connect(plan.folder / "spill"), house.current()
    merge.gather(database, shards, last)
    validate_rows(database, batches, plan.run)
    link_all(database)
    draft = Draft.begin(plan.folder / "draft")
    merge.write_tables(database, draft, last)
    write_ledger(plan, last, draft.folder)
    draft.seal(house, plan.run | {"ingested_at": plan.run["ingested_at"].isoformat()}, reading=plan.reading)
    verdict = validate_tables(database, Snapshot(draft.folder), batches, plan.tally())
    if not verdict.is_good:
        raise InvalidTables(verdict)
    return draft


def tree(root: Path) -> Counter[tuple[str, bytes]]:
    """Every file under a folder with its bytes."""
    return Counter((str(path.relative_to(root)), path.read_bytes()) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with four files: three articles and nothing."""
    return write_news(tmp_path / "news")


@pytest.fixture(scope="module")
def database(sample_warehouse: Path) -> duckdb.DuckDBPyConnection:
    """The views of the sample documents."""
    return open_views((sample_warehouse / "current").resolve())


@pytest.fixture(autouse=True, scope="session")
def _same_time() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        yield
