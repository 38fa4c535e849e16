"""The worker processes: each loads its model once and takes task after task; one that is lost is replaced."""

import os
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tidings.flows.batches.limits import Limits
from tidings.flows.batches.steps import Refusal
from tidings.flows.batches.worker_process import Lost, WorkerProcess
from tidings.flows.settings import prepare
from tidings.schemas.rows import Row
from tidings.vocabulary import Reason

# A worker may be the victim of what others did (the system had no memory left): who dies at a step gets another try.
TRIES = 2
# After so many lost steps the whole of a document is given up: a thousand bad articles in it shall not cost a thousand
# workers.
MOST_LOST_STEPS = 3
# Workers that died before any step: the fault is not in the texts.
MOST_UNEXPLAINED = 3


@dataclass(frozen=True, slots=True)
class KnowledgePaths:
    """What a worker needs beside its task: the user's own actors and lexicon (paths), if any, and how sure an event
    must be (None: as sure as is best by default)."""

    actors: str | None = None
    lexicon: str | None = None
    least_confidence: float | None = None


@dataclass(slots=True)
class Losses:
    """What a task has cost so far, and what of it is refused from now on."""

    refused: dict[str, Refusal] = field(default_factory=dict)
    deaths: Counter[str | None] = field(default_factory=Counter)

    def note(self, lost: Lost) -> None:
        """Take a loss to the books. Raises ChildProcessError when no text is to blame."""
        self.deaths[lost.step] += 1
        if lost.step in (None, "end") or lost.step in self.refused:
            if self.deaths[lost.step] >= MOST_UNEXPLAINED:
                todo = "is there memory and disk left? fewer workers need less"
                raise ChildProcessError(f"{lost}, {MOST_UNEXPLAINED} times, and no text is to blame; {todo}") from lost
            return
        if lost.reason is Reason.TOO_SLOW or self.deaths[lost.step] >= TRIES:
            self.refused[lost.step] = Refusal(lost.reason, lost.detail)
            document = lost.step.rpartition("/")[0]
            if document and sum(step.startswith(f"{document}/") for step in self.refused) >= MOST_LOST_STEPS:
                self.refused[document] = Refusal(lost.reason, f"{lost.detail}, several times")


class WorkerPool:
    """So many worker processes, each asked by a thread of its own."""

    def __init__(self, workers: int | None, tools: KnowledgePaths, limits: Limits) -> None:
        prepare()  # what the processes inherit
        self._tools, self._limits = tools, limits
        self.size = workers or len(os.sched_getaffinity(0))
        # A worker ends with the thread that began it: these live as long as the crew.
        self._threads = ThreadPoolExecutor(self.size, thread_name_prefix="crew")
        self._mine = threading.local()
        self._all: set[WorkerProcess] = set()
        self._is_dismissed = False

    def stage(self, batches: Mapping[Path, Path], run: Row) -> Iterator[Counter[str]]:
        """Do the batches ({batch: folder for its rows}), yielding each tally as it comes."""
        told = run | {"ingested_at": run["ingested_at"].isoformat()}
        tasks = [
            {"task": "stage", "batch": str(batch), "folder": str(folder), "run": told}
            for batch, folder in batches.items()
        ]
        futures = [self._threads.submit(self._stage, task) for task in tasks]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            for future in futures:
                future.cancel()

    def annotate(self, lines: list[bytes], *, why: bool) -> Future[list[bytes]]:
        """Answers to lines of JSON, in order: how many events, whether it is an error (0, 1), and the line to write."""
        return self._threads.submit(self._annotate, [line.decode("latin-1") for line in lines], why)

    def dismiss(self) -> None:
        """End the processes, whatever they are at."""
        self._is_dismissed = True
        for worker in list(self._all):
            worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.bury()

    def _stage(self, task: dict[str, Any]) -> Counter[str]:
        losses = Losses()
        while True:
            try:
                return Counter(self._ask(task, losses.refused))
            except Lost as lost:
                self._replace(lost)
                losses.note(lost)

    def _annotate(self, lines: list[str], why: bool) -> list[bytes]:
        """Answers that have come are kept when the worker is lost: only the rest is asked for again."""
        losses, answers = Losses(), list[bytes]()
        while len(answers) < len(lines):
            task = {"task": "annotate", "lines": lines[len(answers) :], "first": len(answers), "why": why}
            try:
                self._ask(task, losses.refused, answers)
            except Lost as lost:
                self._replace(lost)
                losses.note(lost)
        return answers

    def _ask(self, task: dict[str, Any], refused: Mapping[str, Refusal], answers: list[bytes] | None = None) -> Any:
        told = {step: (refusal.reason.value, refusal.detail) for step, refusal in refused.items()}
        kept = [] if answers is None else answers
        return self._worker().ask({**task, "tools": asdict(self._tools), "refused": told}, kept.append)

    def _worker(self) -> WorkerProcess:
        """The process of this thread; one that has grown is replaced, for the next text is to have its due."""
        worker: WorkerProcess | None = getattr(self._mine, "worker", None)
        if worker is not None and worker.has_grown:
            self._bury(worker)
            worker = None
        if worker is None:
            worker = self._mine.worker = WorkerProcess(self._limits)
            self._all.add(worker)
            if self._is_dismissed:
                worker.kill()
        return worker

    def _replace(self, lost: Lost) -> None:
        if self._is_dismissed:
            raise ChildProcessError("the crew was dismissed") from lost
        self._bury(self._mine.worker)

    def _bury(self, worker: WorkerProcess) -> None:
        self._mine.worker = None
        self._all.discard(worker)
        worker.bury()


@contextmanager
def crew(workers: int | None, tools: KnowledgePaths, limits: Limits | None = None) -> Iterator[WorkerPool]:
    """A crew of so many workers; by default one for each core, within the limits that are sound for news."""
    hired = WorkerPool(workers, tools, limits or Limits())
    try:
        yield hired
    finally:
        hired.dismiss()
