"""Where the body of an article begins and ends among menus, teasers and comments: the run with the most prose."""

from collections import Counter
from collections.abc import Sequence

from tidings.articles.block_labels import BlockLabel, Labelled
from tidings.articles.boilerplate import Reach
from tidings.vocabulary import RemovedKind

MOST_WORDS = 120  # a longer paragraph counts no more than this
# What each block that is no prose costs the run that would go on across it, in words of prose.
COST = {
    BlockLabel.SHORT: 7,
    BlockLabel.SEPARATOR: 8,
    RemovedKind.CAPTION: 2,
    RemovedKind.CREDIT: 2,
    RemovedKind.WIDGET: 3,
    RemovedKind.TIMESTAMP: 22,
    RemovedKind.RELATED: 7,
    RemovedKind.DISCLAIMER: 15,
    RemovedKind.SOURCE_LINE: 10,
    RemovedKind.BYLINE: 22,
    RemovedKind.OCR_NOISE: 1,
    RemovedKind.DUPLICATE: 1,
    RemovedKind.NAVIGATION: 6,
    RemovedKind.ADVERTISEMENT: 3,
    RemovedKind.TAGS: 25,
}
COST_IN_ROW = 6  # more for each short line after the first in a row
MOST_IN_ROW = 1  # times
COST_OF_LIST = 30  # a list of other stories begins
COST_OF_RUBRIC = 25  # a line that stands over each of many teasers
RUBRICS = 5  # times
COST_OF_REST = 120  # comments begin, or the text was signed off


def body_region(blocks: Sequence[Labelled]) -> tuple[int, int] | None:
    """First and last + 1 index of the run whose prose most outweighs what stands between, None without prose."""
    best = 0.0
    region: tuple[int, int] | None = None
    labels = Counter(block.text for block in blocks if block.label in {BlockLabel.SHORT, RemovedKind.NAVIGATION})
    total, start, row = 0.0, 0, 0
    for index, block in enumerate(blocks):
        row = row + 1 if block.label is BlockLabel.SHORT else 0
        total += worth(block, row) - COST_OF_RUBRIC * (labels[block.text] >= RUBRICS)
        if total <= 0:
            total, start = 0.0, index + 1
        elif total > best and block.label is BlockLabel.PROSE:
            best, region = total, (start, index + 1)
    return region


def worth(block: Labelled, row: int) -> float:
    """What a block adds to a run of prose, or takes; `row` counts the short lines up to this one."""
    if block.label is BlockLabel.PROSE:
        return min(block.words, MOST_WORDS)
    cost = COST[block.label] + COST_IN_ROW * min(max(0, row - 1), MOST_IN_ROW)
    if block.reach is Reach.REST:
        cost += COST_OF_REST
    elif block.reach is Reach.LIST:
        cost += COST_OF_LIST
    return -cost
