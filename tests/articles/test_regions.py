"""The body of an article is the run of most prose; what stands between costs, each kind its own."""

import pytest

from tidings.articles.block_labels import BlockLabel, Label, Labelled
from tidings.articles.blocks import Block
from tidings.articles.boilerplate import Reach
from tidings.articles.regions import body_region
from tidings.vocabulary import RemovedKind

PROSE, SHORT = BlockLabel.PROSE, BlockLabel.SHORT


def block(label: Label, words: int = 0, reach: Reach = Reach.LINE, text: str = "") -> Labelled:
    return Labelled(Block(((0, 1),), text or f"{label} {words}", 1, breaks_page=False), label, reach, words)


def prose(words: int) -> Labelled:
    return block(PROSE, words)


MENU = [block(SHORT, 1, text="Home"), block(SHORT, 1, text="World"), block(SHORT, 1, text="Sport")]
CASES = [
    ([prose(30), prose(30)], (0, 2)),
    ([*MENU, prose(30), prose(30), *MENU], (3, 5)),
    ([*MENU], None),
    ([prose(30), block(SHORT, 3), prose(30)], (0, 3)),  # a heading stands within
    ([prose(30), *MENU, prose(18)], (0, 1)),  # a teaser below a menu does not outweigh it
    ([prose(40), *MENU, prose(90)], (0, 5)),
    ([prose(33), *MENU, prose(90)], (4, 5)),  # too little above the menu
    ([prose(60), block(RemovedKind.RELATED, 2, Reach.LIST), prose(30)], (0, 1)),
    ([prose(60), block(RemovedKind.RELATED, 2), prose(30)], (0, 3)),  # one link, no list
    ([prose(125), block(RemovedKind.NAVIGATION, 1, Reach.REST), prose(100)], (0, 1)),  # readers' comments
    ([prose(125), block(RemovedKind.NAVIGATION, 1), prose(100)], (0, 3)),
    ([prose(100), block(RemovedKind.TAGS), prose(24)], (0, 1)),
    ([prose(100), block(RemovedKind.CAPTION), prose(24)], (0, 3)),
    ([block(RemovedKind.CAPTION), prose(24)], (1, 2)),
    ([prose(600), block(RemovedKind.NAVIGATION, 1, Reach.REST), prose(130)], (0, 1)),  # long paragraphs count alike
]


@pytest.mark.parametrize(("blocks", "region"), CASES)
def test_where_the_body_stands(blocks: list[Labelled], region: tuple[int, int] | None) -> None:
    assert body_region(blocks) == region


def test_a_line_over_each_of_many_teasers_parts_them() -> None:
    rubric = block(SHORT, 1, text="World")
    teasers = [one for _ in range(5) for one in (rubric, prose(30))]
    assert body_region(teasers) == (1, 2)
    assert body_region(teasers[2:]) == (1, 8)  # four are headings
