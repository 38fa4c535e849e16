"""Documents picked out of a snapshot: by their ids, or by what a user asks of their columns."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tidings.flows.storage.database import connect, define, fetch, literal, scan
from tidings.flows.storage.warehouse import Snapshot
from tidings.schemas.tables import TABLES

LOADED = "loaded.parquet"
SELECTED = pa.schema(
    [("document_id", pa.string()), ("source_path", pa.string()), ("sha256", pa.string()), ("owns_rows", pa.bool_())]
)
# A duplicate is a document whose text is another's: no row of the other tables is its own.
COLUMNS = "document_id, source_path, sha256, status <> 'duplicate' AS owns_rows"


def documents_of(snapshot: Snapshot, document_ids: Sequence[str]) -> pa.Table:
    """The documents of these ids, duplicates of their text included, in the columns of SELECTED."""
    if not document_ids:
        return SELECTED.empty_table()
    wanted = ", ".join(literal(name) for name in document_ids)
    database = connect()
    define(database, "documents", scan(snapshot.files("documents"), TABLES["documents"].schema))
    return fetch(database, f"SELECT {COLUMNS} FROM documents WHERE document_id IN ({wanted})").cast(SELECTED)


def documents_where(snapshot: Snapshot, clause: str) -> pa.Table:
    """The documents for which a clause of SQL over their columns holds. duckdb.Error, ValueError when it is none."""
    from tidings.flows.storage.views import close_off, open_views, reads_only

    query = f"SELECT {COLUMNS} FROM documents WHERE (\n{clause}\n)"
    database = open_views(snapshot.folder)
    close_off(database, snapshot.folder)
    if not reads_only(query):
        raise ValueError("not a condition")
    return fetch(database, query).cast(SELECTED)


def save_loaded(snapshot: Snapshot | None, selected: pa.Table | None, folder: Path) -> None:
    """Write which texts a snapshot has read, but for selected ones, and the paths they are loaded from, into the folder
    of a plan: none is read twice."""
    files = snapshot.files("documents") if snapshot else ()
    documents = scan(files, TABLES["documents"].schema)
    query = f"SELECT document_id, source_path FROM {documents} WHERE status = 'loaded' ORDER BY document_id"
    loaded = fetch(connect(), query)
    if selected is not None:
        again = selected.filter(selected["owns_rows"])["document_id"].combine_chunks()
        loaded = loaded.filter(pc.invert(pc.is_in(loaded["document_id"], again)))
    pq.write_table(loaded, folder / LOADED)


@lru_cache(maxsize=1)
def read_loaded(folder: Path) -> dict[str, str]:
    """The texts that the warehouse has, by the plan in this folder, each with the path it is loaded from."""
    path = folder / LOADED
    if not path.exists():
        return {}
    table = pq.read_table(path)
    return dict(zip(table["document_id"].to_pylist(), table["source_path"].to_pylist(), strict=True))


def files_of(source_paths: Iterable[str]) -> set[str]:
    """The files, as the ledger names them, that these documents may have come from: a record stands in its file.

    >>> sorted(files_of(["a.txt", "b.zip!c.jsonl!7"]))
    ['a.txt', 'b.zip!c.jsonl', 'b.zip!c.jsonl!7']
    """
    paths = set(source_paths)
    return paths | {path.rpartition("!")[0] for path in paths if "!" in path}
