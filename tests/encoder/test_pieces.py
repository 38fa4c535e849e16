"""A text is cut into pieces that are evidence, the pieces into windows that together read each of them once."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from tidings.encoder.pieces import (
    CASES,
    STRETCHES,
    Pieces,
    case_of,
    cut,
    read_pieces,
    span_in,
    special_ids,
    stretch_of,
    stretches,
)
from tidings.encoder.run import own_encoder

TEXT = "Türkiye's MPs re-elected McKay.\n\nNATO drills cost €5bn — Łódź, 日本 and 😀 agreed."
SENTENCES = ((0, 31), (33, len(TEXT)))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return own_encoder().tokenizer


def of_lengths(lengths: list[int]) -> Pieces:
    """Pieces of sentences of so many pieces each, one letter a piece, a blank between sentences."""
    count = sum(lengths)
    ends = list(itertools.accumulate(lengths))
    sentence = [number for number, length in enumerate(lengths) for _ in range(length)]
    starts = [at + number for at, number in enumerate(sentence)]
    return Pieces(
        ids=np.arange(count),
        offsets=np.array([(start, start + 1) for start in starts], dtype=np.int64).reshape(-1, 2),
        cases=np.zeros(count, np.int64),
        sentence=np.array(sentence, dtype=np.int64),
        sentences=tuple((end - length, end) for end, length in zip(ends, lengths, strict=True)),
    )


WORDS = [
    ("", 0),
    ("12", 0),
    ("€5", 0),
    ("😀", 0),
    ("日本", 4),  # letters that are neither small nor capital
    ("drills", 1),
    ("état", 1),
    ("5bn", 1),
    ("Hanoi", 2),
    ("Łódź", 2),
    ("A", 2),  # one letter is no shout
    ("NATO", 3),
    ("U.S", 3),
    ("G7", 3),
    ("McKay", 4),
    ("iPhone", 4),
    ("MPs", 4),
]


@pytest.mark.parametrize(("word", "case"), WORDS)
def test_case_of(word: str, case: int) -> None:
    assert case_of(word) == case < CASES


@pytest.mark.parametrize(("sentence", "stretch"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (15, 4), (16, 5), (900, 5)])
def test_stretch_of(sentence: int, stretch: int) -> None:
    assert stretch_of(np.array([sentence])).tolist() == [stretch]
    assert stretch < len(STRETCHES)


def test_pieces_are_evidence(tokenizer: Tokenizer) -> None:
    pieces = read_pieces(TEXT, SENTENCES, tokenizer)
    words = [TEXT[start:end] for start, end in pieces.offsets]
    assert [word for word in words if word.strip() != word or not word] == []
    assert "".join(words) == "".join(TEXT.split())
    for (first, last), (start, end) in zip(pieces.sentences, SENTENCES, strict=True):
        assert (start <= pieces.offsets[first:last, 0]).all()
        assert (pieces.offsets[first:last, 1] <= end).all()


def test_the_pieces_of_a_word_have_the_case_of_the_word(tokenizer: Tokenizer) -> None:
    text = "Rzeszów NATO unfathomably"
    pieces = read_pieces(text, [(0, len(text))], tokenizer)
    for (start, end), case in zip(pieces.offsets, pieces.cases, strict=True):
        word = next(w for w in text.split() if text.index(w) <= start and end <= text.index(w) + len(w))
        assert case == case_of(word)
    assert len(pieces.ids) > len(text.split())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b"])
def test_a_text_without_words_has_no_pieces(text: str, tokenizer: Tokenizer) -> None:
    pieces = read_pieces(text, [(0, len(text))], tokenizer)
    assert (len(pieces.ids), pieces.offsets.shape, pieces.sentences) == (0, (0, 2), ((0, 0),))
    assert list(stretches(pieces, longest=10, context=4)) == []
    assert cut(pieces, longest=10) == []


CUTS = [
    ([3, 3, 3], 10, 0, [(0, 9)]),
    ([3, 3, 3], 9, 0, [(0, 9)]),
    ([3, 3, 3], 8, 0, [(0, 6), (6, 9)]),
    ([3, 3, 3], 10, 4, [(0, 3), (3, 9)]),  # the first has less room
    ([3, 25, 3], 10, 0, [(0, 3), (3, 13), (13, 23), (23, 31)]),  # a sentence longer than a window is cut
    ([10, 10], 10, 0, [(0, 10), (10, 20)]),
    ([20], 10, 0, [(0, 10), (10, 20)]),
    ([0, 5, 0], 10, 0, [(0, 5)]),
    ([], 10, 0, []),
]


@pytest.mark.parametrize(("lengths", "longest", "first", "windows"), CUTS)
def test_cut(lengths: list[int], longest: int, first: int, windows: list[tuple[int, int]]) -> None:
    assert cut(of_lengths(lengths), longest=longest, first=first) == windows


@given(st.lists(st.integers(0, 60), max_size=40), st.integers(0, 15))
def test_windows_read_every_piece_once_and_are_few(lengths: list[int], context: int) -> None:
    longest, pieces = 30, of_lengths(lengths)
    count, begins = len(pieces.ids), {start for start, _ in pieces.sentences}
    told = list(stretches(pieces, longest=longest, context=context))
    assert [at for one in told for at in range(one.fresh, one.end)] == list(range(count))
    assert all(one.start <= one.fresh < one.end for one in told)
    assert all(one.end - one.start <= longest for one in told)
    assert all(one.fresh - one.start <= context for one in told)
    assert all(one.start in begins or one.start == one.fresh for one in told)
    # Two windows that follow each other hold more than one has room for, else they would be one.
    assert len(told) <= 2 * count / (longest - context) + 1


@given(st.integers(1, 2000), st.integers(0, 15))
def test_the_windows_of_one_long_sentence_are_full(length: int, context: int) -> None:
    told = list(stretches(of_lengths([length]), longest=30, context=context))
    assert len(told) <= length / (30 - context) + 1


SPANS = [
    ("Türkiye's", "Türkiye's"),
    ("re-elected McKay", "re-elected McKay"),
    ("rill", "drills"),  # a part of a word has the whole piece
    ("and 😀 agreed.", "and 😀 agreed."),
    (" McKay", "McKay"),
]


@pytest.mark.parametrize(("words", "covered"), SPANS)
def test_span_in(words: str, covered: str, tokenizer: Tokenizer) -> None:
    pieces = read_pieces(TEXT, SENTENCES, tokenizer)
    start = TEXT.index(words)
    span = span_in(pieces, (start, start + len(words)))
    assert span is not None
    assert TEXT[pieces.offsets[span[0], 0] : pieces.offsets[span[1] - 1, 1]] == covered


@pytest.mark.parametrize("words", ["\n\n", " "])
def test_a_blank_covers_no_piece(words: str, tokenizer: Tokenizer) -> None:
    start = TEXT.index(words)
    assert span_in(read_pieces(TEXT, SENTENCES, tokenizer), (start, start + len(words))) is None


def test_what_stands_beyond_the_text_covers_no_piece(tokenizer: Tokenizer) -> None:
    assert span_in(read_pieces(TEXT, SENTENCES, tokenizer), (len(TEXT), len(TEXT) + 5)) is None


def test_special_ids() -> None:
    known = Tokenizer(models.WordLevel({"a": 0, "[SEP]": 1, "[CLS]": 2}, unk_token="a"))
    assert special_ids(known) == (2, 1)


def test_a_tokenizer_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="no mark"):
        special_ids(Tokenizer(models.WordLevel({"a": 0, "[CLS]": 1}, unk_token="a")))
