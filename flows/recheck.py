"""Check a published snapshot again: its files against the manifest, its rows against the suites."""

import hashlib
from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.accept import key, known_ids
from flows.database import columns, connect, define, fetch, literal, quoted, scan
from flows.verdict import key_faults
from flows.warehouse import Snapshot
from schemas.frames import Known
from schemas.table import Table
from schemas.tables import TABLES

CHECKED_DOCUMENTS = 500  # documents whose rows are checked together
CHECKED_ROWS = 20_000
MOST_FAULTS = 20  # told for one table: more would hide the next table's


def faults_of(snapshot: Snapshot) -> list[str]:
    """What is wrong with a snapshot, a line each; nothing is when the list is empty."""
    faults = [*_file_faults(snapshot)]
    if faults:
        return faults
    database = connect()
    for name, table in TABLES.items():
        define(database, f"whole_{name}", scan(snapshot.files(name), table.schema))
        database.execute(f"CREATE TABLE ids_{name} AS SELECT DISTINCT {quoted(table.key[0])} AS id FROM whole_{name}")
    for table in TABLES.values():
        faults += _row_faults(database, table)
    return faults + key_faults(database, snapshot)


def _file_faults(snapshot: Snapshot) -> Iterator[str]:
    """Files that are missing, changed or too many, against the manifest."""
    tables: Any = snapshot.manifest()["tables"]
    for name, table in TABLES.items():
        listed = {snapshot.folder / entry["path"]: entry for entry in tables.get(name, [])}
        for path, entry in listed.items():
            if not path.exists():
                yield f"{name}: {entry['path']} is missing"
            elif hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
                yield f"{name}: {entry['path']} has been changed since it was published"
            elif not pq.read_schema(path).equals(table.stored, check_metadata=False):
                yield f"{name}: {entry['path']} has other columns than the table"
        for stray in set(snapshot.files(name)) - listed.keys():
            yield f"{name}: {stray.relative_to(snapshot.folder)} is not in the manifest"


def _row_faults(database: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    from schemas.meaning import meaningless_rows

    ids, found = known_ids(database), list[str]()
    for rows, texts in _chunks(database, table):
        for bad in meaningless_rows(table, rows, Known(texts, ids)):
            found.append(f"{table.name} {key(table, rows, bad.position)}: {bad.expectation}: {bad.detail}")
    if len(found) > MOST_FAULTS:
        return [*found[:MOST_FAULTS], f"{table.name}: and {len(found) - MOST_FAULTS} more rows"]
    return found


def _chunks(database: duckdb.DuckDBPyConnection, table: Table) -> Iterator[tuple[pa.Table, dict[str, str]]]:
    """All rows of a table, those of some documents at a time with the texts of these."""
    names = columns(table.schema.names)
    if table.name in ("actors", "rejections"):
        count = fetch(database, f"SELECT count(*) AS n FROM whole_{table.name}")["n"][0].as_py()
        for start in range(0, count, CHECKED_ROWS):
            by = columns(table.key)
            page = f"ORDER BY {by} LIMIT {CHECKED_ROWS} OFFSET {start}"
            yield fetch(database, f"SELECT {names} FROM whole_{table.name} {page}").cast(_loose(table)), {}
        return
    documents = fetch(database, "SELECT DISTINCT document_id FROM whole_documents ORDER BY 1")[
        "document_id"
    ].to_pylist()
    for start in range(0, len(documents), CHECKED_DOCUMENTS):
        some = ", ".join(literal(name) for name in documents[start : start + CHECKED_DOCUMENTS])
        texts = fetch(
            database, f"SELECT document_id, text FROM whole_documents WHERE document_id IN ({some})"
        ).to_pylist()
        rows = fetch(database, f"SELECT {names} FROM whole_{table.name} WHERE document_id IN ({some})")
        yield rows.cast(_loose(table)), {row["document_id"]: row["text"] for row in texts if row["text"] is not None}


def _loose(table: Table) -> pa.Schema:
    """The table's schema, null allowed anywhere: whether it is there, the suites say."""
    return pa.schema([field.with_nullable(True) for field in table.schema])
