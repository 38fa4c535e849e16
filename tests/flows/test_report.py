"""The report page: what it holds, that nothing breaks out of its data, and that a browser draws it."""

import csv
import hashlib
import json
import re
import subprocess
from datetime import date
from html import unescape
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from tests.flows.browser import CHROMIUM, opened
from tests.flows.conftest import RAID
from tidings.flows.batches.knowledge import knowledge
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit
from tidings.flows.report.gather import Wanted, gather
from tidings.flows.report.page import embedded, lede, page
from tidings.flows.report.write import of_reading, of_warehouse
from tidings.flows.telling.read_text import read_bytes

ASSETS = files("tidings.flows.report").joinpath("assets")
CLICK = """[...document.querySelectorAll("#map circle")].find(dot => dot.getAttribute("aria-label").startsWith(PLACE))
  .dispatchEvent(new MouseEvent("click"))"""
SHOWN = '[...document.querySelectorAll("#LIST .sentence")].map(sentence => sentence.textContent)'
IN_SIGHT = """(() => { const top = document.querySelector("#LIST .sentence").getBoundingClientRect().top;
  return top > document.getElementById("filters").getBoundingClientRect().bottom && top < innerHeight; })()"""
HOSTILE = """<img src=x onerror=alert(1)></script><script>document.title = "broken"</script> & "Kenya"

NAIROBI, March 3 (Reuters) - Kenya accused Somalia </script><b>of lying</b> on Tuesday, \u202bمحمد علي\u202c said.

Kenya plans to expel the ambassador of Somalia on Friday.
"""


def data_of(html: str) -> dict[str, object]:
    """What the script of the page reads."""
    found = re.search(r'id="data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    told: dict[str, object] = json.loads(found[1])
    return told


def drawn(file: Path) -> str:
    """The page as a browser has drawn it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000", "--dump-dom"]
    done = subprocess.run([*command, file.as_uri()], capture_output=True, text=True, timeout=180, check=True)
    return done.stdout


def test_marks_stand_on_the_words_of_the_tables(database: duckdb.DuckDBPyConnection) -> None:
    data = gather(database, Wanted())
    events = data["events"]
    triggers = dict(database.sql("SELECT event_id, trigger FROM events").fetchall())
    sentences = dict(database.sql("SELECT event_id, evidence FROM events").fetchall())
    assert len(events["id"]) == len(triggers) == data["found"]
    for number, event_id in enumerate(events["id"]):
        sentence = data["sentences"][events["sentence"][number]]
        assert sentence == sentences[event_id]
        marked = [sentence[start:end] for start, end, part in events["marks"][number] if part == "trigger"]
        assert marked == [triggers[event_id]]
    assert sum(part == "source" for marks in events["marks"] for _, _, part in marks) > len(triggers) / 2


@pytest.mark.parametrize(
    ("wanted", "condition"),
    [
        (Wanted(where="event_type = 'ASSAULT'"), "event_type = 'ASSAULT'"),
        (Wanted(where="true OR true", actor="nobody of this name"), "false"),
        (Wanted(actor="greek POLICE"), "list_contains(list_concat(source_names, target_names), 'Greek police')"),
    ],
)
def test_only_what_is_wanted_is_there(wanted: Wanted, condition: str, database: duckdb.DuckDBPyConnection) -> None:
    ((count,),) = database.sql(f"SELECT count(*) FROM events WHERE {condition}").fetchall()
    assert gather(database, wanted)["found"] == count


def test_since_asks_the_report_where_the_event_tells_no_day(database: duckdb.DuckDBPyConnection) -> None:
    events = gather(database, Wanted(since=date(2024, 6, 1)))["events"]
    assert min(day or reported for day, reported in zip(events["day"], events["reported"], strict=True)) >= "2024-06-01"
    assert None in events["day"]


def test_of_too_many_the_surest_are_shown_and_that_is_said(database: duckdb.DuckDBPyConnection) -> None:
    data = gather(database, Wanted(), most=10)
    assert len(data["events"]["id"]) == 10
    assert lede(data).startswith(f"The surest 10 of {data['found']} events")
    ((least,),) = database.sql("SELECT min(confidence) FROM (FROM events ORDER BY confidence DESC LIMIT 10)").fetchall()
    assert min(data["events"]["sure"]) == round(100 * least)


def test_ten_thousand_events_stay_below_five_megabytes(database: duckdb.DuckDBPyConnection) -> None:
    data = gather(database, Wanted())
    times = -(-10_000 // data["found"])
    sentences = [f"{n} {sentence}" for n in range(times) for sentence in data["sentences"]]
    columns = {name: values * times for name, values in data["events"].items()}
    columns["id"] = [f"e_{number:020x}" for number in range(len(columns["id"]))]
    many = data | {"events": columns, "sentences": sentences, "articles": data["articles"] * times}
    assert len(columns["id"]) >= 10_000
    assert len(page(many, title="", footer="").encode()) < 5_000_000


def test_nothing_asks_another_host(sample_warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    assert main(["report", str(out), "--warehouse", str(sample_warehouse)]) == Exit.GOOD
    html = out.read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert not re.search(
        r"""(?:src|href)\s*=\s*["']?(?:https?:)?//|@import|url\(\s*["']?http""", html.split("<script")[0]
    )


def test_vendored_files_are_what_their_packages_published() -> None:
    rows = list(csv.DictReader(ASSETS.joinpath("sources.csv").read_text(encoding="utf-8").splitlines()))
    assert rows
    for row in rows:
        assert hashlib.sha256(ASSETS.joinpath(row["file"]).read_bytes()).hexdigest() == row["sha256"], row["file"]


def test_data_cannot_end_its_element() -> None:
    told = embedded({"title": "</ScRiPt><!--\u2028&"})
    assert not set("<>&\u2028") & set(told)
    assert json.loads(told) == {"title": "</ScRiPt><!--\u2028&"}


def test_a_browser_draws_a_hostile_text_as_text(tmp_path: Path) -> None:
    out = tmp_path / "hostile.html"
    found = read_bytes(HOSTILE.encode(), "<b>.txt", date(2020, 3, 3), knowledge(None, None))
    assert of_reading(found, out, source="<i>") == len(found.events) > 1
    dom = drawn(out)
    assert 'data-drawn="true"' in dom
    assert "<title>broken" not in dom
    assert not re.search(r"<img|<b>", dom.partition('id="data"')[0])
    lists = dom.partition('id="happened"')[2].partition("<footer")[0]
    happened, apart = lists.split('id="apart"')
    assert "accuse" in happened
    assert "planned" in apart
    assert "of lying" in unescape(happened)


def test_a_browser_draws_a_warehouse(
    sample_warehouse: Path, database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    out = tmp_path / "all.html"
    found = of_warehouse(database, out, source=str(sample_warehouse))
    dom = drawn(out)
    assert 'data-drawn="true"' in dom
    assert f"{found} of {found} events" in dom
    happened = dom.partition('id="happened"')[2].partition('id="apart"')[0]
    assert '<mark class="trigger"' in happened
    assert happened.count("<article") == 40
    assert dom.count("<circle") > 20
    assert 'role="button"' in dom.partition('id="map"')[2].partition('id="happened"')[0]


def test_a_click_on_a_dot_shows_its_sentences(database: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    out = tmp_path / "all.html"
    of_warehouse(database, out, source="samples")
    done = "SELECT place_name FROM happenings WHERE latitude IS NOT NULL AND event_type <> 'THREATEN'"
    only = f"SELECT place_name FROM not_done WHERE place_name NOT IN ({done})"
    with opened(out, tmp_path / "home") as browser:
        for asked, view, shown in ((done, "happenings", "happened"), (only, "not_done", "apart")):
            place = str(database.sql(f"{asked} ORDER BY place_name LIMIT 1").fetchall()[0][0])
            told = f"SELECT evidence FROM {view} WHERE place_name = ? AND event_type <> 'THREATEN'"
            browser.value(CLICK.replace("PLACE", json.dumps(place)))
            browser.wait_for(IN_SIGHT.replace("LIST", shown))
            sentences = browser.value(SHOWN.replace("LIST", shown))
            assert {sentence for (sentence,) in database.execute(told, [place]).fetchall()} <= set(sentences)
            assert len(sentences) < 40
            browser.value(CLICK.replace("PLACE", json.dumps(place)))


@pytest.mark.parametrize(("text", "count"), [("The river was calm.", 0), ("Kenya accused Somalia of lying.", 1)])
def test_a_browser_draws_one_event_and_none(text: str, count: int, tmp_path: Path) -> None:
    out = tmp_path / "few.html"
    assert of_reading(read_bytes(text.encode(), "text", None, knowledge(None, None)), out, source="text") == count
    dom = drawn(out)
    assert 'data-drawn="true"' in dom
    assert f"{count} of {count} event" in dom


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--where", "nothing = 1"], Exit.USAGE, "the events cannot be chosen"),
        (["--where", "true) --"], Exit.USAGE, "the events cannot be chosen"),
        (["--since", "May"], Exit.USAGE, "no date like"),
    ],
)
def test_a_wrong_condition_is_told(
    options: list[str],
    code: Exit,
    said: str,
    sample_warehouse: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        ended = main(["report", str(tmp_path / "r.html"), "--warehouse", str(sample_warehouse), *options])
    except SystemExit as stopped:
        ended = Exit(int(stopped.code or 0))
    assert ended == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


def test_a_place_that_is_no_file_is_told(
    sample_warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(tmp_path), "--warehouse", str(sample_warehouse)]) == Exit.USAGE
    assert "is a folder" in capsys.readouterr().err
    assert main(["read", "Kenya accused Somalia.", "--html", str(tmp_path / "no" / "r.html")]) == Exit.USAGE
    assert "no such folder" in capsys.readouterr().err


def test_read_writes_the_same_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "read.html"
    assert main(["read", RAID, "--html", str(out)]) == Exit.GOOD
    told = capsys.readouterr()
    data = data_of(out.read_text(encoding="utf-8"))
    assert f"{data['found']} events in 1 article" in told.out
    assert str(out) in told.err
