"""Build a snapshot: the rows of all tables in sorted Parquet files, the unchanged ones linked to those of the last."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tidings.flows.storage.ledger import LEDGER
from tidings.flows.storage.manifest import MANIFEST, SPARE, FileEntry, ReadSettings, write_manifest
from tidings.flows.storage.readings import reads_otherwise
from tidings.flows.storage.warehouse import Snapshot, Warehouse, fsync_folder
from tidings.schemas.table import Table
from tidings.schemas.tables import TABLES

ROW_GROUP = 131_072  # 128k rows: measured smallest and fastest to scan
TEXT_ROW_GROUP = 4_096  # tables that hold whole texts: 12 MB of news in memory, not 400
TEXT_TABLES = frozenset({"documents", "articles"})
PARTITION = "_partition"
CANNOT_LINK = (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP)  # file systems without hard links


def row_group(table: Table) -> int:
    """How many rows of a table stand in one row group, and are held in memory at a time."""
    return TEXT_ROW_GROUP if table.name in TEXT_TABLES else ROW_GROUP


@dataclass(frozen=True, slots=True)
class Draft:
    """A snapshot in the making, outside the tables."""

    folder: Path

    @classmethod
    def begin(cls, folder: Path) -> "Draft":
        """An empty draft; what a run that died left in the folder is cleared away."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return cls(folder)

    def write(self, table: Table, batches: Iterable[pa.RecordBatch]) -> None:
        """Write the rows, sorted by partition and by order, one file for each partition that has rows.

        A file is named by the hash of its bytes: the same rows make the same file.
        """
        for partition, rows in _runs(batches):
            _write_file(self.folder / table.name / f"{table.partition}={partition}", table, rows)

    def link(self, table: Table, file: Path) -> None:
        """Take over an unchanged file of the last snapshot: the same file, where the file system can."""
        take_over(file, self.folder / table.name / file.parent.name / file.name)

    def seal(
        self,
        warehouse: Warehouse,
        run: Mapping[str, object],
        *,
        operation: str = "run",
        reading: ReadSettings | None = None,
        forgotten: Iterable[str] = (),
    ) -> None:
        """Give every empty table an empty file, so that it can be read, and write the manifest.

        `run` says run_id, pipeline_version and ingested_at; the ledger is there already.
        """
        last = warehouse.current()
        before = last.manifest() if last else None
        known = {entry.path: entry for entries in before.tables.values() for entry in entries} if before else {}
        listed = {}
        for table in TABLES.values():
            if not any((self.folder / table.name).glob("*/*.parquet")):
                _write_file(self.folder / table.name / f"{table.partition}=unknown", table, iter(()))
            files = Snapshot(self.folder).files(table.name)
            listed[table.name] = [_describe(self.folder, file, known).model_dump() for file in files]
        facts = {
            **run,
            "number": warehouse.next_number(),
            "parent": last.number if last else None,
            "operation": operation,
            "reading": reading.model_dump() if reading else None,
            "is_mixed": bool(before and reading and reads_otherwise(before, reading)),
            "forgotten": sorted({*forgotten, *(before.forgotten if before else ())}),
            "ledger": _describe(self.folder, self.folder / LEDGER, {}).model_dump(),
            "tables": listed,
        }
        write_manifest(self.folder, facts)
        (self.folder / SPARE).mkdir()
        for name in (MANIFEST, LEDGER):
            shutil.copyfile(self.folder / name, self.folder / SPARE / name)
        for folder, _, names in os.walk(self.folder):
            for name in names:
                _fsync_file(Path(folder) / name)
            fsync_folder(Path(folder))


def publish(draft: Draft, warehouse: Warehouse) -> Snapshot:
    """Move the sealed draft among the snapshots, in a place that none has had, and make it the published one."""
    if warehouse.remote:
        warehouse.remote.push(draft.folder, warehouse)
    warehouse.snapshots.mkdir(parents=True, exist_ok=True)
    place = warehouse.snapshots / f"{warehouse.next_number():06d}"
    draft.folder.rename(place)
    fsync_folder(warehouse.snapshots)
    snapshot = Snapshot(place)
    warehouse.point_to(snapshot)
    return snapshot


def take_over(file: Path, place: Path) -> None:
    """Give a file that is never changed a second name; a copy where the file system has no hard links."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, place)
    except OSError as error:
        if error.errno not in CANNOT_LINK:
            raise
        shutil.copyfile(file, place)


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


def _write_file(folder: Path, table: Table, rows: Iterator[pa.Table]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / ".writing"
    with pq.ParquetWriter(fresh, table.stored, compression="zstd", compression_level=3) as writer:
        for group in _groups(rows, table):
            writer.write_table(group, row_group_size=row_group(table))
    with fresh.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    fresh.rename(folder / f"{digest[:16]}.parquet")


def _groups(rows: Iterator[pa.Table], table: Table) -> Iterator[pa.Table]:
    """The rows in whole row groups: where a batch happens to end must not show in the file."""
    size, pending = row_group(table), table.stored.empty_table()
    for piece in rows:
        pending = pa.concat_tables([pending, piece.select(table.stored.names).cast(table.stored)])
        while len(pending) >= size:
            yield pending.slice(0, size).combine_chunks()
            pending = pending.slice(size)
    if len(pending):
        yield pending.combine_chunks()


def _describe(root: Path, file: Path, known: Mapping[str, FileEntry]) -> FileEntry:
    """The entry of a file in the manifest; a file taken over keeps the one it has, its name says what is in it."""
    path, size = file.relative_to(root).as_posix(), file.stat().st_size
    if path in known and known[path].bytes == size:
        return known[path]
    with file.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    return FileEntry(path=path, rows=pq.read_metadata(file).num_rows, bytes=size, sha256=digest)


def _fsync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
