"""Where things lie in a warehouse, and the lock that lets one run at a time write to it.

warehouse/events      -> current/events          fixed links, one for each table
warehouse/current     -> .snapshots/000007       the pointer, swapped in one step
warehouse/.snapshots/000007/events/event_month=2022-02/<hash>.parquet
warehouse/.staging/                              what a run has done so far; gone when it is published
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from schemas.table import SCHEMA_VERSION
from schemas.tables import TABLES

POINTER = "current"


class WarehouseError(Exception):
    """A warehouse cannot be used; the message says why and what to do."""


class WarehouseBusy(WarehouseError):
    """Another run is writing."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published state of all tables: immutable."""

    folder: Path

    @property
    def number(self) -> int:
        return int(self.folder.name)

    def files(self, table: str) -> list[Path]:
        """The Parquet files of a table, in order."""
        return sorted((self.folder / table).glob("*/*.parquet"))

    def manifest(self) -> dict[str, object]:
        """What the snapshot says of itself."""
        found: dict[str, object] = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        return found


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A folder of tables."""

    root: Path

    @property
    def snapshots(self) -> Path:
        return self.root / ".snapshots"

    @property
    def staging(self) -> Path:
        return self.root / ".staging"

    def current(self) -> Snapshot | None:
        """The published snapshot, or None when nothing has been published yet.

        WarehouseError when it is gone, or of another version: rows with other columns cannot be joined or read.
        """
        pointer = self.root / POINTER
        if not pointer.is_symlink():
            return None
        folder = self.snapshots / Path(os.readlink(pointer)).name
        if not folder.is_dir():
            raise WarehouseError(f"{pointer}: points to {folder}, which is gone; restore it or start another warehouse")
        snapshot = Snapshot(folder)
        if (found := snapshot.manifest()["schema_version"]) != SCHEMA_VERSION:
            raise WarehouseError(
                f"{self.root}: its tables are of version {found}, this tidings has version {SCHEMA_VERSION}; "
                "read the sources again into another warehouse"
            )
        return snapshot

    def require(self) -> Snapshot:
        """The published snapshot; WarehouseError when there is none."""
        snapshot = self.current()
        if snapshot is None:
            raise WarehouseError(f"{self.root}: holds no tables yet; fill it with: tidings run SOURCE")
        return snapshot

    def point_to(self, snapshot: Snapshot) -> None:
        """Make the snapshot the published one, in one step; links for the tables are set when they are not there."""
        target = Path(snapshot.folder.parent.name) / snapshot.folder.name
        _swap_link(self.root / POINTER, target)
        for name in TABLES:
            link, place = self.root / name, Path(POINTER) / name
            if not link.is_symlink() or Path(os.readlink(link)) != place:
                _swap_link(link, place)
        fsync_folder(self.root)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the warehouse for writing; WarehouseBusy when another run does. A run that dies lets go of it."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("a+", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                owner = lock.read().strip() or "unknown"
                raise WarehouseBusy(
                    f"{self.root}: run with process id {owner} is writing; wait for it to end"
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            try:
                yield
            finally:
                lock.truncate(0)


def _swap_link(link: Path, target: Path) -> None:
    if link.exists() and not link.is_symlink():
        raise WarehouseError(f"{link}: is no link made by tidings; move it away")
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)


def fsync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
