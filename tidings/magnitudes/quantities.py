"""Find the quantities of a parsed text: numbers with their bounds, before what they count is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tidings.magnitudes.numbers import number_words, read_number
from tidings.magnitudes.tables import bounds, currencies, phrases
from tidings.parse.tree import Doc, Span

LONGEST_PHRASE = 3  # words of a vague number: "hundreds of thousands"
LONGEST_BOUND = 4  # words of a bound: "in excess of"
LONGEST_NUMBER = 8  # words of a number
SMALLEST_SCALED = 1_000  # in "5 to 10 million" the 5 is five million, in "5,000 to 1 million" it is not
RANGE_WORDS = {"to", "-", "–", "—", "or", "and"}
ARTICLES = {"a", "an"}
MORE = (("or", "more"), ("+",))  # "40 or more", "40+"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens [start, end) of a number with its bound words; `number` is where the number itself begins.

    An article is a quantity of one: whether it counts is for what it stands before to say.
    """

    start: int
    number: int
    end: int
    low: float | None
    high: float | None


def quantities(tokens: Doc | Span) -> Iterator[Quantity]:
    """The quantities in text order, none overlapping, in tokens of the text or the span."""
    lowers = [token.lower_ for token in tokens]
    at = 0
    while at < len(lowers):
        value = _value(lowers, at)
        if value is None:
            at += 1
            continue
        end, low, high = value
        quantity = _bounded(lowers, at, *_ranged(lowers, at, end, low, high))
        yield quantity
        at = max(quantity.end, at + 1)


def _value(lowers: list[str], at: int) -> tuple[int, float, float] | None:
    """The end and the value of the number that begins here."""
    word = lowers[at]
    if not (word[0].isdigit() or word in _first_words()):
        return None
    for length in range(LONGEST_PHRASE, 0, -1):
        found = phrases().get(tuple(lowers[at : at + length]))
        if found:
            return at + length, *found
    if word in ARTICLES:
        return at + 1, 1, 1
    return _number(lowers, at)


def _number(lowers: list[str], at: int) -> tuple[int, float, float] | None:
    best = None
    words: list[str] = []
    for end in range(at, min(at + LONGEST_NUMBER, len(lowers))):
        if lowers[end] == "-" and words and number_words().keys() & {words[-1], *lowers[end + 1 : end + 2]}:
            continue
        is_million = lowers[end] == "m" and at > 0 and lowers[at - 1] in currencies()
        words.append("million" if is_million else lowers[end])
        value = read_number(words)
        if value is not None:
            best = end + 1, float(value), float(value)
        elif lowers[end] != "and":
            break
    return best


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset({*ARTICLES, *number_words(), *(phrase[0] for phrase in phrases())})


def _ranged(lowers: list[str], at: int, end: int, low: float, high: float) -> tuple[int, float, float]:
    """Extended to the range that begins here: "6,000 to 10,000", "100-150", "between 100 and 150", "two or three"."""
    if end + 1 >= len(lowers) or lowers[end] not in RANGE_WORDS or lowers[at] in ARTICLES:
        return end, low, high
    if lowers[end] == "and" and (not at or lowers[at - 1] != "between"):
        return end, low, high
    other = _value(lowers, end + 1)
    if other is None or lowers[end + 1] in ARTICLES:
        return end, low, high
    last, known = lowers[other[0] - 1], number_words().get(lowers[other[0] - 1])
    is_scaled = known is not None and known[1] == "scale" and last not in lowers[at:end] and low < SMALLEST_SCALED
    scaled = low * known[0] if is_scaled and known is not None else low
    return (other[0], scaled, other[2]) if scaled < other[2] else (end, low, high)


def _bounded(lowers: list[str], at: int, end: int, low: float, high: float) -> Quantity:
    """With the words before it ("at least", "up to", "some"), or after it ("or more")."""
    if at and lowers[at - 1] == "between" and low != high:
        return Quantity(at - 1, at, end, low, high)
    front = at - 1 if at and lowers[at - 1] in currencies() else at  # "over $3 million"
    for length in range(min(LONGEST_BOUND, front), 0, -1):
        bound = bounds().get(tuple(lowers[front - length : front]))
        if bound:
            return Quantity(front - length, at, end, None if bound == "high" else low, None if bound == "low" else high)
    for more in MORE:
        if tuple(lowers[end : end + len(more)]) == more:
            return Quantity(at, at, end + len(more), low, None)
    return Quantity(at, at, end, low, high)
