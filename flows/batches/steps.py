"""The steps of a worker's task, each told before it begins: of a worker that dies the crew knows what it was at."""

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tidings.vocabulary import Reason

MOST_SAID = 300  # characters of an error's own words


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is not taken; `reason` is machine-readable."""

    reason: Reason
    detail: str


class Refused(Exception):
    """A step that is not taken: it has cost a worker its life."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail)
        self.refusal = refusal


def _nobody(step: str) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Tells of each step; those in `refused` are not taken, nor those within them (`3/1` refuses `3/1/cut`)."""

    tell: Callable[[str], None] = _nobody
    refused: Mapping[str, Refusal] = field(default_factory=dict)

    def begin(self, step: str) -> None:
        """The step begins. Raises Refused where it is not to be taken."""
        for refused in (step, step.rpartition("/")[0]):
            if refused in self.refused:
                raise Refused(self.refused[refused])
        self.tell(step)


def told_of(error: Exception) -> str:
    """What went wrong, in one line, and where."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:MOST_SAID]}{where}"
