"""A warehouse whose writer is killed, or read while it is written to: readers see whole states, nothing is lost."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import duckdb

from flows.layout import layout_faults
from flows.views import open_views
from flows.warehouse import Warehouse
from tests.flows.rows import publish_texts, rows, text_of

ROOT = Path(__file__).parent.parent.parent
KILLS = 3
# Publishes one text after the other, those that are not there yet; says so before each.
WRITER = """
import sys
from pathlib import Path
from flows.warehouse import Warehouse
from tests.flows.rows import publish_texts, rows, text_of
root = Path(sys.argv[1])
for number in range(int(sys.argv[2])):
    with Warehouse(root).writing():
        current = Warehouse(root).current()
    if current and any(row["source_path"] == f"{number}.txt" for row in rows(current, "documents")):
        continue
    print(number, flush=True)
    publish_texts(root, [(f"{number}.txt", text_of(number))])
"""


def is_whole(folder: Path) -> bool:
    """Whether every loaded document of a state has its article, its event and its mentions."""
    (counts,) = (
        open_views(folder)
        .execute(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM articles), (SELECT count(*) FROM events), "
            "(SELECT count(*) // 2 FROM mentions), (SELECT max(event_count) FROM actors)"
        )
        .fetchall()
    )
    return len(set(counts)) == 1


def test_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    chance, house, count = random.Random(5), Warehouse(tmp_path / "w"), 8
    command = [sys.executable, "-c", WRITER, str(house.root), str(count)]
    for _ in range(KILLS):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout
            for _ in range(chance.randrange(1, 3)):
                writer.stdout.readline()
            time.sleep(chance.random() * 0.5)
            writer.send_signal(signal.SIGKILL)
        if (current := house.current()) is not None:
            assert is_whole(current.folder)
        with house.writing():
            assert layout_faults(house) == []
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert len(rows(house.require(), "documents")) == count
    assert is_whole(house.require().folder)
    assert list(house.staging.iterdir()) == []


def test_readers_see_whole_states_while_runs_publish(tmp_path: Path) -> None:
    house = Warehouse(tmp_path / "w")
    publish_texts(house.root, [("first.txt", text_of(0))])
    is_over, seen = Event(), list[bool | str]()

    def read() -> None:
        while not is_over.is_set():
            try:
                seen.append(is_whole(house.require().folder))
            except duckdb.Error as error:
                seen.append(str(error))

    readers = [Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1, 9):
        publish_texts(house.root, [(f"{number}.txt", text_of(number))])
    is_over.set()
    for reader in readers:
        reader.join()
    assert len(seen) >= 4
    assert set(seen) == {True}
