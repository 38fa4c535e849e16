"""The drafts of a document with the bodies and titles that the network sees, the rules' own where it is unsure."""

from collections.abc import Sequence
from dataclasses import replace

from tidings.articles.article_layout import HEAD_BLOCKS, ArticleLayout
from tidings.articles.block_labels import BlockLabel, Labelled
from tidings.articles.line_model import OPENS, Chances, Floats, LineClass, chances_of, rows_of, span_of
from tidings.articles.metadata.title_choice import settle_title
from tidings.articles.second_look import look_twice
from tidings.articles.sidebars import below
from tidings.articles.title_shape import is_dating
from tidings.vocabulary import RemovedKind

KEEP = 0.1  # a block that the rules have in a body stays from here on
ADD = 0.7  # one that they do not have comes in
TITLE = 0.25  # another line than the rules' is the title from here on
OPENS_FROM = 0.5  # the rules' article goes on with the one above when its beginning is less likely ...
SURE_PROSE = 0.9  # ... and its paragraphs are on average less likely body
LEAST_WORDS = 20  # of an article's body
ABOVE_TITLE = 0.15  # of a body's words may stand above a title and fall

SIGNED = frozenset({RemovedKind.BYLINE, RemovedKind.CREDIT})  # never a title
# What the rules know for sure: gold of real pages has "(Reporting by ...; editing by ...)" in its bodies, we do not.
OF_RULES = frozenset({BlockLabel.SEPARATOR, RemovedKind.CREDIT})


def refine(
    drafts: Sequence[ArticleLayout], blocks: Sequence[Labelled], declared_title: str | None = None
) -> list[ArticleLayout]:
    """The drafts anew, by the packaged network; their titles chosen once more unless the container declares one."""
    if not drafts:
        return []
    drafts, rows = look_twice(blocks, drafts)
    refined = refine_by(drafts, blocks, rows)
    if declared_title:
        return refined
    chances = chances_of(blocks, rows)
    return [settle_title(found, rows_of(found, chances)) for found in refined]


def refine_by(drafts: Sequence[ArticleLayout], blocks: Sequence[Labelled], rows: Floats) -> list[ArticleLayout]:
    """The drafts anew, `rows` the chances of each block; one of which nothing is body is a box of its neighbour."""
    chances = chances_of(blocks, rows)
    refined = [refined_draft(found, chances) for found in joined(drafts, chances)]
    if not any(found.body for found in refined):
        return list(drafts)
    out: list[ArticleLayout] = []
    above: list[Labelled] = []
    for found in refined:
        if found.body:
            out.append(below(above, found))
            above = []
        elif out:
            out[-1] = replace(out[-1], blocks=(*out[-1].blocks, *found.blocks))
        else:
            above += found.blocks
    return out


def joined(drafts: Sequence[ArticleLayout], chances: Chances) -> list[ArticleLayout]:
    """The drafts, those that hardly are articles of their own joined to the one above."""
    out = list(drafts[:1])
    for found in drafts[1:]:
        if opening(found, chances) < OPENS_FROM and prose_chance(found, chances) < SURE_PROSE:
            out[-1] = replace(out[-1], blocks=(*out[-1].blocks, *found.blocks))
        else:
            out.append(found)
    return out


def opening(found: ArticleLayout, chances: Chances) -> float:
    """How likely an article begins at or above the first paragraph of a draft; 1 when the network did not see it."""
    rows = [chances.get(span_of(block)) for block in found.blocks[: found.body[0] + 1]]
    return max((row[OPENS] for row in rows if row is not None), default=1.0)


def prose_chance(found: ArticleLayout, chances: Chances) -> float:
    """How likely the paragraphs of a draft are body, on average; 1 when the network did not see them."""
    rows = [chances.get(span_of(found.blocks[i])) for i in found.body]
    seen = [row[LineClass.BODY] for row in rows if row is not None]
    return sum(seen) / len(seen) if seen else 1.0


def refined_draft(found: ArticleLayout, chances: Chances) -> ArticleLayout:
    """A draft with another body, title and standfirst; without a body when nearly nothing of it is one."""
    old = frozenset(found.body)
    title = better_title(found, chances)
    first = below_head(found, title)
    body = [i for i, b in enumerate(found.blocks) if i != title and i >= first and is_body(b, i in old, chances)]
    if title is not None and body and body[0] < title:
        lost = words_of(found, [i for i in body if i < title])
        if lost > ABOVE_TITLE * words_of(found, body):
            title = found.title if found.title is not None and found.title < body[0] else None
        body = [i for i in body if title is None or i > title]
    if words_of(found, body) < min(LEAST_WORDS, words_of(found, found.body)):
        return replace(found, title=None, standfirst=None, body=())
    standfirst = found.standfirst
    if standfirst is not None and not (-1 if title is None else title) < standfirst < body[0]:
        standfirst = None
    prose = found.body[0], found.body[-1]
    return replace(found, title=title, standfirst=standfirst, body=tuple(body), prose=prose)


def below_head(found: ArticleLayout, title: int | None) -> int:
    """The first block that may be body: what stands between a title and the byline or date below it is a standfirst."""
    if title is None:
        return 0
    head = range(title + 1, min(title + 1 + HEAD_BLOCKS, found.body[0]))
    return max((i + 1 for i in head if is_dating(found.blocks[i])), default=0)


def words_of(found: ArticleLayout, indexes: Sequence[int]) -> int:
    """The words of some blocks."""
    return sum(found.blocks[i].words for i in indexes)


def is_body(block: Labelled, was_body: bool, chances: Chances) -> bool:
    """Whether a block is body; what the network did not see, or the rules know better, is what they have it as."""
    row = chances.get(span_of(block))
    if row is None or block.label in OF_RULES:
        return was_body
    return row[LineClass.BODY] >= (KEEP if was_body else ADD)


def better_title(found: ArticleLayout, chances: Chances) -> int | None:
    """The likeliest title, when it is likely; else the rules'."""
    lines = [(i, block) for i, block in enumerate(found.blocks) if block.label not in SIGNED]
    seen = [(chances[span_of(block)], i) for i, block in lines if span_of(block) in chances]
    best, index = max(((row[LineClass.TITLE], -i) for row, i in seen), default=(0.0, 0))
    return -index if best >= TITLE else found.title
