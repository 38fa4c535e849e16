"""The mark that a text was cut off, at its end and nowhere else."""

import pytest

from tidings.articles.notes import cut_off

CASES = [
    ("The ferry sank off Mal… [+1204 chars]", " [+1204 chars]"),
    ("The ferry sank… Read more", "… Read more"),
    ("The ferry sank... continue reading on the site", "... continue reading on the site"),
    ("The ferry sank [...]", " [...]"),
    ("The ferry sank […] ", " […] "),
    ("The ferry sank...", None),  # a sentence may end so
    ("They would read more", None),
    ("The ferry [...] sank off Malta.", None),  # words left out of a quotation
    ("The ferry sank… Read more. Then it rose.", None),
    ("The law has 1204 chars", None),
]


@pytest.mark.parametrize(("line", "mark"), CASES)
def test_the_mark_is_found_at_the_end(line: str, mark: str | None) -> None:
    at = cut_off(line, 0, len(line))
    assert (None if at is None else line[at:]) == mark


def test_it_is_looked_for_inside_the_span_only() -> None:
    text = "The ferry sank [...] The crew was saved."
    assert cut_off(text, 0, 20) == 14
    assert cut_off(text, 0, 15) is None
    assert cut_off(text, 21, len(text)) is None
