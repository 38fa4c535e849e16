"""The command line says in one line what is wrong, and ends with a code that means something."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.flows.conftest import RAID, TALKS, run_once, write_news
from tidings.flows.cli import build_parser, main
from tidings.flows.commands.errors import Exit
from tidings.flows.storage.ready_views import READY
from tidings.flows.storage.warehouse import Warehouse

PLAN = "\nEgypt will send troops to Sudan in June, its president said.\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with two articles in it."""
    folder = tmp_path_factory.mktemp("cli")
    run_once(folder / "w", [str(write_news(folder / "news", {"raid.txt": RAID, "talks.txt": TALKS + PLAN}))])
    return folder / "w"


ERRORS = [
    (["run", "{tmp}/nowhere"], Exit.USAGE, "no such file or folder"),
    (["run", "{tmp}/*.nothing"], Exit.USAGE, "no file matches"),
    (["run", "{tmp}"], Exit.USAGE, "no file to read in"),
    (["run", "{tmp}", "--actors", "{tmp}/mine.csv"], Exit.USAGE, "mine.csv: No such file"),
    (["query", "SELECT 1", "--warehouse", "{tmp}/empty"], Exit.UNUSABLE, "holds no tables yet"),
    (["query", "SELECT nothing FROM events", "--warehouse", "{house}"], Exit.USAGE, "cannot be answered"),
    (["query", "SELEKT", "--warehouse", "{house}"], Exit.USAGE, "cannot be answered"),
    (["explain", "e_none", "--warehouse", "{house}"], Exit.USAGE, "no event 'e_none'"),
    (["explain", "e_", "--warehouse", "{house}"], Exit.USAGE, "several events"),
    (["check", "--warehouse", "{tmp}/empty"], Exit.UNUSABLE, "holds no tables yet"),
    (["annotate", "{tmp}/none.jsonl", "{tmp}/out.jsonl"], Exit.USAGE, "no such file"),
    (["annotate", "{house}/current/manifest.json", "{tmp}/none/out.jsonl"], Exit.USAGE, "no such folder"),
]


@pytest.mark.parametrize(("command", "code", "said"), ERRORS)
def test_error_is_one_line_and_a_code(
    command: list[str], code: Exit, said: str, tmp_path: Path, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([part.format(tmp=tmp_path, house=house) for part in command]) == code
    told = capsys.readouterr().err
    assert told.startswith("tidings: ")
    assert said in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--actors", b"name,kind\nA,dragon\n", "mine.csv:2: unknown kind: 'dragon'"),
        ("--lexicon", b"trigger,pos\nwave,verb\n", "mine.csv:1: missing column: "),
        ("--lexicon", b"trigger\nw\xff\n", "mine.csv: not UTF-8 at byte 9"),
        ("--actors", b"name,kind\n\0\n", "mine.csv: holds bytes that are no text"),
    ],
)
def test_an_error_in_a_file_of_ones_own_names_it(
    option: str, text: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.csv").write_bytes(text)
    assert main(["run", str(tmp_path), option, str(tmp_path / "mine.csv")]) == Exit.USAGE
    assert capsys.readouterr().err.startswith(f"tidings: {tmp_path}/{said}")


@pytest.mark.parametrize(
    "command", [[], ["dance"], ["run"], ["run", "x", "--workers", "0"], ["run", "x", "--batch-size", "a"]]
)
def test_wrong_usage_ends_with_two(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert ended.value.code == Exit.USAGE
    assert "usage: tidings" in capsys.readouterr().err


def test_help_comes_at_once() -> None:
    begun = time.monotonic()
    command = [sys.executable, "-m", "tidings.flows.cli", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "exit codes" in done.stdout
    assert time.monotonic() - begun < 2.0  # 0.1 s on an idle machine


def test_help_imports_nothing_heavy() -> None:
    heavy = "{'spacy', 'prefect', 'duckdb', 'pyarrow', 'pandas'}"
    code = f"import sys, tidings.flows.cli; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_every_command_is_described() -> None:
    text = build_parser().format_help()
    assert all(name in text for name in ("run", "annotate", "query", "shell", "explain", "check"))


@pytest.mark.parametrize(("form", "said"), [("csv", "n\n2\n"), ("json", '{"n": 2}\n')])
def test_query_prints_what_machines_read(form: str, said: str, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "SELECT count(*) AS n FROM articles", "--warehouse", str(house), "--format", form]) == 0
    assert capsys.readouterr().out == said


@pytest.mark.parametrize("view", ["documents", "events", *READY])
def test_tables_and_ready_views_answer(view: str, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", f"SELECT * FROM {view} LIMIT 3", "--warehouse", str(house), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])


def test_explain_marks_the_sentence(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "SELECT event_id FROM events WHERE event_type = 'ACCUSE'"
    main(["query", question, "--warehouse", str(house), "--format", "csv"])
    event_id = capsys.readouterr().out.splitlines()[1]
    assert main(["explain", event_id, "--warehouse", str(house)]) == 0
    told = capsys.readouterr().out
    assert "[Kenya]source [accused]trigger [Somalia]target" in told
    assert "raid.txt" in told


def test_shell_answers_until_quit(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = iter([".tables", "SELECT count(*)", "FROM articles;", "SELECT oops;", ".quit"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(lines))
    assert main(["shell", "--warehouse", str(house)]) == 0
    told = capsys.readouterr().out
    assert "by_country" in told
    assert "oops" in told


def test_check_finds_what_was_changed_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_once(tmp_path / "w", [str(write_news(tmp_path / "news", {"raid.txt": RAID}))])
    assert main(["check", "--warehouse", str(tmp_path / "w")]) == Exit.GOOD
    file = Warehouse(tmp_path / "w").require().files("events")[0]
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert main(["check", "--warehouse", str(tmp_path / "w")]) == Exit.CONDEMNED
    assert "has been changed" in capsys.readouterr().out


def test_annotate_answers_line_by_line(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    good = {"id": "a", "text": "Russian troops invaded Ukraine on Thursday.", "date": "2022-02-25"}
    lines = [json.dumps(good), "{broken", json.dumps({"id": "c"}), json.dumps(good | {"id": "d", "date": "soon"}),
             json.dumps(good | {"id": "e"})]  # fmt: skip
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["annotate", "--link", "--quiet", "--workers", "1", str(source), str(target)]) == 0
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, "c", "d", "e"]
    reasons = [answer.get("error", {}).get("reason") for answer in answers]
    assert reasons == [None, "broken_record", "no_text_field", "bad_date", None]
    first, last = answers[0]["events"][0], answers[-1]["events"][0]
    assert (first["event_type"], first["event_date_start"]) == ("ASSAULT", "2022-02-24")
    assert first["canonical_event_id"] == last["canonical_event_id"]
    assert good["text"][first["trigger_start"] : first["trigger_end"]] == first["trigger"]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_is_told_the_commands(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab", reason="shtab is not installed")
    with pytest.raises(SystemExit) as ended:
        main(["--completion", shell])
    assert ended.value.code == 0
    script = tmp_path / "completion"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    told = script.read_text(encoding="utf-8")
    assert all(word in told for word in ("explain", "--min-confidence", "geoparquet"))
    if shell == "bash":
        asked = f"source {script}; COMP_WORDS=(tidings ex); COMP_CWORD=1; _shtab_tidings tidings ex tidings; "
        done = subprocess.run(["bash", "-c", asked + 'echo "${COMPREPLY[@]}"'], capture_output=True, text=True)
        assert done.stdout.split() == ["explain", "export"]
