"""How well places lie together: the more names of a text have a bearer nearby, the likelier each of these is meant."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from tidings.places.gazetteer import Entry

NEAR_KM = 100.0  # support falls to a third at this distance, and to nothing at thrice it
MERELY_POSSIBLE = 0.4  # a bearer not chosen so far supports less than one chosen, and by half for each point it lacks
WIDE = frozenset({"PCLI", "CONT", "RGN", "OCN", "SEA", "PCLH"})  # their points say little of where anything lies
# Keep a list of a thousand towns cheap: work grows with the square.
MOST_NAMES = 60
MOST_BEARERS = 900
EARTH_DIAMETER_KM = 12_742.0


def nearness(
    names: Mapping[int, str],
    senses: Mapping[int, list[Entry]],
    chosen: Mapping[int, Entry],
    standing: Callable[[Entry], float],
) -> dict[tuple[str, Entry], float]:
    """For each name and bearer how near the bearers of the other names lie, from 0 to 1."""
    first: dict[str, int] = {}
    for at in senses:
        if any(entry.feature not in WIDE for entry in senses[at]):
            first.setdefault(names[at], at)
    kept = list(first.items())[:MOST_NAMES]
    if len(kept) < 2:
        return {}
    flat = [(name, entry) for name, at in kept for entry in senses[at] if entry.feature not in WIDE][:MOST_BEARERS]
    numbers = {name: number for number, (name, _) in enumerate(kept)}
    owner = np.array([numbers[name] for name, _ in flat])
    lacks = np.array([max(0.0, standing(chosen[first[name]]) - standing(entry)) for name, entry in flat])
    is_chosen = np.array([chosen[first[name]] == entry for name, entry in flat])
    weight = np.where(is_chosen, 1.0, MERELY_POSSIBLE * 0.5**lacks)
    points = np.radians(np.array([(entry.latitude, entry.longitude) for _, entry in flat]))
    close = np.exp(-((distances(points) / NEAR_KM) ** 2)) * weight[None, :]
    close[owner[:, None] == owner[None, :]] = 0.0
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    support = np.maximum.reduceat(close, starts, axis=1).sum(axis=1)
    return {pair: min(1.0, float(total)) for pair, total in zip(flat, support, strict=True)}


def distances(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Great-circle distances in km between all pairs of (latitude, longitude) in radians."""
    latitude, longitude = points[:, 0], points[:, 1]
    half = np.sin((latitude[:, None] - latitude) / 2) ** 2
    half += np.cos(latitude)[:, None] * np.cos(latitude) * np.sin((longitude[:, None] - longitude) / 2) ** 2
    arcs: NDArray[np.float64] = EARTH_DIAMETER_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return arcs
