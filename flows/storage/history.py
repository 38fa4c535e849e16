"""The snapshots a warehouse keeps: what each is, which was published on a day, and letting old ones go."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tidings.flows.storage.faults import WarehouseError
from tidings.flows.storage.manifest import Manifest
from tidings.flows.storage.warehouse import Snapshot, Warehouse, fsync_folder

LEAST_KEPT = 2  # a reader that began before a publication can end
MOST_KEPT = 10
OLD_SHARE = 0.15  # of the size of the published tables: what the files that only old snapshots have may take
GOING = ".gone-"  # before the name of a snapshot that is being deleted


@dataclass(frozen=True, slots=True)
class SnapshotEntry:
    """A snapshot in the history; `own_bytes` is what its files take that no newer snapshot has."""

    snapshot: Snapshot
    manifest: Manifest
    own_bytes: int

    def rows(self, table: str) -> int:
        """How many rows a table has in it."""
        return sum(file.rows for file in self.manifest.tables[table])


def history(house: Warehouse) -> list[SnapshotEntry]:
    """The snapshots that are kept, newest first; one whose manifest cannot be believed ends it."""
    return list(_entries(house.kept()[::-1]))


def as_of(house: Warehouse, asked: str) -> Snapshot:
    """The snapshot of a number, or the newest that was begun by the end of a day (YYYY-MM-DD) or by a moment."""
    entries = history(house)
    if asked.isdecimal():
        fit = [entry for entry in entries if entry.snapshot.number == int(asked)]
    else:
        latest = _moment(asked)
        fit = [entry for entry in entries if datetime.fromisoformat(entry.manifest.ingested_at) <= latest]
    if not fit:
        numbers = ", ".join(str(entry.snapshot.number) for entry in entries) or "none"
        raise WarehouseError(f"{house.name}: keeps no snapshot as of {asked}; kept are {numbers}: tidings history")
    return fit[0].snapshot


def let_go(house: Warehouse, *, keep: int | None = None) -> list[int]:
    """Delete all but the newest `keep` snapshots, and those that a kill left half deleted; the numbers of those gone.

    Without `keep`, so many stay that what only old ones have is small beside the tables. The caller holds the lock.
    """
    for half in house.snapshots.glob(f"{GOING}*"):
        shutil.rmtree(half)
    kept = house.kept()
    least = keep if keep is not None else _worth_keeping(kept)
    if house.remote and not house.remote.keep(kept[-least:]):
        if keep is None:
            return []  # another run has published: it lets go of what is old
        raise WarehouseError(f"{house.name}: another run is publishing; run the same command again")
    going = kept[:-least]
    discard(going)
    return [snapshot.number for snapshot in going]


def discard(snapshots: Sequence[Snapshot]) -> None:
    """Delete snapshots, each in one step: no reader takes a half deleted one for whole."""
    for snapshot in snapshots:
        half = snapshot.folder.with_name(GOING + snapshot.folder.name)
        snapshot.folder.rename(half)
        shutil.rmtree(half)
        fsync_folder(snapshot.folder.parent)


def _worth_keeping(kept: Sequence[Snapshot]) -> int:
    entries = list(_entries(kept[::-1]))[:MOST_KEPT]
    allowed = OLD_SHARE * entries[0].own_bytes if entries else 0
    count = spent = 0
    for count, entry in enumerate(entries, start=1):
        spent += entry.own_bytes if count > 1 else 0
        if count > LEAST_KEPT and spent > allowed:
            return count - 1
    return max(count, LEAST_KEPT)


def _entries(newest_first: Sequence[Snapshot]) -> Iterator[SnapshotEntry]:
    seen: set[str] = set()
    for snapshot in newest_first:
        try:
            manifest = snapshot.manifest()
        except WarehouseError:
            return  # what it has cannot be known; `tidings check` says so
        files = [manifest.ledger, *(file for files in manifest.tables.values() for file in files)]
        own = sum(file.bytes for file in files if file.sha256 not in seen)
        seen |= {file.sha256 for file in files}
        yield SnapshotEntry(snapshot, manifest, own)


def _moment(asked: str) -> datetime:
    try:
        moment = datetime.fromisoformat(asked)
    except ValueError:
        raise WarehouseError(f"{asked!r} is neither the number of a snapshot nor a day like 2026-01-31") from None
    if len(asked) == len("2026-01-31"):
        moment += timedelta(days=1, microseconds=-1)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
