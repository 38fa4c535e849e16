"""What each line of a document was taken for: the articles' own parts, or the kind of what was removed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidings.articles.line_model import LineClass
from tidings.articles.lines import find_lines
from tidings.articles.rule_drafts import rule_drafts
from tidings.articles.second_look import look_twice
from tidings.records import Article, Document

OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Taken:
    """A line and what it was taken for.

    `part`: title, standfirst, body, a kind of what is removed, or outside (of any article). `article` is the ordinal;
    `chance`: how likely the network holds it that the line is body. `gap` counts the blank lines above.
    """

    text: str
    gap: int
    part: str
    article: int | None
    chance: float | None


def lines_taken(document: Document, articles: Sequence[Article]) -> Iterator[Taken]:
    """Every line of the document that is not blank, in order."""
    text = document.text or ""
    parts = sorted(span for article in articles for span in spans_of(article))
    blocks, drafts = rule_drafts(text, document.declared.get("title"))
    rows = look_twice(blocks, drafts)[1].tolist()
    chances = {
        line: row[LineClass.BODY] for block, row in zip(blocks, rows, strict=True) for line, _ in block.block.lines
    }
    at = 0
    for line in find_lines(text, 0, len(text)):
        while at < len(parts) and parts[at][1] <= line.start:
            at += 1
        over = parts[at : at + 2]  # a line that begins with a dateline is two spans: the longer tells
        touching = [(min(end, line.end) - max(start, line.start), part, n) for start, end, part, n in over]
        length, part, article = max(touching, default=(0, OUTSIDE, None))
        if length <= 0:
            part, article = OUTSIDE, None
        yield Taken(line.text, line.gap, part, article, chances.get(line.start))


def spans_of(article: Article) -> Iterator[tuple[int, int, str, int]]:
    """The spans of the document that an article is made of, with what each is."""
    title = len(article.title or "") if article.text.startswith(article.title or "\0") else 0
    for piece in article.offsets.pieces:
        if piece.clean_start >= article.body_start:
            part = "body"
        else:
            part = "title" if piece.clean_start < title else "standfirst"
        yield piece.start, piece.start + piece.length, part, article.ordinal
    for gone in article.removed:
        yield gone.start, gone.end, gone.kind.value, article.ordinal
