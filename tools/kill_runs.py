"""Kill runs at random moments and see what is left: `python -m tools.kill_runs SOURCE... [--kills N]`.

Each round begins `tidings run` on the sources, in a warehouse that has read the first of them if there are several,
and sends SIGKILL to the process, to its whole group or to one of its workers, at a moment within the time that an
undisturbed run takes. What is published then must be the tables before the run or after it. Then the same command is
run to its end: its tables must be those of the undisturbed run, and nothing may be left behind.
Exit status 1 when anything is not as it should be.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pyarrow.parquet as pq

from tidings.flows.batches.orphans import MARK
from tidings.schemas.tables import TABLES

CHANGING = {"run_id", "ingested_at"}
VICTIMS = ("process", "group", "worker")
WORKER = b"tidings.flows.batches.worker"

Rows = dict[str, list[str]]  # of each table


@dataclass(frozen=True, slots=True)
class Trial:
    """What is run, and where."""

    sources: Sequence[str]
    folder: Path

    @property
    def warehouse(self) -> Path:
        return self.folder / "w"

    def begin(self, sources: Sequence[str] | None = None) -> subprocess.Popen[bytes]:
        """The run, in a group of its own; over some of the sources where they are named."""
        read = self.sources if sources is None else sources
        command = [sys.executable, "-m", "tidings.flows.cli", "run", *read, "--warehouse", str(self.warehouse)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "PREFECT_HOME": str(self.folder / "prefect")}
        log = (self.folder / "log").open("ab")
        return subprocess.Popen(
            [*command, "--quiet", "--workers", "2"], env=environment, stderr=log, start_new_session=True
        )


def rows_of(warehouse: Path) -> Rows:
    """The rows of each table but for what tells of the run, in order, as text."""
    found = {}
    for name in TABLES:
        table = pq.read_table(warehouse / name) if (warehouse / name).exists() else None
        rows = [] if table is None else table.drop_columns(list(CHANGING & set(table.column_names))).to_pylist()
        found[name] = sorted(map(str, rows))
    return found


def marked_by(pid: int) -> list[int]:
    """The living processes that bear the mark of a run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_bytes()
        except OSError:
            continue
        if f"{MARK}={pid}:".encode() in environment:
            found.append(int(entry.name))
    return found


def workers_of(pid: int) -> list[int]:
    """The worker processes of a run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = (entry / "stat").read_bytes().rpartition(b")")[2].split()[1]
            is_worker = WORKER in (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if int(parent) == pid and is_worker:
            found.append(int(entry.name))
    return found


def kill(run: subprocess.Popen[bytes], victim: str, chance: Random) -> None:
    """Send SIGKILL to the victim, if it is there."""
    try:
        if victim == "group":
            os.killpg(run.pid, signal.SIGKILL)
        elif victim == "process":
            run.kill()
        elif workers := workers_of(run.pid):
            os.kill(chance.choice(workers), signal.SIGKILL)
    except ProcessLookupError:
        return


def faults_of(trial: Trial, victim: str, moment: float, before: Rows, wanted: Rows, chance: Random) -> Iterator[str]:
    """What is not as it should be after a kill of the victim at the moment, and a second run."""
    run = trial.begin()
    time.sleep(moment)
    kill(run, victim, chance)
    if run.wait() != 0 and victim == "worker":
        yield "the run did not outlive its worker"
    if (left := rows_of(trial.warehouse)) not in (before, wanted):
        yield f"half a state is published: { {name: len(rows) for name, rows in left.items()} }"
    again = trial.begin()
    if again.wait() != 0:
        yield f"the next run ended with {again.returncode}"
    if rows_of(trial.warehouse) != wanted:
        yield "its tables are not those of an undisturbed run"
    if any((trial.warehouse / ".staging").iterdir()):
        yield "something is left in .staging"
    if left_running := marked_by(run.pid) + marked_by(again.pid):
        yield f"left running: {left_running}"


def main() -> None:
    """Kill so many runs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+", metavar="SOURCE")
    parser.add_argument("--kills", type=int, default=200, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(min(1, kill_all(Trial(chosen.sources, Path(folder)), chosen.kills, Random(chosen.seed))))


def kill_all(trial: Trial, kills: int, chance: Random) -> int:
    """Print a line for each kill; after how many something was not as it should be."""
    begun_with = trial.sources[:1] if len(trial.sources) > 1 else []
    base, bad = trial.folder / "base", 0
    if begun_with:
        finish(trial, begun_with)
        trial.warehouse.rename(base)
    before = rows_of(base)
    restore(base, trial.warehouse)
    begun = time.monotonic()
    finish(trial, trial.sources)
    seconds, wanted = time.monotonic() - begun, rows_of(trial.warehouse)
    for number in range(kills):
        restore(base, trial.warehouse)
        victim, moment = VICTIMS[number % len(VICTIMS)], chance.uniform(0, seconds)
        faults = list(faults_of(trial, victim, moment, before, wanted, chance))
        bad += bool(faults)
        print(f"{number + 1:>4} {victim:<8}{moment:6.1f} s of {seconds:.1f}  {'; '.join(faults) or 'good'}", flush=True)
    return bad


def finish(trial: Trial, sources: Sequence[str]) -> None:
    """An undisturbed run."""
    if trial.begin(sources).wait() != 0:
        sys.exit((trial.folder / "log").read_text(encoding="utf-8"))


def restore(base: Path, warehouse: Path) -> None:
    """Put the warehouse back to what it was before the run."""
    shutil.rmtree(warehouse, ignore_errors=True)
    if base.exists():
        shutil.copytree(base, warehouse, symlinks=True)


if __name__ == "__main__":
    main()
