"""Find how many: the magnitudes of a parsed text, each with its kind, bounds and unit (codebook rulings 13 and 41)."""

from collections.abc import Iterator

from tidings.magnitudes.kinds import Counted, kind_of
from tidings.magnitudes.quantities import Quantity, quantities
from tidings.parse.tree import Doc, Token
from tidings.records import Magnitude


def find_magnitudes(doc: Doc) -> tuple[Magnitude, ...]:
    """The magnitudes of a text in order; the span covers the number, its bounds and the noun counted."""
    return tuple(_magnitudes(doc))


def _magnitudes(doc: Doc) -> Iterator[Magnitude]:
    text = doc.text  # once: it joins all tokens at each call
    for quantity in quantities(doc):
        counted = kind_of(doc, quantity)
        if counted is not None:
            yield _magnitude(doc, text, quantity, counted)


def _magnitude(doc: Doc, text: str, quantity: Quantity, counted: Counted) -> Magnitude:
    first: Token = doc[min(quantity.start, counted.start)]
    last: Token = doc[max(quantity.end, counted.end) - 1]
    start, end = first.idx, last.idx + len(last)
    return Magnitude(start, end, text[start:end], counted.kind, quantity.low, quantity.high, counted.unit)
