"""Numbers in words and digits, and words that are none."""

import pytest

from tidings.magnitudes.numbers import read_number

CASES = [
    ("five", 5),
    ("twenty five", 25),
    ("one hundred and five", 105),
    ("two thousand three hundred", 2_300),
    ("nine hundred ninety nine thousand", 999_000),
    ("2.5 million", 2_500_000),
    ("13,000", 13_000),
    ("hundred", 100),
    ("five two", None),
    ("twenty eleven", None),
    ("and", None),
    ("may", None),
    ("1.2.3", None),
    ("9" * 15, 10**15 - 1),
    ("9" * 16, None),  # a reference, not a number
    ("9" * 400, None),
    ("", None),
]


@pytest.mark.parametrize(("words", "value"), CASES)
def test_read_number(words: str, value: float | None) -> None:
    assert read_number(words.split()) == value
