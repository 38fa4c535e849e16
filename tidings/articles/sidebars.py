"""Which drafts of a page are boxes beside its article, not articles: they are joined to it as removed."""

from collections.abc import Sequence
from dataclasses import replace

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.block_labels import Labelled
from tidings.articles.title_shape import is_dating

PAGE_PARTS = 4  # more parts are a collection of articles, not a page
PAGE_WORDS = 200  # of the longest part at least
BOX_WORDS = 78
BOX_SHARE = 0.3  # of the words of the longest part at most


def join_sidebars(drafts: Sequence[ArticleLayout]) -> list[ArticleLayout]:
    """The drafts without the boxes, whose blocks are removed blocks of the article above them, or else below.

    A box is short, has neither date nor author, and stands by an article several times as long.
    """
    words = [sum(found.blocks[i].words for i in found.body) for found in drafts]
    if not 1 < len(drafts) <= PAGE_PARTS or max(words) < PAGE_WORDS:
        return list(drafts)
    out: list[ArticleLayout] = []
    above: list[Labelled] = []
    for found, count in zip(drafts, words, strict=True):
        if count < min(BOX_WORDS, BOX_SHARE * max(words)) and not any(map(is_dating, found.blocks)):
            if out:
                out[-1] = replace(out[-1], blocks=(*out[-1].blocks, *found.blocks))
            else:
                above += found.blocks
        else:
            out.append(below(above, found))
            above = []
    return out


def below(above: Sequence[Labelled], found: ArticleLayout) -> ArticleLayout:
    """The draft with other blocks set above its own."""
    shift = len(above)
    return replace(
        found,
        blocks=(*above, *found.blocks),
        title=None if found.title is None else found.title + shift,
        standfirst=None if found.standfirst is None else found.standfirst + shift,
        body=tuple(index + shift for index in found.body),
        prose=found.prose and (found.prose[0] + shift, found.prose[1] + shift),
    )
