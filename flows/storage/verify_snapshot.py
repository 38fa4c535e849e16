"""Check a warehouse again: how it lies on disk, then the rows of the published snapshot against the suites."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from tidings.flows.publish.validate_rows import key, known_ids
from tidings.flows.publish.validate_tables import key_faults
from tidings.flows.storage.database import columns, connect, define, fetch, literal, quoted, scan
from tidings.flows.storage.faults import Fault
from tidings.flows.storage.layout import FROM_COPY, layout_faults
from tidings.flows.storage.warehouse import Snapshot, Warehouse
from tidings.schemas.table import Table
from tidings.schemas.tables import TABLES
from tidings.schemas.validation_frames import References

CHECKED_DOCUMENTS = 500  # documents whose rows are checked together
CHECKED_ROWS = 20_000
MOST_FAULTS = 20  # told for one table: more would hide the next table's

# What a document says of its articles and events, and how many there are.
COUNTED = """
SELECT document_id FROM whole_documents d
LEFT JOIN (SELECT document_id, count(*) AS n FROM whole_{table}s GROUP BY ALL) USING (document_id)
WHERE status = 'loaded' AND {table}_count <> coalesce(n, 0) ORDER BY document_id LIMIT {most}
"""


def verify_snapshot(house: Warehouse) -> list[Fault]:
    """What is wrong with a warehouse, if anything. Rows are looked at when all files are whole."""
    if faults := layout_faults(house):
        return faults
    snapshot = house.require()
    return [Fault("the rows", what, FROM_COPY) for what in row_faults(snapshot)]


def row_faults(snapshot: Snapshot) -> list[str]:
    """What is wrong with the rows of a snapshot, a line each."""
    database = _opened(snapshot)
    faults = [fault for table in TABLES.values() for fault in _table_faults(database, table)]
    for what in ("article", "event"):
        found = fetch(database, COUNTED.format(table=what, most=MOST_FAULTS))["document_id"].to_pylist()
        faults += [f"documents {document_id}: {what}_count is not the number of its {what}s" for document_id in found]
    return faults + key_faults(database, snapshot)


def data_docs(snapshot: Snapshot, folder: Path) -> Path:
    """Write what Great Expectations finds in the rows of a snapshot as pages; the first of them."""
    from tidings.schemas.data_docs import write_data_docs

    database = _opened(snapshot)
    ids = known_ids(database)
    chunks = (
        (table, rows, References(texts, ids)) for table in TABLES.values() for rows, texts in _chunks(database, table)
    )
    return write_data_docs(chunks, folder)


def _opened(snapshot: Snapshot) -> duckdb.DuckDBPyConnection:
    """A database that sees the rows of a snapshot and the ids of each table."""
    database = connect()
    for name, table in TABLES.items():
        define(database, f"whole_{name}", scan(snapshot.files(name), table.schema))
        database.execute(f"CREATE TABLE ids_{name} AS SELECT DISTINCT {quoted(table.key[0])} AS id FROM whole_{name}")
    return database


def _table_faults(database: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    from tidings.schemas.row_validation import invalid_rows

    ids, found = known_ids(database), list[str]()
    for rows, texts in _chunks(database, table):
        for bad in invalid_rows(table, rows, References(texts, ids)):
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
