"""A parsed text whose tokens can be asked for by character."""

from bisect import bisect_right
from dataclasses import dataclass

from tidings.parse.tree import Doc, Token


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A parsed text, its string and the offsets of its tokens. (`Doc.text` joins all tokens anew at each call.)"""

    doc: Doc
    text: str
    starts: list[int]

    def token(self, at: int) -> Token:
        """The token that holds character `at`, or the white space before it."""
        return self.doc[max(0, bisect_right(self.starts, at) - 1)]

    def sentence_start(self, at: int) -> int:
        """Where the sentence that holds character `at` begins."""
        token = self.token(at)
        while token.i and not token.is_sent_start:
            token = token.nbor(-1)
        return token.idx


def align(doc: Doc) -> AlignedText:
    return AlignedText(doc, doc.text, [token.idx for token in doc])
