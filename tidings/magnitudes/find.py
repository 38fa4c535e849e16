"""Find how many: the magnitudes of a parsed text, each with its kind, bounds and unit (codebook rulings 13 and 41)."""

from collections.abc import Iterator
from dataclasses import replace

from tidings.magnitudes.kinds import Counted, kind_of, noun_counted
from tidings.magnitudes.numbers import number_words
from tidings.magnitudes.quantities import ARTICLES, Quantity, quantities
from tidings.magnitudes.tables import phrases
from tidings.parse.tree import Doc, Token
from tidings.records import Magnitude
from tidings.vocabulary import MagnitudeKind


def find_magnitudes(doc: Doc) -> tuple[Magnitude, ...]:
    """The magnitudes of a text in order; the span covers the number, its bounds and the noun counted."""
    return tuple(_magnitudes(doc))


def count_people(noun: Token, kind: MagnitudeKind) -> Magnitude | None:
    """How many of those a noun names are told, of a kind that another word gives: "rounded up [nearly 300 traders]"."""
    doc, first = noun.doc, noun.sent.start
    for found in quantities(noun.sent):
        quantity = replace(found, start=found.start + first, number=found.number + first, end=found.end + first)
        is_article = doc[quantity.number].lower_ in ARTICLES
        is_number = quantity.number <= noun.i < quantity.end
        if not is_article and (is_number or noun_counted(doc, quantity) == noun):
            return _magnitude(doc, doc.text, quantity, Counted(kind, quantity.start, max(noun.i + 1, quantity.end)))
    return None


def is_number(token: Token) -> bool:
    """Whether a word stands for those it counts: "[sixteen] who had come", "[thousands] marched"."""
    return token.pos_ == "NUM" or token.lower_ in number_words() or (token.lower_,) in phrases()


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
