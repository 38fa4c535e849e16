"""A run that is killed leaves whole tables and nothing running; the same command ends well, with the same rows."""

import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.conftest import MARCH, RAID, TALKS, write_news
from tools.kill_runs import Trial, kill, marked_by, rows_of, workers_of

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system tells of no processes")
NEWS = {"raid.txt": RAID, "talks.txt": TALKS, "march.txt": MARCH}
PATIENCE = 240.0


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    trial = Trial([str(write_news(folder / "news", NEWS))], folder)
    assert trial.begin().wait() == 0
    return rows_of(trial.warehouse)


def wait_for(is_so: Callable[[], object], run: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert run.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("victim", ["process"])  # the others: tools.kill_runs
def test_a_killed_run_is_taken_up(victim: str, tmp_path: Path, undisturbed: dict[str, list[str]]) -> None:
    trial = Trial([str(write_news(tmp_path / "news", NEWS))], tmp_path)
    run = trial.begin()
    wait_for(lambda: workers_of(run.pid), run)
    kill(run, victim, random.Random(0))
    run.wait()
    assert not any(rows_of(trial.warehouse).values())
    assert trial.begin().wait() == 0
    assert rows_of(trial.warehouse) == undisturbed
    assert not list((trial.warehouse / ".staging").iterdir())
    assert not marked_by(run.pid)
