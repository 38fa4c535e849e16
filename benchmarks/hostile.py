"""Read inputs made to kill: `python -m benchmarks.hostile [--size BYTES] [NAME...]`.

For each it prints the processor seconds and the peak of memory of listing, reading, cutting and annotating it, also as
multiples of a plain text of that size, and marks what goes beyond the limits of a run. Exit status 1 when any does.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.readers.hostile import KINDS
from tidings.flows.batches.limits import MEGABYTE, Limits, usage_of
from tidings.flows.settings import prepare

SIZE = 190_000  # a text of more characters than MOST_TEXT costs nothing but its reading
PLAIN = "plain text"
CHILD = "import json, sys; from benchmarks.hostile import read_all; read_all(json.loads(sys.argv[1]), int(sys.argv[2]))"
RUN = {"run_id": "r", "pipeline_version": "0", "ingested_at": datetime(2024, 1, 1, tzinfo=UTC)}
# A reader is ended at so many times the limits: by then it is known that a run would have ended it.
PATIENCE = 1.5


@dataclass(frozen=True, slots=True)
class Cost:
    """What an input cost: processor seconds, and megabytes beside what was held before; and what was said of it."""

    seconds: float
    megabytes: float
    said: str = ""

    @property
    def is_beyond(self) -> bool:
        limits = Limits()
        return bool(self.said) or self.seconds > limits.seconds or self.megabytes > limits.megabytes


def read_all(names: Sequence[str], size: int) -> None:
    """In a process of its own: read input after input as a run would, and print what each cost."""
    from tidings.flows.batches.knowledge import knowledge
    from tidings.flows.batches.process_batch import stage_batch
    from tidings.flows.batches.steps import Steps
    from tidings.flows.sources.load import find

    known = knowledge(None, None)
    with TemporaryDirectory() as folder:
        for number, name in enumerate(["warm up", *names]):
            suffix, make = KINDS.get(name, KINDS[PLAIN])
            path = Path(folder) / f"{number}{suffix}"
            path.write_bytes(make(size if name in KINDS else 1000))
            before, begun = _peak(), time.process_time()
            stage_batch(find([str(path)]), Path(folder) / f"{number}.rows", RUN, known, Steps())
            if name in KINDS:
                print(json.dumps([time.process_time() - begun, _peak() - before]), flush=True)


def _peak() -> float:
    """The most megabytes held since this was last asked."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def measure(names: Sequence[str], size: int) -> Iterator[tuple[str, Cost]]:
    """What each input cost; where one ends the process that reads, another reads on."""
    rest = list(names)
    while rest:
        command = [sys.executable, "-c", CHILD, json.dumps(rest), str(size)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            for cost in _costs(child, len(rest)):
                yield rest.pop(0), cost


def _costs(child: subprocess.Popen[bytes], count: int) -> Iterator[Cost]:
    import select

    assert child.stdout is not None
    assert child.stderr is not None
    began, worst, base = 0.0, 0, 0
    for _ in range(count):
        while not select.select([child.stdout], [], [], 0.1)[0]:
            usage = usage_of(child.pid)
            if usage is None:
                continue
            worst = max(worst, usage.resident_bytes)
            limits, seconds = Limits(), usage.seconds - began
            if seconds > PATIENCE * limits.seconds + 30 or worst - base > PATIENCE * limits.bytes + 10**9:
                child.kill()
                yield Cost(seconds, (worst - base) / MEGABYTE, "ended")
                return
        line = child.stdout.readline()
        if not line:
            yield Cost(0.0, (worst - base) / MEGABYTE, f"died: {child.stderr.read().decode()[-300:]}")
            return
        usage = usage_of(child.pid)
        began, base, worst = (usage.seconds, usage.resident_bytes, 0) if usage else (began, base, 0)
        yield Cost(*json.loads(line))


def report(names: Sequence[str], size: int) -> int:
    """Print a line for each input; how many went beyond the limits."""
    beyond, plain = 0, None
    print(f"{'input':<34}{'seconds':>9}{'MB':>8}{'time':>8}{'memory':>8}")
    for name, cost in measure([PLAIN, *(name for name in names if name != PLAIN)], size):
        plain = plain or cost
        beyond += cost.is_beyond
        ratios = f"{cost.seconds / max(0.01, plain.seconds):8.1f}{cost.megabytes / max(1.0, plain.megabytes):8.1f}"
        note = f"  BEYOND {cost.said}" if cost.is_beyond else ""
        print(f"{name:<34}{cost.seconds:9.1f}{cost.megabytes:8.0f}{ratios}{note}", flush=True)
    return beyond


def main() -> None:
    """Measure the inputs named, or all."""
    prepare()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="inputs; all by default")
    parser.add_argument("--size", type=int, default=SIZE, help="bytes of each, about (%(default)s)")
    chosen = parser.parse_args()
    sys.exit(min(1, report(chosen.names or list(KINDS), chosen.size)))


if __name__ == "__main__":
    main()
