"""The blocks of a text, and the drafts of its articles as the rules have them."""

from collections.abc import Iterator, Sequence

from tidings.articles.article_layout import ArticleLayout, lay_out
from tidings.articles.block_labels import Labelled, label_blocks
from tidings.articles.blocks import find_blocks
from tidings.articles.boundaries import find_heads
from tidings.articles.metadata.titles import Weights
from tidings.articles.neighbour_labels import label_in_context
from tidings.articles.sidebars import join_sidebars


def rule_drafts(
    text: str, title: str | None = None, weights: Weights | None = None
) -> tuple[list[Labelled], list[ArticleLayout]]:
    """Every block with its label, and a draft for each article.

    `title` is what the container declares; `weights`: of titles, other than the packaged ones.
    """
    blocks = label_in_context(label_blocks(find_blocks(text)))
    return blocks, join_sidebars([found for part in parts(blocks) if (found := lay_out(part, title, weights))])


def parts(blocks: Sequence[Labelled]) -> Iterator[Sequence[Labelled]]:
    """The blocks of each article of a document."""
    if not blocks:
        return
    heads = find_heads(blocks)
    for head, below in zip(heads, [*heads[1:], len(blocks)], strict=True):
        yield blocks[head:below]
