"""A warehouse on an object store: what is published there, and the copy of it that this machine works on.

    s3://bucket/name/current.json                          the pointer: which snapshots there are, the newest last
    s3://bucket/name/snapshots/000007-1f2e3d4c/            what snapshot 7 has that those before it have not
        objects.json                                       of each of its files, the object that has its bytes
        manifest.json, sources.parquet, events/event_month=2022-02/<hash>.parquet, ...

Only the pointer is ever written over, and only on the condition that it is still what was read: of two that publish,
one is told that it was too late. A folder is named by chance, so no name is used twice, and what is taken away was
listed before the pointer changed: who was about to refer to it is refused.
"""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from pydantic import ValidationError

from tidings.flows.storage.faults import MEND, WarehouseError
from tidings.flows.storage.history import discard
from tidings.flows.storage.ledger import LEDGER
from tidings.flows.storage.manifest import MANIFEST, SPARE, Manifest, Record, read_manifest
from tidings.flows.storage.object_store import Conflict, NoSuchObject, ObjectStore
from tidings.flows.storage.snapshot import take_over
from tidings.flows.storage.warehouse import Snapshot, Warehouse

POINTER = "current.json"
FOLDERS = "snapshots/"
OBJECTS = "objects.json"
ORIGIN = ".origin"  # in a snapshot of the copy: the folder of the store that it is from
FETCHING = ".fetching"  # in the copy: a snapshot that is not there whole yet
TRIES = 5  # readings of a state that others take away meanwhile


class Kept(Record):
    """A snapshot of the store."""

    number: int
    folder: str


class Pointer(Record):
    """Which snapshots there are, oldest first; `revision` is another with each change, so that no state comes back."""

    revision: str
    snapshots: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Remote:
    """The warehouse on the store."""

    store: ObjectStore

    @property
    def name(self) -> str:
        """Its address."""
        return self.store.url

    def pull(self, house: Warehouse, *, is_writer: bool = False) -> None:
        """Make the copy the same as what is published; files that it has are not fetched again.

        While a run writes it stays what the run began with, for readers too.
        """
        house.root.mkdir(parents=True, exist_ok=True)
        with _alone(house.root / ".pull-lock"):
            if not is_writer and house.is_locked():
                return
            for left in range(TRIES - 1, -1, -1):
                pointer, _ = self.pointer()
                if pointer is None and house.kept():
                    todo = f"this machine has a copy, {house.root}; take that away to begin anew"
                    raise WarehouseError(f"{self.name}: what was published there is gone; {todo}")
                try:
                    self._pull(house, pointer.snapshots if pointer else ())
                    return
                except NoSuchObject as missing:
                    if left == 0 or self.pointer()[0] == pointer:
                        raise WarehouseError(f"{missing}: is missing; {self._mend}") from None

    def push(self, folder: Path, house: Warehouse) -> None:
        """Publish the sealed draft in the folder. WarehouseError when another has published since it was begun."""
        manifest = read_manifest(folder)
        pointer, mark = self.pointer()
        if pointer is None:
            self.point_to((), None)
            pointer, mark = self.pointer()
        published = pointer.snapshots if pointer else ()
        if (published[-1].folder if published else None) != origin(house.pointed()):
            raise self._too_late()
        place = f"{manifest.number:06d}-{uuid4().hex[:8]}"
        known = self.objects(published[-1]) if published else {}
        objects = {path: known.get(path) or f"{FOLDERS}{place}/{path}" for path in files_of(manifest)}
        for path, name in objects.items():
            if path not in known:
                self.store.upload(folder / path, name)
        for path in (MANIFEST, LEDGER):  # of the same name in each snapshot, and never the same
            objects[path] = f"{FOLDERS}{place}/{path}"
            self.store.upload(folder / path, objects[path])
        (folder / OBJECTS).write_bytes(_json(objects))
        self.store.upload(folder / OBJECTS, f"{FOLDERS}{place}/{OBJECTS}")
        if not self.point_to((*published, Kept(number=manifest.number, folder=place)), mark):
            raise self._too_late()
        (folder / ORIGIN).write_text(place, encoding="utf-8")

    def keep(self, kept: list[Snapshot]) -> bool:
        """Let all snapshots go but these, and what a publication that died has left; False when another publishes."""
        pointer, mark = self.pointer()
        if pointer is None:
            return True
        origins = {origin(snapshot) for snapshot in kept}
        staying = tuple(entry for entry in pointer.snapshots if entry.folder in origins)
        if not staying or staying[-1] != pointer.snapshots[-1]:
            return False
        used = {name for entry in staying for name in self.objects(entry).values()}
        used |= {f"{FOLDERS}{entry.folder}/{OBJECTS}" for entry in staying}
        unused = [name for name in self.store.names(FOLDERS) if name not in used]
        if unused or staying != pointer.snapshots:
            if not self.point_to(staying, mark):
                return False
            self.store.delete(unused)
        return True

    def pointer(self) -> tuple[Pointer | None, str | None]:
        """The pointer and its mark; (None, None) where nothing has been published."""
        try:
            said, mark = self.store.read(POINTER)
        except NoSuchObject:
            if next(self.store.names(FOLDERS), None) is not None:
                raise WarehouseError(f"{self.name}/{POINTER}: is missing; {self._mend}") from None
            return None, None
        try:
            return Pointer.model_validate_json(said), mark
        except ValidationError:
            raise WarehouseError(f"{self.name}/{POINTER}: cannot be believed; {self._mend}") from None

    def mark(self) -> str | None:
        """The mark of the pointer, whatever it says; None where there is none."""
        try:
            return self.store.read(POINTER)[1]
        except NoSuchObject:
            return None

    def point_to(self, snapshots: tuple[Kept, ...], mark: str | None) -> bool:
        """Publish these snapshots if the pointer still has the mark; whether it was so."""
        fresh = Pointer(revision=uuid4().hex, snapshots=snapshots)
        try:
            self.store.write(POINTER, _json(fresh.model_dump()), instead_of=mark)
        except Conflict:  # or the answer to the first try was lost, and this is the answer to the second
            return self.pointer()[0] == fresh
        return True

    def objects(self, entry: Kept) -> dict[str, str]:
        """The object that has the bytes of each file of a snapshot. WarehouseError when that cannot be known."""
        name = f"{FOLDERS}{entry.folder}/{OBJECTS}"
        try:
            said = json.loads(self.store.read(name)[0])
        except (NoSuchObject, ValueError):
            said = None
        if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
            raise WarehouseError(f"{self.name}/{name}: is missing or cannot be believed; {self._mend}")
        return said

    def _pull(self, house: Warehouse, published: tuple[Kept, ...]) -> None:
        shutil.rmtree(house.root / FETCHING, ignore_errors=True)
        here = {origin(snapshot): snapshot for snapshot in house.kept()}
        staying = {entry.folder for entry in published}
        discard([snapshot for place, snapshot in here.items() if place not in staying])
        for entry in published:
            if entry.folder not in here:
                self._fetch(house, entry)
        if published and (newest := house.kept()[-1]) != house.pointed():
            house.point_to(newest)

    def _fetch(self, house: Warehouse, entry: Kept) -> None:
        """Bring a snapshot into the copy, whole or not at all."""
        fresh = house.root / FETCHING
        fresh.mkdir()
        objects = self.objects(entry)
        (fresh / OBJECTS).write_bytes(_json(objects))
        for path in (MANIFEST, LEDGER):
            with (fresh / path).open("wb") as out:
                self.store.copy_to(objects[path], out)
        have = {file.relative_to(old.folder).as_posix(): file for old in house.kept() for file in _tables(old.folder)}
        for path, sha256 in files_of(read_manifest(fresh)).items():
            if path in have:
                take_over(have[path], fresh / path)
                continue
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            with (fresh / path).open("w+b") as out:
                self.store.copy_to(objects[path], out)
                out.seek(0)
                if hashlib.file_digest(out, "sha256").hexdigest() != sha256:
                    raise WarehouseError(f"{self.name}/{objects[path]}: has been changed; {self._mend}")
        (fresh / SPARE).mkdir()
        for path in (MANIFEST, LEDGER):
            shutil.copyfile(fresh / path, fresh / SPARE / path)
        (fresh / ORIGIN).write_text(entry.folder, encoding="utf-8")
        house.snapshots.mkdir(exist_ok=True)
        fresh.rename(house.snapshots / f"{entry.number:06d}")

    @property
    def _mend(self) -> str:
        return f"mend it with: {MEND.format(root=self.name)}"

    def _too_late(self) -> WarehouseError:
        todo = "run the same command again: what it has read is kept"
        return WarehouseError(f"{self.name}: another run has published meanwhile; {todo}")


def files_of(manifest: Manifest) -> dict[str, str]:
    """The files of the tables of a snapshot, with their hashes."""
    return {entry.path: entry.sha256 for entries in manifest.tables.values() for entry in entries}


def _tables(folder: Path) -> Iterator[Path]:
    return folder.glob("*/*/*.parquet")


def origin(snapshot: Snapshot | None) -> str | None:
    """The folder of the store that a snapshot of the copy is from; None for one that is from none."""
    try:
        return (snapshot.folder / ORIGIN).read_text(encoding="utf-8") if snapshot else None
    except FileNotFoundError:
        return None


def _json(said: Mapping[str, object]) -> bytes:
    return (json.dumps(said, indent=1, sort_keys=True) + "\n").encode()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait until no other process of this machine is at it."""
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
