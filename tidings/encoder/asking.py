"""What is asked of a window: who in it may be a party, and what the rules know of countries."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tidings.encoder import heads
from tidings.encoder.heads import Asked, Floats
from tidings.encoder.pieces import Pieces, Span, overlap
from tidings.encoder.records import Hint

Hints = Sequence[tuple[Span, Hint]]


@dataclass(frozen=True, slots=True)
class Known:
    """The rules' hints by word pieces, and the countries named most in the text with their shares.

    `begins`: where each hint begins and its number, in the order of the text: a window must not look at all of them.
    """

    hints: Hints
    begins: tuple[tuple[int, int], ...]
    document: tuple[tuple[str, float], ...]

    def within(self, start: int, end: int) -> list[tuple[Span, Hint]]:
        """The hints of the pieces [start, end), counted from `start`, in their own order."""
        inside = self.begins[bisect_left(self.begins, (start, -1)) : bisect_left(self.begins, (end, -1))]
        told = (self.hints[number] for number in sorted(number for _, number in inside))
        return [((a - start, b - start), hint) for (a, b), hint in told if b <= end]


def known_of(hints: Hints, document: tuple[tuple[str, float], ...]) -> Known:
    """What is known of a text: its hints by word pieces, and its countries as `first_countries` gives them."""
    begins = sorted((span[0], number) for number, (span, _) in enumerate(hints))
    return Known(hints, tuple(begins), document)


def first_countries(hints: Sequence[Hint]) -> tuple[tuple[str, float], ...]:
    """The countries named most in a text, and their shares of all names with a country."""
    counts = Counter(hint.country for hint in hints if hint.is_name and hint.country is not None)
    total = counts.total()
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: heads.MOST_OF_DOCUMENT]
    return tuple((country, count / total) for country, count in most)


def parties_in(shares: Floats, hints: Hints, *, least: float) -> dict[Span, float]:
    """The spans of a window that may be a party, with their scores: those read as one, then hints beside them."""
    found = dict(heads.spans_of(shares[:, heads.PARTY], least=least))
    for span, _ in hints:
        if not any(overlap(span, other) for other in found):
            found[span] = float(1 - shares[span[0], heads.PARTY, 0])
    return found


def asked_of(
    pieces: Pieces, bounds: Span, triggers: Sequence[Span], mentions: Sequence[Span], hints: Hints, known: Known
) -> Asked:
    """What the heads are asked of the pieces within `bounds`; the spans count from there."""
    names = [(span, hint.country) for span, hint in hints if hint.is_name and hint.country is not None]
    return Asked(
        sentence=pieces.sentence[slice(*bounds)],
        triggers=triggers,
        mentions=mentions,
        names=[span for span, _ in names],
        name_countries=[country for _, country in names],
        own_countries=[own_country(span, hints) for span in mentions],
        document=known.document,
    )


def own_country(mention: Span, hints: Hints) -> str | None:
    """The country the rules give to a mention by their own reading of it."""
    return next((hint.country for span, hint in hints if hint.country and overlap(span, mention)), None)
