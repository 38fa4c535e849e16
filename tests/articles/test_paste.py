"""When a short paste is cut as a page, and when it is read as it stands."""

import pytest

from tidings.articles.paste import keeps_sentences
from tidings.articles.segment import segment
from tidings.readers.read import read

STORY = (
    "Gunmen attacked a border post in northern Kenya on Tuesday, killing four police officers, the interior ministry "
    "said. The attackers fled across the frontier into Somalia before dawn."
)
CASES = [
    (STORY, True),
    (f"Read more: Who is to blame?\n\n{STORY}", True),  # it stands where a title does, and is kept as one
    (f"Border post raided\nBy Hana Osman\n\n{STORY}\n\nRead more: Who is to blame?", True),
    (f"Border post raided\n\n{STORY}\n\nRead more: Who is to blame?", False),  # nothing says that this is a page
    (f"{STORY}\n\nRead more: Border post raided", True),  # no sentence
    ("Police arrested 52 people in Lima.\n\nKenya accused Somalia.", False),
    ("Home\nWorld\nSport", False),  # no prose at all
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_keeps_sentences(text: str, expected: bool) -> None:
    (document,) = read(text.encode(), "paste.txt")
    assert document.text is not None
    assert keeps_sentences(document.text, segment(document)) is expected
