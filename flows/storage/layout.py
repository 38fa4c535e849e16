"""Look over a warehouse as it lies on disk: its links, its snapshots, their manifests, ledgers and files."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from tidings.flows.storage.faults import MEND, DamagedManifest, Fault, WarehouseError
from tidings.flows.storage.ledger import LEDGER, ledger_fault
from tidings.flows.storage.manifest import MANIFEST, SPARE, FileEntry, Manifest, read_manifest
from tidings.flows.storage.warehouse import POINTER, Snapshot, Warehouse
from tidings.schemas.tables import TABLES

FROM_COPY = "put it back from a copy, or read the sources again: tidings run SOURCE --warehouse ANOTHER_FOLDER"
TAKE_AWAY = "take it away"
LET_GO = "let the old snapshot go: tidings gc --keep 1"


def is_warehouse(house: Warehouse) -> bool:
    """Whether anything of a warehouse is there."""
    return bool(house.kept()) or os.path.lexists(house.root / POINTER)


def layout_faults(house: Warehouse) -> list[Fault]:
    """What is not as it was published, but for what the rows say."""
    return [*_link_faults(house), *(fault for snapshot in house.kept() for fault in _snapshot_faults(house, snapshot))]


def _link_faults(house: Warehouse) -> Iterator[Fault]:
    mend = MEND.format(root=house.root)
    kept, pointed, pointer = house.kept(), house.pointed(), house.root / POINTER
    if pointed is None:
        what = "is missing" if not pointer.exists() else "is no link (a copy that follows links?)"
        if not (kept and house.is_under_way(kept[-1])):
            yield Fault(str(pointer), what, mend)
    elif not pointed.folder.is_dir():
        yield Fault(str(pointer), f"points to {os.readlink(pointer)}, which is gone", mend if kept else FROM_COPY)
    elif pointer.resolve() != kept[-1].folder.resolve() and not house.is_under_way(kept[-1]):
        yield Fault(str(pointer), f"points to {os.readlink(pointer)}, not to the newest snapshot", mend)
    for name in TABLES:
        link = house.root / name
        if not os.path.lexists(link):
            yield Fault(str(link), "the link to the table is missing", mend)
        elif not link.is_symlink():
            yield Fault(str(link), "is no link made by tidings", mend)
        elif os.readlink(link) != f"{POINTER}/{name}":
            yield Fault(str(link), f"leads to {os.readlink(link)}, not to the table", mend)


def _snapshot_faults(house: Warehouse, snapshot: Snapshot) -> Iterator[Fault]:
    is_newest = snapshot == house.kept()[-1]
    remedy = FROM_COPY if is_newest else LET_GO
    mend = MEND.format(root=house.root)
    spare = Snapshot(snapshot.folder / SPARE)
    try:
        manifest = snapshot.manifest()
    except DamagedManifest as error:
        where, _, what = str(error).partition(": ")
        yield Fault(where, what, mend if has_good_manifest(spare.folder) else remedy)
        return
    except WarehouseError as error:
        what, _, todo = str(error).partition("; ")
        yield Fault(str(snapshot.folder), what.partition(": ")[2], todo)
        return
    if manifest.number != snapshot.number:
        yield Fault(str(snapshot.folder), f"is the snapshot of number {manifest.number}", "give its folder that number")
    damage = ledger_fault(snapshot.folder, manifest)
    if damage:
        is_spare_good = ledger_fault(spare.folder, manifest) is None
        yield Fault(str(snapshot.folder / LEDGER), damage, mend if is_spare_good else remedy)
    for name in (MANIFEST, LEDGER):
        if not damage and _bytes(snapshot.folder / name) != _bytes(spare.folder / name):
            yield Fault(str(spare.folder / name), "the spare copy is not what was published", mend)
    yield from _file_faults(snapshot, manifest, remedy)


def has_good_manifest(folder: Path) -> bool:
    """Whether the manifest in a folder can be believed."""
    try:
        read_manifest(folder)
    except WarehouseError:
        return False
    return True


def _file_faults(snapshot: Snapshot, manifest: Manifest, remedy: str) -> Iterator[Fault]:
    """Files that are missing, changed or too many, against the manifest."""
    for name in TABLES:
        listed = {snapshot.folder / entry.path: entry for entry in manifest.tables.get(name, ())}
        for path, entry in listed.items():
            if what := _file_fault(path, entry, name):
                yield Fault(f"{name}: {path}", what, remedy)
        for path in sorted((snapshot.folder / name).rglob("*")):
            if path not in listed and not path.is_dir():
                yield Fault(f"{name}: {path}", "is not in the manifest", TAKE_AWAY)


def _file_fault(path: Path, entry: FileEntry, table: str) -> str | None:
    try:
        with path.open("rb") as data:
            digest = hashlib.file_digest(data, "sha256").hexdigest()
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    if digest != entry.sha256:
        return "has been changed since it was published"
    if not pq.read_schema(path).equals(TABLES[table].stored, check_metadata=False):
        return "has other columns than the table"
    if (found := pq.read_metadata(path).num_rows) != entry.rows:
        return f"has {found} rows, the manifest says {entry.rows}"
    return None


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
