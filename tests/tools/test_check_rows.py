"""The check of the lexicon names rows that share an id, that nothing reads, and that another row goes before."""

import pytest

from tidings.events.lexicon.frames import Frame
from tidings.events.lexicon.load import Lexicon, load_lexicon, own_lexicon
from tools.check_rows import found_in_examples, frames_of, outdone_rows, repeated_ids, unread_rows

HEADER = "trigger,sense,pos,type,mode,cameo,status,source,target,symmetric,requires,forbids,contexts,example,note\n"
ROWS = """
zap,,verb,ASSAULT,,190,,subj,obj,,,,,Kenya zapped Mali.,fires
zing,,verb,ASSAULT,,190,,subj,obj,,obj:CAPTIVE,,,Kenya zinged Mali.,its test fails
zoom,wide,verb,ASSAULT,,190,,subj,obj,,,,,Kenya zoomed Mali.,the narrow one goes before
zoom,narrow,verb,ASSAULT,,190,,subj,obj,,obj:ANY,,,Kenya zoomed Mali.,fires
""".lstrip()
MINE = ("zap/ASSAULT", "zing/ASSAULT", "zoom/ASSAULT#wide", "zoom/ASSAULT#narrow")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon({"mine.csv": HEADER + ROWS})


@pytest.fixture(scope="module")
def mine(lexicon: Lexicon) -> list[Frame]:
    return [frame for frame in frames_of(lexicon) if frame.is_users]


def test_each_row_has_its_id(mine: list[Frame]) -> None:
    assert sorted(frame.row_id for frame in mine) == sorted(MINE)
    assert repeated_ids(mine) == {}
    assert repeated_ids([*mine, *mine[:1]]) == {mine[0].row_id: 2}


def test_what_nothing_reads_and_what_is_outdone_is_named(mine: list[Frame], lexicon: Lexicon) -> None:
    found = found_in_examples(mine, lexicon)
    assert unread_rows(mine, found) == ["zing/ASSAULT"]
    assert outdone_rows(mine, found) == ["zoom/ASSAULT#wide"]


def test_no_two_shipped_rows_share_an_id() -> None:
    frames = frames_of(own_lexicon())
    assert len(frames) > 2_000
    assert repeated_ids(frames) == {}
