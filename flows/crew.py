"""The worker processes: each loads its model once and takes batch after batch."""

import multiprocessing
import os
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.settings import prepare
from schemas.rows import Row


@dataclass(frozen=True, slots=True)
class Tools:
    """What a worker needs beside its batch: the user's own actors and lexicon (paths), if any, and how sure an event
    must be (None: as sure as is best by default)."""

    actors: str | None = None
    lexicon: str | None = None
    least_confidence: float | None = None


class Crew:
    """Worker processes that are replaced when one of them dies."""

    def __init__(self, workers: int | None, tools: Tools) -> None:
        self._workers, self.tools = workers, tools
        self._pool = new_pool(self._workers)
        self._hiring = threading.Lock()

    def stage(self, batches: dict[Path, Path], run: Row) -> Iterator[Counter[str]]:
        """Do the batches ({batch: folder for its rows}), yielding each tally as it comes. OSError: a worker died."""
        pool, futures = self._pool, list[Future[Counter[str]]]()
        try:
            futures += [pool.submit(do_batch, batch, folder, run, self.tools) for batch, folder in batches.items()]
            for future in as_completed(futures):
                yield future.result()
        except BrokenProcessPool as broken:
            self._replace(pool)
            raise ChildProcessError("a worker process died, perhaps for want of memory") from broken
        finally:
            for future in futures:
                future.cancel()

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        """Hire anew, once: every thread that waited for the broken pool comes here."""
        with self._hiring:
            if self._pool is broken:
                broken.shutdown(wait=False, cancel_futures=True)
                self._pool = new_pool(self._workers)

    def dismiss(self) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def crew(workers: int | None, tools: Tools) -> Iterator[Crew]:
    """A crew of so many workers; by default one for each core."""
    hired = Crew(workers, tools)
    try:
        yield hired
    finally:
        hired.dismiss()


def new_pool(workers: int | None) -> ProcessPoolExecutor:
    """Processes for work on text; by default one for each core."""
    prepare()  # what the processes inherit
    count = workers or len(os.sched_getaffinity(0))
    # spawn: a forked copy of a process with threads (Prefect's has many) may hang
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"), initializer=_settle)


def do_batch(batch: Path, folder: Path, run: Row, tools: Tools) -> Counter[str]:
    """In a worker: leave the rows of the batch in the folder."""
    from flows.plan import read_batch
    from flows.sources import load
    from flows.work import knowledge, stage_batch

    documents = (document for source in read_batch(batch) for document in load(source))
    return stage_batch(documents, folder, run, knowledge(tools.actors, tools.lexicon, tools.least_confidence))


def _settle() -> None:
    """No life without the run."""
    threading.Thread(target=_die_with_the_run, daemon=True).start()


def _die_with_the_run() -> None:
    """End this process when the run is killed: what is left of it must not write beside the next run."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)
