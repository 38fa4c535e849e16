"""What holds of every text: offsets are evidence, nothing is invented, nothing is cleaned twice."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.articles.documents import LEAD, OTHER_STORY, SECOND, STORY, THIRD, document
from tidings.articles.metadata.datelines import read_dateline
from tidings.articles.segment import segment

LINES = [
    LEAD, SECOND, THIRD, "", "", "", "TT", "20", "Share", "By Ida Lund", "3 March 2025", "03/04/2020", "19 hours ago",
    "Norway closes border", "Most read", "Read more: Kenya sends police", "SOURCE: Reuters", "(AP)", "* * *", "\f",
    "Soldiers near the border. (AP)", "a line that goes on in small let-", "ters and ends here.", "Title: Norway",
    "Date: 2025-03-03", "\u202eRTL\u202c", "zero\u200bwidth", "Comments", "© 2025", "quoted here.The drones", " \t ",
    "KABUL A bomber struck the gate of the base on Monday, officials said.", "國防部週一表示，部隊已離開邊境。",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=600), st.lists(st.sampled_from(LINES), max_size=40).map("\n".join))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_offsets_are_evidence(text: str) -> None:
    for article in segment(document(text)):
        assert article.text[article.body_start :] == article.body
        solid = set(range(len(article.text)))
        for piece in article.offsets.pieces:
            clean = article.text[piece.clean_start : piece.clean_start + piece.length]
            assert clean == text[piece.start : piece.start + piece.length]
            solid -= set(range(piece.clean_start, piece.clean_start + piece.length))
        assert not "".join(article.text[i] for i in solid).strip(), "a character of the text is invented"
        assert all(a.start + a.length <= b.start for a, b in pairwise(article.offsets.pieces))
        assert 0 <= article.start < article.end <= len(text)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_removed_spans_are_not_in_the_text(text: str) -> None:
    kept: set[int] = set()
    for article in segment(document(text)):
        mine = {i for piece in article.offsets.pieces for i in range(piece.start, piece.start + piece.length)}
        assert not mine & kept, "two articles share a character"
        kept |= mine
        for removed in article.removed:
            assert not kept & set(range(removed.start, removed.end))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_cutting_is_deterministic(text: str) -> None:
    assert segment(document(text)) == segment(document(text))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from([LEAD, SECOND, THIRD, *OTHER_STORY.split("\n\n")]), min_size=2, max_size=6, unique=True)
)
def test_cleaning_a_clean_body_changes_nothing(paragraphs: list[str]) -> None:
    body = "\n\n".join(paragraphs)
    assert "\n\n".join(article.body for article in segment(document(body))) == body


def without_dateline(paragraph: str) -> str:
    """The paragraph as it opens an article: a dateline inside a body is text, before one it is not."""
    dateline = read_dateline(paragraph)
    return paragraph[dateline.end :] if dateline is not None else paragraph


@settings(max_examples=100, deadline=None)
@example(f"{LEAD}\nquoted here.The drones\nKABUL A bomber struck the gate of the base on Monday, officials said.")
@given(st.lists(st.sampled_from(LINES), max_size=40).map("\n".join))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for article in segment(document(f"{text}\n\n{STORY}")):
        again = segment(document(article.body))
        cleaned = {line for a in again for line in a.text.split("\n\n")}
        paragraphs = article.body.split("\n\n")
        assert cleaned <= {*paragraphs, *map(without_dateline, paragraphs)}


HOSTILE = {
    "blank lines": "\n" * 1_000_000 + LEAD,
    "one line": "word " * 200_000,
    "no space": "a" * 1_000_000,
    "control characters": "\x00\x01\x02" * 300_000,
    "marks": "\u202e\u200f \u200b" * 200_000,
    "short lines": "Menu item\n" * 30_000,
    "glued": "aaa.Bbb " * 30_000,
    "hyphens": "a-\n" * 50_000,
    "brackets": "(" * 300_000,
    "dates": "1/2/20 " * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_bounded_time(text: str) -> None:
    start = time.process_time()
    segment(document(text))
    assert time.process_time() - start < 20
