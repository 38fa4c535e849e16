"""The tokens of a parsed text as plain lists, read once: what the search for mentions walks over."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from tidings.csv_rows import word_list
from tidings.parse.tree import Doc

# Words that stand between the parts of one noun phrase, left of its head.
LEFT_RELATIONS = word_list("left_relations", "tidings.actors")
# A sentence with this share of capital words is a headline or telex in capitals: case tells nothing there.
SHOUTING_SHARE = 0.7
# How far up the tree a word is followed: no noun phrase of news text is nested deeper.
HIGHEST_CLIMB = 8


@dataclass(frozen=True, slots=True)
class TokenColumns:
    """Token i: its text, lower-case text, part of speech, tag, relation, head, offsets, sentence and children."""

    text: str
    words: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    first: list[int]
    last: list[int]
    children: list[list[int]]
    entity: list[str]
    entities: list[tuple[int, int, str]]
    is_shouting: list[bool]
    in_quote: list[bool]
    has_capitals: bool

    def __len__(self) -> int:
        return len(self.words)

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Tokens [i, j) that share a character with [start, end)."""
        return max(0, bisect_right(self.start, start) - 1), bisect_left(self.start, end)

    def is_under(self, word: int, top: int) -> bool:
        """Whether `word` hangs from `top`, itself included."""
        for _ in range(HIGHEST_CLIMB):
            if word == top:
                return True
            above = self.head[word]
            if above == word:
                return False
            word = above
        return False

    def is_capital(self, word: int) -> bool:
        """Whether the token starts with a capital letter."""
        return self.words[word][:1].isupper()

    def is_break(self, word: int) -> bool:
        """Whether the token is white space between paragraphs; a single line break is only a wrapped line."""
        return self.words[word].isspace() and self.words[word].count("\n") > 1

    def child(self, word: int, *relations: str) -> int | None:
        """The first child with one of these relations."""
        return next((child for child in self.children[word] if self.dep[child] in relations), None)


def read_words(doc: Doc) -> TokenColumns:
    """The tokens of the parsed text."""
    tokens = doc.tokens
    words = [token.text for token in tokens]
    head = [token.head.i for token in tokens]
    children: list[list[int]] = [[] for _ in words]
    for i, above in enumerate(head):
        if above != i:
            children[above].append(i)
    sentence, first, last, is_shouting = [], [], [], []
    for number, span in enumerate(doc.sents):
        size = span.end - span.start
        sentence += [number] * size
        first += [span.start] * size
        last += [span.end] * size
        is_shouting.append(_is_shouting(words[span.start : span.end]))
    starts = [token.idx for token in tokens]
    return TokenColumns(
        text=doc.text,
        words=words,
        lower=[word.lower() for word in words],
        lemma=[token.lemma_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        tag=[token.tag_ for token in tokens],
        dep=[token.dep_ for token in tokens],
        head=head,
        start=starts,
        end=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentence=sentence,
        first=first,
        last=last,
        children=children,
        entity=[token.ent_type_ for token in tokens],
        entities=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
        is_shouting=is_shouting,
        in_quote=_quoted(words),
        has_capitals=any(word[:1].isupper() for word in words),
    )


def _is_shouting(words: list[str]) -> bool:
    letters = [word for word in words if len(word) > 1 and word.isalpha()]
    return len(letters) > 2 and sum(word.isupper() for word in letters) >= SHOUTING_SHARE * len(letters)


def _quoted(words: list[str]) -> list[bool]:
    """Whether each token stands between quotation marks; a new paragraph closes an open quote."""
    quoted, is_open = [], False
    for word in words:
        if "\n\n" in word or word in ("”", "''"):
            is_open = False
        quoted.append(is_open)
        if word in ("“", "``"):
            is_open = True
        elif word == '"':
            is_open = not is_open
    return quoted
