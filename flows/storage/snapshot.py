"""Build a snapshot: the rows of all tables in sorted Parquet files, the unchanged ones linked to those of the last."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tidings.flows.storage.ledger import LEDGER
from tidings.flows.storage.manifest import MANIFEST, SPARE, FileEntry, ReadSettings, write_manifest
from tidings.flows.storage.readings import reads_otherwise
from tidings.flows.storage.table_files import write_file, write_partitions
from tidings.flows.storage.warehouse import Snapshot, Warehouse, fsync_folder
from tidings.schemas.table import Table
from tidings.schemas.tables import TABLES

CANNOT_LINK = (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP)  # file systems without hard links


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
        """Write the rows, sorted by partition and by order."""
        write_partitions(self.folder / table.name, table, batches)

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
                write_file(self.folder / table.name, table, "unknown")
            files = Snapshot(self.folder).files(table.name)
            for file in files:
                if last and (place := file.relative_to(self.folder).as_posix()) in known:
                    share(last.folder / place, file)
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


def share(file: Path, written: Path) -> None:
    """Put a file of the last snapshot in the place of one that was written again and came out the same."""
    if not written.samefile(file) and written.stat().st_size == file.stat().st_size:
        written.unlink()
        take_over(file, written)


def take_over(file: Path, place: Path) -> None:
    """Give a file that is never changed a second name; a copy where the file system has no hard links."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, place)
    except OSError as error:
        if error.errno not in CANNOT_LINK:
            raise
        shutil.copyfile(file, place)


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
