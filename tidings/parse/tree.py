"""A parsed text in plain Python: tokens that hold their head and their children, so that asking the tree costs little.

The names are spaCy's, so that who knows its tokens can read on; all is looked up once, when the text is taken over from
spaCy, and nothing changes afterwards.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, overload

if TYPE_CHECKING:
    import spacy.tokens


@dataclass(eq=False, slots=True, repr=False)
class Token:
    """A word or mark of a text, at `doc[i]` and from character `idx` on; the root of a sentence is its own head."""

    doc: "Doc"
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    head: "Token" = field(init=False)
    sent: "Span" = field(init=False)
    children: list["Token"] = field(init=False, default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def is_sent_start(self) -> bool:
        return self.i == self.sent.start

    @property
    def is_mark(self) -> bool:
        """Whether it is a comma, a bracket, a line break: no word, and nothing hangs on it."""
        return self.pos_ in ("PUNCT", "SPACE") and not self.children

    def nbor(self, distance: int = 1) -> "Token":
        """The token so many further on. Raises IndexError outside the text."""
        if self.i + distance < 0:
            raise IndexError(f"no token stands {-distance} before {self.text!r}, the token {self.i}")
        return self.doc.tokens[self.i + distance]

    @property
    def lefts(self) -> list["Token"]:
        """The children that stand before the token."""
        return [child for child in self.children if child.i < self.i]

    @property
    def subtree(self) -> list["Token"]:
        """The token and all below it, in text order."""
        found = [self]
        for token in found:
            found.extend(token.children)
        return sorted(found, key=_place)

    @property
    def left_edge(self) -> "Token":
        """The leftmost token of the subtree."""
        return self.subtree[0]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """The tokens above, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


def _place(token: Token) -> int:
    return token.i


def _offset(token: Token) -> int:
    return token.idx


@dataclass(frozen=True, slots=True)
class Span:
    """The tokens [start, end) of a text; `label_` says what is named, if they are the name of something."""

    doc: "Doc"
    start: int
    end: int
    label_: str = ""

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: int | slice) -> "Token | Span":
        places = range(self.start, self.end)[at]
        return self.doc.tokens[places] if isinstance(places, int) else Span(self.doc, places.start, places.stop)

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence, the first of several; a mark only if there is no word."""
        top = next((token for token in self if token.head is token), None)
        if top is not None:
            return top
        return min(self, key=lambda token: (token.is_mark, sum(1 for _ in token.ancestors)))


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Doc:
    """A parsed text: `text` itself, its tokens, its sentences and the names found in it as spans of them."""

    text: str
    tokens: list[Token] = field(default_factory=list)
    sents: list[Span] = field(default_factory=list)
    ents: list[Span] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.tokens[at]
        start, stop, _ = at.indices(len(self.tokens))
        return Span(self, start, max(start, stop))

    def index_at(self, offset: int) -> int:
        """The place of the token that holds a character, or stands before it."""
        return max(0, bisect_right(self.tokens, offset, key=_offset) - 1)

    def char_span(self, start: int, end: int) -> Span:
        """The tokens that hold the characters [start, end)."""
        return Span(self, self.index_at(start), self.index_at(end - 1) + 1)


def plain(parsed: "spacy.tokens.Doc") -> Doc:
    """The text that spaCy has parsed, with what the rooms of tidings ask of it."""
    return joined(parsed.text, [parsed], [[(token.pos_, token.lemma_) for token in parsed]])


def joined(text: str, parts: Sequence["spacy.tokens.Doc"], forms: Sequence[Sequence[tuple[str, str]]]) -> Doc:
    """The text of parts that spaCy has parsed one by one and that follow each other in it.

    `forms`: part of speech and lemma of the words of each part.
    """
    doc, start = Doc(text), 0
    for part, told in zip(parts, forms, strict=True):
        _add(doc, part, told, start)
        start += len(part.text)
    return doc


def _add(doc: Doc, part: "spacy.tokens.Doc", forms: Sequence[tuple[str, str]], at: int) -> None:
    """Add a part that begins at the character `at`."""
    theirs, first = list(part), len(doc.tokens)  # spaCy makes its tokens anew at every walk
    doc.tokens.extend(
        Token(doc, i, at + t.idx, t.text, t.lower_, lemma, pos, t.tag_, t.dep_, t.ent_type_, t.ent_iob_, t.whitespace_)
        for i, (t, (pos, lemma)) in enumerate(zip(theirs, forms, strict=True), first)
    )
    for token, their in zip(doc.tokens[first:], theirs, strict=True):
        token.head = doc.tokens[first + their.head.i]
        if token.head is not token:
            token.head.children.append(token)
    for sent in part.sents:
        sentence = Span(doc, first + sent.start, first + sent.end)
        doc.sents.append(sentence)
        for token in sentence:
            token.sent = sentence
    doc.ents.extend(Span(doc, first + entity.start, first + entity.end, entity.label_) for entity in part.ents)
