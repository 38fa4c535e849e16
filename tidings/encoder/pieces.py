"""Cut a text into word pieces, and the pieces into windows of whole sentences for one pass of the network each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Span = tuple[int, int]
Ints = NDArray[np.int64]

# Classes of letters of a word, told apart since the vocabulary has small letters only: none, small, Title, ALL, mIXed.
CASES = 5
# How far into the text a sentence stands: title, lede, then ever wider stretches that begin at these sentences.
STRETCHES = (0, 1, 2, 4, 8, 16)


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in word pieces, a row each: id, [start, end) in the text, case, sentence; [first, last) a sentence."""

    ids: Ints
    offsets: Ints
    cases: Ints
    sentence: Ints
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces [start, end) go through the network at once; what stands before `fresh` was read before, as context."""

    start: int
    end: int
    fresh: int


def case_of(word: str) -> int:
    """The class of letters of a word, an index below CASES.

    >>> [case_of(word) for word in ("12", "drills", "Hanoi", "NATO", "McKay")]
    [0, 1, 2, 3, 4]
    """
    if not any(letter.isalpha() for letter in word):
        return 0
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    return 2 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 4


def read_pieces(text: str, sentences: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """The word pieces of the sentences of a text, in order."""
    ids: list[int] = []
    offsets: list[Span] = []
    cases: list[int] = []
    sentence: list[int] = []
    bounds = []
    for number, (start, end) in enumerate(sentences):
        coded = tokenizer.encode(text[start:end], add_special_tokens=False)
        words: dict[int | None, list[Span]] = {}
        for word, offset in zip(coded.word_ids, coded.offsets, strict=True):
            words.setdefault(word, []).append(offset)
        case = {word: case_of(text[start + told[0][0] : start + told[-1][1]]) for word, told in words.items()}
        first = len(ids)
        ids += coded.ids
        offsets += [(start + a, start + b) for a, b in coded.offsets]
        cases += [case[word] for word in coded.word_ids]
        sentence += [number] * len(coded.ids)
        bounds.append((first, len(ids)))
    return Pieces(
        np.array(ids, dtype=np.int64),
        np.array(offsets, dtype=np.int64).reshape(-1, 2),
        np.array(cases, dtype=np.int64),
        np.array(sentence, dtype=np.int64),
        tuple(bounds),
    )


def stretch_of(sentence: Ints) -> Ints:
    """How far into the text sentences stand: an index below len(STRETCHES) for each sentence number.

    >>> stretch_of(np.array([0, 1, 3, 9, 40])).tolist()
    [0, 1, 2, 4, 5]
    """
    found: Ints = np.searchsorted(STRETCHES, sentence, side="right") - 1
    return found


def cut(pieces: Pieces, *, longest: int, first: int = 0) -> list[Span]:
    """[first piece, last + 1) of consecutive windows of whole sentences; `first`: the room of the first one.

    A sentence longer than a window is cut.
    """
    windows: list[Span] = []
    start, room = 0, first or longest
    for a, b in pieces.sentences:
        if b - start > room and a > start:
            windows.append((start, a))
            start, room = a, longest
        while b - start > longest:
            windows.append((start, start + longest))
            start, room = start + longest, longest
    if len(pieces.ids) > start:
        windows.append((start, len(pieces.ids)))
    return windows


def stretches(pieces: Pieces, *, longest: int, context: int) -> Iterator[Stretch]:
    """Windows of at most `longest` pieces that together read every piece once, after whole sentences of context.

    Nothing stands before the first, which may be new in all its length.
    """
    begins = [a for a, _ in pieces.sentences]
    for start, end in cut(pieces, longest=longest - context, first=longest):
        at = bisect_left(begins, start - context)
        before = begins[at] if at < len(begins) else start
        yield Stretch(min(before, start), end, start)


def span_in(pieces: Pieces, span: Span) -> Span | None:
    """The pieces that a span of the text covers, [first, last + 1); None when it covers none."""
    first = int(np.searchsorted(pieces.offsets[:, 1], span[0], side="right"))
    last = int(np.searchsorted(pieces.offsets[:, 0], span[1], side="left"))
    return (first, last) if last > first else None


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans have a piece in common.

    >>> overlap((0, 2), (1, 3)), overlap((0, 2), (2, 3))
    (True, False)
    """
    return a[0] < b[1] and b[0] < a[1]


def with_ends(pieces: Pieces, bounds: Span, ends: Span) -> tuple[Ints, Ints, Ints]:
    """What the network is given of the pieces within `bounds`: ids, cases and stretches, with the marks at both ends.

    `ends`: the ids of the two marks.
    """
    inside = slice(*bounds)
    return (
        np.concatenate([[ends[0]], pieces.ids[inside], [ends[1]]]),
        np.concatenate([[0], pieces.cases[inside], [0]]),
        np.concatenate([[0], stretch_of(pieces.sentence[inside]), [0]]),
    )


def special_ids(tokenizer: Tokenizer) -> Span:
    """The ids of the marks at the beginning and the end of a window. Raises ValueError when there are none."""
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if first is not None and last is not None:
        return first, last
    raise ValueError("the tokenizer knows no mark for the beginning and the end of a text")
