"""Let rows in: check what each means, and turn the ones that fail into rejections with the reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tidings.flows.batches.staging import rejection_row
from tidings.flows.publish.merge_rows import accept, count_actors, count_documents, describe_actors
from tidings.flows.storage.database import columns, define, fetch, insert, stream
from tidings.schemas.rejections import REJECTIONS, Stage
from tidings.schemas.rows import Row
from tidings.schemas.table import Table
from tidings.schemas.tables import TABLES
from tidings.schemas.to_arrow import to_table
from tidings.schemas.validation_frames import References

CHECKED_ROWS = 20_000  # of actors, checked together
CHECKED_BATCHES = 32  # staged batches checked together: some 60,000 rows and their texts

Ids = Mapping[str, Callable[[Sequence[str]], set[str]]]


def validate_rows(database: duckdb.DuckDBPyConnection, batches: Sequence[Path], run: Row) -> None:
    """Check all staged rows, each table before those that refer to it; `accepted_*` and `whole_*` hold what passes."""
    for name, table in TABLES.items():
        if name == "actors":
            describe_actors(database)
            _check(database, table, _actors(database), run)
        elif name != "rejections":
            _check(database, table, _staged(database, table, batches), run)
        _let_in(database, name)


def accept_unasked(database: duckdb.DuckDBPyConnection) -> None:
    """The same views where every row has been accepted before."""
    for name in TABLES:
        if name == "actors":
            describe_actors(database)
        _let_in(database, name)


def _let_in(database: duckdb.DuckDBPyConnection, name: str) -> None:
    """What stands in no rejection is accepted; after the last table documents and actors are counted."""
    if name != "rejections":
        accept(database, name, "described_actors" if name == "actors" else f"new_{name}")
        return
    names = columns(REJECTIONS.schema.names)
    define(
        database, "accepted_rejections", f"(SELECT {names} FROM new_rejections UNION ALL SELECT {names} FROM refused)"
    )
    count_documents(database)
    count_actors(database)


def _check(
    database: duckdb.DuckDBPyConnection, table: Table, chunks: Iterator[tuple[pa.Table, Mapping[str, str]]], run: Row
) -> None:
    """Put a rejection into `refused` for every row that fails."""
    from tidings.schemas.row_validation import invalid_rows

    ids = known_ids(database)
    told = {name: run[name] for name in ("run_id", "ingested_at")}
    for rows, texts in chunks:
        refused = [
            rejection_row(table.name, _document(rows, bad.position), key(table, rows, bad.position), Stage.MEANING,
                          bad.expectation, bad.detail) | told
            for bad in invalid_rows(table, rows, References(texts, ids))
        ]  # fmt: skip
        if refused:
            insert(database, "refused", to_table(refused, REJECTIONS))


def key(table: Table, rows: pa.Table, position: int) -> str:
    """The key of a row, as rejections name it."""
    return "/".join(str(rows[name][position].as_py()) for name in table.key)


def _document(rows: pa.Table, position: int) -> str | None:
    return rows["document_id"][position].as_py() if "document_id" in rows.column_names else None


def known_ids(database: duckdb.DuckDBPyConnection) -> Ids:
    """For each table that others refer to: which of some ids it has."""

    def among(name: str) -> Callable[[Sequence[str]], set[str]]:
        query = f"SELECT id FROM ids_{name} WHERE id IN (SELECT unnest(?::VARCHAR[]))"
        return lambda wanted: {row[0] for row in database.cursor().execute(query, [list(wanted)]).fetchall()}

    return {name: among(name) for name in ("documents", "articles", "actors")}


def _actors(database: duckdb.DuckDBPyConnection) -> Iterator[tuple[pa.Table, Mapping[str, str]]]:
    table = TABLES["actors"]
    for batch in stream(database, f"SELECT {columns(table.schema.names)} FROM described_actors", CHECKED_ROWS):
        yield pa.Table.from_batches([batch]), {}


def _staged(
    database: duckdb.DuckDBPyConnection, table: Table, batches: Sequence[Path]
) -> Iterator[tuple[pa.Table, Mapping[str, str]]]:
    """The staged rows that are new, some batches at a time, with the texts of their documents."""
    for start in range(0, len(batches), CHECKED_BATCHES):
        some = batches[start : start + CHECKED_BATCHES]
        rows = _read(some, table.name)
        if rows is None:
            continue
        is_of_text = table.name != "documents"
        wanted = "reader AS source_path FROM fate WHERE status = 'loaded'" if is_of_text else "source_path FROM fate"
        fresh = fetch(database, f"SELECT {wanted}")
        rows = rows.filter(pc.is_in(rows["source_path"], fresh["source_path"].combine_chunks()))
        texts = _read(some, "documents", ["document_id", "text"]) if table.name != "documents" else None
        known = dict(zip(texts["document_id"].to_pylist(), texts["text"].to_pylist(), strict=True)) if texts else {}
        yield rows.select(table.schema.names), {name: text for name, text in known.items() if text is not None}


def _read(batches: Sequence[Path], name: str, names: list[str] | None = None) -> pa.Table | None:
    files = [path for batch in batches if (path := batch / f"{name}.parquet").exists()]
    return pa.concat_tables([pq.read_table(file, columns=names) for file in files]) if files else None
