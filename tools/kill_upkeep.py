"""Kill `compact` and `gc` at random moments and see what is left: `python -m tools.kill_upkeep [--kills N]`.

Each round sends SIGKILL to the command at a moment within its work on a warehouse of made-up rows. The published tables
must have every row then, whatever the moment. The same command is carried out again: it must end well, with every row,
no damage, nothing left in .staging, and as many snapshots and files as when nothing had been killed.
Exit status 1 when anything is not as it should be.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tests.flows.rows import publish_texts, text_of
from tidings.flows.storage.layout import layout_faults
from tidings.flows.storage.warehouse import Warehouse
from tools.kill_runs import Rows, restore, rows_of

COMMANDS = {"compact": ["compact"], "gc": ["gc", "--keep", "1"]}
WORDS = 400  # in each text: the first run's files are too large to be joined with those of the next


def make(root: Path) -> None:
    """A warehouse of several snapshots whose partitions have several files."""
    chance = Random(0)

    def text(number: int) -> str:
        return f"{text_of(number)} {' '.join(f'{chance.getrandbits(40):x}' for _ in range(WORDS))}"

    publish_texts(root, [(f"{number}.txt", text(number)) for number in range(300)])
    for number in range(300, 303):
        publish_texts(root, [(f"{number}.txt", text(number))])


def begin(command: Sequence[str], root: Path) -> subprocess.Popen[bytes]:
    """The command; it has come to its work when this returns, or has ended."""
    lock = root / ".lock"
    lock.write_bytes(b"")
    arguments = [sys.executable, "-m", "tidings.flows.cli", *command, "--warehouse", str(root)]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    while process.poll() is None and not lock.read_bytes():
        time.sleep(0.001)
    return process


def state(root: Path) -> tuple[int, int]:
    """How many snapshots there are, and how many files in them all."""
    kept = Warehouse(root).kept()
    return len(kept), sum(len(list(snapshot.folder.rglob("*.parquet"))) for snapshot in kept)


def faults_of(command: Sequence[str], root: Path, moment: float, rows: Rows, wanted: tuple[int, int]) -> Iterator[str]:
    """What is not as it should be after a kill at the moment, and a second try."""
    process = begin(command, root)
    time.sleep(moment)
    process.kill()
    process.wait()
    if rows_of(root) != rows:
        yield "the published tables have other rows"
    if begin(command, root).wait() != 0:
        yield "the same command did not end well"
    if rows_of(root) != rows:
        yield "its tables have other rows"
    if state(root) != wanted:
        yield f"{state(root)} snapshots and files, {wanted} when nothing is killed"
    if any((root / ".staging").iterdir()):
        yield "something is left in .staging"
    yield from map(str, layout_faults(Warehouse(root)))


def kill_all(name: str, base: Path, root: Path, kills: int, chance: Random) -> int:
    """Print a line for each kill of a command; after how many something was not as it should be."""
    command, rows, bad = COMMANDS[name], rows_of(base), 0
    restore(base, root)
    process, begun = begin(command, root), time.monotonic()
    if process.wait() != 0:
        sys.exit(f"{name} does not end well")
    seconds, wanted = time.monotonic() - begun, state(root)
    for number in range(kills):
        restore(base, root)
        moment = chance.uniform(0, seconds)
        faults = list(faults_of(command, root, moment, rows, wanted))
        bad += bool(faults)
        print(f"{number + 1:>4} {name:<8}{moment:6.2f} s of {seconds:.2f}  {'; '.join(faults) or 'good'}", flush=True)
    return bad


def main() -> None:
    """Kill each command so many times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="of each command (%(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    chance = Random(chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        base, root = Path(folder) / "base", Path(folder) / "w"
        make(base)
        bad = sum(kill_all(name, base, root, chosen.kills, chance) for name in COMMANDS)
    sys.exit(min(1, bad))


if __name__ == "__main__":
    main()
