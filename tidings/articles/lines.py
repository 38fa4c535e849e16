"""The lines of a document that hold more than white space, with their offsets."""

import re
from dataclasses import dataclass

# A run of characters without any line break that str.splitlines knows; blank lines never become lines of their own.
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SOFT_HYPHEN = "\u00ad"
# White space and the characters that stand for none: zero-width, byte order mark, direction marks, controls.
EDGE = " \t\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u3000\ufeff\x00-\x1f\x7f"
# A soft hyphen at the end of a line stays: it says that the word goes on below.
INNER = re.compile(rf"[^{EDGE}](?:.*[^{EDGE.replace(SOFT_HYPHEN, '')}])?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line, trimmed: `text == document[start:end]`.

    `gap` counts the blank lines above it, `indent` the characters before it; `breaks_page`: below a form feed.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: int
    breaks_page: bool


def find_lines(text: str, start: int, end: int) -> list[Line]:
    """The lines of `text[start:end]` that hold more than white space, trimmed.

    >>> [(line.text, line.gap, line.indent) for line in find_lines("One\\n\\n  Two", 0, 10)]
    [('One', 0, 0), ('Two', 1, 2)]
    """
    lines: list[Line] = []
    below = start
    for found in LINE.finditer(text, start, end):
        inner = INNER.search(text, found.start(), found.end())
        if inner is None:
            continue
        between = text[below : found.start()]
        gap = max(0, len(BREAK.findall(between)) - 1) if lines else 0
        indent = inner.start() - found.start()
        lines.append(Line(inner.start(), inner.end(), inner.group(), gap, indent, "\f" in between))
        below = found.end()
    return lines
