"""The worker processes: each loads its model once and takes batch after batch."""

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from schemas.rows import Row


@dataclass(frozen=True, slots=True)
class Tools:
    """What a worker needs beside its batch: the user's own actors and lexicon (paths), if any."""

    actors: str | None = None
    lexicon: str | None = None


class Crew:
    """Worker processes that are replaced when one of them dies."""

    def __init__(self, workers: int, tools: Tools) -> None:
        self._workers, self.tools = workers, tools
        self._pool = self._hire()

    def _hire(self) -> ProcessPoolExecutor:
        # spawn: a forked copy of a process with threads (Prefect's has many) may hang
        return ProcessPoolExecutor(self._workers, mp_context=multiprocessing.get_context("spawn"), initializer=_settle)

    def stage(self, batches: dict[Path, Path], run: Row) -> Iterator[Counter[str]]:
        """Do the batches ({batch: folder for its rows}), yielding each tally as it comes. OSError: a worker died."""
        futures: list[Future[Counter[str]]] = []
        try:
            futures = [self._pool.submit(do_batch, batch, folder, run, self.tools) for batch, folder in batches.items()]
            for future in as_completed(futures):
                yield future.result()
        except BrokenProcessPool as broken:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._hire()
            raise ChildProcessError("a worker process died, perhaps for want of memory") from broken
        finally:
            for future in futures:
                future.cancel()

    def dismiss(self) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def crew(workers: int | None, tools: Tools) -> Iterator[Crew]:
    """A crew of so many workers; by default one for each core."""
    hired = Crew(workers or len(os.sched_getaffinity(0)), tools)
    try:
        yield hired
    finally:
        hired.dismiss()


def do_batch(batch: Path, folder: Path, run: Row, tools: Tools) -> Counter[str]:
    """In a worker: leave the rows of the batch in the folder."""
    from flows.plan import read_batch
    from flows.sources import load
    from flows.work import knowledge, stage_batch

    documents = (document for source in read_batch(batch) for document in load(source))
    return stage_batch(documents, folder, run, knowledge(tools.actors, tools.lexicon))


def _settle() -> None:
    """One thread for each worker: the cores are shared out among processes."""
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
