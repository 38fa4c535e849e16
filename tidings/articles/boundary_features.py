"""The signs that an article begins in a gap between two paragraphs: layout, title, date, words."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tidings.articles.block_labels import BlockLabel, Labelled
from tidings.articles.boilerplate import Reach
from tidings.articles.metadata.datelines import read_dateline
from tidings.articles.stems import stems
from tidings.articles.title_shape import is_dating
from tidings.vocabulary import RemovedKind


class BoundaryFeature(StrEnum):
    """What speaks for or against a boundary in a gap."""

    RULE = "a line of dashes or stars"
    PAGE_BREAK = "a form feed"
    GAP = "more blank lines than between the paragraphs above, counted to three"
    SPACING = "paragraphs below are spaced otherwise than above"
    TITLE = "a line built like a title"
    NO_TITLE = "no such line"
    REPEATED = "the title again, captions or buttons between"
    DATED = "date or byline beside the title"
    DATED_TWICE = "date and byline"
    CLOSED = "the text above is signed off: source, disclaimer, writers"
    LISTED = "tags or a list of other stories stand under the text above"
    MENU = "a page's menu"
    DATELINE = "the paragraph below begins with a dateline"
    COMMENTS = "readers' comments begin"
    NEW_WORDS = "how much less than usual the text below shares its words with the text above, -1 to 1"
    TITLE_FITS = "the title's words stand in the text below, not above"
    NUMBERED = "the title carries a number: a section"
    IN_ROW = "the title is spaced like the short lines above it: one of a list"
    STRAY = "short lines between the title and the paragraph below, counted to three"
    SAME_LAYOUT = "spaced and dated as other articles of the document begin"


# Set by hand on files of several articles and on single pages, where each boundary is wrong.
WEIGHTS: Mapping[BoundaryFeature, float] = {
    BoundaryFeature.RULE: 2.0,
    BoundaryFeature.PAGE_BREAK: 1.0,
    BoundaryFeature.GAP: 1.1,
    BoundaryFeature.SPACING: 0.3,
    BoundaryFeature.TITLE: 0.3,
    BoundaryFeature.NO_TITLE: -0.8,
    BoundaryFeature.REPEATED: 4.0,
    BoundaryFeature.DATED: 2.0,
    BoundaryFeature.DATED_TWICE: 0.9,
    BoundaryFeature.CLOSED: 3.0,
    BoundaryFeature.LISTED: 1.0,
    BoundaryFeature.MENU: 1.5,
    BoundaryFeature.DATELINE: 2.5,
    BoundaryFeature.COMMENTS: -2.0,
    BoundaryFeature.NEW_WORDS: 3.0,
    BoundaryFeature.TITLE_FITS: 2.0,
    BoundaryFeature.NUMBERED: -2.0,
    BoundaryFeature.IN_ROW: -2.0,
    BoundaryFeature.STRAY: -1.0,
    BoundaryFeature.SAME_LAYOUT: 1.7,
}

# The part of the words of the next paragraphs that stands above when the article goes on, times the root of how many
# words stand above: less than this speaks for another article (measured: 0.005 across, 0.023 within, in the middle).
EXPECTED_SHARE = 0.0115
TITLE_FITS_FROM = 0.25
MOST_GAP = 3
MENU = frozenset({RemovedKind.NAVIGATION, RemovedKind.WIDGET})
MENU_LINES = 3
MENU_WORDS = 3
MOST_STRAY = 3
ROW_LINES = 2
NEAR = 4  # blocks from the title on in which its date and byline stand
STRAY = frozenset({BlockLabel.SHORT, RemovedKind.RELATED})
BETWEEN_TITLES = frozenset(
    {
        RemovedKind.CAPTION,
        RemovedKind.DUPLICATE,
        RemovedKind.CREDIT,
        RemovedKind.WIDGET,
        RemovedKind.TIMESTAMP,
        RemovedKind.BYLINE,
    }
)
AHEAD = 3  # paragraphs below that are compared
CLOSING = frozenset({RemovedKind.DISCLAIMER, RemovedKind.SOURCE_LINE})
NUMBERED = re.compile(r"^\W?\d{1,3}[.):]\s")


@dataclass(slots=True)
class Above:
    """The article above a gap as far as it is read: paragraphs, characters, words, and the blank lines between."""

    paragraphs: int = 0
    length: int = 0
    words: set[str] = field(default_factory=set)
    gaps: Counter[int] = field(default_factory=Counter)

    def add(self, block: Labelled) -> None:
        """Take in the next paragraph."""
        if self.paragraphs:
            self.gaps[block.block.gap] += 1
        self.paragraphs += 1
        self.length += len(block.text)
        self.words |= stems(block.text)


def find_signs(
    blocks: Sequence[Labelled], above: Above, first: int, below: int, title: int | None
) -> dict[BoundaryFeature, float]:
    """The signs in the gap from block `first` to the paragraph `below`, each with its size."""
    signs = layout_signs(blocks, above, first, below)
    if has_menu(blocks[first:below]):
        signs[BoundaryFeature.MENU] = 1.0
    signs |= foot_signs(blocks, first, title if title is not None else below, below)
    if title is None:
        signs[BoundaryFeature.NO_TITLE] = 1.0
        if blocks[below - 1].label is RemovedKind.BYLINE:
            signs[BoundaryFeature.DATED] = 1.0
    else:
        signs |= title_signs(blocks, first, below, title)
    if read_dateline(blocks[below].text):
        signs[BoundaryFeature.DATELINE] = 1.0
    return signs | word_signs(blocks, above, below, title)


def layout_signs(blocks: Sequence[Labelled], above: Above, first: int, below: int) -> dict[BoundaryFeature, float]:
    """Signs of rules, page breaks and blank lines."""
    signs: dict[BoundaryFeature, float] = {}
    edges = [b.block for b in blocks[first : below + 1]]
    usual = usual_gap(above.gaps)
    if any(b.label is BlockLabel.SEPARATOR for b in blocks[first:below]):
        signs[BoundaryFeature.RULE] = 1.0
    if any(edge.breaks_page for edge in edges):
        signs[BoundaryFeature.PAGE_BREAK] = 1.0
    if (wider := max(edge.gap for edge in edges) - usual) > 0:
        signs[BoundaryFeature.GAP] = min(wider, MOST_GAP)
    if usual_gap(Counter(blocks[i].block.gap for i in prose_ahead(blocks, below)[1:])) != usual:
        signs[BoundaryFeature.SPACING] = 1.0
    return signs


def usual_gap(gaps: Counter[int]) -> int:
    """The most frequent number of blank lines above paragraphs."""
    return gaps.most_common(1)[0][0] if gaps else 1


def has_menu(between: Sequence[Labelled]) -> bool:
    """Whether some lines in a row are a page's menu."""
    row = 0
    for block in between:
        is_item = block.label in MENU and block.words <= MENU_WORDS and block.reach is Reach.LINE
        row = row + 1 if is_item and (row == 0 or block.block.gap == 0) else int(is_item)
        if row >= MENU_LINES and block.label is RemovedKind.NAVIGATION:
            return True
    return False


def foot_signs(blocks: Sequence[Labelled], first: int, title: int, below: int) -> dict[BoundaryFeature, float]:
    """Signs that the article above has ended."""
    signs: dict[BoundaryFeature, float] = {}
    above = blocks[first:title]
    if any(b.label in CLOSING or (b.label is RemovedKind.CREDIT and b.reach is Reach.REST) for b in above):
        signs[BoundaryFeature.CLOSED] = 1.0
    elif any(b.label is RemovedKind.TAGS or b.reach is Reach.LIST for b in above):
        signs[BoundaryFeature.LISTED] = 1.0
    if any(b.label is RemovedKind.NAVIGATION and b.reach is Reach.REST for b in blocks[first:below]):
        signs[BoundaryFeature.COMMENTS] = 1.0
    return signs


def title_signs(blocks: Sequence[Labelled], first: int, below: int, title: int) -> dict[BoundaryFeature, float]:
    """Signs about the title: repeated, dated, numbered, under a menu."""
    signs = {BoundaryFeature.TITLE: 1.0}
    key = blocks[title].text.casefold()
    again = [i for i in range(title + 2, below) if blocks[i].text.casefold() == key]
    if again and all(b.label in BETWEEN_TITLES for b in blocks[title + 1 : again[0]]):
        signs[BoundaryFeature.REPEATED] = 1.0
    stray = sum(b.label in STRAY and b.text.casefold() != key for b in blocks[title + 1 : below])
    if stray:
        signs[BoundaryFeature.STRAY] = min(stray, MOST_STRAY)
    if in_row(blocks, first, title):
        signs[BoundaryFeature.IN_ROW] = 1.0
    dating = {b.label for b in blocks[max(first, title - 1) : min(below, title + NEAR)] if is_dating(b)}
    if dating:
        signs[BoundaryFeature.DATED] = 1.0
        signs[BoundaryFeature.DATED_TWICE] = float(len(dating) > 1)
    if NUMBERED.match(blocks[title].text):
        signs[BoundaryFeature.NUMBERED] = 1.0
    return signs


def in_row(blocks: Sequence[Labelled], first: int, title: int) -> bool:
    """Whether a line stands among other short lines, spaced as they are."""
    above = blocks[max(first, title - ROW_LINES) : title]
    gap = blocks[title].block.gap
    return (
        len(above) == ROW_LINES
        and all(b.label in STRAY and b.block.gap == gap for b in above[1:])
        and (above[0].label in STRAY)
    )


def word_signs(blocks: Sequence[Labelled], above: Above, below: int, title: int | None) -> dict[BoundaryFeature, float]:
    """Signs of the vocabulary: new words below, and a title that speaks of what is below."""
    ahead = set[str]().union(*(stems(blocks[i].text) for i in prose_ahead(blocks, below)))
    shared = len(ahead & above.words) / max(1, len(ahead))
    expected = EXPECTED_SHARE * math.sqrt(len(above.words))
    signs = {BoundaryFeature.NEW_WORDS: max(-0.7, 1.0 - shared / expected) if expected else 0.0}
    if title is not None and (words := stems(blocks[title].text)):
        fits = (len(words & ahead) - len(words & above.words)) / len(words)
        if fits >= TITLE_FITS_FROM:
            signs[BoundaryFeature.TITLE_FITS] = 1.0
    return signs


def prose_ahead(blocks: Sequence[Labelled], below: int) -> list[int]:
    """Indexes of the first paragraphs of prose from `below` on."""
    ahead: list[int] = []
    for index in range(below, len(blocks)):
        if blocks[index].label is BlockLabel.PROSE:
            ahead.append(index)
            if len(ahead) == AHEAD:
                break
    return ahead
