"""The ledger of a snapshot: which files the warehouse has read, so that none is read twice."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tidings.flows.storage.faults import MEND, WarehouseError
from tidings.flows.storage.manifest import Manifest
from tidings.flows.storage.warehouse import Snapshot

LEDGER = "sources.parquet"
SCHEMA = pa.schema([("source_path", pa.string()), ("fingerprint", pa.string())])

Entries = set[tuple[str, str]]


def read_ledger(snapshot: Snapshot | None) -> Entries:
    """(path, fingerprint) of every file that was read; WarehouseError when the ledger is not what was sealed."""
    if snapshot is None:
        return set()
    if what := ledger_fault(snapshot.folder, snapshot.manifest()):
        raise WarehouseError(f"{snapshot.folder / LEDGER}: {what}; mend it with: {MEND.format(root=snapshot.root)}")
    return entries(snapshot.folder / LEDGER)


def entries(path: Path) -> Entries:
    """The entries of a ledger that is known to be sound."""
    table = pq.read_table(path)
    return set(zip(table["source_path"].to_pylist(), table["fingerprint"].to_pylist(), strict=True))


def ledger_fault(folder: Path, manifest: Manifest) -> str | None:
    """What is wrong with the ledger in a folder, or None."""
    try:
        digest = hashlib.sha256((folder / LEDGER).read_bytes()).hexdigest()
    except OSError as error:
        return f"the list of files read cannot be had ({error.strerror})"
    return None if digest == manifest.ledger.sha256 else "the list of files read has been changed"


def without(read: Entries, paths: set[str]) -> Entries:
    """The entries but for those of some files."""
    return {entry for entry in read if entry[0] not in paths}


def save_ledger(read: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write the ledger into the folder of a snapshot."""
    ordered = sorted(set(read))
    columns = [[entry[place] for entry in ordered] for place in range(2)]
    table = pa.Table.from_arrays([pa.array(column, pa.string()) for column in columns], schema=SCHEMA)
    pq.write_table(table, folder / LEDGER, compression="zstd")
