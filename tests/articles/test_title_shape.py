"""Lines that are built like titles, and those near them that are not."""

import pytest

from tidings.articles.block_labels import label_block
from tidings.articles.blocks import find_blocks
from tidings.articles.title_shape import could_be_title, is_dating

TITLES = [
    ("Ferry sinks off Malta", True),
    ("Who sank the ferry?", True),
    ("“We were left alone”", True),
    ("Ferry sinks off Malta, coast guard says in first statement since the disaster on Monday night", True),
    ("Malta", False),  # one word is a section
    ("The ferry sank on Monday off Malta.", False),  # a sentence
    ("and sank off Malta", False),  # goes on with the line above
    ("… sank off Malta", False),
    ("- Ferry sinks off Malta", False),  # an item of a list
    ("Ferry 2019 3 45 1200 9981", False),  # counts
    ("Ferry sinks 19 hours ago", False),  # a teaser
    ("Share on Facebook", False),  # furniture
]


@pytest.mark.parametrize(("line", "expected"), TITLES)
def test_could_be_title(line: str, expected: bool) -> None:
    (block,) = find_blocks(line)
    assert could_be_title(label_block(block)) is expected


DATING = [
    ("By Anna Kowalska", True),
    ("3 June 2019, 14:05", True),
    ("By Anna Kowalska, 3 hours ago", False),  # teasers have it as well
    ("Ferry sinks off Malta", False),
]


@pytest.mark.parametrize(("line", "expected"), DATING)
def test_what_stands_beside_a_title(line: str, expected: bool) -> None:
    (block,) = find_blocks(line)
    assert is_dating(label_block(block)) is expected
