"""Tell a person how far a run is: a bar on a terminal, plain lines elsewhere, nothing when silent."""

import sys
import time
from contextvars import ContextVar
from typing import Protocol, TextIO

LINE_EVERY = 10.0  # seconds between two plain lines: a log of a long run stays readable
BAR_WIDTH = 32


class Progress(Protocol):
    """Listens to a run."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """A stage begins; `total` steps are known to lie ahead."""

    def advance(self, note: str = "") -> None:
        """One step is done."""

    def end(self) -> None:
        """The last stage is over."""


class Silence:
    """Says nothing."""

    def begin(self, stage: str, total: int | None = None) -> None: ...

    def advance(self, note: str = "") -> None: ...

    def end(self) -> None: ...


class Lines:
    """One line for each stage, and one every few seconds within it."""

    def __init__(self, out: TextIO = sys.stderr) -> None:
        self._out, self._stage, self._done, self._told = out, "", 0, 0.0
        self._total: int | None = None

    def begin(self, stage: str, total: int | None = None) -> None:
        self._stage, self._total, self._done, self._told = stage, total, 0, time.monotonic()
        self._say(stage)

    def advance(self, note: str = "") -> None:
        self._done += 1
        if time.monotonic() - self._told >= LINE_EVERY:
            self._told = time.monotonic()
            self._say(f"{self._stage}: {self._done} of {self._total or '?'} {note}".rstrip())

    def end(self) -> None: ...

    def _say(self, text: str) -> None:
        print(text, file=self._out, flush=True)


class Bar:
    """One line that is drawn again and again."""

    def __init__(self, out: TextIO = sys.stderr) -> None:
        self._out, self._stage, self._done, self._note = out, "", 0, ""
        self._total: int | None = None

    def begin(self, stage: str, total: int | None = None) -> None:
        self._stage, self._total, self._done, self._note = stage, total, 0, ""
        self._draw()

    def advance(self, note: str = "") -> None:
        self._done, self._note = self._done + 1, note
        self._draw()

    def end(self) -> None:
        self._out.write("\r\x1b[K")
        self._out.flush()

    def _draw(self) -> None:
        share = self._done / self._total if self._total else 0.0
        full = round(share * BAR_WIDTH)
        bar = f" {'━' * full}{'╌' * (BAR_WIDTH - full)} {share:4.0%}" if self._total else " ..."
        self._out.write(f"\r\x1b[K{self._stage:<26}{bar}  {self._note}")
        self._out.flush()


# The flow runs inside Prefect's engine, which hands on no objects: the listener is found here.
listener: ContextVar[Progress] = ContextVar("listener", default=Silence())  # noqa: B039  it holds nothing


def listening(*, is_quiet: bool) -> Progress:
    """The listener that fits where the run's messages go."""
    if is_quiet:
        return Silence()
    return Bar() if sys.stderr.isatty() else Lines()
