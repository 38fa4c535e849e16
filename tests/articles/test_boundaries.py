"""Where an article begins: the signs of a gap, its title, and what goes with it."""

import pytest

from tidings.articles.block_labels import Labelled, label_blocks
from tidings.articles.blocks import find_blocks
from tidings.articles.boundaries import Zone, find_heads, find_title, head_start, prose_length, zones
from tidings.articles.neighbour_labels import label_in_context

FERRY = (
    "The ferry sank off the coast of Malta on Monday with forty people aboard, the coast guard of the island said.",
    "Divers went on with their search on Tuesday, although the sea was rough and the wreck lies sixty metres deep.",
    "Most of those aboard were pilgrims on their way home, said the mayor of the town where they were to land.",
)
MINE = (
    "Miners in the north of Chile laid down their work on Wednesday and asked for safer shafts and higher wages.",
    "The company offered talks for the first time since March, but said that its offer of January was its last one.",
    "Police kept the road to the mine open, and nobody was hurt when the two sides met at the gate in the evening.",
    "The union said that it would go on for as long as it takes, and that others would join it within the week.",
    "Copper became dearer by two per cent on the news, for the mine gives a twentieth of what the world uses.",
)


def blocks_of(*lines: str) -> list[Labelled]:
    return label_in_context(label_blocks(find_blocks("\n\n".join(lines))))


HEADS = [
    ((*FERRY, "Miners lay down work", "By Ida Lund", "3 June 2019", *MINE), [0, 3]),
    ((*FERRY, "By Ida Lund", "3 June 2019", "Miners lay down work", *MINE), [0, 3]),
    ((*FERRY, "Related stories", "Miners lay down work", *MINE[:1]), [0]),  # one paragraph is a teaser
    ((*FERRY, "The wreck", *FERRY[1:]), [0]),  # a heading
    ((*FERRY, *MINE), [0]),  # nothing between
    (("Miners lay down work", "By Ida Lund", "3 June 2019", *MINE), [0]),  # nothing above
]


@pytest.mark.parametrize(("lines", "heads"), HEADS)
def test_with_which_blocks_articles_begin(lines: tuple[str, ...], heads: list[int]) -> None:
    assert find_heads(blocks_of(*lines)) == heads


AHEAD = [
    (MINE, True),
    (MINE[:1], False),
    ((MINE[0], "A day at sea", MINE[1]), True),
    ((MINE[0], "A day at sea", "A night on land", MINE[1]), False),  # scattered: teasers
    ((MINE[0], "3 June 2019", MINE[1]), False),  # another article
    ((f"{MINE[0]}..", MINE[1]), False),  # broken off: a teaser
]


@pytest.mark.parametrize(("lines", "is_prose"), AHEAD)
def test_whether_a_text_lies_ahead(lines: tuple[str, ...], is_prose: bool) -> None:
    assert (prose_length(blocks_of(*lines), 0) > 0) is is_prose


TITLES = [
    (("Miners lay down work",), "Miners lay down work"),
    (("Mining and trade", "Miners lay down work"), "Miners lay down work"),  # the last
    (("Miners lay down work", "Mining and trade", "Miners lay down work"), "Miners lay down work"),
    (("Miners lay down work", "3 June 2019", "Share", "Mining and trade"), "Miners lay down work"),  # above the date
    (("3 June 2019", "Miners lay down work"), "Miners lay down work"),
    (("3 June 2019",), None),
    ((), None),
]


@pytest.mark.parametrize(("between", "title"), TITLES)
def test_the_title_of_a_gap(between: tuple[str, ...], title: str | None) -> None:
    blocks = blocks_of(FERRY[0], *between, MINE[0])
    (zone,) = zones(blocks)
    found = find_title(blocks, zone)
    assert (blocks[found].text if found is not None else None) == title


def test_of_a_title_set_twice_the_first_counts() -> None:
    blocks = blocks_of(FERRY[0], "Miners lay down work", "Mining and trade", "Miners lay down work", MINE[0])
    assert find_title(blocks, Zone(1, 4)) == 1


STARTS = [
    (("By Ida Lund", "3 June 2019", "Miners lay down work"), 3, 1),
    (("The wreck", "3 June 2019", "Miners lay down work"), 3, 2),  # a short line closes the article above
    (("Miners lay down work",), 1, 1),
    (("Reporting by Ida Lund", "The wreck"), None, 2),  # without a title, below what closes the one above
    (("The wreck",), None, 1),
]


@pytest.mark.parametrize(("between", "title", "start"), STARTS)
def test_what_stands_above_a_title_goes_with_it(between: tuple[str, ...], title: int | None, start: int) -> None:
    blocks = blocks_of(FERRY[0], *between, MINE[0])
    assert head_start(blocks, Zone(1, len(between) + 1), title) == start
