"""Place an event: codebook rulings 12 and 35; which place is meant is a scored choice among those the text offers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, fsum

from tidings.events.arguments import Trigger
from tidings.events.attributes.boosted_trees import Trees, read_trees
from tidings.events.attributes.place_offers import UNTOLD, Features, place_offers
from tidings.events.attributes.status import Factuality
from tidings.events.passage_index import PassageIndex
from tidings.records import Event, Mention, Place
from tidings.vocabulary import PlaceBasis

# How likely a place must be to be told: of the event, and, where tellings are compared, in its own sentence. The first
# is low because coders leave a place out more often than not; see docs/decisions.md.
LEAST = 0.05
LEAST_OWN = 0.15
KEPT = 0.01  # a place less likely is forgotten at once


@dataclass(frozen=True, slots=True)
class Placing:
    """A place that an event may be in, what tells it, and how likely it is the one that a coder gives."""

    place: Place
    basis: PlaceBasis
    chance: float


def placings_of(
    reading: PassageIndex, trigger: Trigger, scope: Factuality, sources: Sequence[Mention], targets: Sequence[Mention]
) -> tuple[Placing, ...]:
    """Of all places that the text offers for a trigger those that are likely at all, the likeliest first."""
    offers = place_offers(reading, trigger, scope, sources, targets)
    chances = chances_of([offer.features for offer in offers])
    found = (Placing(o.place, o.basis, chance) for o, chance in zip(offers, chances, strict=True) if chance >= KEPT)
    return tuple(sorted(found, key=lambda placing: -placing.chance))


def chances_of(offers: Sequence[Features]) -> list[float]:
    """How likely each offer is the place of its event, in three digits; that it has none stands at odds of 1."""
    if not offers:
        return []
    judge = trees()
    odds = judge.log_odds([[float(features.get(name, UNTOLD)) for name in judge.features] for features in offers])
    top = max(0.0, float(odds.max()))
    powers = [exp(one - top) for one in odds.tolist()]
    whole = fsum((exp(-top), *powers))
    return [round(power / whole, 3) for power in powers]


@lru_cache(maxsize=1)
def trees() -> Trees:
    """The trees that judge places; `training/places.py` fits them."""
    return read_trees("tidings.events.attributes", "place_trees.csv")


def place_of(placings: Iterable[Placing]) -> Place | None:
    """The place that a trigger's own sentence tells, if the likeliest there is likely enough."""
    own = next((placing for placing in placings if placing.basis is PlaceBasis.SENTENCE), None)
    return own.place if own is not None and own.chance >= LEAST_OWN else None


def together(tellings: Sequence[Sequence[Placing]]) -> tuple[Placing, ...]:
    """The places of several tellings of one happening, the likeliest on average first; each with what tells it in the
    telling that says it most clearly."""
    total: defaultdict[tuple[str, str | None], float] = defaultdict(float)
    best: dict[tuple[str, str | None], Placing] = {}
    for placing in (placing for telling in tellings for placing in telling):
        key = placing.place.name, placing.place.country
        total[key] += placing.chance / len(tellings)
        if key not in best or placing.chance > best[key].chance:
            best[key] = placing
    return tuple(replace(best[key], chance=total[key]) for key in sorted(total, key=lambda key: -total[key]))


def placed(event: Event, tellings: Sequence[Sequence[Placing]]) -> Event:
    """The event in the place likeliest over all its tellings, and what tells it; in none if that is too unlikely."""
    likeliest = next(iter(together(tellings)), None)
    if likeliest is None or likeliest.chance < LEAST:
        return replace(event, place=None, place_basis=None)
    return replace(event, place=likeliest.place, place_basis=likeliest.basis)
