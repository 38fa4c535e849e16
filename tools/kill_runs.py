"""Kill runs at random moments and see what is left: `python -m tools.kill_runs SOURCE... [--kills N]`.

Each round begins `tidings run` on the sources and sends SIGKILL to the process, to its whole group or to one of its
workers, at a moment within the time that an undisturbed run takes. Meanwhile the published tables are read. Then the
same command is run to its end: its tables must be those of the undisturbed run, and nothing may be left behind.
Exit status 1 when anything is not as it should be.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from flows.batches.orphans import MARK
from schemas.tables import TABLES

CHANGING = {"run_id", "ingested_at"}
VICTIMS = ("process", "group", "worker")
WORKER = b"flows.batches.worker"


@dataclass(frozen=True, slots=True)
class Trial:
    """What is run, and where."""

    sources: Sequence[str]
    folder: Path

    @property
    def warehouse(self) -> Path:
        return self.folder / "w"

    def begin(self) -> subprocess.Popen[bytes]:
        """The run, in a group of its own."""
        command = [sys.executable, "-m", "flows.cli", "run", *self.sources, "--warehouse", str(self.warehouse)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "PREFECT_HOME": str(self.folder / "prefect")}
        log = (self.folder / "log").open("ab")
        return subprocess.Popen(
            [*command, "--quiet", "--workers", "2"], env=environment, stderr=log, start_new_session=True
        )


def rows_of(warehouse: Path) -> dict[str, list[str]]:
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


def kill(run: subprocess.Popen[bytes], victim: str, chance: random.Random) -> None:
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


def faults_of(
    trial: Trial, victim: str, moment: float, wanted: dict[str, list[str]], chance: random.Random
) -> Iterator[str]:
    """What is not as it should be after a kill of the victim at the moment, and a second run."""
    run = trial.begin()
    time.sleep(moment)
    kill(run, victim, chance)
    if run.wait() != 0 and victim == "worker":
        yield "the run did not outlive its worker"
    if (left := rows_of(trial.warehouse)) not in (wanted, {name: [] for name in TABLES}):
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
    chance, bad = random.Random(chosen.seed), 0
    with tempfile.TemporaryDirectory() as folder:
        first = Trial(chosen.sources, Path(folder))
        begun = time.monotonic()
        if first.begin().wait() != 0:
            sys.exit((Path(folder) / "log").read_text(encoding="utf-8"))
        seconds, wanted = time.monotonic() - begun, rows_of(first.warehouse)
        for number in range(chosen.kills):
            shutil.rmtree(first.warehouse, ignore_errors=True)
            victim, moment = VICTIMS[number % len(VICTIMS)], chance.uniform(0, seconds)
            faults = list(faults_of(first, victim, moment, wanted, chance))
            bad += bool(faults)
            print(
                f"{number + 1:>4} {victim:<8}{moment:6.1f} s of {seconds:.1f}  {'; '.join(faults) or 'good'}",
                flush=True,
            )
    sys.exit(min(1, bad))


if __name__ == "__main__":
    main()
