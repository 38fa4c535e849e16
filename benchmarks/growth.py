"""How a warehouse grows: `python -m benchmarks.growth [size] [cost] [--texts N] [--runs N]`, with made-up rows.

size: what many small runs take on disk, as a multiple of one run over the same texts.
cost: the processor time of adding 100 texts to a full warehouse, as a multiple of adding them to an empty one; merging,
linking and writing alone, and with the reading of 100 articles (SECONDS_READING), which does not grow.
"""

import argparse
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.flows.rows import Text, publish_texts, text_of
from tidings.flows.settings import prepare
from tidings.flows.storage.history import let_go
from tidings.flows.storage.warehouse import Warehouse

WORDS = 300  # in each text
ADDED = 100
SECONDS_READING = 0.12 * ADDED  # what `benchmarks.speed` finds for an article of that length on one core


def texts_of(count: int, first: int = 0) -> list[Text]:
    """Texts of made-up words, some of them rare, as those of news are."""
    chance = Random(first)
    vocabulary = [f"{chance.getrandbits(48):x}" for _ in range(20_000)]
    ranks = [1 / (rank + 10) for rank in range(len(vocabulary))]
    return [
        (f"{n}.txt", f"{text_of(n, f'Land{n % 400}')} {' '.join(chance.choices(vocabulary, ranks, k=WORDS))}")
        for n in range(first, first + count)
    ]


def bytes_in(root: Path) -> int:
    """What the files of a warehouse take, those that several snapshots share once."""
    found = {}
    for path in root.rglob("*"):
        if path.is_file() and not path.is_symlink():
            status = os.stat(path)
            found[status.st_ino] = status.st_size
    return sum(found.values())


def size(folder: Path, count: int, runs: int) -> None:
    """Print the size after so many runs, beside that after one."""
    texts, step = texts_of(count), -(-count // runs)
    publish_texts(folder / "one", texts)
    whole, worst = bytes_in(folder / "one"), 0.0
    house = Warehouse(folder / "many")
    for start in range(0, count, step):
        publish_texts(house.root, texts[start : start + step])
        let_go(house)
        if start >= count // 2:
            worst = max(worst, bytes_in(house.root) / whole * count / min(count, start + step))
    files = len(list(house.require().folder.glob("*/*/*.parquet")))
    kept, ratio = len(house.kept()), bytes_in(house.root) / whole
    print(f"size after {runs} runs: {ratio:.2f} of one run's, at worst {worst:.2f}; {kept} snapshots, {files} files")
    let_go(house, keep=1)
    print(f"with one snapshot: {bytes_in(house.root) / whole:.2f}")


def cost(folder: Path, count: int, runs: int) -> None:
    """Print what adding some texts costs, in an empty warehouse and in a full one."""
    added = texts_of(ADDED, first=10**7)
    empty = _seconds(lambda: publish_texts(folder / "empty", added))
    publish_texts(folder / "full", texts_of(count))
    full = _seconds(lambda: publish_texts(folder / "full", added))
    with_reading = (full + SECONDS_READING) / (empty + SECONDS_READING)
    print(
        f"{ADDED} texts: {empty:.1f} s in an empty warehouse, {full:.1f} s in one of {count}: {full / empty:.1f} times"
    )
    print(f"with the reading of them: {with_reading:.2f} times")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


MEASURES: Mapping[str, Callable[[Path, int, int], None]] = {"size": size, "cost": cost}


def main() -> None:
    """Measure what is named, or both."""
    prepare()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"{' or '.join(MEASURES)}; both by default")
    parser.add_argument("--texts", type=int, default=1_000, help="in the warehouse (%(default)s)")
    parser.add_argument("--runs", type=int, default=100, help="small runs (%(default)s)")
    chosen = parser.parse_args()
    for name in chosen.measures or MEASURES:
        with TemporaryDirectory() as folder:
            MEASURES[name](Path(folder), chosen.texts, chosen.runs)


if __name__ == "__main__":
    main()
