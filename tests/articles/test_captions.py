"""Captions and credits by their words, with near misses."""

import pytest

from tidings.articles.captions import is_caption, is_credit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers stand guard near the border on Monday. (AP)", True),
        ("Soldiers stand guard near the border / Photo: Ida Lund", True),
        ("Soldiers stand guard near the border on Monday. Ida Lund", True),
        ("Soldiers stand guard near the border (Ida Lund/CBC)", True),
        ("FILE PHOTO: Soldiers at the border", True),
        ("The prize went to the family of the late Mr. Max Roth", False),
        ("The talks were held in the old town of Minsk (Belarus).", False),
        ("The army denied the report, which was first carried by TASS.", False),
    ],
)
def test_captions(text: str, expected: bool) -> None:
    assert is_caption(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Getty Images", True),
        ("Photograph: Ida Lund/Reuters", True),
        ("State Archive via AP", True),
        ("AP reported the strike", False),
        ("Who is behind the AP?", False),
    ],
)
def test_credits(text: str, expected: bool) -> None:
    assert is_credit(text) is expected
