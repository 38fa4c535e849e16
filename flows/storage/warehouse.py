"""Where things lie in a warehouse, which snapshot is published, and the lock that lets one at a time write to it.

warehouse/events      -> current/events          fixed links, one for each table
warehouse/current     -> .snapshots/000007       the pointer, swapped in one step
warehouse/.snapshots/000007/events/event_month=2022-02/<hash>.parquet
warehouse/.staging/                              what a run has done so far; gone when it is published
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tidings.flows.storage.faults import MEND, WarehouseBusy, WarehouseError
from tidings.flows.storage.manifest import MANIFEST, Manifest, read_manifest
from tidings.schemas.tables import TABLES

__all__ = ["POINTER", "Snapshot", "Warehouse", "WarehouseBusy", "WarehouseError", "fsync_folder"]

POINTER = "current"
FORBIDDING = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published state of all tables: immutable."""

    folder: Path

    @property
    def number(self) -> int:
        return int(self.folder.name)

    @property
    def root(self) -> Path:
        """The warehouse it is of."""
        return self.folder.parent.parent

    def files(self, table: str) -> list[Path]:
        """The Parquet files of a table, in order."""
        return sorted((self.folder / table).glob("*/*.parquet"))

    def manifest(self) -> Manifest:
        """What the snapshot says of itself; WarehouseError when it cannot be believed."""
        return read_manifest(self.folder)


class Elsewhere(Protocol):
    """Where a warehouse is published whose folder is only this machine's copy of it."""

    @property
    def name(self) -> str: ...
    def pull(self, house: "Warehouse", *, is_writer: bool = False) -> None: ...
    def push(self, folder: Path, house: "Warehouse") -> None: ...
    def keep(self, kept: list[Snapshot]) -> bool: ...


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A folder of tables."""

    root: Path
    remote: Elsewhere | None = None

    @property
    def name(self) -> str:
        """How a user calls it."""
        return self.remote.name if self.remote else str(self.root)

    @property
    def snapshots(self) -> Path:
        return self.root / ".snapshots"

    @property
    def staging(self) -> Path:
        return self.root / ".staging"

    @property
    def mend(self) -> str:
        """The command that mends the warehouse."""
        return f"mend it with: {MEND.format(root=self.root)}"

    def kept(self) -> list[Snapshot]:
        """Every snapshot that is there, oldest first."""
        if not self.snapshots.is_dir():
            return []
        folders = [path for path in self.snapshots.iterdir() if path.name.isdecimal() and path.is_dir()]
        return [Snapshot(path) for path in sorted(folders, key=lambda path: int(path.name))]

    def pointed(self) -> Snapshot | None:
        """The snapshot that the pointer names, whether it is there or not; None without a pointer."""
        pointer = self.root / POINTER
        return Snapshot(self.snapshots / Path(os.readlink(pointer)).name) if pointer.is_symlink() else None

    def current(self) -> Snapshot | None:
        """The published snapshot, or None when nothing has been published yet.

        WarehouseError when it is gone, damaged, or of another version: other columns cannot be joined or read.
        """
        snapshot = self.pointed()
        if snapshot is None:
            if remains := self._remains():
                raise WarehouseError(f"{self.root}: {remains}; {self.mend}")
            return None
        if not snapshot.folder.is_dir():
            others = ", ".join(str(kept.number) for kept in self.kept())
            todo = f"what is left are the snapshots {others}; {self.mend}" if others else "restore it from a copy"
            raise WarehouseError(f"{self.root / POINTER}: points to {snapshot.folder}, which is gone; {todo}")
        try:
            snapshot.manifest()
        except WarehouseError as error:
            raise WarehouseError(f"{error}; see: tidings check --warehouse {self.root}") from None
        return snapshot

    def require(self) -> Snapshot:
        """The published snapshot; WarehouseError when there is none."""
        snapshot = self.current()
        if snapshot is None:
            raise WarehouseError(f"{self.name}: holds no tables yet; fill it with: tidings run SOURCE")
        return snapshot

    def next_number(self) -> int:
        """The number of the next snapshot: one that none has borne."""
        return max((snapshot.number for snapshot in self.kept()), default=0) + 1

    def is_under_way(self, snapshot: Snapshot) -> bool:
        """Whether the run that made the snapshot has not cleared its staged rows away: it may not have published it."""
        try:
            return (self.staging / snapshot.manifest().run_id).is_dir()
        except WarehouseError:
            return False

    def point_to(self, snapshot: Snapshot) -> None:
        """Make the snapshot the published one, in one step; links for the tables are set when they are not there."""
        _swap_link(self.root / POINTER, Path(self.snapshots.name) / snapshot.folder.name)
        for name in TABLES:
            link, place = self.root / name, Path(POINTER) / name
            if not link.is_symlink() or Path(os.readlink(link)) != place:
                _swap_link(link, place)
        fsync_folder(self.root)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the warehouse for writing, when it is sound; WarehouseError otherwise, WarehouseBusy when another does.

        A publication that was cut short is finished first. A run that dies lets go of the warehouse.
        """
        with self.locked():
            if self.remote:
                self.remote.pull(self, is_writer=True)
            self._finish_publication()
            newest, current = next(reversed(self.kept()), None), self.current()
            if newest != current:
                raise WarehouseError(f"{self.root / POINTER}: does not point to the newest snapshot; {self.mend}")
            for name in (POINTER, *TABLES):
                _refuse_foreign(self.root / name)
            yield

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the warehouse for writing, whatever its state."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = (self.root / ".lock").open("a+", encoding="utf-8")
        except OSError as error:
            if error.errno not in FORBIDDING:
                raise
            todo = "make it writable, or choose another --warehouse"
            raise WarehouseError(f"{self.root}: cannot be written to ({error.strerror}); {todo}") from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                owner = lock.read().strip() or "unknown"
                raise WarehouseBusy(
                    f"{self.name}: run with process id {owner} is writing; wait for it to end"
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            try:
                yield
            finally:
                lock.truncate(0)

    def is_locked(self) -> bool:
        """Whether somebody holds the warehouse for writing."""
        try:
            lock = (self.root / ".lock").open(encoding="utf-8")
        except FileNotFoundError:
            return False
        with lock:
            if not lock.read():
                return False  # not asked of the system: a run that begins at this moment would be refused
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def _remains(self) -> str | None:
        """What of a warehouse is there although no link says what is published; None where there is nothing."""
        if (self.root / POINTER / MANIFEST).exists():
            return "its links have been replaced by what they led to (a copy that follows links?)"
        if any(not self.is_under_way(snapshot) for snapshot in self.kept()):
            return f"holds snapshots, but no link {POINTER!r} to the published one (a copy without links?)"
        return None

    def _finish_publication(self) -> None:
        """Finish what a run left that died after its snapshot was judged and moved to its place."""
        kept, pointed = self.kept(), self.pointed()
        if not kept or not self.is_under_way(kept[-1]):
            return
        manifest = kept[-1].manifest()
        if kept[-1] != pointed and manifest.parent == (pointed.number if pointed else None):
            self.point_to(kept[-1])
            pointed = kept[-1]
        if kept[-1] == pointed:
            shutil.rmtree(self.staging / manifest.run_id)


def _refuse_foreign(link: Path) -> None:
    if link.exists() and not link.is_symlink():
        raise WarehouseError(f"{link}: is no link made by tidings; move it away")


def _swap_link(link: Path, target: Path) -> None:
    _refuse_foreign(link)
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
