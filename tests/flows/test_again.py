"""What is read, and what is read again: a file once, a text once, what a condition selects, and what has changed."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from tests.flows.conftest import tree, write_news
from tests.flows.rows import RUN, merged, publish_files, rows, text_of
from tidings.flows.batches.claims import CLAIMS, Claims, reading_of
from tidings.flows.batches.plan import make_plan
from tidings.flows.batches.process_batch import stage_batch
from tidings.flows.batches.steps import Refusal, Steps
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit
from tidings.flows.sources.load import SourceFile, load
from tidings.flows.storage import readings
from tidings.flows.storage.layout import layout_faults
from tidings.flows.storage.verify_snapshot import row_faults
from tidings.flows.storage.warehouse import Snapshot, Warehouse
from tidings.schemas.tables import TABLES
from tidings.vocabulary import Reason

NEWS = {"a.txt": text_of(1), "b.txt": text_of(2), "copy of a.txt": text_of(1)}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of two texts, one of them twice."""
    return write_news(tmp_path / "news", NEWS)


def runs_of(house: Warehouse) -> dict[str, str]:
    """The run that read each document."""
    return {row["source_path"]: row["run_id"] for row in rows(house.require(), "documents")}


def test_what_is_read_is_not_read_again(tmp_path: Path, news: Path) -> None:
    assert publish_files(tmp_path / "w", news).file_count == 3
    before = tree(tmp_path / "w")
    plan = publish_files(tmp_path / "w", news)
    assert (plan.file_count, plan.seen_count) == (0, 3)
    assert tree(tmp_path / "w") == before


@pytest.mark.parametrize(
    ("condition", "again"),
    [
        ("source_path = 'a.txt'", {"a.txt"}),
        ("source_path LIKE '%a.txt'", {"a.txt", "copy of a.txt"}),
        ("status = 'duplicate'", {"copy of a.txt"}),
        ("true", set(NEWS)),
        ("false", set()),
    ],
)
def test_what_a_condition_selects_is_read_again(tmp_path: Path, news: Path, condition: str, again: set[str]) -> None:
    house = Warehouse(tmp_path / "w")
    publish_files(house.root, news)
    before, first = {name: rows(house.require(), name) for name in TABLES}, runs_of(house)
    plan = publish_files(house.root, news, reprocess=condition)
    assert (plan.file_count, plan.seen_count) == (len(again), len(NEWS) - len(again))
    assert {path for path, run in runs_of(house).items() if run != first[path]} == again
    for name in TABLES:
        now, then = (
            [{key: value for key, value in row.items() if key != "run_id"} for row in found]
            for found in (rows(house.require(), name), before[name])
        )
        assert now == then
    assert publish_files(house.root, news).file_count == 0
    assert layout_faults(house) == []


def test_what_the_sources_do_not_hold_stays(tmp_path: Path, news: Path) -> None:
    house = Warehouse(tmp_path / "w")
    publish_files(house.root, news)
    (news / "a.txt").unlink()
    first = runs_of(house)
    publish_files(house.root, news, reprocess="true")
    assert {path for path, run in runs_of(house).items() if run == first[path]} == {"a.txt"}
    assert len(rows(house.require(), "articles")) == 2


def test_a_file_that_changes_while_a_run_is_under_way_is_read_again(tmp_path: Path, news: Path) -> None:
    house = Warehouse(tmp_path / "w")
    publish_files(house.root, news)
    (news / "c.txt").write_text(text_of(3), encoding="utf-8")
    plan = publish_files(house.root, news)
    (news / "c.txt").write_text(text_of(4), encoding="utf-8")
    assert plan.file_count == 1
    assert publish_files(house.root, news).file_count == 1
    assert len(rows(house.require(), "articles")) == 4


@pytest.mark.parametrize(
    "condition",
    ["nothing = 1", "SELECT", "true); COPY documents TO 'x'; --", "EXISTS (FROM read_text('/etc/hostname'))"],
)
def test_a_condition_that_is_none_is_refused(
    tmp_path: Path, news: Path, condition: str, capsys: pytest.CaptureFixture[str]
) -> None:
    publish_files(tmp_path / "w", news)
    command = ["run", str(news), "--warehouse", str(tmp_path / "w"), "--reprocess", condition]
    assert main(command) == Exit.USAGE
    assert "--reprocess" in capsys.readouterr().err


def test_files_read_with_other_settings_are_told_of(tmp_path: Path, news: Path) -> None:
    house = Warehouse(tmp_path / "w")

    def told(least_confidence: float | None) -> str | None:
        plan = make_plan([str(news)], house, least_confidence=least_confidence)
        return readings.told(house.require().manifest(), plan.reading)

    publish_files(house.root, news, least_confidence=0.5)
    assert told(0.5) is None
    assert "--min-confidence 0.5, now 0.7" in (told(0.7) or "")
    assert "--min-confidence 0.5, now as advised" in (told(None) or "")
    write_news(news, {"c.txt": text_of(3)})
    publish_files(house.root, news, least_confidence=0.7)
    assert "before the last run" in (told(0.7) or ""), "the first files were read at 0.5 all the same"


def test_a_text_that_is_known_is_not_annotated(tmp_path: Path, news: Path) -> None:
    publish_files(tmp_path / "w", news)
    source = SourceFile("again.txt", 10, location=str(news / "a.txt"))
    (document,) = load(source)
    nothing: Any = cast(Any, None)  # to annotate would need a network
    loaded = {document.document_id: "a.txt"}
    tally = stage_batch([source], tmp_path / "rows", RUN | {"run_id": "r_1"}, nothing, Steps(), loaded)
    assert tally == {"documents_read": 1}


def test_a_text_in_two_batches_is_annotated_in_one(tmp_path: Path, news: Path) -> None:
    nothing: Any = cast(Any, None)
    source = SourceFile("again.txt", 10, location=str(news / "a.txt"))
    (document,) = load(source)
    others = Claims(tmp_path / CLAIMS, "another batch")
    assert others.take(reading_of(document))
    assert not others.take(reading_of(document)), "once"
    assert Claims(others.folder, others.batch).take(reading_of(document)), "when the batch is done again"
    tally = stage_batch([source], tmp_path / "rows", RUN | {"run_id": "r_1"}, nothing, Steps())
    assert tally == {"documents_read": 1}


def test_a_copy_of_what_could_not_be_read_is_no_document_without_articles(tmp_path: Path, news: Path) -> None:
    house, folder, run = Warehouse(tmp_path / "w"), tmp_path / "run", RUN | {"run_id": "r_1"}
    nothing: Any = cast(Any, None)
    staged = [folder / name for name in ("first", "second")]
    refused = Steps(refused={"0/0/cut": Refusal(Reason.TOO_SLOW, "for long")})
    stage_batch([SourceFile("b.txt", 10, location=str(news / "a.txt"))], staged[0], run, nothing, refused)
    stage_batch([SourceFile("a.txt", 10, location=str(news / "a.txt"))], staged[1], run, nothing, Steps())
    draft = merged(house, folder, staged)
    told = [(row["source_path"], row["reason"], row["detail"]) for row in rows(Snapshot(draft.folder), "documents")]
    assert told == [("a.txt", "too_slow", "for long"), ("b.txt", "too_slow", "for long")]


def test_a_text_of_which_other_things_are_said_is_another_reading(news: Path) -> None:
    (document,) = load(SourceFile("a.txt", 10, location=str(news / "a.txt")))
    assert reading_of(document) == reading_of(replace(document, source_path="b.txt"))
    assert reading_of(document) != reading_of(replace(document, declared={"date": "2020-01-01"}))


def test_a_file_whose_bytes_alone_have_changed_is_the_same_document(tmp_path: Path, news: Path) -> None:
    house = Warehouse(tmp_path / "w")
    publish_files(house.root, news)
    before = {name: rows(house.require(), name) for name in TABLES}
    (news / "a.txt").write_bytes(b"\xef\xbb\xbf" + text_of(1).encode())
    assert publish_files(house.root, news).file_count == 1
    assert {name: rows(house.require(), name) for name in TABLES} == before
    assert row_faults(house.require()) == []
