"""The country of a town or province by its name alone, if hardly another place of that name is meant."""

from collections.abc import Set
from functools import lru_cache

from tidings.places.gazetteer import load

# The best-known bearer of a name decides when it has this many times the people of the next one abroad.
CLEAR_LEAD = 4


def country_of_place(name: str, named: Set[str | None]) -> str | None:
    """The country of the place: one that the text names anyway, or the one with by far the greatest bearer of the name.

    >>> country_of_place("Shanghai", set()), country_of_place("London", {"CAN"}), country_of_place("Cambridge", set())
    ('CHN', 'CAN', None)
    """
    populations = _populations(name)
    near = [country for country in populations if country in named]
    if len(near) == 1:
        return near[0]
    ranked = sorted(populations, key=lambda country: -populations[country])
    if not ranked or (len(ranked) > 1 and populations[ranked[0]] < CLEAR_LEAD * populations[ranked[1]]):
        return None
    return ranked[0]


@lru_cache(maxsize=4096)
def _populations(name: str) -> dict[str, int]:
    populations: dict[str, int] = {}
    for entry in load().find(name):
        if entry.country and not entry.is_alternate:
            populations[entry.country] = max(populations.get(entry.country, 1), entry.population)
    return populations
