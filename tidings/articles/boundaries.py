"""Where one article ends and the next begins: the gaps between prose are weighed, each sign for or against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidings.articles.labels import Label, Labelled
from tidings.articles.signs import WEIGHTS, Above, find_signs
from tidings.articles.titles import could_be_title, ends_list, is_dating

ENOUGH = 3.0  # the sum of the signs from which a gap is a boundary
ENOUGH_FOR_LITTLE = 4.0  # when little prose is below: teasers and boxes are like that
LEAST_PROSE = 200  # characters, in at least two paragraphs: less is a teaser
FULL_PROSE = 450
LEAST_PARAGRAPHS = 2
SCATTER = 2  # short lines in a row that end a run of prose
CLOSING = frozenset(
    {Label.DISCLAIMER, Label.SOURCE_LINE, Label.TAGS, Label.CREDIT, Label.SEPARATOR, Label.RELATED, Label.WIDGET}
)
ABOVE_TITLES = frozenset({Label.NAVIGATION, Label.WIDGET, Label.BYLINE, Label.TIMESTAMP})


@dataclass(frozen=True, slots=True)
class Zone:
    """What stands between two paragraphs of prose: blocks `first` to `below`, `below` being the lower paragraph."""

    first: int
    below: int


def find_heads(blocks: Sequence[Labelled]) -> list[int]:
    """Indexes of the blocks with which articles begin; the first is always 0."""
    heads = [0]
    above = Above()
    for zone in zones(blocks):
        above.add(blocks[zone.first - 1])
        ahead = prose_length(blocks, zone.below)
        if above.paragraphs < LEAST_PARAGRAPHS or above.length < LEAST_PROSE or ahead < LEAST_PROSE:
            continue
        title = find_title(blocks, zone)
        signs = find_signs(blocks, above, zone.first, zone.below, title)
        needed = ENOUGH if ahead >= FULL_PROSE else ENOUGH_FOR_LITTLE
        if sum(WEIGHTS[sign] * value for sign, value in signs.items()) >= needed:
            heads.append(head_start(blocks, zone, title))
            above = Above()
    return heads


def zones(blocks: Sequence[Labelled]) -> Iterator[Zone]:
    """The gaps between each paragraph of prose and the next."""
    above: int | None = None
    for index, block in enumerate(blocks):
        if block.label is Label.PROSE:
            if above is not None:
                yield Zone(above + 1, index)
            above = index


def prose_length(blocks: Sequence[Labelled], below: int) -> int:
    """Characters of the prose that begins at `below`, counted as far as needed; a single paragraph counts nothing."""
    count = length = scattered = 0
    for index in range(below, len(blocks)):
        block = blocks[index]
        if block.label is Label.PROSE:
            count, length, scattered = count + 1, length + len(block.text), 0
            if count >= LEAST_PARAGRAPHS and length >= FULL_PROSE:
                break
        elif block.label is Label.SHORT:
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
        candidates = [i for i in candidates if blocks[i].label is not Label.RELATED]
    if not candidates:
        return None
    seen: dict[str, int] = {}
    for i in candidates:
        key = blocks[i].text.casefold()
        if key in seen and blocks[seen[key]].label is not Label.RELATED:
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
