"""A header of named fields is read off, and lines with a colon are left alone."""

import pytest

from tidings.articles.block_labels import label_blocks
from tidings.articles.blocks import find_blocks
from tidings.articles.headers import read_header

BODY = "The ferry to Malta sank on Monday, the coast guard said."
CASES = [
    (f"Title: Ferry sinks\nDate: 3 June 2019\n\n{BODY}", {"title": "Ferry sinks", "date": "3 June 2019"}),
    (f"Headline: Ferry sinks\nAuthor: Jan Novak\n\n{BODY}", {"title": "Ferry sinks", "authors": "Jan Novak"}),
    (f"Title: Ferry sinks\n\n{BODY}", {}),  # one field is a title with a colon
    (f"Date: 3 June 2019\nAuthor: Jan Novak\n\n{BODY}", {}),  # a header names its title
    (f"Malta: Ferry sinks\nDate: 3 June 2019\n\n{BODY}", {}),  # no field is called so
    (f"Title: Ferry sinks\n\nDate: 3 June 2019\n\n{BODY}", {}),  # a blank line ends a header
    (f"{BODY}\n\nTitle: Ferry sinks\nDate: 3 June 2019", {}),  # it stands above the text
]


@pytest.mark.parametrize(("text", "declared"), CASES)
def test_fields_are_declared(text: str, declared: dict[str, str]) -> None:
    header = read_header(label_blocks(find_blocks(text)))
    assert header.declared == declared
    assert header.blocks[-1].text in text
    assert all(text[b.block.start : b.block.end].rstrip() == b.text for b in header.blocks if len(b.block.lines) == 1)


def test_without_a_header_nothing_is_parted() -> None:
    blocks = label_blocks(find_blocks(CASES[2][0]))
    assert read_header(blocks).blocks == blocks
