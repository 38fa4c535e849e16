"""Find the quantities of a parsed text: numbers with their bounds, before what they count is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from tidings.magnitudes.numbers import number_words, read_number
from tidings.magnitudes.tables import bounds, phrases

LONGEST_PHRASE = 3  # words of bounds and vague numbers: "in excess of", "hundreds of thousands"
LONGEST_NUMBER = 8
RANGE_WORDS = {"to", "-", "–", "—"}
NOT_BEFORE = {".", ":", "/", "#", "no"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens [start, end) of a number with its bound words; `number` is where the number itself begins."""

    start: int
    number: int
    end: int
    low: float | None
    high: float | None


def quantities(doc: Doc) -> Iterator[Quantity]:
    """The quantities in text order, none overlapping."""
    lowers = [token.lower_ for token in doc]
    at = 0
    while at < len(lowers):
        value = _value(lowers, at)
        if value is None:
            at += 1
            continue
        end, low, high = value
        quantity = _bounded(lowers, at, *_ranged(lowers, end, low, high, at))
        yield quantity
        at = max(quantity.end, at + 1)


def _value(lowers: list[str], at: int) -> tuple[int, float, float] | None:
    """The end and value of the number that begins here."""
    word = lowers[at]
    if not (word[0].isdigit() or word in _first_words()):
        return None
    for length in range(LONGEST_PHRASE, 0, -1):
        found = phrases().get(tuple(lowers[at : at + length]))
        if found:
            return at + length, *found
    if not (word[0].isdigit() or word in number_words()):
        return None
    best = None
    words: list[str] = []
    for end in range(at, min(at + LONGEST_NUMBER, len(lowers))):
        if lowers[end] == "-" and words and lowers[end - 1] in number_words():
            continue
        words.append(lowers[end])
        value = read_number(words)
        if value is not None:
            best = end + 1, float(value), float(value)
        elif lowers[end] != "and":
            break
    return best


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset({*number_words(), *(phrase[0] for phrase in phrases())})


def _ranged(lowers: list[str], end: int, low: float, high: float, at: int) -> tuple[int, float, float]:
    """Extended to "6,000 to 10,000", "100-150" and "between 100 and 150"."""
    joins = end < len(lowers) and (
        lowers[end] in RANGE_WORDS or (lowers[end] in ("and", "or") and at > 0 and lowers[at - 1] == "between")
    )
    other = _value(lowers, end + 1) if joins and end + 1 < len(lowers) else None
    if other is None or (other[1] < low and not _shares_scale(low, other[1])):
        return end, low, high
    if low < other[1] >= 1_000 and low < 1_000 and lowers[other[0] - 1] in number_words():
        low *= (
            10 ** (len(f"{other[1]:.0f}") - len(f"{other[1]:.0f}".rstrip("0")))
            if other[1] % 1000 == 0 and low < 100
            else 1
        )
    return other[0], low, other[2]


def _shares_scale(low: float, high: float) -> bool:
    return False


def _bounded(lowers: list[str], at: int, end: int, low: float, high: float) -> Quantity:
    """With the words before it: "at least", "up to", "some"; "or more", "or so" after it."""
    start, least, most = at, low if low is not None else None, high
    if at and lowers[at - 1] == "between":
        return Quantity(at - 1, at, end, low, high)
    for length in range(LONGEST_PHRASE + 1, 0, -1):
        bound = bounds().get(tuple(lowers[max(0, at - length) : at]))
        if bound:
            start = at - length
            return Quantity(start, at, end, None if bound == "high" else low, None if bound == "low" else high)
    if lowers[end : end + 2] == ["or", "more"]:
        return Quantity(start, at, end + 2, least, None)
    return Quantity(start, at, end, least, most)
