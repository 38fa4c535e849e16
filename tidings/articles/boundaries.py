"""Where one article ends and the next begins: the gaps between prose are weighed, each sign for or against."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidings.articles.furniture import Reach
from tidings.articles.labels import ENDS_SENTENCE, Label, Labelled
from tidings.articles.words import stems

# Weights of the signs, set by hand on files of several articles and on single pages; a gap is a boundary from ENOUGH on.
ENOUGH = 3.0
RULE = 2.0  # a line of dashes or stars
PAGE_BREAK = 1.0
WIDER_GAP = 1.5  # more blank lines than between the paragraphs above
REPEATED_TITLE = 4.0  # the title again after captions and buttons
TITLE = 0.5
NO_TITLE = -1.0
DATED = 2.0  # date or byline beside the title
DATED_TWICE = 0.5  # date and byline
CLOSED = 1.5  # the text above is signed off: source, disclaimer, tags
MENU = 1.5  # a page begins again with its menu
NEW_WORDS, NEW_WORDS_FROM = 1.5, 0.15  # text below shares less than this part of its words with the text above
OLD_WORDS = -2.0
NEW_SLOPE = 10.0
TITLE_FITS = 1.5  # the title's words stand in the text below, not above
TITLE_FITS_FROM = 0.25
AFTER_COMMENTS = -2.0  # readers write after an article, rarely another article follows

TITLE_WORDS = range(2, 31)
LONGEST_TITLE = 220
MENU_LINES = 3
AHEAD = 3  # paragraphs below that are compared
LEAST_PROSE = 250  # characters, in at least two paragraphs: less is a teaser
SCATTER = 2  # short lines in a row that end a run of prose
CLOSING = frozenset({Label.DISCLAIMER, Label.SOURCE_LINE, Label.TAGS})
DATING = frozenset({Label.BYLINE, Label.TIMESTAMP})
AGE = re.compile(r"\bago\b", re.I)  # "19 hours ago" stands on teasers as well: no sign of a head


@dataclass(frozen=True, slots=True)
class Zone:
    """What stands between two paragraphs of prose: blocks `first` to `below`, `below` being the lower paragraph."""

    first: int
    below: int


def find_heads(blocks: Sequence[Labelled]) -> list[int]:
    """Indexes of the blocks with which articles begin; the first is always 0."""
    heads = [0]
    prose_above: list[int] = []
    for zone in zones(blocks):
        prose_above.append(zone.first - 1)
        if not has_prose(blocks, prose_above) or not opens_article(blocks, zone.below):
            continue
        title = find_title(blocks, zone)
        if weigh(blocks, prose_above, zone, title) >= ENOUGH:
            heads.append(head_start(blocks, zone, title))
            prose_above = []
    return heads


def zones(blocks: Sequence[Labelled]) -> Iterator[Zone]:
    """The gaps between each paragraph of prose and the next."""
    above: int | None = None
    for index, block in enumerate(blocks):
        if block.label is Label.PROSE:
            if above is not None:
                yield Zone(above + 1, index)
            above = index


def has_prose(blocks: Sequence[Labelled], indexes: Sequence[int]) -> bool:
    """Whether the paragraphs make up an article: a boundary needs one above it."""
    return len(indexes) >= 2 and sum(len(blocks[i].text) for i in indexes) >= LEAST_PROSE


def opens_article(blocks: Sequence[Labelled], below: int) -> bool:
    """Whether the prose that begins at `below` goes on as articles do; teasers are one paragraph each."""
    count = length = scattered = 0
    for block in blocks[below:]:
        if block.label is Label.PROSE:
            count, length, scattered = count + 1, length + len(block.text), 0
            if count >= 2 and length >= LEAST_PROSE:
                return True
        elif block.label is Label.SHORT:
            scattered += 1
            if scattered >= SCATTER:
                return False
        elif block.label in DATING and not AGE.search(block.text):
            return False
    return False


def weigh(blocks: Sequence[Labelled], prose_above: Sequence[int], zone: Zone, title: int | None) -> float:
    """The sum of the signs that an article begins in the zone."""
    between = blocks[zone.first : zone.below]
    before = blocks[zone.first : title] if title is not None else between
    score = layout_signs(blocks, prose_above, zone)
    score += TITLE if title is not None else NO_TITLE
    if any(b.label in CLOSING or (b.label is Label.CREDIT and b.reach is Reach.REST) for b in before):
        score += CLOSED
    if any(b.label is Label.NAVIGATION and b.reach is Reach.REST for b in between):
        score += AFTER_COMMENTS
    if title is not None:
        score += title_signs(blocks, zone, title)
    return score + word_signs(blocks, prose_above, zone, title)


def layout_signs(blocks: Sequence[Labelled], prose_above: Sequence[int], zone: Zone) -> float:
    """Signs of rules, page breaks and blank lines."""
    between = blocks[zone.first : zone.below]
    edges = [b.block for b in blocks[zone.first : zone.below + 1]]
    score = 0.0
    if any(b.label is Label.SEPARATOR for b in between):
        score += RULE
    if any(edge.breaks_page for edge in edges):
        score += PAGE_BREAK
    if max(edge.gap for edge in edges) > usual_gap(blocks, prose_above):
        score += WIDER_GAP
    return score


def title_signs(blocks: Sequence[Labelled], zone: Zone, title: int) -> float:
    """Signs about the title: repeated, dated, under a menu."""
    below_title = blocks[title + 1 : zone.below]
    key = blocks[title].text.casefold()
    score = REPEATED_TITLE if any(b.text.casefold() == key for b in below_title) else 0.0
    near = [*blocks[max(zone.first, title - 1) : title], *below_title]
    dating = {b.label for b in near if b.label in DATING and not AGE.search(b.text)}
    if dating:
        score += DATED + DATED_TWICE * (len(dating) > 1)
    menu = 0
    for b in reversed(blocks[zone.first : title]):
        if b.label is not Label.NAVIGATION or b.reach is Reach.REST:
            break
        menu += 1
    return score + (MENU if menu >= MENU_LINES else 0.0)


def word_signs(blocks: Sequence[Labelled], prose_above: Sequence[int], zone: Zone, title: int | None) -> float:
    """Signs of the vocabulary: new words below, and a title that speaks of what is below."""
    above = Counter(word for i in prose_above for word in stems(blocks[i].text))
    below = set[str]()
    for i in prose_ahead(blocks, zone.below):
        below |= stems(blocks[i].text)
    shared = len(below & above.keys()) / max(1, len(below))
    score = max(OLD_WORDS, min(NEW_WORDS, (NEW_WORDS_FROM - shared) * NEW_SLOPE))
    if title is not None and (words := stems(blocks[title].text)):
        fits = (len(words & below) - len(words & above.keys())) / len(words)
        score += TITLE_FITS if fits >= TITLE_FITS_FROM else 0.0
    return score


def prose_ahead(blocks: Sequence[Labelled], below: int) -> list[int]:
    """Indexes of the first paragraphs of prose from `below` on."""
    ahead: list[int] = []
    for index in range(below, len(blocks)):
        if blocks[index].label is Label.PROSE:
            ahead.append(index)
            if len(ahead) == AHEAD:
                break
    return ahead


def usual_gap(blocks: Sequence[Labelled], prose: Sequence[int]) -> int:
    """The most frequent number of blank lines above the paragraphs of an article, but its first."""
    gaps = Counter(blocks[i].block.gap for i in prose[1:])
    return gaps.most_common(1)[0][0] if gaps else 1


def find_title(blocks: Sequence[Labelled], zone: Zone) -> int | None:
    """The block of a zone that could be the title of an article below it: repeated, else the last one before its furniture."""
    candidates = [i for i in range(zone.first, zone.below) if could_be_title(blocks[i])]
    if not candidates:
        return None
    seen: dict[str, int] = {}
    for i in candidates:
        key = blocks[i].text.casefold()
        if key in seen:
            return seen[key]
        seen[key] = i
    dated = [i for i in range(zone.first, zone.below) if blocks[i].label in DATING and not AGE.search(blocks[i].text)]
    above_date = [i for i in candidates if dated and i < dated[-1]]
    if dated and above_date and (candidates[-1] < dated[0] or candidates[-1] > dated[-1] + 1):
        return above_date[-1]
    return candidates[-1]


def could_be_title(block: Labelled) -> bool:
    """Whether a block is built like a title: some words, no full stop at its end."""
    if block.label not in {Label.SHORT, Label.RELATED} or block.reach is not Reach.LINE:
        return False
    text = block.text
    ends_plain = not ENDS_SENTENCE.search(text[-12:]) or text.endswith(("?", "!", "'", '"', "’", "”"))
    return block.words in TITLE_WORDS and len(text) <= LONGEST_TITLE and ends_plain and text[0].islower() is False


def head_start(blocks: Sequence[Labelled], zone: Zone, title: int | None) -> int:
    """The block with which the new article begins: its title, or the date, byline or menu directly above the title."""
    if title is None:
        rules = [i for i in range(zone.first, zone.below) if blocks[i].label is Label.SEPARATOR]
        feet = [i for i in range(zone.first, zone.below) if blocks[i].label in CLOSING | {Label.CREDIT}]
        return max([zone.first, *(i + 1 for i in rules), *(i + 1 for i in feet)])
    start = title
    while start > zone.first and blocks[start - 1].label in {Label.NAVIGATION, *DATING}:
        start -= 1
    return start
