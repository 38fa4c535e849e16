"""Where one article ends and the next begins: the gaps between prose are weighed, each sign for or against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidings.articles.block_labels import BlockLabel, Label, Labelled
from tidings.articles.boundary_features import WEIGHTS, Above, BoundaryFeature, find_signs
from tidings.articles.title_shape import could_be_title, ends_list, is_dating
from tidings.vocabulary import RemovedKind

ENOUGH = 3.0  # the sum of the signs from which a gap is a boundary
SURE = 4.5  # from here on the layout of a boundary is one to look for
ENOUGH_FOR_LITTLE = 4.0  # when little prose is below: teasers and boxes are like that
LEAST_PROSE = 200  # characters, in at least two paragraphs: less is a teaser
FULL_PROSE = 450
LEAST_PARAGRAPHS = 2
CUT_OFF = ("…", "...", "[…]", "[...]")  # a teaser breaks off
SCATTER = 2  # short lines in a row that end a run of prose
CLOSING = frozenset(
    {
        RemovedKind.DISCLAIMER,
        RemovedKind.SOURCE_LINE,
        RemovedKind.TAGS,
        RemovedKind.CREDIT,
        BlockLabel.SEPARATOR,
        RemovedKind.RELATED,
        RemovedKind.WIDGET,
    }
)
ABOVE_TITLES = frozenset({RemovedKind.NAVIGATION, RemovedKind.WIDGET, RemovedKind.BYLINE, RemovedKind.TIMESTAMP})


Layout = tuple[int, int, frozenset[Label]]


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in which an article begins, with the sum of its signs and, below a title, how it is laid out."""

    head: int
    score: float
    layout: Layout | None


@dataclass(frozen=True, slots=True)
class Zone:
    """What stands between two paragraphs of prose: blocks `first` to `below`, `below` being the lower paragraph."""

    first: int
    below: int


def find_heads(blocks: Sequence[Labelled]) -> list[int]:
    """Indexes of the blocks with which articles begin; the first is always 0.

    Read twice: how the surest articles begin tells more about the gaps that look alike.
    """
    first_reading = read_gaps(blocks, frozenset())
    layouts = frozenset(gap.layout for gap in first_reading if gap.score >= SURE and gap.layout is not None)
    found = read_gaps(blocks, layouts) if layouts else first_reading
    return [0, *(gap.head for gap in found)]


def read_gaps(blocks: Sequence[Labelled], layouts: frozenset[Layout]) -> list[Gap]:
    """The gaps in which articles begin; those laid out as one of `layouts` need fewer other signs."""
    gaps: list[Gap] = []
    above = Above()
    for zone in zones(blocks):
        above.add(blocks[zone.first - 1])
        ahead = prose_length(blocks, zone.below)
        if above.paragraphs < LEAST_PARAGRAPHS or above.length < LEAST_PROSE or ahead < LEAST_PROSE:
            continue
        title = find_title(blocks, zone)
        layout = layout_of(blocks, title, zone.below) if title is not None else None
        signs = find_signs(blocks, above, zone.first, zone.below, title)
        if layout in layouts:
            signs[BoundaryFeature.SAME_LAYOUT] = 1.0
        score = sum(WEIGHTS[sign] * value for sign, value in signs.items())
        if score >= (ENOUGH if ahead >= FULL_PROSE else ENOUGH_FOR_LITTLE):
            gaps.append(Gap(head_start(blocks, zone, title), score, layout))
            above = Above()
    return gaps


def layout_of(blocks: Sequence[Labelled], title: int, below: int) -> Layout:
    """How an article begins: blank lines above its title, below it, and what stands between title and text."""
    between = blocks[title + 1 : below]
    labels = frozenset(block.label for block in between if block.label is not BlockLabel.SHORT)
    return blocks[title].block.gap, blocks[title + 1].block.gap, labels


def zones(blocks: Sequence[Labelled]) -> Iterator[Zone]:
    """The gaps between each paragraph of prose and the next."""
    above: int | None = None
    for index, block in enumerate(blocks):
        if block.label is BlockLabel.PROSE:
            if above is not None:
                yield Zone(above + 1, index)
            above = index


def prose_length(blocks: Sequence[Labelled], below: int) -> int:
    """Characters of the prose that begins at `below`, counted as far as needed; a single paragraph counts nothing."""
    count = length = scattered = 0
    for index in range(below, len(blocks)):
        block = blocks[index]
        if block.label is BlockLabel.PROSE and not block.text.endswith(CUT_OFF):
            count, length, scattered = count + 1, length + len(block.text), 0
            if count >= LEAST_PARAGRAPHS and length >= FULL_PROSE:
                break
        elif block.label is BlockLabel.SHORT:
            scattered += 1
            if scattered >= SCATTER:
                break
        elif is_dating(block):
            break
    return length if count >= LEAST_PARAGRAPHS else 0


def find_title(blocks: Sequence[Labelled], zone: Zone) -> int | None:
    """The line of a gap that could be the title below it: one set twice, else one above a date, else the last."""
    candidates = [i for i in range(zone.first, zone.below) if could_be_title(blocks[i])]
    if candidates and ends_list(blocks, candidates[-1]):
        candidates = [i for i in candidates if blocks[i].label is not RemovedKind.RELATED]
    if not candidates:
        return None
    seen: dict[str, int] = {}
    for i in candidates:
        key = blocks[i].text.casefold()
        if key in seen and blocks[seen[key]].label is not RemovedKind.RELATED:
            return seen[key]
        seen[key] = i
    dated = [i for i in range(zone.first, zone.below) if is_dating(blocks[i])]
    above_date = [i for i in candidates if dated and i < dated[-1]]
    if above_date and candidates[-1] > dated[-1] + 1:
        return above_date[-1]
    return candidates[-1]


def head_start(blocks: Sequence[Labelled], zone: Zone, title: int | None) -> int:
    """The block with which the new article begins: its title, or the date, byline or menu directly above the title."""
    if title is None:
        return max([zone.first, *(i + 1 for i in range(zone.first, zone.below) if blocks[i].label in CLOSING)])
    start = title
    while start > zone.first and blocks[start - 1].label in ABOVE_TITLES:
        start -= 1
    return start
