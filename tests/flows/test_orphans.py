"""What a killed run left running is ended by the next one, and nothing else is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.processes import is_alive
from tidings.flows.batches.orphans import end_orphans

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system tells of no processes")
# A run that begins a process in a session of its own, as a server would be, and waits.
RUN = """
import subprocess, sys
from tidings.flows.batches.orphans import mark
{mark}
left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
print(left.pid, flush=True)
left.wait()
"""


@pytest.fixture(params=["mark()", "", "import os; os.environ['TIDINGS_RUN'] = 'x:y'"], ids=["marked", "plain", "odd"])
def run(request: pytest.FixtureRequest) -> Iterator[tuple[subprocess.Popen[str], int, bool]]:
    """A run, the process it began, and whether that bears its mark."""
    program = RUN.format(mark=request.param)
    environment = {name: value for name, value in os.environ.items() if name != "TIDINGS_RUN"}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment) as begun:
        assert begun.stdout is not None
        left = int(begun.stdout.readline())
        yield begun, left, request.param == "mark()"
        begun.kill()
    if is_alive(left):
        os.kill(left, signal.SIGKILL)


def test_only_what_a_dead_run_left_is_ended(run: tuple[subprocess.Popen[str], int, bool]) -> None:
    begun, left, is_marked = run
    end_orphans()
    assert is_alive(left), "its run lives"
    begun.kill()
    begun.wait()
    assert is_alive(left)
    end_orphans()
    deadline = time.monotonic() + 5
    while is_marked and is_alive(left):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert is_alive(left) is not is_marked
