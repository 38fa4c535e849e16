"""What a line is among its neighbours: each case beside one in which the neighbours stand otherwise."""

import pytest

from tidings.articles.block_labels import BlockLabel, Label, label_blocks
from tidings.articles.blocks import find_blocks
from tidings.articles.neighbour_labels import join_titles, label_in_context
from tidings.vocabulary import RemovedKind

TITLE = "Minister resigns over ferry disaster"
PROSE = "The minister of transport resigned on Monday, two days after the ferry sank."
OTHER = "Divers went on with their search of the wreck on Tuesday morning."
POST = "Ola\n3 June 2019 14:0{}\nThat was long overdue.\n\n"

CASES = [
    ("A ferry lies off the coast\nGetty Images", "A ferry lies off the coast", RemovedKind.CAPTION),
    ("A ferry lies off the coast\n\nGetty Images", "A ferry lies off the coast", BlockLabel.SHORT),
    (f"{PROSE}\nGetty Images", PROSE, BlockLabel.PROSE),  # a whole sentence may end a body
    (f"{PROSE}\n\n{OTHER}\n\n{PROSE}", PROSE, RemovedKind.DUPLICATE),
    (f"{PROSE}\n{PROSE}", PROSE, RemovedKind.CAPTION),
    (f"It is over.\n\n{OTHER}\n\nIt is over.", "It is over.", BlockLabel.SHORT),  # comes back by chance
    (f"Most read\n{TITLE}\nStrike ends in Piraeus", TITLE, RemovedKind.RELATED),
    (f"Most read\nStrike ends in Piraeus\n\n\n{TITLE}", TITLE, BlockLabel.SHORT),
    (f"Most read\n{PROSE}\n{TITLE}", TITLE, BlockLabel.SHORT),  # a paragraph ends the list
    (f"{TITLE}\n\nPolice at the gate0:35", "Police at the gate0:35", RemovedKind.RELATED),
    (f"{TITLE}\n\nPolice at the gate by 10:35", "Police at the gate by 10:35", BlockLabel.SHORT),
    (f"Video 1:05\n{PROSE}", PROSE, RemovedKind.RELATED),
    (f"Video 1:05\n\n{PROSE}", PROSE, BlockLabel.PROSE),
    (f"{TITLE}\n\nIda Lund\n\n3 June 2019\n\n{PROSE}", "Ida Lund", RemovedKind.BYLINE),
    (f"{PROSE}\n\nIda Lund\n\n3 June 2019\n\n{OTHER}", "Ida Lund", BlockLabel.SHORT),  # no title above
    (f"{TITLE}\n\nIda Lund\n\n{TITLE}", "Ida Lund", BlockLabel.SHORT),  # neither date nor text below
    (POST.format(1) + POST.format(2) + POST.format(3), "Ola", RemovedKind.NAVIGATION),
    (POST.format(1) + POST.format(2), "Ola", BlockLabel.SHORT),  # two are no thread yet
]


@pytest.mark.parametrize(("text", "line", "label"), CASES)
def test_the_first_of_such_lines(text: str, line: str, label: Label) -> None:
    blocks = label_in_context(label_blocks(find_blocks(text)))
    assert next(block.label for block in blocks if block.text == line) is label


WRAPPED = (
    "The minister of transport resigned on Monday, two\ndays after the ferry sank off the coast of Malta with\n"
    "forty people aboard, most of them pilgrims."
)
TITLES = [
    (f"Minister of transport resigns over\nFerry Disaster off Malta\n\n{WRAPPED}", 2),
    (f"Minister of transport resigns over\n\nFerry Disaster off Malta\n\n{WRAPPED}", 3),
    (f"Minister resigns\nFerry Disaster off Malta\n\n{PROSE}\n\n{OTHER}", 4),  # nothing shows that the text is wrapped
    (f"Minister of transport resigns over\nIda Lund\n\n{WRAPPED}", 3),  # a name is no second half
]


@pytest.mark.parametrize(("text", "blocks"), TITLES)
def test_a_title_broken_in_two_is_one(text: str, blocks: int) -> None:
    assert len(join_titles(label_blocks(find_blocks(text)))) == blocks
