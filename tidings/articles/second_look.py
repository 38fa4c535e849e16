"""What the network sees of a document, and a second time where it finds the text elsewhere than the rules do."""

import math
from collections.abc import Callable, Sequence

from tidings.articles.article_layout import ArticleLayout, lay_out_around
from tidings.articles.block_labels import Labelled
from tidings.articles.headers import Header
from tidings.articles.line_model import Chances, Floats, LineClass, chances_of, line_chances, rows_of
from tidings.articles.metadata.titles import Weights

MOST_WORDS = 120  # a longer paragraph counts no more than this
LEAST_CHANCE = 0.01  # of body, and of none: surer than that counts no more
AGREES = 0.5  # of the words that the network has as the text are the rules' too: they have found it


def look_twice(
    blocks: Sequence[Labelled],
    drafts: Sequence[ArticleLayout],
    network: Callable[[Sequence[Labelled], Sequence[ArticleLayout]], Floats] = line_chances,
    weights: Weights | None = None,
) -> tuple[list[ArticleLayout], Floats]:
    """The drafts and the chances of each block.

    The network is told what the rules have as the text. Where it finds another run of blocks likelier, the longest
    draft is laid out around that and the network looks once more. `weights`: of titles, other than the packaged ones.
    """
    rows = network(blocks, drafts)
    if not drafts:
        return [], rows
    sizes = [sum(found.blocks[i].words for i in found.body) for found in drafts]
    longest = sizes.index(max(sizes))
    anew = laid_anew(drafts[longest], chances_of(blocks, rows), weights)
    if anew is None:
        return list(drafts), rows
    again = [*drafts[:longest], anew, *drafts[longest + 1 :]]
    return again, network(blocks, again)


def laid_anew(found: ArticleLayout, chances: Chances, weights: Weights | None = None) -> ArticleLayout | None:
    """A draft around the run of blocks that is likeliest its text, None when the draft has most of that."""
    gains = [
        gain(row[LineClass.BODY], b.words) if row else 0.0
        for row, b in zip(rows_of(found, chances), found.blocks, strict=True)
    ]
    region = likeliest_run(gains)
    if region is None:
        return None
    words = sum(found.blocks[i].words for i in range(*region))
    if sum(found.blocks[i].words for i in found.body if i in range(*region)) >= AGREES * words:
        return None
    title = found.declared.get("title")
    return lay_out_around(Header(list(found.blocks), found.declared), region, title, weights)


def gain(chance: float, words: int) -> float:
    """What a block adds to a run of body, or takes: its words times the logarithm of the odds.

    >>> gain(0.5, 40), gain(0.9, 40) > 0 > gain(0.1, 40)
    (0.0, True)
    """
    held = min(max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE)
    return min(words, MOST_WORDS) * math.log(held / (1 - held))


def likeliest_run(gains: Sequence[float]) -> tuple[int, int] | None:
    """First and last + 1 index of the run with the largest sum, None when no block adds anything.

    >>> likeliest_run([-1.0, 2.0, -1.0, 3.0, -2.0, 1.0]), likeliest_run([-1.0])
    ((1, 4), None)
    """
    best, region, total, start = 0.0, None, 0.0, 0
    for index, size in enumerate(gains):
        total += size
        if total <= 0:
            total, start = 0.0, index + 1
        elif total > best:
            best, region = total, (start, index + 1)
    return region
