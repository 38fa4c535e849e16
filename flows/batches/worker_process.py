"""One worker process as the crew sees it: asked for something, watched while it works, lost when it goes too far."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from tidings.encoder.run import WeightsError
from tidings.flows.batches.limits import Limits, Usage, usage_of
from tidings.vocabulary import Reason

LOOK_EVERY = 100  # milliseconds; in so long a worker can take some hundred megabytes
LOADING = 300.0  # seconds on the clock that a worker has at least: to load its model on a busy machine
LINES = 1 << 16  # bytes taken from the pipe at once
PROGRAM = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from tidings.flows.batches.worker import main
main({parent})
"""
# What a task may raise that the run must tell from any other fault.
ERRORS: Mapping[str, type[Exception]] = {"WeightsError": WeightsError, "OSError": OSError}


class WorkerError(RuntimeError):
    """A task failed as a whole: a fault of the program, or of the machine."""


class Lost(Exception):
    """The worker is dead, by its own fault or ended for it; `step` is what it was at, None before the first."""

    def __init__(self, step: str | None, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.step, self.reason, self.detail = step, reason, detail


class WorkerProcess:
    """A process that does one task at a time, each of its steps within the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        command = [sys.executable, "-c", PROGRAM.format(parent=os.getpid()), json.dumps(sys.path)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin.fileno(), self._process.stdout.fileno()
        self._poll, self._kept = select.poll(), bytearray()
        self._poll.register(self._out, select.POLLIN)
        self._step: str | None = None
        self._base: int | None = None
        self._begin(None)

    def ask(self, task: Mapping[str, Any], on_answer: Callable[[bytes], None] = lambda answer: None) -> Any:
        """What the worker says when the task is done; `on_answer` is given each part of it that comes before.

        Raises Lost when the worker dies or goes beyond its limits, and what the task raised.
        """
        self._begin(None)
        try:
            self._send(json.dumps({**task, "limits": _plain(self._limits)}, ensure_ascii=False).encode() + b"\n")
            while True:
                line = self._line()
                kind, said = line[:1], line[1:]
                if kind == b"s":
                    self._begin(said.decode())
                elif kind == b"a":
                    on_answer(said)
                elif kind == b"d":
                    return json.loads(said)
                elif kind == b"f":
                    name, message = json.loads(said)
                    raise ERRORS.get(name, WorkerError)(message if name in ERRORS else f"{name}: {message}")
        except BrokenPipeError:  # it died before it could be asked
            raise self._death() from None

    @property
    def has_grown(self) -> bool:
        """Whether it holds so much that the next text would not have its due."""
        usage = usage_of(self._process.pid)
        return usage is not None and self._grown(usage) > self._limits.bytes / 2

    def _grown(self, usage: Usage) -> int:
        """The bytes it holds beside what it held when it had loaded its model."""
        return 0 if self._base is None else usage.resident_bytes - self._base

    def kill(self) -> None:
        """End the process; whoever waits for it is told that it is lost."""
        self._process.kill()

    def bury(self) -> None:
        """End the process and let go of all that it held; nobody may be waiting for it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _begin(self, step: str | None) -> None:
        self._step, self._clock = step, time.monotonic()
        usage = usage_of(self._process.pid)
        self._before = usage.seconds if usage else 0.0
        if step is not None and usage is not None and self._base is None:
            self._base = usage.resident_bytes

    def _send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._in, rest) :]

    def _line(self) -> bytes:
        """The next line the worker says, however long it takes within the limits."""
        start = 0
        while (end := self._kept.find(b"\n", start)) < 0:
            start = len(self._kept)
            if self._is_said():
                more = os.read(self._out, LINES)
                if not more:
                    raise self._death()
                self._kept += more
        line = bytes(self._kept[:end])
        del self._kept[: end + 1]
        return line

    def _is_said(self) -> bool:
        """Whether there is something to read. Raises Lost when the limits are passed meanwhile."""
        if self._poll.poll(LOOK_EVERY):
            return True
        fault = self._fault(usage_of(self._process.pid))
        if fault is not None:
            self.kill()
            raise Lost(self._step, *fault)
        return False

    def _fault(self, usage: Usage | None) -> tuple[Reason, str] | None:
        """What a running worker does wrong, if anything; before its first step it is loading what it rests on."""
        limits, most = self._limits, max(self._limits.patience, LOADING)
        if usage is not None and self._grown(usage) > limits.bytes:
            return Reason.TOO_MUCH_MEMORY, f"more than {limits.megabytes:,} MB of memory"
        if usage is not None and self._step is not None and usage.seconds - self._before > limits.seconds:
            return Reason.TOO_SLOW, f"more than {limits.seconds:g} s of processor time"
        if time.monotonic() - self._clock > most:
            return Reason.TOO_SLOW, f"more than {most:g} s on the clock"
        return None

    def _death(self) -> Lost:
        code = self._process.wait()
        said = f"signal {-code}" if code < 0 else f"exit status {code}"
        return Lost(self._step, Reason.WORKER_DIED, f"the process that read it died: {said}")


def _plain(limits: Limits) -> dict[str, float | int]:
    return {"seconds": limits.seconds, "megabytes": limits.megabytes}
