"""An article before it is put together: which blocks are its title, standfirst and body, and what the others are."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tidings.articles.block_labels import BlockLabel, Labelled
from tidings.articles.boilerplate import Reach
from tidings.articles.headers import Header, read_header
from tidings.articles.metadata.datelines import read_dateline
from tidings.articles.metadata.titles import Weights, choose_title
from tidings.articles.regions import body_region
from tidings.articles.stems import stems
from tidings.articles.title_shape import could_be_title, is_dating
from tidings.csv_rows import any_of
from tidings.vocabulary import RemovedKind

HEAD_BLOCKS = 6  # blocks of the run of prose that may still belong to the head
STANDFIRST_WORDS = 80
STANDFIRST_LINE = 8  # words at least, when it has no full stop
TEASER_WORDS = 4  # a line of fewer words is a heading
LIST_BLOCKS = 12  # blocks that a list set into a body may have
GOES_ON = 0.02  # of the words of a paragraph that goes on stand above, times the root of how many stand there
SAID_AGAIN = 0.6  # of the words of a standfirst
# "Ida Lund is a reporter in Oslo." under a text; not with a quotation: then it is part of the story
ABOUT_AUTHOR = re.compile(
    r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3},? (?:is|was) (?:an? |the |our )?[^.:\"“]{0,60}?"
    rf"\b(?:{any_of('author_professions', 'tidings.articles')})\b[^\"“]*$"
)
HEADING_SHARE = 0.34  # of a heading's words stand elsewhere in the body
DATING = frozenset({RemovedKind.BYLINE, RemovedKind.TIMESTAMP})
HEAD_FURNITURE = frozenset(
    {RemovedKind.CAPTION, RemovedKind.DUPLICATE, RemovedKind.CREDIT, RemovedKind.OCR_NOISE, RemovedKind.WIDGET, *DATING}
)


@dataclass(frozen=True, slots=True)
class ArticleLayout:
    """The blocks of one article: indexes of title, standfirst and body; `declared` is what its own header says.

    `prose`: from and to which block the rules see its text; what is no body above and below is its head and foot.
    """

    blocks: tuple[Labelled, ...]
    title: int | None
    standfirst: int | None
    body: tuple[int, ...]
    is_prose: bool = True
    declared: Mapping[str, str] = field(default_factory=dict)
    prose: tuple[int, int] | None = None

    @property
    def head(self) -> Sequence[Labelled]:
        """The blocks above the body."""
        if not self.body:
            return self.blocks
        end = max(self.body[0], self.prose[0] if self.prose else 0)
        return [block for i, block in enumerate(self.blocks[:end]) if i not in self.body]

    @property
    def foot(self) -> Sequence[Labelled]:
        """The blocks below the body."""
        if not self.body:
            return ()
        start = min(self.body[-1], self.prose[1] if self.prose else len(self.blocks)) + 1
        return [block for i, block in enumerate(self.blocks[start:], start) if i not in self.body]


def lay_out(
    blocks: Sequence[Labelled], declared_title: str | None = None, weights: Weights | None = None
) -> ArticleLayout | None:
    """The draft of the article that a run of blocks holds, None when there is no prose; `weights`: of titles."""
    header = read_header(blocks)
    region = body_region(header.blocks)
    if region is None:
        return None
    region = region[0], extend(header.blocks, *region)
    return lay_out_around(header, region, declared_title or header.declared.get("title"), weights)


def lay_out_around(
    header: Header, region: tuple[int, int], title: str | None = None, weights: Weights | None = None
) -> ArticleLayout | None:
    """The draft of the article whose text stands from one block to another, None when nothing of it is body."""
    blocks = header.blocks
    start, end = region
    titled = choose_title(blocks, start, title, weights)
    if titled is not None and titled >= start:
        start = titled + 1
    start, standfirst = skip_head(blocks, start, end, titled)
    kept = tuple(keep(blocks, start, end))
    return ArticleLayout(tuple(blocks), titled, standfirst, kept, declared=header.declared) if kept else None


def extend(blocks: Sequence[Labelled], start: int, end: int) -> int:
    """The end of the body when paragraphs below a list set into it go on with its words; teasers do not."""
    body = set[str]().union(*(stems(b.text) for b in blocks[start:end] if b.label is BlockLabel.PROSE))
    for index in range(end, len(blocks)):
        block = blocks[index]
        if block.reach is Reach.REST or index >= end + LIST_BLOCKS:
            break
        if block.label is BlockLabel.PROSE:
            words = stems(block.text)
            if len(words & body) < GOES_ON * math.sqrt(len(body)) * max(1, len(words)):
                break
            body |= words
            end = index + 1
    return end


def draft_lines(blocks: Sequence[Labelled]) -> ArticleLayout | None:
    """The draft of a text without prose, a table or a list: each line that is no furniture, None when there is none."""
    lines = [i for i, block in enumerate(blocks) if is_body(block)]
    title = next((i for i in lines[:1] if could_be_title(blocks[i])), None)
    body = tuple(i for i in lines if i != title)
    return ArticleLayout(tuple(blocks), title, None, body, is_prose=False) if body else None


def skip_head(blocks: Sequence[Labelled], start: int, end: int, title: int | None) -> tuple[int, int | None]:
    """Where the body begins below date, byline and captions, and the standfirst above them."""
    first = start
    for index in range(start, min(start + HEAD_BLOCKS, end)):
        if blocks[index].label in HEAD_FURNITURE and ends_head(blocks, start, index):
            first = index + 1
    standing = [] if title is None else [i for i in range(title + 1, first) if is_standfirst(blocks, title, i)]
    if not standing and any(blocks[i].label is BlockLabel.PROSE for i in range(start, first)):
        return start, None
    return first, standing[0] if standing else None


def is_standfirst(blocks: Sequence[Labelled], title: int, index: int) -> bool:
    """Whether a block between title and body is a standfirst: a paragraph, or a long line right under the title."""
    block = blocks[index]
    if block.label is BlockLabel.PROSE:
        return block.words <= STANDFIRST_WORDS
    is_line = block.label is BlockLabel.SHORT and index == title + 1 and block.words >= STANDFIRST_LINE
    return is_line and block.text.casefold() != blocks[title].text.casefold()


def ends_head(blocks: Sequence[Labelled], start: int, index: int) -> bool:
    """Whether a block of furniture still stands above the body: the one paragraph over it, if any, is a standfirst.

    Over a date or byline it is; over a picture only when both are set close to the title, or the text says it again.
    """
    over = [block for block in blocks[start:index] if block.label is BlockLabel.PROSE]
    if not over:
        return True
    if len(over) > 1 or (over[0].block.gap and read_dateline(over[0].text)):
        return False
    if is_dating(blocks[index]) or blocks[index].label is RemovedKind.TIMESTAMP:
        return True
    if over[0].block.gap == 0 and blocks[index].block.gap == 0:
        return True
    words = stems(over[0].text)
    below = next((block for block in blocks[index + 1 :] if block.label is BlockLabel.PROSE), None)
    return below is not None and len(words & stems(below.text)) >= SAID_AGAIN * max(1, len(words))


def keep(blocks: Sequence[Labelled], start: int, end: int) -> list[int]:
    """The blocks of the run that are body: prose, and short lines that head it or go on with it."""
    about = Counter(word for block in blocks[start:end] for word in stems(block.text))
    kept: list[int] = []
    for index in range(start, end):
        block = blocks[index]
        if block.label is BlockLabel.PROSE or (block.label is BlockLabel.SHORT and is_heading(block, about)):
            kept.append(index)
    while kept and (blocks[kept[-1]].label is BlockLabel.SHORT or ABOUT_AUTHOR.match(blocks[kept[-1]].text)):
        kept.pop()
    return kept


def is_body(block: Labelled) -> bool:
    """Whether a block by itself can stand in a body."""
    return block.label in {BlockLabel.PROSE, BlockLabel.SHORT}


def is_heading(block: Labelled, about: Counter[str]) -> bool:
    """Whether a short line within the body belongs to it: its words come back there, a teaser's do not."""
    words = stems(block.text)
    if block.words < TEASER_WORDS or not words:
        return True
    return sum(about[word] > 1 for word in words) / len(words) >= HEADING_SHARE
