"""Read a warehouse in a loop while runs publish: `python -m tools.read_while_publishing [--runs N] [--readers N]`.

Each made-up text has one row in documents, articles and events: whoever sees other counts sees a mixed state.
Exit status 1 when a reader met one, or an error.
"""

import argparse
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import duckdb

from tests.flows.rows import publish_texts, text_of
from tidings.flows.storage.history import let_go
from tidings.flows.storage.views import open_views
from tidings.flows.storage.warehouse import Warehouse

COUNTED = ("documents", "articles", "events")


def read(root: Path, is_over: Event) -> Counter[str]:
    """What a reader met until the runs were over: states, by what they were."""
    met, house = Counter[str](), Warehouse(root)
    while not is_over.is_set():
        try:
            database = open_views(house.require().folder)
            counts = [database.sql(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in COUNTED]
        except duckdb.Error as error:
            met[f"error: {error}"] += 1
        else:
            met["whole" if len(set(counts)) == 1 else f"mixed: {counts}"] += 1
    return met


def watch(root: Path, runs: int, readers: int) -> Counter[str]:
    """What so many readers met while so many runs published."""
    publish_texts(root, [(f"{number}.txt", text_of(number)) for number in range(10)])
    is_over = Event()
    with ThreadPoolExecutor(readers) as pool:
        reading = [pool.submit(read, root, is_over) for _ in range(readers)]
        try:
            for run in range(1, runs + 1):
                publish_texts(root, [(f"{run}/{n}.txt", text_of(1000 * run + n)) for n in range(3)])
                let_go(Warehouse(root))
        finally:
            is_over.set()
        return sum((future.result() for future in reading), Counter())


def main() -> None:
    """Watch, and print what the readers met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20, help="(%(default)s)")
    parser.add_argument("--readers", type=int, default=4, help="(%(default)s)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        met = watch(Path(folder) / "w", chosen.runs, chosen.readers)
    for what, times in met.most_common():
        print(f"{times:>7}  {what}")
    sys.exit(set(met) != {"whole"})


if __name__ == "__main__":
    main()
