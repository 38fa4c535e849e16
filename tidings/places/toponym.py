"""A stretch of text that names a place, with the places it may stand for."""

from dataclasses import dataclass

from tidings.parse.tree import Span
from tidings.places.gazetteer import Entry


@dataclass(slots=True)
class Toponym:
    """`text[start:end]`, the tokens [first, stop), what it may stand for, and what is said of it on the spot.

    `kinds` are the features that a kind word beside it asks for; `container` is the toponym after it that says where
    it lies; `is_joined` tells that a comma or "and" joins the next toponym to it;
    `is_told`, that the words beside it say that it is a place.
    """

    start: int
    end: int
    first: int
    stop: int
    text: str
    entries: tuple[Entry, ...]
    kinds: frozenset[str] = frozenset()
    container: "Toponym | None" = None
    is_joined: bool = False
    is_told: bool = False
    _codes: frozenset[str] | None = None

    @classmethod
    def of(cls, span: Span, entries: tuple[Entry, ...], kinds: frozenset[str], *, is_told: bool = False) -> "Toponym":
        """The toponym of a span."""
        return cls(span.start_char, span.end_char, span.start, span.end, span.text, entries, kinds, is_told=is_told)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the countries and divisions it may stand for."""
        if self._codes is None:
            self._codes = frozenset(entry.code for entry in self.entries if entry.code)
        return self._codes
