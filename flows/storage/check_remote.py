"""Check a warehouse on an object store, every byte of it, and mend it where the truth is known."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tidings.flows.storage.faults import MEND, Fault, WarehouseError
from tidings.flows.storage.layout import FROM_COPY
from tidings.flows.storage.ledger import LEDGER
from tidings.flows.storage.manifest import MANIFEST, Manifest, read_manifest, written
from tidings.flows.storage.object_store import NoSuchObject
from tidings.flows.storage.remote import FOLDERS, OBJECTS, POINTER, Kept, Remote, files_of, origin
from tidings.flows.storage.warehouse import Snapshot, Warehouse

TAKE_AWAY = "tidings gc takes it away"


def remote_faults(remote: Remote, house: Warehouse) -> list[Fault]:
    """What on the store is not as it was published."""
    try:
        pointer, _ = remote.pointer()
    except WarehouseError as error:
        return [Fault(f"{remote.name}/{POINTER}", str(error).partition(": ")[2].partition(";")[0], _mend(remote))]
    used, faults = set[str](), list[Fault]()
    for entry in pointer.snapshots if pointer else ():
        try:
            objects = remote.objects(entry)
        except WarehouseError as error:
            where, _, what = str(error).partition(": ")
            faults.append(Fault(where, what.partition(";")[0], _if_here(remote)))
            continue
        faults += _faults_of(remote, house, entry, used)
        used |= {*objects.values(), f"{FOLDERS}{entry.folder}/{OBJECTS}"}
    strays = [name for name in remote.store.names(FOLDERS) if name not in used] if not faults else []
    return faults + [Fault(f"{remote.name}/{name}", "is of no snapshot that is kept", TAKE_AWAY) for name in strays]


def mend_remote(remote: Remote, house: Warehouse) -> list[str]:
    """Mend the pointer from the snapshots that are there, and objects from this machine's copy; what was done."""
    done = list(_mended_pointer(remote))
    pointer, _ = remote.pointer()
    for entry in pointer.snapshots if pointer else ():
        done += _mended_objects(remote, house, entry)
        for path, name, sha256 in _expected(remote, house, entry):
            copy = house.snapshots / f"{entry.number:06d}" / path
            if _sha256(remote, name) != sha256 and copy.is_file() and _sha256_of(copy) == sha256:
                remote.store.upload(copy, name)
                done.append(f"{remote.name}/{name}: put back from {copy}")
    return done


def _faults_of(remote: Remote, house: Warehouse, entry: Kept, looked_at: set[str]) -> Iterator[Fault]:
    try:
        expected = _expected(remote, house, entry)
    except WarehouseError as error:
        where, _, what = str(error).partition(": ")
        yield Fault(where, what.partition(";")[0], _if_here(remote))
        return
    for _, name, sha256 in expected:
        if name not in looked_at and (found := _sha256(remote, name)) != sha256:
            what = "is missing" if found is None else "has been changed since it was published"
            yield Fault(f"{remote.name}/{name}", what, _if_here(remote))


def _expected(remote: Remote, house: Warehouse, entry: Kept) -> list[tuple[str, str, str]]:
    """(path, name, hash) of each file of a snapshot. WarehouseError when it cannot be known."""
    objects = remote.objects(entry)
    manifest = _manifest(remote, house, entry, objects[MANIFEST])
    hashes = files_of(manifest) | {LEDGER: manifest.ledger.sha256}
    hashes[MANIFEST] = hashlib.sha256(written(manifest).encode()).hexdigest()
    return [(path, objects[path], sha256) for path, sha256 in hashes.items()]


def _manifest(remote: Remote, house: Warehouse, entry: Kept, name: str) -> Manifest:
    """The manifest of a snapshot; this machine's copy of it where that of the store cannot be believed."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            (Path(folder) / MANIFEST).write_bytes(remote.store.read(name)[0])
            return read_manifest(Path(folder))
        except (NoSuchObject, WarehouseError) as error:
            copy = Snapshot(house.snapshots / f"{entry.number:06d}")
            if origin(copy) == entry.folder:
                return copy.manifest()
            raise WarehouseError(f"{remote.name}/{name}: cannot be believed") from error


def _mended_pointer(remote: Remote) -> Iterator[str]:
    """Point to the snapshots that lie there whole, where the pointer cannot be read."""
    try:
        remote.pointer()
        return
    except WarehouseError:
        mark = remote.mark()
    whole = sorted(name for name in remote.store.names(FOLDERS) if name.endswith(f"/{OBJECTS}"))
    entries = [Kept(number=int(folder[:6]), folder=folder) for folder in (name.split("/")[1] for name in whole)]
    times = Counter(entry.number for entry in entries)
    kept = tuple(entry for entry in entries if times[entry.number] == 1)
    if not kept or kept[-1] != entries[-1]:
        raise WarehouseError(f"{remote.name}: what was published cannot be told; restore {POINTER} from a copy")
    if not remote.point_to(kept, mark):
        raise WarehouseError(f"{remote.name}: another run is publishing; run the same command again")
    yield f"{remote.name}/{POINTER}: points to snapshot {kept[-1].number}"


def _mended_objects(remote: Remote, house: Warehouse, entry: Kept) -> Iterator[str]:
    """Put the list of a snapshot's objects back, where the store has lost it and this machine's copy has it."""
    copy = Snapshot(house.snapshots / f"{entry.number:06d}")
    try:
        remote.objects(entry)
    except WarehouseError:
        if origin(copy) != entry.folder:
            raise
        name = f"{FOLDERS}{entry.folder}/{OBJECTS}"
        remote.store.upload(copy.folder / OBJECTS, name)
        yield f"{remote.name}/{name}: put back from {copy.folder / OBJECTS}"


def _sha256(remote: Remote, name: str) -> str | None:
    """The hash of an object's bytes; None where there is none."""
    with tempfile.TemporaryFile() as out:
        try:
            remote.store.copy_to(name, out)
        except NoSuchObject:
            return None
        out.seek(0)
        return hashlib.file_digest(out, "sha256").hexdigest()


def _sha256_of(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _if_here(remote: Remote) -> str:
    return f"{_mend(remote)} puts it back if this machine's copy has it; else {FROM_COPY}"


def _mend(remote: Remote) -> str:
    return MEND.format(root=remote.name)
