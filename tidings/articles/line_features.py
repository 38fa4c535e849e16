"""What can be seen of each block of a document: a row of numbers, each of which a person could name."""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.block_labels import INNER_SENTENCE, LABELS, BlockLabel, Labelled, ends_sentence
from tidings.articles.boilerplate import Reach, read_rows
from tidings.articles.stems import stems
from tidings.articles.title_shape import could_be_title, is_dating

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LINKS = re.compile(r"https?://|www\.|@\w|\.com\b")
BULLET = re.compile(r"^(?:[•*·▪►»›>–—-]|\d{1,2}[.)])\s")
MARKS = re.compile(r"[|»›•·/>]")
FAR = 12  # blocks: farther neighbours are all as far
NEAR = 10  # blocks whose prose is counted
LONG = 25  # words: a block as long is hardly ever furniture
GLANCE = 400  # characters that tell what a block is written like
RULES = 10  # columns that say what the rules made of a block


def features_of(blocks: Sequence[Labelled], drafts: Sequence[ArticleLayout]) -> NDArray[np.float32]:
    """A row for each block: what it shows by itself, where it stands, its company, what the rules made of it."""
    words = [WORD.findall(block.text[:GLANCE].casefold()) for block in blocks]
    columns = [*own_columns(blocks, words), *place_columns(blocks), *company_columns(blocks)]
    columns += rule_columns(blocks, drafts)
    return np.array(columns, dtype=np.float32).T.reshape(len(blocks), len(columns))


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class of `line_words.csv`."""
    return frozenset(row["word"] for row in read_rows("line_words.csv") if row["class"] == name)


def share(text: str, test: Callable[[str], bool]) -> float:
    """The part of the characters that pass a test."""
    return sum(map(test, text)) / max(1, len(text))


def own_columns(blocks: Sequence[Labelled], words: Sequence[Sequence[str]]) -> list[list[float]]:
    """What a block shows by itself."""
    texts = [block.text for block in blocks]
    function, telling, reader = map(word_class, ("function", "telling", "reader"))
    plain: list[list[float]] = [
        [math.log1p(block.words) for block in blocks],
        [math.log1p(len(text)) for text in texts],
        [min(len(block.block.lines), 10) / 5 for block in blocks],
        [len(text) / max(1, block.words) / 10 for block, text in zip(blocks, texts, strict=True)],
        [float(ends_sentence(text)) for text in texts],
        [float(text.endswith(":")) for text in texts],
        [float(text.endswith(("?", "!"))) for text in texts],
        [float(text.endswith(("…", "...", "[…]"))) for text in texts],
        [math.log1p(len(INNER_SENTENCE.findall(text[:2000]))) for text in texts],
        [float(text[0].islower()) for text in texts],
        [float(text[0] in "\"'“‘") for text in texts],
        [float(any(c in text for c in '"“”')) for text in texts],
        [float(text.isupper()) for text in texts],
        [share(text[:GLANCE], str.isdigit) * 4 for text in texts],
        [share(text[:GLANCE], str.isupper) * 2 for text in texts],
        [title_case(text) for text in texts],
        [len(MARKS.findall(text)) / 2 if len(text) < 200 else 0.0 for text in texts],
        [float(bool(LINKS.search(text))) for text in texts],
        [float(bool(BULLET.match(text))) for text in texts],
        [float(":" in text[:30]) for text in texts],
        [sum(w in function for w in ws) / max(1, len(ws)) * 2 for ws in words],
        [min(2.0, sum(w in telling for w in ws)) for ws in words],
        [sum(w in reader for w in ws) / max(1, len(ws)) * 4 for ws in words],
        [float(could_be_title(block)) for block in blocks],
        [float(is_dating(block)) for block in blocks],
        [float(block.reach is Reach.LIST) for block in blocks],
        [float(block.reach is Reach.REST) for block in blocks],
    ]
    return plain + [[float(block.label is label) for block in blocks] for label in LABELS]


def title_case(text: str) -> float:
    """The part of the longer words that begin with a capital."""
    longer = [word for word in WORD.findall(text[:300])[1:] if len(word) > 3]
    return sum(word[0].isupper() for word in longer) / len(longer) if longer else 0.5


def place_columns(blocks: Sequence[Labelled]) -> list[list[float]]:
    """Where a block stands in the document."""
    count = len(blocks)
    amounts = [block.words if block.label is BlockLabel.PROSE else 0 for block in blocks]
    total = max(1, sum(amounts))
    above = [0.0]
    for amount in amounts:
        above.append(above[-1] + amount / total)
    return [
        [min(block.block.gap, 4) / 2 for block in blocks],
        [min(below.block.gap, 4) / 2 for below in blocks[1:]] + [2.0] * bool(blocks),
        [float(block.block.breaks_page) for block in blocks],
        [1 / (1 + index / 4) for index in range(count)],
        [index / count for index in range(count)],
        [1 / (1 + (count - 1 - index) / 4) for index in range(count)],
        above[:count],
        [1 - share_above for share_above in above[1:]],
    ]


def company_columns(blocks: Sequence[Labelled]) -> list[list[float]]:
    """What a block has to do with the others: repeats, shared words, how far the next long one is."""
    keys = [block.text.casefold() for block in blocks]
    times = Counter(keys)
    seen: Counter[str] = Counter()
    again: list[float] = []
    for key in keys:
        again.append(float(seen[key] > 0))
        seen[key] += 1
    own = [stems(block.text) for block in blocks]
    holders = Counter(word for found in own for word in found)
    prose = Counter(
        word for block, found in zip(blocks, own, strict=True) if block.label is BlockLabel.PROSE for word in found
    )
    is_long = [block.label is BlockLabel.PROSE and block.words >= LONG for block in blocks]
    return [
        [math.log(times[key]) for key in keys],
        again,
        [
            sum(prose[w] > (block.label is BlockLabel.PROSE) for w in found) / max(1, len(found))
            for block, found in zip(blocks, own, strict=True)
        ],
        [math.log1p(sum(prose[w] for w in found) / max(1, len(found))) for found in own],
        [sum(holders[w] == 1 for w in found) / max(1, len(found)) for found in own],
        distances(is_long),
        distances(is_long[::-1])[::-1],
        prose_near(blocks, -1),
        prose_near(blocks, 1),
        rows_of_short(blocks),
    ]


def distances(marks: Sequence[bool]) -> list[float]:
    """How many blocks above the last marked one stands, as 1 for next to, 0 for far."""
    out: list[float] = []
    last = -FAR
    for index, mark in enumerate(marks):
        out.append(max(0.0, 1 - (index - last - 1) / FAR))
        if mark:
            last = index
    return out


def prose_near(blocks: Sequence[Labelled], side: int) -> list[float]:
    """How much of the nearest blocks to one side is prose, by words."""
    out: list[float] = []
    for index in range(len(blocks)):
        near = blocks[max(0, index - NEAR) : index] if side < 0 else blocks[index + 1 : index + 1 + NEAR]
        out.append(math.log1p(sum(min(block.words, 60) for block in near if block.label is BlockLabel.PROSE)) / 3)
    return out


def rows_of_short(blocks: Sequence[Labelled]) -> list[float]:
    """How many blocks that are no prose stand together, this one among them."""
    out = [0.0] * len(blocks)
    start = 0
    for index in range(len(blocks) + 1):
        if index == len(blocks) or blocks[index].label is BlockLabel.PROSE:
            for i in range(start, index):
                out[i] = math.log1p(index - start) / 2
            start = index + 1
    return out


def rule_columns(blocks: Sequence[Labelled], drafts: Sequence[ArticleLayout]) -> list[list[float]]:
    """What the rules made of a block, and how it stands to the body of the longest article."""
    columns = np.zeros((RULES, len(blocks)), dtype=np.float32)
    if not drafts:
        return list(columns.tolist())
    at = {block.block.start: index for index, block in enumerate(blocks)}
    sizes = [sum(found.blocks[i].words for i in found.body) for found in drafts]
    longest = drafts[sizes.index(max(sizes))]
    for found in drafts:
        mark(columns, 0, at, [found.blocks[i] for i in found.body])
        mark(columns, 2, at, [found.blocks[found.title]] if found.title is not None else [])
        mark(columns, 3, at, [found.blocks[found.standfirst]] if found.standfirst is not None else [])
    mark(columns, 1, at, [longest.blocks[i] for i in longest.body])
    mark(columns, 4, at, longest.blocks)
    columns[5] = float(len(drafts) > 1)
    opening = [stems(longest.blocks[i].text) for i in longest.body]
    lead, told = set[str]().union(*opening[:2]), Counter(word for found in opening for word in found)
    first = at.get(longest.blocks[longest.body[0]].block.start, 0)
    for index, block in enumerate(blocks):
        own = stems(block.text[:GLANCE])
        columns[6, index] = len(own & lead) / max(1, len(own))
        columns[7, index] = sum(told[word] > 1 for word in own) / max(1, len(own))
        columns[8, index] = max(-1.0, min(1.0, (index - first) / FAR))
        columns[9, index] = float(index < first)
    return list(columns.tolist())


def mark(columns: NDArray[np.float32], row: int, at: Mapping[int, int], blocks: Sequence[Labelled]) -> None:
    """Set a column to 1 for some blocks."""
    for block in blocks:
        if (index := at.get(block.block.start)) is not None:
            columns[row, index] = 1.0
