"""`tidings explain --lines` shows every line of a raw file with what it was taken for."""

from pathlib import Path

import pytest

from tests.articles.documents import LEAD, SECOND, THIRD
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit

TITLE = "Norway closes border after drones cross"
LINK = "Read more: Kenya sends <police>"
TEXT = f"Home\nWorld\nSport\n\n{TITLE}\n\nBy Ida Lund\n\n{LEAD}\n\n{LINK}\n\n{SECOND}\n\n{THIRD}\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_line_stands_there_once_with_its_part(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--lines", str(page)]) == Exit.GOOD
    told = capsys.readouterr().out.splitlines()
    parts = {words: row.split()[0] for row in told for words in TEXT.splitlines() if words and row.endswith(words)}
    assert parts.keys() == set(TEXT.splitlines()) - {""}
    assert (parts[TITLE], parts["By Ida Lund"], parts[LEAD], parts[THIRD]) == ("title", "byline", "body", "body")
    assert parts[LINK] == "related"
    assert told[0] == str(page)


def test_the_page_needs_nothing_else_and_escapes(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    assert main(["explain", "--lines", str(page), "--html", str(out)]) == Exit.GOOD
    shown = out.read_text(encoding="utf-8")
    assert "Kenya sends &lt;police&gt;" in shown
    assert not [word for word in ("<script", "<link", "src=", "http") if word in shown]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lines", "{tmp}/none.txt"], "check the path"),
        (["--lines", "{tmp}/empty.txt"], "empty"),
        (["e_1", "--lines", "{tmp}/empty.txt"], "give either"),
        (["--html", "x.html", "e_1"], "--html goes with --lines"),
    ],
)
def test_what_cannot_be_shown_is_said(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["explain", *(part.format(tmp=tmp_path) for part in arguments)]) == Exit.USAGE
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
