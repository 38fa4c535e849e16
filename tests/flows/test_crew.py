"""A worker that dies, hangs or grows is replaced: the text that did it is refused, with its reason; others are read."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.flows.processes import is_alive
from tidings.flows.batches.limits import Limits, usage_of
from tidings.flows.batches.pool import MOST_LOST_STEPS, MOST_UNEXPLAINED, KnowledgePaths, Losses, WorkerPool, crew
from tidings.flows.batches.steps import Refusal, Refused, Steps
from tidings.flows.batches.worker_process import Lost
from tidings.vocabulary import Reason

# A worker without a model: what it does at a line, the line says.
PLAIN = """
import json, os, sys, time
sys.path[:] = json.loads(sys.argv[1])
def say(line):
    sys.stdout.buffer.write(line.encode() + b"\\n")
    sys.stdout.buffer.flush()
hoard = []
for task in map(json.loads, sys.stdin.buffer):
    for number, line in enumerate(task["lines"], start=task["first"]):
        say(f"s{{number}}/text")
        refused = task["refused"].get(f"{{number}}/text")
        what, _, detail = ("refused", "", refused[0]) if refused else line.partition(" ")
        if what == "spin":
            while True:
                pass
        elif what == "grow":
            while True:
                hoard.append(bytearray(5_000_000))
        elif what == "die":
            os.kill(os.getpid(), 9)
        elif what == "once" and not os.path.exists(detail):
            open(detail, "w").close()
            os._exit(7)
        elif what == "fail":
            say('f["OSError", "no space left"]')
            break
        say(f"a0 0 {{what}} {{detail}} {{os.getpid()}}")
    else:
        say("dnull")
"""
QUICK = Limits(seconds=0.3, megabytes=100)


@contextmanager
def plain_crew(limits: Limits = QUICK, program: str = PLAIN) -> Iterator[WorkerPool]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tidings.flows.batches.worker_process.PROGRAM", program)
        with crew(1, KnowledgePaths(), limits) as hired:
            yield hired


def answers(hired: WorkerPool, lines: list[str]) -> list[tuple[str, str]]:
    """What became of each line."""
    told = hired.annotate([line.encode() for line in lines], why=False).result()
    return [(what, detail) for _, _, what, detail, _ in (line.decode().split(" ") for line in told)]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [("spin", Reason.TOO_SLOW), ("grow", Reason.TOO_MUCH_MEMORY), ("die", Reason.WORKER_DIED)],
)
def test_a_bad_line_costs_no_other(bad: str, reason: Reason) -> None:
    with plain_crew() as hired:
        assert answers(hired, ["read a", bad, "read b"]) == [("read", "a"), ("refused", reason), ("read", "b")]
        assert answers(hired, ["read c"]) == [("read", "c")]


def test_who_dies_once_is_tried_again(tmp_path: Path) -> None:
    with plain_crew() as hired:
        assert answers(hired, [f"once {tmp_path / 'x'}", "read a"])[0] == ("once", str(tmp_path / "x"))


def test_an_error_of_the_task_comes_up_and_the_worker_goes_on() -> None:
    with plain_crew() as hired:
        with pytest.raises(OSError, match="no space left"):
            answers(hired, ["fail"])
        assert answers(hired, ["read a"]) == [("read", "a")]


def test_a_program_that_never_starts_ends_the_run() -> None:
    program = "import sys; sys.exit(5)  # {parent}"
    with plain_crew(program=program) as hired, pytest.raises(ChildProcessError, match="exit status 5"):
        answers(hired, ["read a"])


def test_a_crew_that_is_dismissed_leaves_nobody() -> None:
    with plain_crew(Limits(seconds=60)) as hired:
        first = hired.annotate([b"read a"], why=False).result()[0]
        waiting = hired.annotate([b"spin"], why=False)
    pid = int(first.rsplit(b" ", 1)[1])
    assert not Path(f"/proc/{pid}").exists()
    assert waiting.cancelled() or waiting.exception() is not None


def lost(step: str | None, reason: Reason = Reason.WORKER_DIED) -> Lost:
    return Lost(step, reason, "signal 9")


def test_a_step_is_refused_at_once_for_time_and_at_the_second_death() -> None:
    losses = Losses()
    losses.note(lost("0/1/2", Reason.TOO_SLOW))
    losses.note(lost("0/2/cut"))
    assert list(losses.refused) == ["0/1/2"]
    losses.note(lost("0/2/cut"))
    assert list(losses.refused) == ["0/1/2", "0/2/cut"]


def test_a_document_of_bad_articles_is_given_up_as_a_whole() -> None:
    losses = Losses()
    for number in range(MOST_LOST_STEPS):
        assert "0/1" not in losses.refused
        losses.note(lost(f"0/1/{number}", Reason.TOO_SLOW))
    steps = Steps(refused=losses.refused)
    with pytest.raises(Refused):
        steps.begin("0/1/cut")
    steps.begin("0/11/cut")


def test_deaths_that_no_text_explains_end_the_run() -> None:
    losses = Losses()
    for _ in range(MOST_UNEXPLAINED - 1):
        losses.note(lost(None))
    with pytest.raises(ChildProcessError):
        losses.note(lost(None))


def test_steps_are_told_and_refused() -> None:
    told: list[str] = []
    steps = Steps(told.append, {"0/1": Refusal(Reason.TOO_SLOW, "slow")})
    steps.begin("0/0/cut")
    with pytest.raises(Refused, match="slow"):
        steps.begin("0/1/cut")
    assert told == ["0/0/cut"]


def test_usage_is_told_of_the_living() -> None:
    usage = usage_of(os.getpid())
    assert usage is None or (usage.seconds > 0 and usage.resident_bytes > 10_000_000)
    assert usage_of(2**22 + 1) is None


# It hears nothing while it is at a line, as one that is deep in a library's code; but Linux ends it with the run.
DEAF = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1])\n"
    "from tidings.flows.batches.worker import die_with\ndie_with({parent})\n"
)
RUN = f"""
from tidings.flows.batches import worker_process
from tidings.flows.batches.pool import WorkerPool, KnowledgePaths
from tidings.flows.batches.limits import Limits
worker_process.PROGRAM = {DEAF + PLAIN!r}
hired = WorkerPool(1, KnowledgePaths(), Limits())
print(hired.annotate([b"read a"], why=False).result()[0].decode(), flush=True)
hired.annotate([b"spin"], why=False).result()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems end it when it next looks for a task")
def test_a_worker_ends_with_the_run() -> None:
    with subprocess.Popen([sys.executable, "-c", RUN], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        pid = int(run.stdout.readline().split(" ")[-1])
        before = usage_of(pid)
        while (usage := usage_of(pid)) and before and usage.seconds - before.seconds < 0.1:
            time.sleep(0.05)  # until it spins
        run.kill()
    deadline = time.monotonic() + 30
    while is_alive(pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)
