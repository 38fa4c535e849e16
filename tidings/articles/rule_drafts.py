"""The blocks of a text, and the drafts of its articles as the rules have them."""

from collections.abc import Iterator, Sequence

from tidings.articles.blocks import find_blocks
from tidings.articles.boundaries import find_heads
from tidings.articles.boxes import join_boxes
from tidings.articles.context import label_in_context
from tidings.articles.drafts import Draft, draft
from tidings.articles.labels import Labelled, label_blocks


def rule_drafts(text: str, title: str | None = None) -> tuple[list[Labelled], list[Draft]]:
    """Every block with its label, and a draft for each article; `title` is what the container declares."""
    blocks = label_in_context(label_blocks(find_blocks(text)))
    return blocks, join_boxes([found for part in parts(blocks) if (found := draft(part, title))])


def parts(blocks: Sequence[Labelled]) -> Iterator[Sequence[Labelled]]:
    """The blocks of each article of a document."""
    if not blocks:
        return
    heads = find_heads(blocks)
    for head, below in zip(heads, [*heads[1:], len(blocks)], strict=True):
        yield blocks[head:below]
