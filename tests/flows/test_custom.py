"""The page about one's own rows: its files are read, and its commands say what it shows."""

import re
import shlex
from pathlib import Path

import pytest

import tidings
from tidings.events.lexicon.load import own_files
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "custom.md").read_text(encoding="utf-8")
FILES = re.findall(r"`(my_\w+\.csv)`:\n\n```csv\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = re.findall(r"```console\n\$ tidings (.*?)\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of the page, where commands run."""
    for name, text in FILES:
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_shows_a_file_and_a_command_of_each_kind() -> None:
    assert [name for name, _ in FILES] == ["my_actors.csv", "my_words.csv"]
    assert len(COMMANDS) == 2


@pytest.mark.parametrize(("command", "shown"), COMMANDS)
@pytest.mark.usefixtures("beside")
def test_a_command_says_what_is_shown(command: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(command)) == Exit.GOOD
    told = [line.strip() for line in capsys.readouterr().out.splitlines()]
    for line in map(str.strip, shown.splitlines()):
        assert any(said.startswith(line) for said in told), line


def test_each_column_of_the_lexicon_is_described() -> None:
    header = own_files()[0][1].splitlines()[0].split(",")
    rows = re.findall(r"^\| (`.*?`) \|", PAGE.partition("All columns but `sense` must be there")[2], re.MULTILINE)
    described = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(described) == sorted(header)


def test_ones_own_kind_is_found_by_its_row(beside: Path) -> None:
    said = tidings.read("Hackers doxxed the Greek labour minister on Monday.", lexicon=beside / "my_words.csv")
    assert [event["rule"].partition("/")[0] for event in said.events] == ["doxx"]
    assert "starts_with(rule, 'doxx/')" in PAGE
