"""Which lines are built like titles, and which lines date or sign them."""

import re
from collections.abc import Sequence

from tidings.articles.block_labels import BlockLabel, Labelled, ends_sentence
from tidings.articles.boilerplate import Reach
from tidings.vocabulary import RemovedKind

TITLE_WORDS = range(2, 31)
LONGEST_TITLE = 220
GOES_ON = re.compile(r"[a-zß-öø-ÿ]|…|\.\.\.|[•*–—-]\s")  # goes on with the line above, or is an item of a list
DIGITS = 0.25  # of the characters of a line at most: counts and prices are no titles
DATING = frozenset({RemovedKind.BYLINE, RemovedKind.TIMESTAMP})
# "19 hours ago" stands on teasers as well, "— Jane Doe (@jane) May 2, 2024" under quoted posts: no signs of a head.
POSTED = re.compile(r"\b(?:\d+|an?) ?(?:min|minute|h|hr|hour|day|week|month)s? ago\b|\(@|^[—–-] ?\S+.*@", re.I)


def could_be_title(block: Labelled) -> bool:
    """Whether a block is built like a title: some words, no full stop at its end."""
    if block.label not in {BlockLabel.SHORT, RemovedKind.RELATED} or block.reach is not Reach.LINE:
        return False
    text = block.text
    if sum(c.isdigit() for c in text) > DIGITS * len(text) or POSTED.search(text):
        return False
    ends_plain = not ends_sentence(text) or text.endswith(("?", "!", "'", '"', "’", "”"))
    return block.words in TITLE_WORDS and len(text) <= LONGEST_TITLE and ends_plain and not GOES_ON.match(text)


def ends_list(blocks: Sequence[Labelled], index: int) -> bool:
    """Whether a line belongs to the list above it and not to the text below: it is closer to the list."""
    return blocks[index].label is RemovedKind.RELATED and blocks[index].block.gap < blocks[index + 1].block.gap


def is_dating(block: Labelled) -> bool:
    """Whether a block is a byline or a date line: what stands beside a title."""
    return block.label in DATING and not POSTED.search(block.text)
