"""`tidings read`: the events of a text at once, whatever the text comes as."""

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.flows.conftest import RAID, TALKS
from tidings.flows.batches.knowledge import knowledge
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit
from tidings.flows.telling.read_text import Read, read_bytes
from tidings.flows.telling.render_text import as_text

SEEDS = Path(__file__).parents[2] / "seeds"


def of(text: str, day: date | None = None) -> Read:
    """What a text says."""
    return read_bytes(text.encode(), "text", day, knowledge(None, None))


def test_a_line_without_a_full_stop_is_read_as_it_stands() -> None:
    (event,) = of("Kenya accused Somalia of lying").events
    assert (event["event_type"], event["source_countries"], event["target_countries"]) == ("ACCUSE", ["KEN"], ["SOM"])


def test_a_sentence_that_looks_like_a_link_is_not_left_out() -> None:
    assert len(of("Police arrested 52 people in Lima.\n\nKenya accused Somalia.").events) == 2


def test_a_short_page_is_cut_though_a_link_of_it_ends_like_a_sentence() -> None:
    head, body = RAID.split("\n\n")[:2]
    page = f"Skip to content\n{head}\nBy Hana Osman\nPublished: 5 March 2020\n{body}\nRead more: Who is to blame?"
    (article,) = of(page).articles
    assert (article["title"], article["published_date"]) == (head, date(2020, 3, 5))
    assert article["body"] == body.partition(" - ")[2]


def test_days_count_from_the_date_that_is_given() -> None:
    said = "Police in Lima arrested 52 protesters on Monday."
    assert [event["event_date_start"] for event in of(said, date(2022, 7, 6)).events] == [date(2022, 7, 4)]
    assert [event["event_date_start"] for event in of(said).events] == [None]


def test_a_date_that_an_article_states_goes_before_the_one_given() -> None:
    (article,) = of(f"Published: 5 March 2020\n\n{RAID}", date(1999, 1, 1)).articles
    assert article["published_date"] == date(2020, 3, 5)


def test_rows_have_offsets_in_the_text() -> None:
    found = of(TALKS)
    assert found.events
    for event in found.events:
        text = found.text_of(event)
        assert text[event["trigger_start"] : event["trigger_end"]].split() == event["trigger"].split()


def test_each_article_of_a_paste_has_its_title_above_its_events() -> None:
    paste = (SEEDS / "01_two_articles_with_furniture.txt").read_bytes()
    found = read_bytes(paste, "text", None, knowledge(None, None))
    first, second = found.articles
    told = as_text(found, is_coloured=False)
    count = sum(event["article_id"] == first["article_id"] for event in found.events)
    before, _, after = told.partition(second["title"])
    assert before.startswith(first["title"])
    assert (before.count(", confidence "), after.count(", confidence ")) == (count, len(found.events) - count)
    assert count
    assert "\x1b" not in told


def test_colours_mark_the_parties() -> None:
    told = as_text(of("Kenya accused Somalia."), is_coloured=True)
    assert "[\x1b[1;34mKenya\x1b[0m]source" in told


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Die Polizei nahm in Lima 52 Menschen fest, wie der Minister am Montag in Berlin sagte.", "other language"),
        ("The weather stayed mild over the weekend, and the river was calm.", "no events"),
        (" ", "not read: 1, empty"),
        ('{"headline": 1}', "not read: 1, no text field"),
    ],
)
def test_no_events_has_a_reason(data: str, said: str) -> None:
    assert said in as_text(of(data), is_coloured=False)


def test_standard_input_a_file_and_a_text_say_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Kenya accused Somalia of lying."
    (tmp_path / "a.txt").write_text(said)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said.encode())))
    told = []
    for given in (said, str(tmp_path / "a.txt"), "-"):
        assert main(["read", given]) == Exit.GOOD
        told.append(capsys.readouterr().out)
    assert "1 event in 1 article" in told[0]
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize(
    ("given", "said"),
    [("nowhere.txt", "no such file: nowhere.txt"), ("  ", "nothing to read"), (".", "Is a directory")],
)
def test_what_cannot_be_read_is_told_in_a_line(given: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", given]) == Exit.USAGE
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_nothing_is_loaded_that_a_text_does_not_need() -> None:
    code = "import sys; from tidings.flows.cli import main; main(['read', 'Kenya accused Somalia of lying.']); "
    code += "print(sorted(set(sys.modules) & set(sys.argv[1:])))"
    needless = ["pyarrow", "pandas", "prefect", "great_expectations", "pypdf", "trafilatura", "torch", "spacy.cli"]
    done = subprocess.run([sys.executable, "-c", code, *needless], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
