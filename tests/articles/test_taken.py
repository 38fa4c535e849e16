"""Every line of a document is told what it was taken for, in order, with how likely it is body."""

from tests.articles.documents import LEAD, SECOND, THIRD, document
from tidings.articles.segment import segment
from tidings.articles.taken import OUTSIDE, lines_taken

TITLE, CREDIT = "Norway closes border", "Photo: Ida Lund/Getty Images"


def test_parts_of_an_article_and_what_is_removed_of_it() -> None:
    found = document("\n\n".join((TITLE, "By Ida Lund", LEAD, CREDIT, SECOND, THIRD)))
    taken = list(lines_taken(found, segment(found)))
    assert [(line.text[:12], line.part) for line in taken] == [
        (TITLE[:12], "title"),
        ("By Ida Lund", "byline"),
        (LEAD[:12], "body"),
        (CREDIT[:12], "credit"),
        (SECOND[:12], "body"),
        (THIRD[:12], "body"),
    ]
    assert {line.article for line in taken} == {0}
    assert all(line.chance is not None and 0 <= line.chance <= 1 for line in taken)
    chances = {line.text: line.chance or 0.0 for line in taken}
    assert chances[SECOND] > 0.5 > chances[CREDIT]


def test_without_articles_all_is_outside() -> None:
    found = document("\n\n".join((TITLE, LEAD)))
    assert {(line.part, line.article) for line in lines_taken(found, ())} == {(OUTSIDE, None)}


def test_blank_lines_are_counted_and_no_line_is_lost() -> None:
    text = f"{TITLE}\n\n\n{LEAD}\n{CREDIT}"
    found = document(text)
    taken = list(lines_taken(found, segment(found)))
    assert [line.text for line in taken] == [line for line in text.split("\n") if line]
    assert [line.gap for line in taken] == [0, 2, 0]
