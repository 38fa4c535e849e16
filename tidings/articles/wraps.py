"""Whether a text is hard-wrapped, at which column, and which lines go on with the paragraph above."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tidings.articles.lines import Line

WIDTHS = range(45, 131)  # columns at which programs and printers wrap text
CROWD = 12  # lines wrapped at one column differ in length by no more than a long word
CROWD_SHARE = 0.5  # of the lines that go on in lower case one column must explain this part
SURE_LINES = 3  # fewer such lines do not tell the column
SLACK = 6  # wrapped by proportional fonts or with ligatures, lines end a little early
LEAST_BROKEN = 20  # characters: "Log in" is no broken line
PARAGRAPH_INDENT = range(2, 13)  # a first line set in; more is a centred line or a column
# Words that no line of its own ends with: the line was broken.
UNFINISHED = re.compile(r"(?:a|an|and|as|at|by|for|from|in|of|on|or|over|that|the|to|with|[^\W\d_]+-)", re.I)
# A byline or a date begins a line of its own.
STANDS_ALONE = re.compile(r"By [A-Z]|BY [A-Z]|date \d|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|Published\b|Updated\b")


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text is wrapped: at `width`; not `is_sure`, only lines that go on in small letters are joined.

    `is_indented`: the first line of each paragraph is set in.
    """

    width: int
    is_sure: bool
    is_indented: bool


def find_wrap(lines: Sequence[Line]) -> Wrap | None:
    """How the lines were wrapped, None when each paragraph is one line.

    Wrapped lines are the ones that go on in small letters below; the width is the longest of the lengths they crowd at.
    """
    lengths = Counter[int]()
    set_in = 0
    for line, below in pairwise(lines):
        if below.gap or STANDS_ALONE.match(below.text):
            continue
        set_in += below.indent in PARAGRAPH_INDENT and line.indent not in PARAGRAPH_INDENT
        if below.text[0].islower() and len(line.text) in WIDTHS:
            lengths[len(line.text)] += 1
    total = sum(lengths.values())
    if not total:
        return None
    crowded = [length for length in lengths if sum(lengths[length - i] for i in range(CROWD)) >= CROWD_SHARE * total]
    return Wrap(max(crowded, default=max(lengths)), total >= SURE_LINES, set_in > 0)


def continues(line: Line, below: Line, wrap: Wrap | None) -> bool:
    """Whether `below` goes on with the paragraph of `line`: in small letters, or because its first word did not fit."""
    if wrap is None or below.gap or len(line.text) > WIDTHS[-1] or STANDS_ALONE.match(below.text):
        return False
    if wrap.is_indented and below.indent in PARAGRAPH_INDENT and line.indent < below.indent:
        return False
    if line.text.isupper() and not below.text.isupper():
        return False  # a headline in capitals
    is_small = below.text[0].islower()
    if is_small and len(line.text) > wrap.width // 2:
        return True
    if len(line.text) <= LEAST_BROKEN:
        return False
    if is_small and wrap.is_indented:
        return True
    if (wrap.is_sure or wrap.is_indented) and UNFINISHED.fullmatch(line.text.rsplit(maxsplit=1)[-1]):
        return True
    fits_not = len(line.text) + 1 + len(below.text.split(maxsplit=1)[0]) > wrap.width - SLACK
    return wrap.is_sure and fits_not and len(line.text) <= wrap.width + SLACK
