"""A box beside an article is joined to it as removed; another article is not."""

import pytest

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.block_labels import BlockLabel, Label, Labelled
from tidings.articles.blocks import Block
from tidings.articles.sidebars import join_sidebars
from tidings.vocabulary import RemovedKind


def layout(words: int, *beside: Label) -> ArticleLayout:
    """A draft of a title, blocks of these labels and one paragraph of so many words."""
    labels = (BlockLabel.SHORT, *beside, BlockLabel.PROSE)
    blocks = [Labelled(Block(((0, 1),), f"{words}", 1, breaks_page=False), label, words=5) for label in labels[:-1]]
    body = Labelled(Block(((0, 1),), f"text of {words}", 1, breaks_page=False), BlockLabel.PROSE, words=words)
    return ArticleLayout((*blocks, body), 0, None, (len(blocks),), prose=(len(blocks), len(blocks) + 1))


STORY, BOX = layout(300), layout(60)
CASES = [
    ([STORY, BOX], ["text of 300"]),
    ([BOX, STORY], ["text of 300"]),
    ([BOX, STORY, BOX], ["text of 300"]),
    ([STORY, layout(77)], ["text of 300"]),
    ([STORY, layout(78)], ["text of 300", "text of 78"]),
    ([layout(210), layout(64)], ["text of 210", "text of 64"]),  # not several times as long
    ([STORY, layout(60, RemovedKind.TIMESTAMP)], ["text of 300", "text of 60"]),  # dated: an article of its own
    ([STORY, layout(60, RemovedKind.CAPTION)], ["text of 300"]),
    ([layout(199), BOX], ["text of 199", "text of 60"]),  # no long article to stand beside
    ([STORY, BOX, BOX, BOX], ["text of 300"]),
    ([STORY, BOX, BOX, BOX, BOX], ["text of 300"] + 4 * ["text of 60"]),  # a collection, not a page
    ([BOX], ["text of 60"]),
]


@pytest.mark.parametrize(("drafts", "bodies"), CASES)
def test_what_stays_an_article(drafts: list[ArticleLayout], bodies: list[str]) -> None:
    joined = join_sidebars(drafts)
    assert ["".join(one.blocks[i].text for i in one.body) for one in joined] == bodies
    assert sum(len(one.blocks) for one in joined) == sum(len(one.blocks) for one in drafts)  # nothing is lost


def test_title_and_text_are_found_below_a_box() -> None:
    (joined,) = join_sidebars([BOX, STORY])
    assert (joined.title, joined.body, joined.prose) == (2, (3,), (3, 4))
