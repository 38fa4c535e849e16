"""A worker process: lines of JSON in on standard input, lines out on standard output, no life without the run.

`s` and a step: it begins. `a` and an answer: a part of what was asked. `d` and JSON: the task is done. `f` and
[class, message]: it failed. Nothing is pickled: what comes in or goes out can be read, and runs no code.
"""

import ctypes
import json
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO

from tidings.flows.batches.limits import Limits, wall_in
from tidings.flows.batches.steps import Refusal, Steps
from tidings.schemas.rows import Row
from tidings.vocabulary import Reason

if TYPE_CHECKING:
    from tidings.annotate import Knowledge

Task = dict[str, Any]
Say = Callable[[str], None]
WARM_UP = "The two ministers met in Geneva on Tuesday and agreed to resume talks in June."
PR_SET_PDEATHSIG = 1  # of Linux's prctl


def main(parent: int) -> None:
    """Do task after task until the run ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it goes to the run, too, which ends its workers
    die_with(parent)
    say = partial(_say, os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # what a library prints is no answer
    for task in _tasks(sys.stdin.buffer):
        try:
            done = TASKS[task["task"]](task, say)
        except Exception as error:  # noqa: BLE001  the boundary: whatever failed, the run is told, and decides
            say("f" + json.dumps([type(error).__name__, str(error)]))
        else:
            say("d" + json.dumps(done))


def do_batch(batch: Path, folder: Path, run: Row, known: "Knowledge", steps: Steps | None = None) -> Counter[str]:
    """Leave the rows of a batch in the folder; how many were read and rejected."""
    from tidings.flows.batches.batch_files import read_batch
    from tidings.flows.batches.process_batch import stage_batch
    from tidings.flows.storage.selection import read_loaded

    return stage_batch(read_batch(batch), folder, run, known, steps or Steps(), read_loaded(batch.parent))


def stage(task: Task, say: Say) -> dict[str, int]:
    """Leave the rows of a batch in a folder; the tally."""
    known, run = _settled(task), task["run"]
    run = run | {"ingested_at": datetime.fromisoformat(run["ingested_at"])}
    return do_batch(Path(task["batch"]), Path(task["folder"]), run, known, _steps(task, say))


def annotate(task: Task, say: Say) -> None:
    """An answer to each line, as it is ready: how many events, whether it is an error, and the line to write."""
    from tidings.flows.batches.annotate_file import answer_all, line_of

    lines = [line.encode("latin-1") for line in task["lines"]]
    for answer in answer_all(lines, _settled(task), why=task["why"], first=task["first"], steps=_steps(task, say)):
        say(f"a{len(answer.get('events', ()))} {int('error' in answer)} {line_of(answer)}")


TASKS: dict[str, Callable[[Task, Say], Any]] = {"stage": stage, "annotate": annotate}


def _settled(task: Task) -> "Knowledge":
    """What the reading rests on, all of it loaded."""
    from tidings.flows.batches.knowledge import knowledge

    _warm_up(tuple(task["tools"].values()))
    return knowledge(**task["tools"])


@lru_cache(maxsize=1)
def _warm_up(tools: tuple[Any, ...]) -> None:
    """Load what is loaded at first use, for it is no text's to pay."""
    from tidings.annotate import annotate
    from tidings.flows.batches.knowledge import knowledge
    from tidings.readers.language import detect_language
    from tidings.records import Passage

    detect_language(WARM_UP)
    annotate(Passage(WARM_UP), knowledge=knowledge(*tools))


def _steps(task: Task, say: Say) -> Steps:
    refused = {step: Refusal(Reason(reason), detail) for step, (reason, detail) in task["refused"].items()}
    limits = Limits(**task["limits"])

    def begin(step: str) -> None:
        wall_in(limits)  # anew: what libraries mapped for earlier texts (Arrow a gigabyte at a time) is not this one's
        say("s" + step)

    return Steps(begin, refused)


def _say(out: BinaryIO, line: str) -> None:
    out.write(line.encode() + b"\n")
    out.flush()


def _tasks(stream: BinaryIO) -> Iterator[Task]:
    """The tasks as they come. When the run has gone, or wants no more, the process ends, whatever it is at."""
    waiting = SimpleQueue[bytes]()

    def listen() -> None:
        for line in stream:
            waiting.put(line)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield json.loads(waiting.get())


def die_with(parent: int) -> None:
    """Ask Linux to end this process with the thread that began it: one that is deep in a library's code hears nothing
    else, and must not write beside the next run."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we asked
        os._exit(1)
