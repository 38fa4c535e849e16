"""Mend a warehouse where the truth is known: links, pointer, and what a snapshot keeps a second copy of."""

import filecmp
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from tidings.flows.storage.faults import WarehouseError
from tidings.flows.storage.layout import has_good_manifest
from tidings.flows.storage.ledger import LEDGER, ledger_fault
from tidings.flows.storage.manifest import MANIFEST, SPARE, read_manifest
from tidings.flows.storage.warehouse import POINTER, Warehouse, fsync_folder
from tidings.schemas.tables import TABLES


def repair(house: Warehouse) -> list[str]:
    """Mend what can be mended; what was done, a line each. The caller holds the lock."""
    return [*_take_back_pointer(house), *_restore_spares(house), *_set_links(house)]


def _take_back_pointer(house: Warehouse) -> Iterator[str]:
    """A pointer that a copy has replaced by the snapshot itself: the snapshot is put among the others if it is lost."""
    pointer = house.root / POINTER
    if pointer.is_symlink() or not has_good_manifest(pointer):
        return
    place = house.snapshots / f"{read_manifest(pointer).number:06d}"
    if not place.exists():
        house.snapshots.mkdir(exist_ok=True)
        pointer.rename(place)
        yield f"{pointer}: was the snapshot itself; moved to {place}"


def _restore_spares(house: Warehouse) -> Iterator[str]:
    for snapshot in house.kept():
        good, spare = snapshot.folder, snapshot.folder / SPARE
        if not has_good_manifest(good) and has_good_manifest(spare):
            yield _copied(spare / MANIFEST, good / MANIFEST)
        if not has_good_manifest(good):
            continue
        manifest = snapshot.manifest()
        if ledger_fault(good, manifest) and not ledger_fault(spare, manifest):
            yield _copied(spare / LEDGER, good / LEDGER)
        spare.mkdir(exist_ok=True)
        for name in (MANIFEST, LEDGER):
            if not ledger_fault(good, manifest) and not _is_same(good / name, spare / name):
                yield _copied(good / name, spare / name)


def _copied(source: Path, target: Path) -> str:
    fresh = target.with_name(f".{target.name}.new")
    shutil.copyfile(source, fresh)
    fresh.replace(target)
    fsync_folder(target.parent)
    return f"{target}: put back from {source}"


def _set_links(house: Warehouse) -> Iterator[str]:
    sound = [snapshot for snapshot in house.kept() if has_good_manifest(snapshot.folder)]
    if not sound:
        raise WarehouseError(
            f"{house.root}: no snapshot is left whose manifest can be believed; restore it from a copy"
        )
    newest = sound[-1]
    if newest != house.kept()[-1] and house.pointed() == house.kept()[-1]:
        return  # its rows may all be there: that the manifest is damaged is for a person to decide about
    for name in (POINTER, *TABLES):
        link = house.root / name
        if os.path.lexists(link) and not link.is_symlink():
            yield _cleared(link, newest.folder if name == POINTER else newest.folder / name)
    wrong = house.pointed() != newest or any(
        not (house.root / name).is_symlink() or os.readlink(house.root / name) != f"{POINTER}/{name}" for name in TABLES
    )
    if wrong:
        house.point_to(newest)
        yield f"{house.root}: the links lead to snapshot {newest.number}"


def _cleared(place: Path, original: Path) -> str:
    """Make room for a link: what is a copy of the snapshot goes, anything else is set aside."""
    files = [path for path in place.rglob("*") if not path.is_dir()] if place.is_dir() else [place]
    if place.is_dir() and all(_is_same(path, original / path.relative_to(place)) for path in files):
        shutil.rmtree(place)
        return f"{place}: was a copy of {original}; removed"
    aside = place.with_name(f"{place.name}.set-aside-{os.getpid()}")
    place.rename(aside)
    return f"{place}: is not of this warehouse; set aside as {aside.name}"


def _is_same(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
