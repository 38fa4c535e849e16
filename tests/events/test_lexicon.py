"""The lexicon loads, and refuses what it does not know by file, line and value."""

import pytest

from tidings.csv_rows import TableError
from tidings.events.lexicon.frames import PartOfSpeech
from tidings.events.lexicon.load import load_lexicon, read_frames

HEADER = "trigger,pos,type,mode,cameo,status,source,target,symmetric,requires,forbids,contexts,example,note\n"
GOOD = "zap,verb,ASSAULT,,190,,subj,obj,,,,,Kenya zapped Mali.,"

BAD = [
    (GOOD.replace("ASSAULT", "ATTACK"), "mine.csv:2: type 'ATTACK'"),
    (GOOD.replace("ASSAULT,,", "ASSAULT,polite,"), "mine.csv:2: mode 'polite'"),
    (GOOD.replace("190", "999"), "mine.csv:2: cameo '999'"),
    (GOOD.replace("subj", "subject"), "mine.csv:2: source 'subject'"),
    (GOOD.replace("obj,,,,", "obj,,obj:GHOSTS,,"), "mine.csv:2: requires 'obj:GHOSTS'"),
    (GOOD.replace("obj,,,,", "obj,maybe,,,"), "mine.csv:2: symmetric 'maybe'"),
    (GOOD.replace("Kenya zapped Mali.", ""), "mine.csv:2: example ''"),
    (GOOD.replace("verb", "verbal"), "mine.csv:2: pos or status"),
    (GOOD + ",too,many", "mine.csv:2: 16 cells, 14 columns"),
]


@pytest.mark.parametrize(("row", "message"), BAD)
def test_a_bad_cell_is_named_by_file_line_and_value(row: str, message: str) -> None:
    with pytest.raises(TableError, match=message.replace("(", r"\(")):
        read_frames("mine.csv", HEADER + row, {})


def test_a_users_row_joins_and_goes_first() -> None:
    lexicon = load_lexicon(extra={"mine.csv": HEADER + GOOD})
    assert [frame.row_id for frame in lexicon.frames_of(PartOfSpeech.VERB, "zap")] == ["zap/ASSAULT"]


def test_two_rows_of_one_trigger_and_type_need_a_sense_each() -> None:
    with pytest.raises(TableError, match=r"mine\.csv:3: another row .*: 'zap/ASSAULT'"):
        read_frames("mine.csv", HEADER + GOOD + "\n" + GOOD, {})
    header = HEADER.replace("trigger,", "trigger,sense,")
    rows = [GOOD.replace("zap,", f"zap,{sense},") for sense in ("near", "far-off")]
    ids = [frame.row_id for frame in read_frames("mine.csv", header + "\n".join(rows), {})]
    assert ids == ["zap/ASSAULT#near", "zap/ASSAULT#far-off"]
    with pytest.raises(TableError, match=r"mine\.csv:2: sense 'Far off'"):
        read_frames("mine.csv", header + GOOD.replace("zap,", "zap,Far off,"), {})


def test_two_thousand_triggers() -> None:
    lexicon = load_lexicon()
    assert sum(len(frames) for frames in lexicon.frames.values()) >= 2000
