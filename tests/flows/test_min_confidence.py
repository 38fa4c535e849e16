"""How sure an event must be is checked, part of what a run is, and the same for every worker."""

import csv
import itertools
import json
from pathlib import Path

import pytest

from tests.flows.conftest import MARCH, RAID, TALKS, run_once, write_news
from tidings.flows.batches.annotate_file import answer_all
from tidings.flows.batches.knowledge import knowledge
from tidings.flows.batches.plan import Plan, make_plan
from tidings.flows.batches.worker import do_batch
from tidings.flows.cli import build_parser, main
from tidings.flows.commands.errors import Exit
from tidings.flows.storage.views import open_views
from tidings.flows.storage.warehouse import Warehouse

NEWS = {"raid.txt": RAID, "talks.txt": TALKS, "march.txt": MARCH}
COMMANDS = {
    "run": ["run", "x"],
    "annotate": ["annotate", "in.jsonl", "out.jsonl"],
    "export": ["export", "out.csv", "--format", "polecat"],
    "explain": ["explain", "--text", "x"],
}
SURE = 1.0  # no event that the encoder finds is as sure as this


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with three articles in it."""
    folder = tmp_path_factory.mktemp("least")
    run_once(folder / "w", [str(write_news(folder / "news", NEWS))])
    return folder / "w"


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("value", ["1.01", "-0.1", "nan", "inf", "high", ""])
def test_what_is_no_share_is_refused(command: list[str], value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--min-confidence", value])
    assert ended.value.code == Exit.USAGE
    assert f"{value!r} is not a number from 0 to 1" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize(("value", "share"), [("0", 0.0), ("1", 1.0), (".25", 0.25), ("5e-1", 0.5)])
def test_a_share_is_taken(command: list[str], value: str, share: float) -> None:
    assert build_parser().parse_args([*command, "--min-confidence", value]).min_confidence == share
    assert build_parser().parse_args(command).min_confidence is None


@pytest.mark.parametrize("value", [1.5, -0.1, float("nan"), float("inf"), "high"])
def test_the_flow_refuses_what_is_no_share(value: object) -> None:
    from prefect.exceptions import ParameterTypeError

    from tidings.flows.ingest import ingest

    with pytest.raises(ParameterTypeError, match="min_confidence"):
        ingest.validate_parameters({"sources": ["x"], "min_confidence": value})


def test_the_flow_takes_a_share() -> None:
    from tidings.flows.ingest import ingest

    for value in (None, 0, 0.7, 1):
        assert ingest.validate_parameters({"sources": ["x"], "min_confidence": value})["min_confidence"] == value


def plan_of(tmp_path: Path, least: float | None) -> Plan:
    return make_plan([str(tmp_path / "news")], Warehouse(tmp_path / "w"), least_confidence=least)


def test_another_share_is_another_run(tmp_path: Path) -> None:
    write_news(tmp_path / "news", {"raid.txt": RAID})
    shares = (None, 0.0, 0.7, 0.71, 1.0)
    ids = {share: plan_of(tmp_path, share).run["run_id"] for share in shares}
    assert len(set(ids.values())) == len(shares)
    assert all(plan_of(tmp_path, share).run["run_id"] == ids[share] for share in shares)


@pytest.mark.parametrize(("least", "is_taken_up"), [(SURE, True), (0.2, False), (None, False)])
def test_rows_read_with_another_share_are_not_taken_up(tmp_path: Path, least: float | None, is_taken_up: bool) -> None:
    write_news(tmp_path / "news", {"raid.txt": RAID})
    begun = plan_of(tmp_path, SURE)
    for batch in begun.batches:
        do_batch(batch, begun.staged(batch), begun.run, knowledge(None, None, SURE))
    again = plan_of(tmp_path, least)
    assert bool(again.unfinished()) is not is_taken_up


def test_a_run_counts_what_it_drops(tmp_path: Path) -> None:
    write_news(tmp_path / "news", {"raid.txt": RAID})
    plan = plan_of(tmp_path, SURE)
    for batch in plan.batches:
        tally = do_batch(batch, plan.staged(batch), plan.run, knowledge(None, None, SURE))
        assert tally["events_read"] == 0
    assert set(plan.dropped()) == {"low_score"}
    assert plan.dropped()["low_score"] > 0


def test_texts_are_read_as_surely_as_asked() -> None:
    line = json.dumps({"id": "a", "text": RAID}).encode()
    told = {least: next(answer_all([line], knowledge(None, None, least)))["events"] for least in (0.0, None, 0.7, SURE)}
    assert told[SURE] == []
    assert len(told[0.0]) >= len(told[None]) >= len(told[0.7]) > 0
    assert all(event["confidence"] >= 0.7 for event in told[0.7])


def exported(house: Path, out: Path, form: str, *options: str) -> list[list[str]]:
    assert main(["export", str(out), "--format", form, "--warehouse", str(house), *options]) == Exit.GOOD
    with out.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="," if form == "acled-like" else "\t"))


def test_an_export_keeps_what_is_as_sure_and_no_less(house: Path, tmp_path: Path) -> None:
    query = "SELECT event_id, confidence FROM events WHERE status IN ('actual', 'planned')"
    rows = open_views(house / "current").sql(query).fetchall()
    assert len({confidence for _, confidence in rows}) > 1
    for _, confidence in rows:
        least = f"{confidence:.3f}"  # as it is told: the column's own last bits are nobody's business
        ids = {row[0] for row in exported(house, tmp_path / "out", "polecat", "--min-confidence", least)[1:]}
        assert ids == {event_id for event_id, other in rows if other >= confidence}


@pytest.mark.parametrize("form", ["polecat", "gdelt", "acled-like"])
def test_exports_lose_rows_as_the_share_rises(form: str, house: Path, tmp_path: Path) -> None:
    shares = ([], ["--min-confidence", "0"], ["--min-confidence", "0.9"], ["--min-confidence", "1"])
    counts = [len(exported(house, tmp_path / "out", form, *options)) for options in shares]
    assert counts[0] == counts[1]
    assert all(more >= fewer for more, fewer in itertools.pairwise(counts))
    assert counts[-1] == (0 if form == "gdelt" else 1)  # its header
