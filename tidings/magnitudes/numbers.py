"""Read numbers written in words, digits or both: words in, value out."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tidings.csv_rows import read_table

GLUED = re.compile(r"([\d.]+)(bn|mn|tn)")
ROLES = ("unit", "tens", "scale")


@lru_cache(maxsize=1)
def number_words() -> dict[str, tuple[int, str]]:
    """Every number word with its value and role. Raises TableError for a bad row."""
    words: dict[str, tuple[int, str]] = {}
    for row in read_table("tidings.magnitudes", "numbers.csv"):
        words[row["word"]] = (row.whole("value"), row.one_of("role", ROLES))
    return words


def read_number(words: Sequence[str]) -> float | None:
    """The value of number words in lower case, None when together they are no number.

    >>> read_number(["one", "hundred", "and", "five"])
    105
    >>> read_number(["2.5", "million"])
    2500000.0
    >>> read_number(["five", "two"]) is None
    True
    """
    total, part, last = 0.0, None, ""
    for word in words:
        if word == "and" and last == "scale":
            continue
        known = number_words().get(word)
        value: float | None = known[0] if known else _digits(word)
        role = known[1] if known else "digits"
        if value is None:
            return None
        if role == "scale":
            part = (1 if part is None else part) * value
            if value >= 1_000:
                total, part = total + part, None
        elif part is None:
            part = value
        elif (role == "unit" and last == "tens" and value < 10) or last == "scale":
            part += value
        else:
            return None
        last = role
    if not last:
        return None
    result = total + (part or 0)
    return int(result) if result == int(result) and not any("." in word for word in words) else result


# Digits of the longest number that counts something: hundreds of trillions, which a float holds exactly.
LONGEST = 15


def _digits(word: str) -> float | None:
    plain, scale = word.replace(",", ""), 1
    if (glued := GLUED.fullmatch(plain)) is not None:  # "$280bn" is one word
        plain, scale = glued[1], number_words()[glued[2]][0]
    if not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
        return None
    if len(plain) > LONGEST:  # a key, a reference, noise: nothing is counted by such a number
        return None
    return float(plain) * scale if "." in plain else int(plain) * scale
