"""The tense in which a day is told, by the verb that it belongs to."""

import pytest

from tidings.dates.aligned import align
from tidings.dates.context import Tense
from tidings.dates.tense import tense_at
from tidings.parse.spacy_parser import parse

CASES = [
    ("The envoys met on Monday.", Tense.PAST),
    ("The envoys have met on Monday.", Tense.PAST),
    ("The envoys will meet on Monday.", Tense.FUTURE),
    ("The envoys won't meet on Monday.", Tense.FUTURE),
    ("The envoys agreed to meet on Monday.", Tense.FUTURE),
    ("The talks are scheduled for Monday.", Tense.FUTURE),
    ("The talks begin on Monday.", Tense.FUTURE),
    ("The envoys would meet on Monday.", Tense.PROSPECTIVE),
    ("The envoys would have met on Monday.", Tense.PAST),  # they did not, but it is over
    ("The minister was forced to resign on Monday.", Tense.PAST),
    ("The envoy could not be reached on Monday.", Tense.UNKNOWN),
]


@pytest.mark.parametrize(("text", "tense"), CASES)
def test_tense_at(text: str, tense: Tense) -> None:
    assert tense_at(align(parse(text)), text.index("Monday") + len("Monday")) is tense
