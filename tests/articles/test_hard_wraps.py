"""Which line goes on with the one above: each case beside one that breaks off there."""

import pytest

from tidings.articles.hard_wraps import Wrap, continues, find_wrap, is_title_over, run_wrap
from tidings.articles.lines import Line, find_lines

SURE, UNSURE = Wrap(60, is_sure=True, is_indented=False), Wrap(60, is_sure=False, is_indented=False)
INDENTED = Wrap(60, is_sure=True, is_indented=True)


def lines_of(text: str) -> list[Line]:
    return find_lines(text, 0, len(text))


FULL = "The minister of transport resigned on Monday, two days after"  # sixty characters
HALF = "The minister of transport resigned"
GOES_ON = [
    (f"{FULL}\nthe ferry sank.", SURE, True),
    (f"{FULL}\n\nthe ferry sank.", SURE, False),  # a blank line
    (f"{FULL}\nthe ferry sank.", None, False),  # nothing is wrapped here
    (f"{FULL}\nIda Lund's ferry sank.", SURE, True),  # her name did not fit
    (f"{FULL}\nIda Lund's ferry sank.", UNSURE, False),
    (f"{HALF}\nIda Lund's ferry sank.", SURE, False),  # it would have
    (f"{HALF}\nafter Ida Lund's ferry sank.", SURE, True),
    ("Log in\nafter the ferry sank.", SURE, False),  # too short to be broken
    (f"{HALF} and the\nMalta ferry sank.", SURE, True),  # no line ends so
    (f"{HALF} in time\nMalta ferry sank.", SURE, False),
    (f"{FULL}\nBy Ida Lund", SURE, False),
    (f"{FULL}\nPublished 3 June", SURE, False),
    (f"{FULL.upper()}\nthe ferry sank.", SURE, False),  # a headline
    (f"{FULL.upper()}\nTHE FERRY SANK.", SURE, True),
    (f"VALLETTA, Malta, 14 May 2013\n{FULL}", SURE, False),
    (f"{FULL}\n   the ferry sank.", INDENTED, False),  # a paragraph of its own
    (f"{FULL}\nthe ferry sank.", INDENTED, True),
]


@pytest.mark.parametrize(("text", "wrap", "expected"), GOES_ON)
def test_whether_a_line_goes_on(text: str, wrap: Wrap | None, expected: bool) -> None:
    above, below = lines_of(text)
    assert continues(above, below, wrap) is expected


STORY = (
    "the minister of transport resigned on Monday, two\ndays after the ferry sank off the coast of Malta\n"
    "with forty people aboard, most of whom were on the\nway home from a fair."
)
WRAPS = [
    (STORY, 50),
    ("Home\nWorld news\nPolitics\nSport", None),
    ("Police seize drugs in Oslo\nStrike ends in Piraeus harbour\nFerry runs aground off Malta", None),
    (STORY.replace("\n", "\n\n"), None),
]


@pytest.mark.parametrize(("text", "width"), WRAPS)
def test_at_which_column_lines_were_wrapped(text: str, width: int | None) -> None:
    found = find_wrap(lines_of(text))
    assert (found.width if found is not None else None) == width


RUNS = [(STORY, True), ("\n".join(STORY.split("\n")[:2]), False), ("a\nb\nc\nd", False)]


@pytest.mark.parametrize(("text", "is_wrapped"), RUNS)
def test_a_run_shows_by_itself_that_it_is_wrapped(text: str, is_wrapped: bool) -> None:
    assert (run_wrap(lines_of(text)) is not None) is is_wrapped


RUN = "\n".join(["Divers went on with their search of the wreck, and the"] * 8)
OVER = [
    (f"Minister resigns over ferry disaster\n{RUN}", True),
    (f"The minister resigned.\n{RUN}", False),
    (f"Minister resigns over the\n{RUN}", False),  # broken off
    (f"Minister resigns over ferry disaster\n\n{RUN}", False),  # stands apart anyway
    ("Minister resigns over ferry disaster\n" + RUN[:200], False),  # no long run
    (f"Minister resigns over ferry disaster\nd{RUN[1:]}", False),  # goes on in small letters
]


@pytest.mark.parametrize(("text", "expected"), OVER)
def test_a_title_set_on_a_run(text: str, expected: bool) -> None:
    assert is_title_over(lines_of(text), 1) is expected
