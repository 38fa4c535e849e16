"""Which of the places that bear its name a toponym means, by what else the text says."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tidings.places.gazetteer import Entry
from tidings.places.names import fold
from tidings.places.spans import Toponym

# Weights of the signs, in units of ten times the population; found by trial, each with its reason.
COUNTRY = 3.0  # a state's own name is nearly always the state
FIRST_DIVISION = 1.0  # "Georgia", "Victoria": provinces are named more often than small towns of their name
SECOND_DIVISION = -0.7  # a county is called "X County"; bare X is its town
CAPITAL = 1.0  # capitals make news beyond their size
OWN_ROW = 1.5  # a row of ours is there because news means it
ALTERNATE = -1.5  # found under a foreign or former name
INSIDE = 6.0  # "X, Y": X lies in Y
KIND_FITS = 3.0  # "X province", "city of X"
KIND_FAILS = -2.0
COUNTRY_TOLD = 3.5  # the text is about this country
DIVISION_TOLD = 2.0  # the text names its province
NEAR = 2.5  # other places of the text lie close by
NEAR_KM = 120.0
# Bounds that keep a list of a thousand towns cheap.
MOST_SENSES = 12
MOST_NAMES = 60
EARTH_DIAMETER_KM = 12_742.0


def resolve(found: Sequence[Toponym], countries: Counter[str]) -> dict[int, Entry]:
    """The place each toponym means, by its position in `found`; those without any candidate are left out.

    `countries` are the countries that the text tells by other means than place names, with how often.
    One name means one place throughout the text, unless it is told otherwise on the spot ("Paris, Texas").
    """
    senses = {at: _senses(toponym) for at, toponym in enumerate(found) if toponym.entries}
    chosen: dict[int, Entry] = {at: max(s, key=lambda e, t=found[at]: _prior(e, t)) for at, s in senses.items()}
    for _ in range(2):
        chosen = _choose(found, senses, chosen, countries)
    return chosen


def _senses(toponym: Toponym) -> list[Entry]:
    ranked = sorted(toponym.entries, key=lambda e: -_prior(e, toponym))
    near = [e for e in ranked[MOST_SENSES:] if toponym.container and _is_inside(e, toponym.container.entries)]
    return ranked[:MOST_SENSES] + near


def _prior(entry: Entry, toponym: Toponym) -> float:
    """How likely a place is before the rest of the text is read."""
    score = math.log10(entry.population + 10)
    score += COUNTRY * entry.is_country + CAPITAL * (entry.feature == "PPLC") + ALTERNATE * entry.is_alternate
    score += FIRST_DIVISION * (entry.feature == "ADM1") + SECOND_DIVISION * (entry.feature == "ADM2")
    score += OWN_ROW * (not entry.admin)
    if toponym.kinds:
        score += KIND_FITS if entry.feature in toponym.kinds else KIND_FAILS
    if toponym.container is not None and _is_inside(entry, toponym.container.entries):
        score += INSIDE
    return score


def _is_inside(entry: Entry, containers: Iterable[Entry]) -> bool:
    """Whether a place lies in one of the places another name stands for."""
    for container in containers:
        if container.is_country:
            if entry.country == container.country and not entry.is_country:
                return True
        elif (container.is_division and container.admin and entry.admin.startswith(container.admin + ".")) or (container.is_division and entry.admin == container.admin and entry.is_town):
            return True
    return False


def _choose(
    found: Sequence[Toponym], senses: Mapping[int, list[Entry]], chosen: Mapping[int, Entry], told: Counter[str]
) -> dict[int, Entry]:
    """One round: score every sense in the light of the places chosen so far."""
    countries, divisions = _context(found, chosen, told)
    nearness = _nearness(found, senses, chosen)
    scores: dict[int, dict[Entry, float]] = {}
    for at, toponym in enumerate(found):
        if at not in senses:
            continue
        scores[at] = {
            entry: _prior(entry, toponym)
            + COUNTRY_TOLD * _share(countries, entry.country)
            + DIVISION_TOLD * _share(divisions, first_division(entry))
            + NEAR * nearness.get((fold(toponym.text), entry), 0.0)
            for entry in senses[at]
        }
    return _one_sense(found, scores)


def first_division(entry: Entry) -> str | None:
    """The code of the first-level division a place lies in."""
    return ".".join(entry.admin.split(".")[:2]) if "." in entry.admin else None


def _context(
    found: Sequence[Toponym], chosen: Mapping[int, Entry], told: Counter[str]
) -> tuple[Counter[str], Counter[str]]:
    """How often the text speaks of each country and each division; a bare town says less than a country's name."""
    countries: Counter[str] = Counter(told)
    divisions: Counter[str] = Counter()
    for at, entry in chosen.items():
        weight = 1.0 if not entry.is_town else 0.5
        contained = found[at].container is not None
        if entry.country:
            countries[entry.country] += weight + contained
        division = first_division(entry)
        if division:
            divisions[division] += weight + contained
    return countries, divisions


def _share(counts: Counter[str], code: str | None) -> float:
    """The square root of a code's share: being named at all counts for more than being named most."""
    total = sum(counts.values())
    return math.sqrt(counts[code] / total) if code and total else 0.0


def _nearness(
    found: Sequence[Toponym], senses: Mapping[int, list[Entry]], chosen: Mapping[int, Entry]
) -> dict[tuple[str, Entry], float]:
    """For each sense of each name how well the other names of the text lie round it, 0 to 1."""
    names: dict[str, tuple[int, list[Entry]]] = {}
    for at, entries in senses.items():
        if not chosen[at].is_country and chosen[at].feature not in ("CONT", "RGN", "OCN", "SEA"):
            names.setdefault(fold(found[at].text), (at, entries))
    flat = [(name, entry) for name, (_, entries) in list(names.items())[:MOST_NAMES] for entry in entries]
    if not flat:
        return {}
    owner = np.unique(np.array([name for name, _ in flat]), return_inverse=True)[1]
    points = np.radians(np.array([(e.latitude, e.longitude) for _, e in flat]))
    is_chosen = np.array([chosen[names[name][0]] == entry for name, entry in flat])
    close = np.exp(-distances(points) / NEAR_KM) * np.where(is_chosen, 1.0, 0.4)[None, :]
    close[owner[:, None] == owner[None, :]] = 0.0
    best = np.zeros((len(flat), owner.max() + 1))
    for name in range(owner.max() + 1):
        best[:, name] = close[:, owner == name].max(axis=1)
    return {pair: min(1.0, float(total)) for pair, total in zip(flat, best.sum(axis=1), strict=True)}


def distances(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Great-circle distances in km between all pairs of (latitude, longitude) in radians."""
    latitude, longitude = points[:, 0], points[:, 1]
    half = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    half += np.cos(latitude)[:, None] * np.cos(latitude) * np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    arcs: NDArray[np.float64] = EARTH_DIAMETER_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return arcs


def _one_sense(found: Sequence[Toponym], scores: Mapping[int, Mapping[Entry, float]]) -> dict[int, Entry]:
    """The best sense of each name over the whole text; a container on the spot decides for itself."""
    groups: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for at in scores:
        groups[fold(found[at].text), found[at].kinds].append(at)
    chosen: dict[int, Entry] = {}
    for members in groups.values():
        total: Counter[Entry] = Counter()
        for at in members:
            total.update(scores[at])  # type: ignore[arg-type]
        common = max(total, key=lambda entry: total[entry])
        for at in members:
            best = max(scores[at], key=lambda entry: scores[at][entry])
            placed = found[at].container is not None and _is_inside(best, found[at].container.entries)  # type: ignore[union-attr]
            chosen[at] = best if placed else common
    return chosen
