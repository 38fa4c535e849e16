"""What one line is, looked at by itself: each kind of furniture beside a line that only looks like it."""

import pytest

from tidings.articles.block_labels import BlockLabel, Label, label_block
from tidings.articles.blocks import find_blocks
from tidings.articles.boilerplate import Reach
from tidings.vocabulary import RemovedKind

KINDS = [
    ("* * * * *", BlockLabel.SEPARATOR),
    ("14", RemovedKind.WIDGET),
    ("~^ ,;'| .", RemovedKind.OCR_NOISE),
    ("G7", BlockLabel.SHORT),  # short, but letters and digits
    ("Updated 14:05 GMT, 3 June 2019", RemovedKind.TIMESTAMP),
    ("On 3 June 2019 the ferry to Malta sank off the coast.", BlockLabel.PROSE),
    ("Elections 3 June 2019 in Malta and Cyprus today", BlockLabel.SHORT),  # more to read than a date
    ("Malta 3 June 2019", RemovedKind.TIMESTAMP),
    ("Parliamentary elections 3 June 2019", BlockLabel.SHORT),  # few words, but no place
    ("By Anna Kowalska", RemovedKind.BYLINE),
    ("By Tuesday evening the water had reached the market square.", BlockLabel.PROSE),
    ("Share on Facebook", RemovedKind.WIDGET),
    ("Share prices on the stock exchange of Oslo fell sharply.", BlockLabel.PROSE),
    ("Advertisement", RemovedKind.ADVERTISEMENT),
    ("This article has been corrected.", RemovedKind.DISCLAIMER),  # what it corrects is told when it is removed
    ("(Reporting by Jan Novak; editing by Eva Mala)", RemovedKind.CREDIT),
    ("Reporting on the war was hindered by the army for months.", BlockLabel.PROSE),
    ("A woman walks past a burnt bus in Conakry, Guinea, June 3, 2019. REUTERS/Jan Novak", RemovedKind.CAPTION),
    ("Minister resigns over ferry disaster", BlockLabel.SHORT),
    ("The minister resigned on Monday.", BlockLabel.PROSE),
    ("The army resigned.", BlockLabel.SHORT),  # three words are no sentence yet
    ("New cases of the fever found in U.S.", BlockLabel.SHORT),  # the full stop is the abbreviation's
]


@pytest.mark.parametrize(("line", "label"), KINDS)
def test_a_line_is_labelled(line: str, label: Label) -> None:
    (block,) = find_blocks(line)
    assert label_block(block).label is label


def test_a_sign_off_takes_the_rest_with_it_and_a_byline_does_not() -> None:
    sign_off, byline = find_blocks("(Reporting by Jan Novak)\n\nBy Jan Novak")
    assert label_block(sign_off).reach is Reach.REST
    assert label_block(byline).reach is Reach.LINE
