"""Make a snapshot of the published one: without some documents, or in fewer files, and nothing is read anew."""

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from tidings.flows.publish import merge_rows as merge
from tidings.flows.publish.link_reports import link_all
from tidings.flows.publish.validate_rows import accept_unasked
from tidings.flows.storage.database import connect, fetch
from tidings.flows.storage.faults import WarehouseError
from tidings.flows.storage.history import let_go
from tidings.flows.storage.ledger import read_ledger, save_ledger, without
from tidings.flows.storage.purge import purge_actors
from tidings.flows.storage.selection import documents_of, files_of
from tidings.flows.storage.snapshot import Draft, publish
from tidings.flows.storage.warehouse import Snapshot, Warehouse
from tidings.schemas.tables import TABLES


def compact(house: Warehouse) -> Snapshot | None:
    """The snapshot with the files of each partition joined; None when none has several. The caller holds the lock."""
    last = house.require()
    folders = [file.parent for name in TABLES for file in last.files(name)]
    crowded = {file for folder in set(folders) if folders.count(folder) > 1 for file in folder.glob("*.parquet")}
    return _rewrite(house, last, "compact", again=crowded) if crowded else None


def forget(house: Warehouse, document_ids: Sequence[str]) -> dict[str, int]:
    """Take documents and all that came of them out of every snapshot; how many rows of each table went.

    Older snapshots and half done runs may hold them too: they are let go. The ids stay in the manifest, so that no run
    takes the texts in again. WarehouseError when there is no such document. The caller holds the lock.
    """
    last, before = house.require(), _counts(house.require())
    here = set(documents_of(last, document_ids)["document_id"].to_pylist())
    known = {name for old in house.kept()[:-1] for name in documents_of(old, document_ids)["document_id"].to_pylist()}
    if missing := sorted(set(document_ids) - here - known - set(last.manifest().forgotten)):
        raise WarehouseError(f"{house.name}: no document {', '.join(missing)}; ids stand in documents.document_id")
    if here or set(document_ids) - set(last.manifest().forgotten):
        _rewrite(house, last, "forget", forgotten=sorted(set(document_ids)))
    let_go(house, keep=1)
    shutil.rmtree(house.staging, ignore_errors=True)
    after = _counts(house.require())
    return {name: before[name] - after[name] for name in TABLES}


def _rewrite(
    house: Warehouse, last: Snapshot, operation: str, *, again: Iterable[Path] = (), forgotten: Sequence[str] = ()
) -> Snapshot:
    """Publish the rows of the last snapshot, but for forgotten documents; `again` names files to write anew."""
    run_id = f"u_{hashlib.sha256(repr((operation, last.number, *forgotten)).encode()).hexdigest()[:20]}"
    folder = house.staging / run_id
    draft, gone = Draft.begin(folder / "draft"), documents_of(last, forgotten)
    database = connect(folder / "spill")
    try:
        merge.gather(database, {}, last, gone=gone)
        accept_unasked(database)
        if forgotten:
            purge_actors(database, last)
        link_all(database)
        merge.write_tables(database, draft, last, again=again)
        save_ledger(without(read_ledger(last), files_of(gone["source_path"].to_pylist())), draft.folder)
        said = last.manifest()
        run = {"run_id": run_id, "pipeline_version": said.pipeline_version, "ingested_at": said.ingested_at}
        draft.seal(house, run, operation=operation, reading=said.reading, forgotten=forgotten)
        _check_counts(database, draft)
    finally:
        database.close()
    snapshot = publish(draft, house)
    shutil.rmtree(folder)
    return snapshot


def _counts(snapshot: Snapshot) -> dict[str, int]:
    tables = snapshot.manifest().tables
    return {name: sum(file.rows for file in tables[name]) for name in TABLES}


def _check_counts(database: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """WarehouseError when a table does not have the rows it must have: nothing is published then."""
    for name in TABLES:
        source = "whole_actors" if name == "actors" else f"have_{name}"
        due = fetch(database, f"SELECT count(*) AS n FROM {source}")["n"][0].as_py()
        files = Snapshot(draft.folder).files(name)
        if due != (written := sum(pq.read_metadata(file).num_rows for file in files)):
            raise WarehouseError(f"{name}: {written} rows written, {due} expected; nothing was published")
