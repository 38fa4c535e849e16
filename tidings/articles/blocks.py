"""Blocks of a document: its paragraphs and single lines, hard-wrapped lines joined, each with its offsets."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# A run of characters without any line break that str.splitlines knows; blank lines never become lines of their own.
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# White space and the invisible characters that stand for none: zero-width, byte order mark, direction marks.
EDGE = " \t\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u3000\ufeff\x00-\x1f\x7f"
INNER = re.compile(rf"[^{EDGE}](?:.*[^{EDGE}])?", re.DOTALL)
SPACES = re.compile(r"\s+")

WRAP_WIDTHS = range(45, 131)  # columns at which programs and printers wrap text
WRAP_SHARE = 0.5  # of the lines that go on in lower case this share must be explained by one width
WRAP_LINES = 3  # fewer such lines are no evidence of a wrap
WRAP_SLACK = 6  # wrapped by proportional fonts or with ligatures, lines end a little early
# Words that no line of its own ends with: the line was broken.
LEAST_BROKEN = 20  # characters: "Log in" is no broken line
# A byline or a date begins a line of its own.
STANDS_ALONE = re.compile(r"By [A-Z]|BY [A-Z]|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|Published\b|Updated\b")
UNFINISHED = re.compile(r"(?:a|an|and|as|at|by|for|from|in|of|on|or|over|that|the|to|with|[^\W\d_]+-)", re.I)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a line that stands alone: `text` is its lines joined by spaces, white space folded.

    `gap` counts the blank lines above it; `breaks_page` says that a form feed stands above it.
    """

    lines: tuple[tuple[int, int], ...]
    text: str
    gap: int
    breaks_page: bool

    @property
    def start(self) -> int:
        return self.lines[0][0]

    @property
    def end(self) -> int:
        return self.lines[-1][1]


@dataclass(frozen=True, slots=True)
class Line:
    """One line, trimmed: `text == document[start:end]`."""

    start: int
    end: int
    text: str
    gap: int
    breaks_page: bool


def find_blocks(text: str, start: int = 0, end: int | None = None) -> list[Block]:
    """The blocks of `text[start:end]`, in order; offsets count in the whole text.

    >>> [block.text for block in find_blocks("A title\\n\\nOne line.\\n\\n\\nMore.")]
    ['A title', 'One line.', 'More.']
    """
    lines = find_lines(text, start, len(text) if end is None else end)
    width = wrap_width(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and continues(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [to_block(group) for group in groups]


def find_lines(text: str, start: int, end: int) -> list[Line]:
    """The lines that hold more than white space, trimmed, each with the number of blank lines above it."""
    lines: list[Line] = []
    below = start
    for found in LINE.finditer(text, start, end):
        inner = INNER.search(text, found.start(), found.end())
        if inner is None:
            continue
        between = text[below : found.start()]
        gap = max(0, len(BREAK.findall(between)) - 1) if lines else 0
        lines.append(Line(inner.start(), inner.end(), inner.group(), gap, "\f" in between))
        below = found.end()
    return lines


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the text was wrapped, None when each paragraph is one line.

    Wrapped lines are the ones that go on in lower case below; the width is the longest of the lengths they crowd at.
    """
    lengths = Counter[int]()
    for line, below in zip(lines, lines[1:], strict=False):
        if below.gap == 0 and below.text[0].islower() and len(line.text) in WRAP_WIDTHS:
            lengths[len(line.text)] += 1
    total = sum(lengths.values())
    if total < WRAP_LINES:
        return None
    crowded = [length for length in lengths if sum(lengths[length - i] for i in range(12)) >= WRAP_SHARE * total]
    return max(crowded, default=max(lengths))


def continues(line: Line, below: Line, width: int | None) -> bool:
    """Whether `below` goes on with the paragraph of `line`: the line was full, its next word did not fit."""
    if below.gap or width is None or len(line.text) > WRAP_WIDTHS[-1]:
        return False
    if STANDS_ALONE.match(below.text):
        return False
    words = line.text.rsplit(maxsplit=1)
    if (len(line.text) > LEAST_BROKEN and UNFINISHED.fullmatch(words[-1])) or (below.text[0].islower() and len(line.text) > width // 2):
        return True
    next_word = below.text.split(maxsplit=1)[0]
    return width - WRAP_SLACK < len(line.text) + 1 + len(next_word) and len(line.text) <= width + WRAP_SLACK


def to_block(lines: Sequence[Line]) -> Block:
    """One block of lines that belong together."""
    text = SPACES.sub(" ", " ".join(line.text for line in lines))
    return Block(tuple((line.start, line.end) for line in lines), text, lines[0].gap, lines[0].breaks_page)
