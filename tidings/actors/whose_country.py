"""Which country a party is of: what the rules read and what the encoder points at, weighed by what was measured.

The score of a country is a sum of log shares: those of the encoder for all mentions of the actor, those for the words
themselves, and a gain for the country that words of the text tell. A conditional logit (McFadden 1974); its weights
stand in party_countries.csv, fitted by training/party_countries.py.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tidings.csv_rows import read_data
from tidings.records import Actor
from tidings.vocabulary import CountryBasis

Countries = tuple[tuple[str | None, float], ...]
# Added to a share, so that none of them has a score without bound.
LEAST_SHARE = 0.01
FEATURES = ("all mentions", "these words", "told")
READ = frozenset({CountryBasis.TABLE, CountryBasis.WORDS})


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of every feature."""
    rows = read_data("party_countries.csv", ("feature", "weight", "note"))
    return {row.required("feature"): float(row.required("weight")) for row in rows}


def choices(actor: Actor | None, everywhere: Countries, here: Countries) -> list[str | None]:
    """The countries that come into question, None for none, first the one that the rules read."""
    read = [actor.country] if actor is not None else []
    return list(dict.fromkeys([*read, *(c for c, _ in everywhere), *(c for c, _ in here), None]))


def features(country: str | None, actor: Actor | None, everywhere: Countries, here: Countries) -> Sequence[float]:
    """What speaks for a country, in the order of FEATURES."""
    shares = (math.log(dict(told).get(country, 0.0) + LEAST_SHARE) for told in (everywhere, here))
    is_told = actor is not None and actor.country == country and actor.country_basis in READ
    return (*shares, float(is_told))


def whose_country(
    actor: Actor | None, everywhere: Countries, here: Countries, weighing: Mapping[str, float] | None = None
) -> str | None:
    """The likeliest country of somebody: `everywhere`, as the encoder points for all mentions, and `here` for one."""
    weighed = [(weighing or weights())[feature] for feature in FEATURES]

    def score(country: str | None) -> float:
        told = zip(weighed, features(country, actor, everywhere, here), strict=True)
        return round(sum(weight * value for weight, value in told), 6)

    return max(choices(actor, everywhere, here), key=score)
