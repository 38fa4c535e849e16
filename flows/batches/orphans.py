"""End what a killed run left behind: every process of a run bears its mark, and whose run is dead is nobody's.

The workers end with their run by themselves; a server that Prefect began for the run does not.
"""

import os
import signal
from pathlib import Path

MARK = "TIDINGS_RUN"
PROCESSES = Path("/proc")


def mark() -> None:
    """From now on the processes that this one begins, and theirs, bear its mark: its id and when it began."""
    began = _began(os.getpid())
    if began is not None:
        os.environ[MARK] = f"{os.getpid()}:{began}"


def end_orphans() -> int:
    """Kill the processes whose run is dead; how many. Where the system does not tell of processes (no /proc) none."""
    ended = 0
    for pid in _processes():
        run = _mark_of(pid)
        if run is None or pid == os.getpid() or not _is_ours(pid):
            continue
        owner, _, began = run.partition(":")
        if owner.isdigit() and _began(int(owner)) != began:
            ended += _kill(pid)
    return ended


def _processes() -> list[int]:
    return [int(entry.name) for entry in PROCESSES.glob("[0-9]*")] if PROCESSES.is_dir() else []


def _began(pid: int) -> str | None:
    """When a living process began, in the system's ticks: an id is used again, the two together are not."""
    try:
        told = (PROCESSES / str(pid) / "stat").read_bytes()
    except OSError:
        return None
    state, *fields = told[told.rindex(b")") + 2 :].split()
    return None if state == b"Z" else fields[18].decode()


def _mark_of(pid: int) -> str | None:
    """The mark that a process bears; None for another user's."""
    try:
        told = (PROCESSES / str(pid) / "environ").read_bytes()
    except OSError:
        return None
    start = f"{MARK}=".encode()
    found = next((entry for entry in told.split(b"\0") if entry.startswith(start)), None)
    return found.removeprefix(start).decode("ascii", "replace") if found else None


def _is_ours(pid: int) -> bool:
    """Whether ids mean the same to that process: in a container of its own they do not."""
    try:
        return os.readlink(PROCESSES / str(pid) / "ns/pid") == os.readlink(PROCESSES / "self/ns/pid")
    except OSError:
        return False


def _kill(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:  # it went by itself
        return False
    return True
