"""`tidings.toml`: defaults for options, checked as the command line checks them."""

from pathlib import Path

import pytest

from tidings.flows.cli import build_parser, main
from tidings.flows.commands.errors import CommandError, Exit

WHOLE = """
warehouse = "mine"
actors = "my_actors.csv"

[run]
workers = 2
quiet = true

[query]
format = "csv"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIDINGS_CONFIG", raising=False)
    return tmp_path


def test_it_gives_defaults_and_the_command_line_goes_before(here: Path) -> None:
    (here / "tidings.toml").write_text(WHOLE)
    run = build_parser().parse_args(["run", "news", "--workers", "3"])
    assert (run.warehouse, run.actors, run.workers, run.quiet) == ("mine", "my_actors.csv", 3, True)
    query = build_parser().parse_args(["query", "SELECT 1"])
    assert (query.warehouse, query.format) == ("mine", "csv")
    assert build_parser().parse_args(["explain", "e_1"]).actors is None


def test_another_file_may_be_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "other.toml").write_text('warehouse = "theirs"')
    monkeypatch.setenv("TIDINGS_CONFIG", "other.toml")
    assert build_parser().parse_args(["check"]).warehouse == "theirs"
    monkeypatch.setenv("TIDINGS_CONFIG", "none.toml")
    with pytest.raises(CommandError, match=r"none\.toml: No such file"):
        build_parser()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("warehose = 'x'", "tidings.toml: warehose: no such option"),
        ("[dance]\nworkers = 1", "no command 'dance'; there are run, "),
        ("[run]\nworkers = 0", "run.workers: 0 is not above zero"),
        ("[run]\nworkers = 'many'", "run.workers: "),
        ("[run]\nquiet = 'yes'", "run.quiet: write true or false"),
        ("[query]\nformat = 'xml'", "query.format: 'xml' is none of table, csv, json"),
        ("min-confidence = 2", "min-confidence: '2' is not a number from 0 to 1"),
        ("warehouse = [1]", "warehouse: write a text or a number"),
        ("warehouse", "tidings.toml: "),
    ],
)
def test_what_is_wrong_in_it_is_told_in_a_line(
    text: str, said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "tidings.toml").write_text(text)
    assert main(["check"]) == Exit.USAGE
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
