"""DuckDB over Parquet: a bounded connection, and scans that know their columns even when there is no file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

MEMORY = "600MB"  # beyond it DuckDB spills to disk; a run shall stay under 1.2 GB with its frames and its workers
THREADS = 2


def connect(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A connection in memory; `spill` is where sorts and joins go that do not fit."""
    settings: dict[str, str | bool | int | float | list[str]]
    settings = {
        "memory_limit": MEMORY,
        "threads": THREADS,
        "preserve_insertion_order": False,
    }
    if spill is not None:
        settings["temp_directory"] = str(spill)
    database = duckdb.connect(":memory:", config=settings)
    database.execute("SET TimeZone = 'UTC'")  # or the month of a moment would depend on where the machine stands
    return database


def scan(files: Sequence[Path], schema: pa.Schema) -> str:
    """SQL that reads the files as rows of the schema, partition columns included."""
    columns = ", ".join(quoted(name) for name in schema.names)
    if not files:
        nulls = ", ".join(f"CAST(NULL AS {sql_type(field.type)}) AS {quoted(field.name)}" for field in schema)
        return f"(SELECT {nulls} WHERE false)"
    paths = ", ".join(literal(one_file(path)) for path in files)
    reader = f"read_parquet([{paths}], hive_partitioning = true, hive_types_autocast = false, union_by_name = true)"
    return f"(SELECT {columns} FROM {reader})"


def define(database: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """Make a view of a query."""
    database.execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS SELECT * FROM {query}")


def fetch(database: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    """All rows of a query that has few."""
    return database.cursor().sql(query).to_arrow_table()


def rows_of(database: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """The answer to a query that has few rows, a dict for each; unlike `fetch` it sees temporary views."""
    rows: list[dict[str, Any]] = database.sql(query).to_arrow_table().to_pylist()
    return rows


def stream(database: duckdb.DuckDBPyConnection, query: str, rows: int) -> Iterator[pa.RecordBatch]:
    """The rows of a query, so many at a time; others may be asked meanwhile."""
    return iter(database.cursor().sql(query).to_arrow_reader(rows))


def insert(database: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Add rows to a table of the same columns."""
    cursor = database.cursor()
    cursor.register("arriving", rows)
    cursor.execute(f"INSERT INTO {quoted(name)} BY NAME SELECT * FROM arriving")
    cursor.unregister("arriving")


def columns(names: Iterable[str]) -> str:
    """A select list."""
    return ", ".join(quoted(name) for name in names)


def quoted(name: str) -> str:
    """A name as SQL writes it: `end` and `table` are words of SQL too."""
    return '"' + name.replace('"', '""') + '"'


def one_file(path: Path) -> str:
    """The path as DuckDB reads it: signs that would make a pattern of it stand for themselves.

    >>> one_file(Path("news [2020]*/a.parquet"))
    'news [[]2020][*]/a.parquet'
    """
    return re.sub(r"([*?[])", r"[\1]", str(path))


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def sql_type(kind: pa.DataType) -> str:
    """The DuckDB name of an Arrow type.

    >>> sql_type(pa.list_(pa.string()))
    'VARCHAR[]'
    """
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        return "STRUCT(" + ", ".join(f"{quoted(field.name)} {sql_type(field.type)}" for field in kind) + ")"
    return {
        pa.string(): "VARCHAR",
        pa.bool_(): "BOOLEAN",
        pa.int32(): "INTEGER",
        pa.int64(): "BIGINT",
        pa.float32(): "FLOAT",
        pa.float64(): "DOUBLE",
        pa.date32(): "DATE",
        pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
    }[kind]
