"""Blocks of a document: its paragraphs and single lines, hard-wrapped lines joined, each with its offsets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tidings.articles.hard_wraps import continues, find_wraps, is_title_over
from tidings.articles.lines import Line, find_lines

SPACES = re.compile(r"\s+")


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
        """Offset of its first character."""
        return self.lines[0][0]

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.lines[-1][1]


def find_blocks(text: str, start: int = 0, end: int | None = None) -> list[Block]:
    """The blocks of `text[start:end]`, in order; offsets count in the whole text.

    >>> [block.text for block in find_blocks("A title\\n\\nOne line.\\n\\n\\nMore.")]
    ['A title', 'One line.', 'More.']
    """
    lines = find_lines(text, start, len(text) if end is None else end)
    groups: list[list[Line]] = []
    for index, (line, wrap) in enumerate(zip(lines, find_wraps(lines), strict=True)):
        is_under_title = index > 0 and is_title_over(lines, index)
        if groups and not is_under_title and continues(groups[-1][-1], line, wrap):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [to_block(group) for group in groups]


def to_block(lines: Sequence[Line]) -> Block:
    """One block of lines that belong together."""
    text = SPACES.sub(" ", " ".join(line.text for line in lines))
    return Block(tuple((line.start, line.end) for line in lines), text, lines[0].gap, lines[0].breaks_page)
