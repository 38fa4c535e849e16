"""Read sound files among damaged and hostile ones: `python -m tools.run_among_hostile SOUND [--fuzzed N]`.

One run reads the folder of sound files alone, a second the same files among so many damaged ones, of every format, and
every kind of input made to kill, of about so many bytes. It must end with status 0 and without a trace, each file must
be a document with a status, and all rows of the sound files must be those of the first run (but for ids that link them
to others). Prints what became of the bad files, and the peak of memory; exit status 1 when anything is amiss.
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from tests.readers.hostile import KINDS
from tools.fuzz import SEED_BYTES, damaged

OF_RUN = {"run_id", "ingested_at", "duplicate_of", "story_id", "canonical_event_id"}
COMPARED = ("documents", "articles", "events", "mentions")


def bad_files(folder: Path, fuzzed: int, size: int, seed: int) -> None:
    """Write every kind of hostile input, and so many damaged ones."""
    folder.mkdir()
    chance, kinds = random.Random(seed), list(KINDS.values())
    for number, (suffix, make) in enumerate(kinds if size else ()):
        (folder / f"hostile{number:03}{suffix}").write_bytes(make(size))
    seeds = [(suffix, make(SEED_BYTES)) for suffix, make in kinds]
    for number in range(fuzzed):
        suffix, data = seeds[number % len(seeds)]
        (folder / f"fuzzed{number:05}{suffix}").write_bytes(damaged(data, chance))


def run(folder: Path, warehouse: Path) -> tuple[int, str, float]:
    """The exit status of a run, what it said on the terminal, and its seconds."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "PREFECT_HOME": str(warehouse.parent / "prefect")}
    command = [sys.executable, "-m", "tidings.flows.cli", "run", ".", "--warehouse", str(warehouse)]
    begun = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr, time.monotonic() - begun


def sound_rows(warehouse: Path) -> dict[str, list[str]]:
    """The rows of the sound files, by table."""
    documents = pq.read_table(warehouse / "documents").to_pylist()
    ids = {row["document_id"] for row in documents if "sound/" in row["source_path"]}
    return {
        name: sorted(
            str({key: value for key, value in row.items() if key not in OF_RUN})
            for row in pq.read_table(warehouse / name).to_pylist()
            if row["document_id"] in ids and "sound/" in row.get("source_path", "sound/")
        )
        for name in COMPARED
    }


def faults_of(folder: Path, warehouse: Path, wanted: dict[str, list[str]]) -> Iterator[str]:
    """What is amiss after a run over sound files and bad ones."""
    status, said, seconds = run(folder, warehouse)
    print(f"{seconds:.0f} s; peak of a process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000:.0f} MB")
    if status != 0:
        yield f"the run ended with {status}: {said[-500:]}"
        return
    if "Traceback" in said:
        yield f"a trace on the terminal: {said[-500:]}"
    rows = pq.read_table(warehouse / "documents").to_pylist()
    paths = {row["source_path"].split("!")[0] for row in rows}
    if lost := [file.name for file in (folder / "bad").iterdir() if not any(p.endswith(file.name) for p in paths)]:
        yield f"without a document: {lost[:9]}"
    if sound_rows(warehouse) != wanted:
        yield "rows of sound files are others than without the bad ones"
    told = Counter(f"{row['status']} {row['reason'] or ''}" for row in rows if "sound/" not in row["source_path"])
    print(*(f"{count:>7}  {what}" for what, count in told.most_common()), sep="\n")
    if faulty := [row["detail"] for row in rows if row["reason"] == "exception"]:
        yield f"faults of the program: {Counter(faulty).most_common(9)}"


def main() -> None:
    """Run with and without the bad files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sound", help="folder of sound files")
    parser.add_argument("--fuzzed", type=int, default=2_000, help="damaged files (%(default)s)")
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes of each hostile file; 0: none (%(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, base = Path(place) / "files", Path(place)
        shutil.copytree(chosen.sound, folder / "sound")
        status, said, _ = run(folder, base / "alone")
        if status != 0:
            sys.exit(said)
        bad_files(folder / "bad", chosen.fuzzed, chosen.size, chosen.seed)
        faults = list(faults_of(folder, base / "among", sound_rows(base / "alone")))
    print(*faults or ["all is as it should be"], sep="\n")
    sys.exit(min(1, len(faults)))


if __name__ == "__main__":
    main()
