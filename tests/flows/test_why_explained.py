"""A person reads why: of an event who proposed its parties, of a text what was weighed and what was dropped."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.flows.conftest import RAID, run_once, write_news
from tidings.annotate import annotate, load_knowledge
from tidings.encoder.records import EncoderOutput, Hint, ScoredMention, ScoredRole, ScoredTrigger
from tidings.flows.batches.annotate_file import answer_all
from tidings.flows.batches.knowledge import knowledge
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit
from tidings.flows.telling.explain_text import weighing
from tidings.parse.tree import Doc
from tidings.records import Passage
from tidings.vocabulary import EventType, Status

TEXT = "Kenya accused Somalia of a raid."


class Reader:
    """A learned reader that finds an accusation, and hardly a raid, whatever it is given."""

    def encode(self, doc: Doc, hints: tuple[Hint, ...]) -> EncoderOutput:
        def span(words: str) -> tuple[int, int]:
            return TEXT.index(words), TEXT.index(words) + len(words)

        def trigger(words: str, event_type: EventType, score: float) -> ScoredTrigger:
            types = dict.fromkeys(EventType, 0.01) | {event_type: 0.9}
            status = dict.fromkeys(Status, 0.0) | {Status.ACTUAL: 1.0}
            return ScoredTrigger(*span(words), score, types, score, status, 0.1, 0.1)

        return EncoderOutput(
            mentions=tuple(ScoredMention(*span(words), 0.9, ((None, 1.0),)) for words in ("Kenya", "Somalia")),
            triggers=(trigger("accused", EventType.ACCUSE, 0.99), trigger("raid", EventType.ASSAULT, 0.01)),
            roles=(ScoredRole(0, 0, 0.9, 0.02), ScoredRole(0, 1, 0.1, 0.8)),
        )


def test_what_was_weighed_for_a_text() -> None:
    known = replace(load_knowledge(with_encoder=False), encoder=Reader())
    told = weighing(Passage(TEXT), known, is_coloured=False)
    (event,) = annotate(Passage(TEXT), knowledge=known).events
    sure = r"confidence [\d.]+, of its parties [\d.]+"
    assert re.sub(sure, "SURE", re.sub(r"low_score, confidence [\d.]+", "low_score", told)).splitlines() == [
        "2 triggers: 1 tell 1 events, 1 dropped",
        "",
        '1. ACCUSE "accused", actual, SURE',
        "",
        "  [Kenya]source [accused]trigger [Somalia]target of a raid.",
        "",
        "  event       1 of 1",
        f"  found by    encoder, rule {event.rule}",
        '  source      * Kenya - KEN (table), by encoder 0.90, from "Kenya"',
        '                Somalia - SOM (table), by encoder 0.10, from "Somalia"',
        '  target      * Somalia - SOM (table), by encoder 0.80, from "Somalia"',
        "                and 1 less likely",
        "",
        '2. ASSAULT "raid", dropped: low_score',
        "",
        "  Kenya accused Somalia of a [raid]trigger.",
    ]


def test_a_text_without_any_trigger_says_so() -> None:
    known = load_knowledge(with_encoder=False)
    assert weighing(Passage("Good morning."), known, is_coloured=False) == "No trigger was found."
    assert weighing(Passage(""), known, is_coloured=False) == "No trigger was found."


ERRORS = [
    (["explain"], "either an EVENT_ID or --text FILE"),
    (["explain", "e_1", "--text", "{tmp}/raid.txt"], "either an EVENT_ID or --text FILE"),
    (["explain", "e_1", "--date", "2022-02-24"], "--date goes with --text"),
    (["explain", "e_1", "--lexicon", "mine.csv"], "--lexicon goes with --text"),
    (["explain", "e_1", "--min-confidence", "0"], "--min-confidence goes with --text"),
    (["explain", "--text", "{tmp}/none.txt"], "none.txt: No such file or directory"),
    (["explain", "--text", "{tmp}"], "Is a directory"),
    (["explain", "--text", "{tmp}/latin.txt"], "latin.txt: not UTF-8 at byte 3"),
    (["explain", "--text", "{tmp}/raid.txt", "--actors", "{tmp}/mine.csv"], "mine.csv: No such file"),
]


@pytest.mark.parametrize(("command", "said"), ERRORS)
def test_what_cannot_be_explained_is_said_in_a_line(
    command: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_news(tmp_path, {"raid.txt": RAID})
    (tmp_path / "latin.txt").write_bytes("Café".encode("latin-1"))
    assert main([part.format(tmp=tmp_path) for part in command]) == Exit.USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_a_date_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["explain", "--text", "x", "--date", "soon"])
    assert ended.value.code == Exit.USAGE
    assert "'soon' is no date like 2022-02-24" in capsys.readouterr().err


def test_a_file_and_standard_input_tell_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = b"\xef\xbb\xbf" + RAID.replace("\n", "\r\n").encode()
    (tmp_path / "raid.txt").write_bytes(data)
    assert main(["explain", "--text", str(tmp_path / "raid.txt"), "--date", "2020-03-03"]) == Exit.GOOD
    told = capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["explain", "--text", "-", "--date", "2020-03-03"]) == Exit.GOOD
    assert capsys.readouterr().out == told
    assert "[accused]trigger" in told


def test_an_event_tells_who_proposed_its_parties(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = tmp_path / "w"
    run_once(house, [str(write_news(tmp_path / "news", {"raid.txt": RAID}))])
    query = "SELECT event_id FROM events WHERE event_type = 'ACCUSE'"
    main(["query", query, "--warehouse", str(house), "--format", "csv"])
    event_id = capsys.readouterr().out.splitlines()[1]
    assert main(["explain", event_id, "--warehouse", str(house)]) == Exit.GOOD
    told = capsys.readouterr().out
    assert re.search(r"^ACCUSE.*, confidence 0\.\d\d, of its parties 0\.\d\d$", told, re.MULTILINE)
    assert re.search(r"^  source +Kenya - KEN, by (encoder|row_slots)$", told, re.MULTILINE)
    assert re.search(r"^  target +Somalia - SOM, by (encoder|row_slots)$", told, re.MULTILINE)


def test_annotate_tells_why_only_when_asked(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"id": "a", "text": RAID}), "{broken"]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    plain = list(answer_all([line.encode() for line in lines], knowledge(None, None)))
    assert main(["annotate", "--why", "--link", "--quiet", "--workers", "1", str(source), str(target)]) == Exit.GOOD
    full = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert all("why" not in answer for answer in plain)
    assert "why" not in full[1]
    assert full[1] == plain[1]
    why = full[0].pop("why")
    assert full[0].keys() == plain[0].keys()
    for candidate in why["candidates"]:
        told = full[0]["events"][candidate["event"]]["event_mentions"]
        spans = [(mention["trigger_start"], mention["trigger_end"]) for mention in told]
        assert (candidate["trigger_start"], candidate["trigger_end"]) in spans


def test_workers_know_the_least_confidence() -> None:
    assert [knowledge(None, None, least).least_confidence for least in (None, 0.0, 0.7)] == [None, 0.0, 0.7]
