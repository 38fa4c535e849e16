"""A long text is parsed some paragraphs at a time, and says what it says parsed at once."""

from collections.abc import Iterator

import pytest
from spacy.tokens import Doc

from tidings.parse import spacy_parser
from tidings.parse.spacy_parser import load_model, parse

TEXT = "\n\n".join(
    ("NAIROBI - Police detained 14 protesters on Monday.", "They were freed.", "Iran and Iraq signed a deal in Basra.")
)


def words() -> list[tuple[object, ...]]:
    return [(t.idx, t.text, t.pos_, t.lemma_, t.dep_, t.head.i) for t in parse(TEXT, dateline=(0, 9))]


def test_a_long_text_is_parsed_in_parts_that_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, asked, pipe = words(), list[list[str]](), load_model().pipe

    def asking(texts: list[str], **how: list[str]) -> Iterator[Doc]:
        asked.append(texts)
        return pipe(texts, **how)

    monkeypatch.setattr(spacy_parser, "TOGETHER", 60)
    monkeypatch.setattr(load_model(), "pipe", asking)
    assert words() == at_once
    assert [len(texts) for texts in asked] == [2, 2]
    assert "".join(text for texts in asked for text in texts) == TEXT


def test_nothing_is_parsed_into_nothing() -> None:
    assert parse("").text == ""
