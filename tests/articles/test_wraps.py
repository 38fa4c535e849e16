"""Hard-wrapped text of any width is read as the paragraphs that it was."""

import textwrap

import pytest

from tests.articles.documents import LEAD, OTHER_STORY, SECOND, THIRD, document
from tidings.articles.blocks import find_blocks
from tidings.articles.segment import segment

TITLE = "Norway closes border"
PARAGRAPHS = [LEAD, SECOND, THIRD, *OTHER_STORY.split("\n\n")[:1]]
STORY = "\n\n".join(PARAGRAPHS)
WIDTHS = (28, 31, 35, 40, 44, 50, 66, 78, 100)


def wrapped(paragraph: str, width: int, indent: str = "") -> str:
    return "\n".join(textwrap.wrap(paragraph, width, initial_indent=indent, break_on_hyphens=False))


@pytest.mark.parametrize("width", WIDTHS)
def test_paragraphs_at_any_width(width: int) -> None:
    text = f"{TITLE}\n\nBy Ida Lund\n\n" + "\n\n".join(wrapped(p, width) for p in PARAGRAPHS)
    (article,) = segment(document(text))
    assert (article.title, article.authors, article.body) == (TITLE, ("Ida Lund",), STORY)


@pytest.mark.parametrize("width", WIDTHS)
def test_paragraphs_set_in_without_blank_lines(width: int) -> None:
    text = f"{TITLE}\n\nBy Ida Lund\n\n" + "\n".join(wrapped(p, width, "   ") for p in PARAGRAPHS)
    (article,) = segment(document(text))
    assert article.body == STORY


@pytest.mark.parametrize("width", WIDTHS)
def test_a_column_without_any_blank_line_loses_no_word(width: int) -> None:
    text = f"{TITLE}\nOSLO, 3 March 2025\n" + "\n".join(wrapped(p, width) for p in PARAGRAPHS)
    (article,) = segment(document(text))
    assert (article.title, article.body.split()) == (TITLE, STORY.split())


def test_words_broken_at_line_ends_are_whole() -> None:
    text = (
        "Norway closed its northern bor-\nder on Monday after three drones\ncrossed into the country, the ar\u00ad\nmy "
        "said in a short state\u00ad\nment. Nobody was hurt when they\nfell near the well-known guard-\nhouse."
    )
    (block,) = find_blocks(text)
    assert len(block.lines) == 7
    (article,) = segment(document(text))
    assert article.body.startswith("Norway closed its northern border on Monday after three drones crossed into")
    assert "the army said in a short statement. Nobody" in article.body


# Lines that stand alone, however narrow: menus, lists of stories, tables, verse
ALONE = (
    "Home\nWorld news\nPolitics\nSport\nOpinion\nSubscribe",
    "Police seize drugs in Oslo\nStrike ends in Piraeus harbour\nFerry runs aground off Malta\nThree found in mine",
    "Norway 3 1 0\nSweden 2 1 1\nDenmark 1 1 2\nFinland 0 1 3",
    "world\neurope\nunited states and canada\nasia\nmiddle east",
)


@pytest.mark.parametrize("text", ALONE)
def test_lists_are_not_joined(text: str) -> None:
    assert [block.text for block in find_blocks(text)] == text.split("\n")
