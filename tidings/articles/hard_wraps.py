"""Whether lines are hard-wrapped, at which column, and which of them go on with the paragraph above."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tidings.articles.lines import Line

WIDTHS = range(45, 131)  # columns at which programs and printers wrap text
CROWD = 12  # lines wrapped at one column differ in length by no more than a long word
CROWD_SHARE = 0.5  # of the lines that go on in lower case one column must explain this part
SURE_LINES = 3  # fewer such lines do not tell the column
SLACK = 6  # wrapped by proportional fonts or with ligatures, lines end a little early
SLACK_SHARE = 7  # in a narrow column by less: a seventh of its width
LEAST_BROKEN = 20  # characters: "Log in" is no broken line; in a narrow column half of its width
NARROWEST = 20  # columns: what is narrower is a list or a table
RUN_LINES = 3  # lines without a blank one between that can show by themselves that they are wrapped
RUN_SMALL = 0.35  # of the lines of a run that go on in small letters, and at least two
RUN_FULL = 0.6  # of the lines of a run to which the next word did not fit
TITLE_RUN = 8  # lines: over as many without a blank one the first is a title when it reads like one
PARAGRAPH_INDENT = range(2, 13)  # a first line set in; more is a centred line or a column
# Words that no line of its own ends with: the line was broken.
UNFINISHED = re.compile(
    r"(?:a|an|and|as|at|by|for|from|in|of|on|or|over|that|the|to|with|[^\W\d_]+[-\u2010\u00ad])", re.I
)
SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}$")
SENTENCE_STOP = re.compile(r"[.,;:-](?:\s|$)")
# A byline or a date begins a line of its own.
STANDS_ALONE = re.compile(r"By [A-Z]|BY [A-Z]|date \d|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|Published\b|Updated\b")
# "LUBUMBASHI, 14 May 2013", "Oslo, March 3": a line that holds a place and a date and nothing else.
PLACE_AND_DATE = re.compile(
    r"(?:[A-Z][\w.'’-]*,? ){1,4}(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?[.:]?"
)


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text is wrapped: at `width`; not `is_sure`, only lines that go on in small letters are joined.

    `is_indented`: the first line of each paragraph is set in. `slack`: so many characters before it lines may end.
    """

    width: int
    is_sure: bool
    is_indented: bool
    slack: int = SLACK


def find_wraps(lines: Sequence[Line]) -> list[Wrap | None]:
    """How each line was wrapped: as its run shows by itself, or else as the document is."""
    runs = list(runs_of(lines))
    found = [run_wrap(run) for run in runs]
    document = find_wrap(lines) or usual_wrap(runs, found)
    return [wrap or document for run, wrap in zip(runs, found, strict=True) for _ in run]


def runs_of(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines in runs without a blank line between."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].gap:
            yield lines[start:index]
            start = index


def run_wrap(run: Sequence[Line]) -> Wrap | None:
    """How the lines of a run were wrapped, at any width: most are full, and go on in small letters."""
    if len(run) < RUN_LINES:
        return None
    width = max(map(extent, run))
    if not NARROWEST <= width <= WIDTHS[-1]:
        return None
    pairs = list(pairwise(run))
    left = [room_left(line, below, width) for line, below in pairs]
    small = sorted(room for room, (_, below) in zip(left, pairs, strict=True) if below.text[0].islower())
    slack = min(SLACK, width // SLACK_SHARE)
    if len(small) < max(2, RUN_SMALL * len(pairs)) or sum(room < slack for room in left) < RUN_FULL * len(pairs):
        return None
    is_indented = any(map(is_set_in, run[1:])) and not all(map(is_set_in, run))
    return Wrap(width, is_sure=True, is_indented=is_indented, slack=min(slack, max(0, small[-1] + 1)))


def usual_wrap(runs: Sequence[Sequence[Line]], found: Sequence[Wrap | None]) -> Wrap | None:
    """The wrap of most lines that stand in runs, for the paragraphs too short to show theirs."""
    long = [(run, wrap) for run, wrap in zip(runs, found, strict=True) if len(run) >= RUN_LINES]
    wrapped = [(run, wrap) for run, wrap in long if wrap]
    if not wrapped or 2 * sum(len(run) for run, _ in wrapped) < sum(len(run) for run, _ in long):
        return None
    return max(wrapped, key=lambda pair: len(pair[0]))[1]


def is_set_in(line: Line) -> bool:
    """Whether a line is set in as the first of a paragraph is."""
    return line.indent in PARAGRAPH_INDENT


def extent(line: Line) -> int:
    """The column at which a line ends."""
    return len(line.text) + (line.indent if is_set_in(line) else 0)


def room_left(line: Line, below: Line, width: int) -> int:
    """The characters that the first word of `below` would have left free on a line; below zero when it did not fit."""
    return width - extent(line) - 1 - len(below.text.split(maxsplit=1)[0])


def find_wrap(lines: Sequence[Line]) -> Wrap | None:
    """How the lines were wrapped, None when each paragraph is one line.

    Wrapped lines are the ones that go on in small letters below; the width is the longest of the lengths they crowd at.
    """
    lengths = Counter[int]()
    set_in = 0
    for line, below in pairwise(lines):
        if below.gap or STANDS_ALONE.match(below.text):
            continue
        set_in += is_set_in(below) and not is_set_in(line)
        if below.text[0].islower() and extent(line) in WIDTHS:
            lengths[extent(line)] += 1
    total = sum(lengths.values())
    if not total:
        return None
    crowded = [length for length in lengths if sum(lengths[length - i] for i in range(CROWD)) >= CROWD_SHARE * total]
    return Wrap(max(crowded, default=max(lengths)), total >= SURE_LINES, set_in > 0)


def continues(line: Line, below: Line, wrap: Wrap | None) -> bool:
    """Whether `below` goes on with the paragraph of `line`: in small letters, or because its first word did not fit."""
    if wrap is None or below.gap or len(line.text) > WIDTHS[-1] or STANDS_ALONE.match(below.text):
        return False
    if wrap.is_indented and is_set_in(below) and (line.indent < below.indent or SENTENCE_END.search(line.text)):
        return False
    if line.text.isupper() and not below.text.isupper():
        return False  # a headline in capitals
    if PLACE_AND_DATE.fullmatch(line.text) or PLACE_AND_DATE.fullmatch(below.text):
        return False
    is_small = below.text[0].islower()
    if is_small and len(line.text) > wrap.width // 2:
        return True
    if len(line.text) <= min(LEAST_BROKEN, wrap.width // 2):
        return False
    if is_small and wrap.is_indented:
        return True
    if (wrap.is_sure or wrap.is_indented) and UNFINISHED.fullmatch(line.text.rsplit(maxsplit=1)[-1]):
        return True
    fits_not = room_left(line, below, wrap.width) < wrap.slack
    return wrap.is_sure and fits_not and extent(line) <= wrap.width + wrap.slack


def is_title_over(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above is a title set on a long run: it has no full stop, and the run begins in a capital."""
    above, line = lines[index - 1], lines[index]
    is_first = index == 1 or above.gap > 0
    if not is_first or is_set_in(above) or line.gap or SENTENCE_STOP.search(above.text) or line.text[0].islower():
        return False
    if UNFINISHED.fullmatch(above.text.rsplit(maxsplit=1)[-1]):
        return False
    run = lines[index : index + TITLE_RUN]
    return len(run) == TITLE_RUN and not any(below.gap for below in run)
