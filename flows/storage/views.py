"""The tables of a snapshot as DuckDB views, with a few that answer what is asked most."""

import csv
import json
import re
from pathlib import Path
from typing import TextIO

import duckdb

from tidings.flows.publish.rewriting import partition_of
from tidings.flows.storage.database import define, literal, one_file, scan
from tidings.flows.storage.ready_views import READY
from tidings.flows.storage.warehouse import Snapshot
from tidings.schemas.tables import TABLES

# No file but those allowed, no extension fetched from anywhere, no variable of the program read as a table.
CLOSED = (
    "SET python_enable_replacements = false",
    "SET autoinstall_known_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
EXPLAIN = re.compile(r"^\s*EXPLAIN\s+(?:ANALYZE\b)?", re.IGNORECASE)

ROWS = 10_000  # rows of an answer in memory at a time
WIDE = 10_000  # rows printed as a table at most; a longer answer belongs in a file


def open_views(folder: Path, *, least_confidence: float | None = None) -> duckdb.DuckDBPyConnection:
    """A connection with a view for every table of the snapshot in the folder, and the ready ones.

    With `least_confidence`, events that are less sure are in none of them.
    """
    snapshot = Snapshot(folder.resolve())
    database = duckdb.connect(":memory:")
    database.execute("SET TimeZone = 'UTC'")
    for name, table in TABLES.items():
        rows = scan(snapshot.files(name), table.schema)
        shown = "*" if table.partition in table.schema.names else f"*, {partition_of(table)} AS {table.partition}"
        # as a FLOAT, which the column is: 0.7 as a DOUBLE is more than 0.7 as a FLOAT, and a row at 0.7 would be lost
        sure = f"WHERE confidence >= CAST({least_confidence} AS FLOAT)"
        is_cut = name == "events" and least_confidence is not None
        define(database, name, f"(SELECT {shown} FROM {rows} {sure if is_cut else ''})")
    for name, query in READY.items():
        define(database, name, query)
    return database


def close_off(database: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """From now on the connection reads the files of this folder and nothing else, and its settings stay as they are.

    What it may read it could also overwrite: give it only statements that `reads_only` has let through.
    """
    place = folder.resolve()
    allowed = ", ".join(dict.fromkeys(literal(str(path)) for path in (place, one_file(place))))
    database.execute(f"SET allowed_directories = [{allowed}]")
    for setting in CLOSED:
        database.execute(setting)


def reads_only(statement: str) -> bool:
    """Whether a text is one statement that only reads: SELECT, or what is written short for it.

    >>> [reads_only(text) for text in ("FROM events", "EXPLAIN SELECT 1", "COPY a TO 'x'", "SELECT 1; DROP VIEW v")]
    [True, True, False, False]
    """
    parsed = duckdb.extract_statements(statement)
    if len(parsed) == 1 and parsed[0].type == duckdb.StatementType.EXPLAIN:
        parsed = duckdb.extract_statements(EXPLAIN.sub("", statement))
    return len(parsed) == 1 and parsed[0].type == duckdb.StatementType.SELECT


class _Lines:
    """What a CSV writer writes to: it quotes what holds a sign of its line end, and that must be either sign."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, line: str) -> None:
        """Write a row, ended as everywhere here."""
        self._out.write(line.removesuffix("\r\n") + "\n")


def show(answer: duckdb.DuckDBPyRelation, form: str, out: TextIO) -> None:
    """Print an answer as a table, CSV (as it is: see `tidings.flows.exports.formulas`) or JSON lines."""
    if form == "table":
        answer.show(max_rows=WIDE)
        return
    for number, batch in enumerate(answer.to_arrow_reader(ROWS)):
        if form == "csv":
            frame = batch.to_pandas()
            writer = csv.writer(_Lines(out), lineterminator="\r\n")
            if number == 0:
                writer.writerow(frame.columns)
            writer.writerows(frame.astype(object).where(frame.notna(), None).itertuples(index=False))
        else:
            out.writelines(json.dumps(row, default=str, ensure_ascii=False) + "\n" for row in batch.to_pylist())
