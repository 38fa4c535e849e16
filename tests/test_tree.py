"""The plain tree agrees with the parse it was taken from, token by token."""

import pytest
import spacy.tokens

from tidings.parse.spacy_parser import load_model
from tidings.parse.tree import Doc, plain

TEXT = """ROME -- The envoys who met in Lima on 3 May, he said, didn't sign.  Rebels fled.

"Kenya's army," the U.N. added, was sent troops; $5m and more."""


@pytest.fixture(scope="module")
def both() -> tuple[spacy.tokens.Doc, Doc]:
    parsed = load_model()(TEXT)
    return parsed, plain(parsed)


ATTRIBUTES = """
text i idx lower_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ whitespace_ is_alpha is_space is_sent_start"""


@pytest.mark.parametrize("name", ATTRIBUTES.split())
def test_tokens_know_the_same(name: str, both: tuple[spacy.tokens.Doc, Doc]) -> None:
    theirs, ours = both
    assert [getattr(token, name) for token in ours] == [getattr(token, name) for token in theirs]


@pytest.mark.parametrize("name", ["children", "lefts", "subtree", "ancestors"])
def test_kin_are_the_same(name: str, both: tuple[spacy.tokens.Doc, Doc]) -> None:
    theirs, ours = both
    expected = [[kin.i for kin in getattr(token, name)] for token in theirs]
    assert [[kin.i for kin in getattr(token, name)] for token in ours] == expected


def test_heads_edges_and_sentences_are_the_same(both: tuple[spacy.tokens.Doc, Doc]) -> None:
    theirs, ours = both
    assert [(t.head.i, t.left_edge.i, t.sent.start, t.sent.end) for t in ours] == [
        (t.head.i, t.left_edge.i, t.sent.start, t.sent.end) for t in theirs
    ]


def test_spans_are_the_same(both: tuple[spacy.tokens.Doc, Doc]) -> None:
    theirs, ours = both
    assert ours.text == theirs.text
    assert len(ours) == len(theirs)
    assert [(s.start, s.end, s.label_) for s in ours.ents] == [(s.start, s.end, s.label_) for s in theirs.ents]
    for start in range(len(theirs)):
        for end in range(start + 1, len(theirs) + 1):
            one, other = ours[start:end], theirs[start:end]
            assert (one.text, one.start_char, one.end_char) == (other.text, other.start_char, other.end_char)
            assert (one[-1].i, len(one[1:])) == (other[-1].i, len(other[1:]))
            if any(token.is_alpha for token in one):
                assert one.root.i == other.root.i


def test_characters_lead_to_the_tokens_that_hold_them(both: tuple[spacy.tokens.Doc, Doc]) -> None:
    _, ours = both
    for word in ("3 May", "met", "Kenya's"):
        start = TEXT.index(word)
        assert ours.char_span(start, start + len(word)).text == word
        assert ours.char_span(start + 1, start + 2).start == ours.index_at(start)


def test_nothing_stands_before_the_first_token(both: tuple[spacy.tokens.Doc, Doc]) -> None:
    with pytest.raises(IndexError, match="no token stands 1 before 'ROME'"):
        both[1][0].nbor(-1)
