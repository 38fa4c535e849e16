"""Plan a run: which files are new to the warehouse, in batches that a worker does in a few seconds."""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tidings.flows.batches.batch_files import batch_bytes
from tidings.flows.batches.limits import Limits
from tidings.flows.batches.staging import DROPPED
from tidings.flows.sources.load import SourceFile, find
from tidings.flows.storage.ledger import LEDGER, entries, read_ledger, save_ledger, without
from tidings.flows.storage.manifest import ReadSettings
from tidings.flows.storage.selection import documents_where, files_of, save_loaded
from tidings.flows.storage.warehouse import Snapshot, Warehouse
from tidings.schemas.rows import Row

BATCH_BYTES = 131_072  # one to five seconds of a worker's time
FIRST_BYTES = 4_096  # the first batches are small, so that every worker of a small run has something to do
BATCH_FILES = 64  # tiny files cost their opening


@dataclass(frozen=True, slots=True)
class Plan:
    """The new files of a run, in batches on disk; `run` is what its rows say of it."""

    folder: Path
    run: Row
    batches: tuple[Path, ...]
    file_count: int
    seen_count: int
    skipped: Counter[str]
    reading: ReadSettings | None = None
    selected: pa.Table | None = None

    def staged(self, batch: Path) -> Path:
        """Where the rows of a batch are, once they are all there."""
        return self.folder / "rows" / batch.stem

    def unfinished(self) -> tuple[Path, ...]:
        """The batches still to be done: those done by a run that died are not done again."""
        return tuple(batch for batch in self.batches if not self.staged(batch).is_dir())

    def superseded(self) -> pa.Table | None:
        """The documents that were asked to be read again and have been; the others stay as they are."""
        if self.selected is None:
            return None
        files = [file for batch in self.batches if (file := self.staged(batch) / "documents.parquet").exists()]
        staged = pa.concat_tables(pq.read_table(file, columns=["source_path", "sha256"]) for file in files)
        return self.selected.join(staged, ["source_path", "sha256"], join_type="left semi")

    def clear(self) -> None:
        """Take the staged rows away, when they are published."""
        shutil.rmtree(self.folder)

    def tally(self) -> Counter[str]:
        """How many records of each table were read and refused in all batches."""
        total: Counter[str] = Counter()
        for batch in self.batches:
            total.update(json.loads((self.staged(batch) / "tally.json").read_text(encoding="utf-8")))
        return total

    def dropped(self) -> dict[str, int]:
        """How many triggers made no event, by reason, the most frequent first; to be asked before `clear`."""
        counts = {name.removeprefix(DROPPED): n for name, n in self.tally().items() if name.startswith(DROPPED)}
        return dict(sorted(counts.items(), key=lambda count: (-count[1], count[0])))


def make_plan(
    sources: Sequence[str],
    warehouse: Warehouse,
    *,
    batch_files: int = BATCH_FILES,
    knowledge: Sequence[Path] = (),
    least_confidence: float | None = None,
    limits: Limits | None = None,
    reprocess: str | None = None,
) -> Plan:
    """Look through the sources; what the warehouse has is left out, but for documents for which the condition
    `reprocess` holds. Raises SourceError for a source that is not there.

    The run's id is made of what it reads and how, so that a run begun again takes up its work where it ended, and one
    with other rows, weights, limits or another least confidence does not take up what was read without them.
    """
    from tidings.encoder.run import checksum

    skipped: Counter[str] = Counter()
    found = find(sources, skipped=skipped)
    draft = warehouse.staging / "plan"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    last = warehouse.current()
    selected = documents_where(last, reprocess) if last and reprocess else None
    again = files_of(selected["source_path"].to_pylist()) if selected else set[str]()
    new = _New(without(read_ledger(last), again))
    names = [_save(batch, draft) for batch in _batches(new.among(found), batch_files)]
    how = [path.read_bytes() for path in knowledge] + [checksum().encode()]
    if least_confidence is not None:
        how.append(f"least confidence {least_confidence}".encode())
    if limits is not None and limits != Limits():
        how.append(f"limits {limits.seconds} {limits.megabytes}".encode())
    if last and reprocess:
        how.append(f"again {reprocess} after {last.number}".encode())
    save_ledger(new.marks, draft)
    save_loaded(last, selected, draft)
    digest = _digest(new.total.to_bytes(40, "big"), *how, version("tidings"))
    folder = _take_up(warehouse, draft, f"r_{digest[:20]}")
    batches = tuple(folder / "plan" / name for name in names)
    if not names:
        shutil.rmtree(folder)
    reading = ReadSettings(
        least_confidence=least_confidence,
        weights=checksum(),
        knowledge=_digest(*(path.read_bytes() for path in knowledge)),
        pipeline_version=version("tidings"),
    )
    run = _journal(folder) if names else {"run_id": folder.name}
    return Plan(folder, run, batches, new.count, new.seen_count, skipped, reading, selected)


def write_ledger(plan: Plan, last: Snapshot | None, folder: Path) -> None:
    """Write what the warehouse has read, this run included, into a snapshot's folder."""
    save_ledger(read_ledger(last) | entries(plan.folder / "plan" / LEDGER), folder)


def fingerprint(source: SourceFile) -> str:
    """Hash of a file's (or slice's) path, place and bytes; of its reason when it has no bytes to read."""
    said = f"{source.reason} {source.detail}"
    if source.reason is None:
        try:
            said = hashlib.sha256(source.read_bytes()).hexdigest()
        except (OSError, ValueError) as error:  # its document will say so
            said = type(error).__name__
    return _digest(source.source_path.encode("utf-8", "surrogatepass"), str(source.first_record), said)[:32]


class _New:
    """Passes on the files that are not in the ledger, each once, and counts."""

    def __init__(self, ledger: set[tuple[str, str]]) -> None:
        self._seen = ledger
        self.count = self.seen_count = self.total = 0
        self.marks: list[tuple[str, str]] = []

    def among(self, sources: Iterable[SourceFile]) -> Iterator[SourceFile]:
        for source in sources:
            mark = source.source_path, fingerprint(source)
            if mark in self._seen:
                self.seen_count += 1
                continue
            self._seen.add(mark)
            self.marks.append(mark)
            self.count += 1
            self.total += int(mark[1], 16)  # a sum: the order of the files shall not show in the run's id
            yield source


def _batches(sources: Iterable[SourceFile], batch_files: int) -> Iterator[tuple[SourceFile, ...]]:
    batch: list[SourceFile] = []
    size, limit = 0, FIRST_BYTES
    for source in sources:
        batch.append(source)
        size += source.size
        if size >= limit or len(batch) >= batch_files:
            yield tuple(batch)
            batch, size, limit = [], 0, min(BATCH_BYTES, limit + FIRST_BYTES)
    if batch:
        yield tuple(batch)


def _save(batch: tuple[SourceFile, ...], folder: Path) -> str:
    saved = batch_bytes(batch)
    name = f"{_digest(saved)[:20]}.batch"
    (folder / name).write_bytes(saved)
    return name


def _take_up(warehouse: Warehouse, draft: Path, run_id: str) -> Path:
    """The folder of the run, with the plan in it; what other runs left behind is cleared away."""
    folder = warehouse.staging / run_id
    for other in warehouse.staging.iterdir():
        if other not in (folder, draft):
            shutil.rmtree(other)
    shutil.rmtree(folder / "plan", ignore_errors=True)
    folder.mkdir(exist_ok=True)
    (folder / "rows").mkdir(exist_ok=True)
    draft.rename(folder / "plan")
    return folder


def _journal(folder: Path) -> Row:
    """What the rows say of the run; a run begun again says what it said the first time."""
    path = folder / "journal.json"
    if not path.exists():
        started = {"run_id": folder.name, "pipeline_version": version("tidings"), "ingested_at": now().isoformat()}
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(started), encoding="utf-8")
        fresh.replace(path)
    run: Row = json.loads(path.read_text(encoding="utf-8"))
    return run | {"ingested_at": datetime.fromisoformat(run["ingested_at"])}


def now() -> datetime:
    """The time, to the second; SOURCE_DATE_EPOCH instead where it is set, for builds that can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC).replace(microsecond=0)


def _digest(*parts: str | bytes) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part)
        digest.update(b"\x1f")
    return digest.hexdigest()
