"""Put clean text together out of pieces of the document: nothing is written, white space aside, only copied."""

import re
from collections.abc import Iterable, Iterator, Sequence

from tidings.articles.blocks import Block
from tidings.articles.document_words import DocumentWords
from tidings.articles.lines import SOFT_HYPHEN
from tidings.records import OffsetMap, Piece

PARAGRAPH = "\n\n"
# What is left out between the characters of a line: what cannot be seen.
UNSEEN = re.compile(
    "[\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f]+"
)
SOLID = re.compile(
    "[^\\s\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f]+"
)
# "...quoted by the paper.The drills": a full stop with no space after it; not "U.S.The", "3.5", "gov.uk", "e.g."
GLUED = re.compile(r"(?<=[a-z]{2})[.!?][”’\"']?(?=[A-Z][a-z]+[\s,])")
# What makes a line more than a plain copy: white space that is no single space, unseen characters, a glued sentence.
UNEVEN = re.compile(f"[^\\S ]|  |{UNSEEN.pattern}|{GLUED.pattern}")
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
LONGEST_HEADING = 90  # characters of what follows a glued sentence and has no full stop


class Writer:
    """Clean text as it grows, with the piece of the document behind each of its characters."""

    def __init__(self, text: str, words: DocumentWords) -> None:
        self.text = text
        self.words = words
        self.clean: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []

    def copy(self, start: int, end: int) -> None:
        """Add `text[start:end]`."""
        if start >= end:
            return
        last = self.pieces[-1] if self.pieces else None
        if last and last.start + last.length == start and last.clean_start + last.length == self.length:
            self.pieces[-1] = Piece(last.clean_start, last.start, last.length + end - start)
        else:
            self.pieces.append(Piece(self.length, start, end - start))
        self.clean.append(self.text[start:end])
        self.length += end - start

    def space(self, white: str) -> None:
        """Add white space that the document does not have there."""
        self.clean.append(white)
        self.length += len(white)

    def result(self) -> tuple[str, OffsetMap]:
        """The clean text and the way back."""
        return "".join(self.clean), OffsetMap(tuple(self.pieces))


def write_paragraph(writer: Writer, lines: Sequence[tuple[int, int]]) -> None:
    """Add the lines of one paragraph: white space folded, words broken at line ends joined."""
    for number, (start, end) in enumerate(lines):
        is_last = number + 1 == len(lines)
        joins = not is_last and joins_word(writer, end, lines[number + 1][0])
        if joins == "soft":
            end -= 1
        write_line(writer, start, end)
        if not is_last and not joins:
            writer.space(" ")


def joins_word(writer: Writer, end: int, below: int) -> str | None:
    """Whether a line ends within a word: `soft` when its hyphen is the printer's, `hard` when it is the word's."""
    text = writer.text
    if not HYPHEN.search(text, max(0, end - 2), end):
        return None
    left = re.search(r"[^\W\d_]+$", text[max(0, end - 40) : end - 1])
    right = re.match(r"[^\W\d_]+", text[below : below + 40])
    if not left or not right:
        return None
    if text[end - 1] == SOFT_HYPHEN:
        return "soft"
    whole_words = writer.words.whole
    if right.group()[0].isupper() or f"{left.group()}-{right.group()}".casefold() in whole_words:
        return "hard"
    if (left.group() + right.group()).casefold() in whole_words:
        return "soft"
    both_words = left.group().casefold() in whole_words and right.group().casefold() in whole_words
    return "hard" if both_words else "soft"


def write_line(writer: Writer, start: int, end: int) -> None:
    """Add one line, each run of white space as one space, nothing unseen, glued sentences parted."""
    text = writer.text
    if not UNEVEN.search(text, start, end):
        writer.copy(start, end)
        return
    below = start
    for word in SOLID.finditer(text, start, end):
        if word.start() > below and word.start() > start and any(c.isspace() for c in text[below : word.start()]):
            if text[below : word.start()] == " ":
                writer.copy(below, word.start())
            else:
                writer.space(" ")
        write_word(writer, word.start(), word.end(), end)
        below = word.end()


def write_word(writer: Writer, start: int, end: int, line_end: int) -> None:
    """Add one word; where a sentence is glued to the next, part them, before a heading by a paragraph."""
    text = writer.text
    for glue in GLUED.finditer(text, start, min(end + 1, line_end)):
        if glue.end() >= end:
            break
        writer.copy(start, glue.end())
        rest = text[glue.end() : line_end]
        is_heading = len(rest) <= LONGEST_HEADING and not rest.rstrip().endswith((".", "!", "?", '"', "”"))
        writer.space(PARAGRAPH if is_heading else " ")
        start = glue.end()
    writer.copy(start, end)


def without(lines: Iterable[tuple[int, int]], start: int) -> Iterator[tuple[int, int]]:
    """The lines from an offset on."""
    for line_start, line_end in lines:
        if line_end > start:
            yield max(line_start, start), line_end


def lines_of(block: Block, start: int | None = None) -> list[tuple[int, int]]:
    """The lines of a block, from an offset on when one is given."""
    return list(block.lines if start is None else without(block.lines, start))
