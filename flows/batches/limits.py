"""How much one step of reading may cost, and what a process has cost so far."""

import os
import resource
from dataclasses import dataclass
from pathlib import Path

# A step that waits (for a disk, an object store, a processor that others use) is given this much more on the clock.
PATIENCE = 10
TICK, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
MEGABYTE = 1_000_000
# Characters of an article, or of a text of `tidings annotate`. No newspaper prints a longer one; what costs the most
# that a text can cost is read within the limits up to here.
MOST_TEXT = 200_000
LEAST_MEGABYTES = 100  # an ordinary article takes less


@dataclass(frozen=True, slots=True)
class Limits:
    """What one step may cost: the reading of a document, the cutting of it, the annotation of an article of it.

    `seconds` of processor time, ten times as many on the clock; `megabytes` of memory beside what the worker holds
    when it has loaded its model.
    """

    seconds: float = 60.0
    megabytes: int = 2_000

    @property
    def bytes(self) -> int:
        return self.megabytes * MEGABYTE

    @property
    def patience(self) -> float:
        """Seconds on the clock."""
        return self.seconds * PATIENCE


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has cost: seconds of processor time since it began, bytes of memory it holds now."""

    seconds: float
    resident_bytes: int


def usage_of(pid: int) -> Usage | None:
    """What a process has cost; None when it is gone, or where the system does not tell (it has no /proc)."""
    try:
        told = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return None
    fields = told[told.rindex(b")") + 2 :].split()  # the name before may hold anything
    return Usage((int(fields[11]) + int(fields[12])) / TICK, int(fields[21]) * PAGE)


def wall_in(limits: Limits) -> None:
    """Let this process map no more than the limit beside what it has: what grows fast meets MemoryError, not the limit
    of the machine. Where the system does not tell what it has there is no such wall."""
    try:
        mapped = int(Path("/proc/self/statm").read_bytes().split()[0]) * PAGE
    except OSError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = mapped + limits.bytes
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
