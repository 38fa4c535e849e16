"""Choose among what is on offer by weighed features: a conditional logit (McFadden 1974).

The weights stand in choices.csv beside this module; `training/choices.py` fits them.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from tidings.csv_rows import read_table

# The names of what is true of one offer.
Features = Collection[str]


def weights_in(file: str) -> Mapping[str, Mapping[str, float]]:
    """The weights of a table beside this module, by what is judged or chosen and the name of the feature."""
    found: dict[str, dict[str, float]] = {}
    for row in read_table("tidings.events.attributes", file):
        found.setdefault(row["of"], {})[row["feature"]] = row.number("weight")
    return found


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weight of every feature, by what is chosen ("day") and name; unknown features weigh nothing."""
    return weights_in("choices.csv")


def shares(of: str, offers: Sequence[Features]) -> list[float]:
    """How likely each offer is the one that is meant: together 1, whatever the order of its features."""
    return shares_by(weights()[of], offers)


def shares_by(known: Mapping[str, float], offers: Sequence[Features]) -> list[float]:
    """Likewise, by weights of one's own."""
    sums = [math.fsum(known.get(name.strip(), 0.0) for name in features) for features in offers]
    top = max(sums, default=0.0)
    powers = [math.exp(total - top) for total in sums]
    whole = math.fsum(powers)
    return [power / whole for power in powers]
