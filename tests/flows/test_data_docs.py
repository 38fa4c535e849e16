"""Data Docs show each frame of rows that was checked, and what failed in it."""

import re
from pathlib import Path

import pytest

from tests.flows.rows import publish_texts, text_of
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit


def test_each_frame_has_its_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish_texts(tmp_path / "warehouse", [("a.txt", text_of(1)), ("empty.txt", "")])
    out = tmp_path / "pages"
    code = main(["check", "--warehouse", str(tmp_path / "warehouse"), "--data-docs", str(out)])
    assert code == Exit.GOOD
    assert str(out / "index.html") in capsys.readouterr().out
    suites = {
        page.relative_to(out / "expectations").with_suffix("").as_posix().replace("/", ".")
        for page in (out / "expectations").rglob("*.html")
    }
    assert {"documents", "articles", "events", "actors", "mentions", "events.event_mentions"} <= suites
    links = re.findall(r'href="([^"]+)"', (out / "index.html").read_text(encoding="utf-8"))
    assert len(links) >= 2 * len(suites)
    assert [link for link in links if not (out / link).is_file()] == []
    results = "".join(page.read_text(encoding="utf-8") for page in (out / "validations").rglob("*.html"))
    assert re.search(r"trigger_end", results)
