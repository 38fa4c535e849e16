"""Give the numbers of a sentence to the event they count, by a scored choice: codebook rulings 13, 20 and 41."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from tidings.events.attributes.choice import shares_by, weights_in
from tidings.events.attributes.count_offers import CountOffer, count_offers
from tidings.events.attributes.counted import Count
from tidings.events.candidates import Candidate
from tidings.events.passage_index import PassageIndex
from tidings.records import Magnitude
from tidings.vocabulary import MagnitudeKind

# How likely a number must count for an event. Out of fold the F1 hardly differs from 0.25 to 0.45.
LEAST = 0.3


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of every feature; unknown features weigh nothing. `training/quantities.py` fits them."""
    return weights_in("quantities.csv")["count"]


def magnitudes_of(
    reading: PassageIndex, candidate: Candidate, beside: Sequence[Candidate], mode: str | None
) -> tuple[Magnitude, ...]:
    """The quantities of an event in text order, of every kind and unit the likeliest number, if it is likely enough.

    `beside`: all events of the sentence, among which its numbers are shared out.
    """
    offered = count_offers(reading, candidate, beside, mode)
    found = (count.magnitude(kind) for kind, count in likeliest(offered, weights()))
    return tuple(sorted(found, key=lambda magnitude: magnitude.start))


def likeliest(
    offered: Iterable[tuple[Count, Sequence[CountOffer]]], known: Mapping[str, float]
) -> list[tuple[MagnitudeKind, Count]]:
    """Of every kind and unit the number that is likeliest by weights, if it is likely enough; a number has one kind."""
    best: dict[tuple[MagnitudeKind, str | None], tuple[float, Count]] = {}
    for count, offers in offered:
        told = shares_by(known, [offer.features for offer in offers])
        for share, offer in sorted(zip(told, offers, strict=True), key=_share, reverse=True):
            if offer.kind is not None:
                key = offer.kind, count.unit
                if share >= LEAST and (key not in best or share > best[key][0]):
                    best[key] = share, count
                break
    return [(kind, count) for (kind, _), (_, count) in best.items()]


def _share(offered: tuple[float, CountOffer]) -> float:
    return offered[0]
