"""Write sorted rows as the Parquet files of a table: small ones, for a warehouse has a file for each month.

Of what Parquet says beside the rows little is left. Statistics stand only where they tell which rows a file has, of the
columns that it is sorted by: of a column of texts they are two whole texts, twice. Dictionaries stand only where values
come again, of codes. Types are Parquet's own, without a second schema for Arrow; what the table and its columns mean
stands in the file's metadata (`description`, `schema_version`, `columns`: JSON).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tidings.schemas.table import SCHEMA_VERSION, Table

ROW_GROUP = 131_072  # 128k rows: measured smallest and fastest to scan
TEXT_ROW_GROUP = 4_096  # tables that hold whole texts: 12 MB of news in memory, not 400
TEXT_TABLES = frozenset({"documents", "articles"})
PARTITION = "_partition"


def row_group(table: Table) -> int:
    """How many rows of a table stand in one row group, and are held in memory at a time."""
    return TEXT_ROW_GROUP if table.name in TEXT_TABLES else ROW_GROUP


def write_partitions(folder: Path, table: Table, batches: Iterable[pa.RecordBatch]) -> None:
    """Write rows that are sorted by partition and by order, one file for each partition that has rows.

    A file is named by the hash of its bytes: the same rows make the same file.
    """
    for partition, rows in _runs(batches):
        write_file(folder, table, partition, rows)


def write_file(folder: Path, table: Table, partition: str, rows: Iterable[pa.Table] = ()) -> None:
    """Write the rows of one partition."""
    place = folder / f"{table.partition}={partition}"
    place.mkdir(parents=True, exist_ok=True)
    fresh = place / ".writing"
    with _writer(fresh, table) as writer:
        for group in _groups(rows, table):
            writer.write_table(group, row_group_size=row_group(table))
    with fresh.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    fresh.rename(place / f"{digest[:16]}.parquet")


def _writer(path: Path, table: Table) -> pq.ParquetWriter:
    sorted_by = {*table.order, *table.key, table.partition_of}
    writer = pq.ParquetWriter(
        path,
        table.stored,
        compression="zstd",
        compression_level=3,
        write_statistics=[name for name in table.stored.names if name in sorted_by],
        use_dictionary=[name for name in table.stored.names if table[name].codes],
        store_schema=False,
    )
    columns = {name: table[name].description for name in table.stored.names}
    told = {"description": table.description, "schema_version": SCHEMA_VERSION, "columns": json.dumps(columns)}
    writer.add_key_value_metadata(told)
    return writer


def _runs(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[str, Iterator[pa.Table]]]:
    """Consecutive rows of one partition, as (partition, tables without the partition's own column)."""
    pieces = _pieces(batches)
    piece = next(pieces, None)

    def rest(partition: str) -> Iterator[pa.Table]:
        nonlocal piece
        while piece is not None and piece[0] == partition:
            yield piece[1]
            piece = next(pieces, None)

    while piece is not None:
        yield piece[0], rest(piece[0])


def _pieces(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[str, pa.Table]]:
    """The batches cut where the partition changes."""
    for batch in batches:
        partitions = batch.column(PARTITION).to_pylist()
        table = pa.Table.from_batches([batch]).drop_columns([PARTITION])
        start = 0
        for at in range(1, len(partitions) + 1):
            if at == len(partitions) or partitions[at] != partitions[start]:
                yield partitions[start], table.slice(start, at - start)
                start = at


def _groups(rows: Iterable[pa.Table], table: Table) -> Iterator[pa.Table]:
    """The rows in whole row groups: where a batch happens to end must not show in the file."""
    size, pending = row_group(table), table.stored.empty_table()
    for piece in rows:
        pending = pa.concat_tables([pending, piece.select(table.stored.names).cast(table.stored)])
        while len(pending) >= size:
            yield pending.slice(0, size).combine_chunks()
            pending = pending.slice(size)
    if len(pending):
        yield pending.combine_chunks()
