"""A parsed text whose tokens can be asked for by character."""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A parsed text, its string and the offsets of its tokens. (`Doc.text` joins all tokens anew at each call.)"""

    doc: Doc
    text: str
    starts: list[int]

    def token(self, at: int) -> Token:
        """The token that holds character `at`, or the white space before it."""
        return self.doc[max(0, bisect_right(self.starts, at) - 1)]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of [start, end), the first and last whole."""
        return [self.doc[i] for i in range(self.token(start).i, self.token(end - 1).i + 1)]


def align(doc: Doc) -> AlignedText:
    return AlignedText(doc, doc.text, [token.idx for token in doc])
