"""The words of one document, asked for only when a line raises the question."""

import re
from functools import cached_property

WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A word broken at the end of a line: its halves are no words.
BROKEN = re.compile(r"[^\W\d_]+[-\u2010]\s*\n\s*[^\W\d_]+")
# A word with a small first letter; not within an address ("ida.lund@example.com").
SMALL = re.compile(r"(?<![\w@./-])[a-zß-öø-ÿ][^\W\d_A-Z]+(?![\w@/]|\.\w)")


class DocumentWords:
    """The words of a document: all of them, and those that it writes small.

    >>> "sub-Saharan".casefold() in DocumentWords("In sub-Saharan Africa").whole
    True
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def whole(self) -> frozenset[str]:
        """Every word in lower case, hyphens kept: what tells a printer's hyphen from a word's."""
        return frozenset(WORDS.findall(BROKEN.sub(" ", self.text).casefold()))

    @cached_property
    def small(self) -> frozenset[str]:
        """The words written with a small first letter somewhere: no names."""
        return frozenset(SMALL.findall(self.text))
