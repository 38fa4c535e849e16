"""One bad text among good ones: it is given up with its reason, and every other row is what it would be without it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.conftest import MARCH, RAID, TALKS, draft_of, write_news
from tidings.flows.batches.annotate_file import annotate_file
from tidings.flows.batches.knowledge import knowledge
from tidings.flows.batches.limits import MOST_TEXT, Limits
from tidings.flows.batches.plan import Plan, make_plan
from tidings.flows.batches.pool import KnowledgePaths, WorkerPool, crew
from tidings.flows.batches.steps import Refusal, Steps, told_of
from tidings.flows.batches.worker import do_batch
from tidings.flows.commands.options import above_zero, megabytes
from tidings.flows.storage.snapshot import publish
from tidings.flows.storage.warehouse import Warehouse
from tidings.flows.telling.progress import Silence
from tidings.vocabulary import Reason

NEWS = {"a.txt": RAID, "c.txt": TALKS, "d.txt": MARCH}
# A paragraph of its own length each, so that no two are alike; some 190 kB, ten seconds of work.
LONG = "\n\n".join(
    f"On day {n} of the siege {n} soldiers of Ruritania attacked the town of Strelsau." for n in range(2_400)
)
TIGHT = Limits(seconds=3.0)
CHANGING = {"run_id", "ingested_at"}


@pytest.fixture(scope="module")
def hired() -> Iterator[WorkerPool]:
    with crew(1, KnowledgePaths(), TIGHT) as one:
        yield one


def planned(root: Path, news: dict[str, str]) -> Plan:
    return make_plan([str(write_news(root / "news", news))], Warehouse(root / "w"), limits=TIGHT)


def published(root: Path, plan: Plan) -> dict[str, list[dict[str, object]]]:
    """The rows of the tables but for what tells of the run, by table."""
    import pyarrow.parquet as pq

    house = Warehouse(root / "w")
    with house.writing():
        publish(draft_of(plan, house), house)
    changing = {"run_id", "ingested_at"}
    tables = ("documents", "articles", "events", "mentions", "rejections")
    return {
        name: [
            {k: v for k, v in row.items() if k not in changing} for row in pq.read_table(root / "w" / name).to_pylist()
        ]
        for name in tables
    }


def test_a_slow_document_costs_no_other(tmp_path: Path, hired: WorkerPool) -> None:
    plan = planned(tmp_path / "bad", NEWS | {"b.txt": LONG})
    assert len(plan.batches) <= 2
    list(hired.stage({batch: plan.staged(batch) for batch in plan.batches}, plan.run))
    found = published(tmp_path / "bad", plan)
    good = planned(tmp_path / "good", NEWS)
    list(hired.stage({batch: good.staged(batch) for batch in good.batches}, good.run))
    wanted = published(tmp_path / "good", good)
    (slow,) = [row for row in found["documents"] if row["source_path"] == "b.txt"]
    assert (slow["status"], slow["reason"]) == ("quarantined", "too_slow")
    assert "3 s of processor time" in str(slow["detail"])
    found["documents"].remove(slow)
    assert found == wanted
    assert not list((tmp_path / "bad" / "w" / ".staging").rglob("*.part*"))


def test_a_slow_text_costs_no_other_line(tmp_path: Path) -> None:
    texts = {"a": RAID, "b": LONG, "c": TALKS}
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in texts.items()), encoding="utf-8")
    done = annotate_file(source, target, KnowledgePaths(), Silence(), workers=1, limits=TIGHT)
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [(answer["id"], answer.get("error", {}).get("reason")) for answer in answers] == [
        ("a", None),
        ("b", "too_slow"),
        ("c", None),
    ]
    assert (done.lines, done.errors) == (2, 1)


def test_what_is_longer_than_any_article_is_kept_unread(tmp_path: Path, hired: WorkerPool) -> None:
    book = "\n\n".join(f"{LONG}\n\n{number}" for number in (1, 2))
    plan = planned(tmp_path, {"a.txt": RAID, "book.txt": book})
    list(hired.stage({batch: plan.staged(batch) for batch in plan.batches}, plan.run))
    tables = published(tmp_path, plan)
    found = {row["source_path"]: row for row in tables["documents"]}
    assert (found["book.txt"]["reason"], found["book.txt"]["text"]) == ("too_large", book)
    assert (found["a.txt"]["status"], found["a.txt"]["event_count"]) == ("loaded", len(tables["events"]))
    assert {row["document_id"] for row in tables["events"]} == {found["a.txt"]["document_id"]}
    lines = [json.dumps({"text": "x" * size}).encode() for size in (MOST_TEXT + 1, MOST_TEXT)]
    refused, read = (json.loads(told.split(b" ", 2)[2]) for told in hired.annotate(lines, why=False).result())
    assert (refused["error"]["reason"], "error" in read) == ("too_large", False)


@pytest.mark.parametrize(
    ("step", "status", "reasons"),
    [
        ("0/0/read", "quarantined", []),
        ("0/0/cut", "quarantined", []),
        ("0/0/0", "quarantined", []),
        ("1/0/0", "loaded", [None]),
    ],
)
def test_a_step_that_is_refused_leaves_its_reason(
    step: str, status: str, reasons: list[str | None], tmp_path: Path
) -> None:
    import pyarrow.parquet as pq

    plan = planned(tmp_path, {"a.txt": RAID})
    steps = Steps(refused={step: Refusal(Reason.TOO_SLOW, "more than 60 s")})
    for batch in plan.batches:
        do_batch(batch, plan.staged(batch), plan.run, knowledge(None, None), steps)
    folder = plan.staged(plan.batches[0])
    (document,) = pq.read_table(folder / "documents.parquet").to_pylist()
    assert document["status"] == status
    if status == "quarantined":
        assert (document["reason"], document["detail"]) == ("too_slow", "more than 60 s")
    articles = folder / "articles.parquet"
    assert [row["reason"] for row in pq.read_table(articles).to_pylist()] if articles.exists() else reasons == []


MAPPING = """
import mmap
from tidings.flows.batches.worker import _steps

steps = _steps({"refused": {}, "limits": {"seconds": 60, "megabytes": 200}}, lambda said: None)
kept = []
for step in range(4):
    steps.begin(str(step))
    kept.append(mmap.mmap(-1, 150_000_000))
steps.begin("last")
try:
    mmap.mmap(-1, 250_000_000)
except OSError as error:
    print("wall", len(kept))
"""


def test_the_wall_stands_anew_at_each_step() -> None:
    """What was mapped for the texts before, and never used, does not make an ordinary one too large."""
    done = subprocess.run([sys.executable, "-c", MAPPING], capture_output=True, text=True, check=True)
    assert done.stdout == "wall 4\n"


def test_an_error_is_told_in_a_line_with_its_place() -> None:
    try:
        int("many\nwords")
    except ValueError as error:
        told = told_of(error)
    assert told.startswith("ValueError: invalid literal")
    assert "test_limits.py:" in told
    assert "\n" not in told


@pytest.mark.parametrize("text", ["0", "-1", "inf", "nan", "a minute"])
def test_a_limit_is_a_number_above_zero(text: str) -> None:
    from argparse import ArgumentTypeError

    with pytest.raises(ArgumentTypeError):
        above_zero(text)


@pytest.mark.parametrize("text", ["0", "99"])
def test_the_least_memory_is_what_an_article_takes(text: str) -> None:
    from argparse import ArgumentTypeError

    with pytest.raises(ArgumentTypeError):
        megabytes(text)
