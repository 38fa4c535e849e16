"""Which of the places that bear its name a toponym means, by what else the text says."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

import numpy as np

from tidings.places.gazetteer import Entry, load
from tidings.places.names import fold
from tidings.places.proximity import distances, nearness
from tidings.places.toponym import Toponym

# Weights of the signs: one point is a tenfold population.
COUNTRY = 4.0  # a state's own name is nearly always the state
FIRST_DIVISION = 1.0  # "Victoria": provinces are named more often than towns of their name
SECOND_DIVISION = -0.7  # a county is called "X County"; bare X is its town
CAPITAL = 1.2  # capitals make news beyond their size
METROPOLIS = 0.4  # the whole world knows it: it does not yield to a village of the text's country
NAMESAKE = -2.0  # "Donetsk", "São Paulo": a division named after its great town is not what the bare name means
LISTED = 2.5  # "Armenia, Georgia and Turkey": a list is of places of one rank
OWN_ROW = 1.5  # a row of ours is there because news means it
ALTERNATE = -1.5  # a small place found under a foreign or former name
EXONYM = -0.5  # a great one: "Geneva" is its English name
INSIDE = 8.0  # "X, Y": X lies in Y
CONTAINS = 4.0  # "X, Y": Y has an X
KIND_FITS = 3.0  # "X province", "city of X"
KIND_FAILS = -2.0
COUNTRY_TOLD = 2.4  # the text is about this country
DIVISION_TOLD = 1.4  # the text names its province
HOME = 2.0  # the text is written in this country
NEAR = 2.5  # other places of the text lie close by
GREAT_TOWN = 100_000
WORLD_TOWN = 1_000_000
WORLD_STANDING = 6.0  # a town known by itself stays what it is: "London, Canada and Japan"
KNOWN_STANDING = 5.4  # a town less talked of is not named out of the blue: "Moura" in a text of Mali is not Portugal's
FAR_KM = 2_000.0  # from the middle of a country: its neighbours' towns lie nearer
TRIFLE = 1e-6
MOST_SENSES = 25
ROUNDS = 2

Senses = Mapping[int, list[Entry]]
Chosen = Mapping[int, Entry]


def resolve(found: Sequence[Toponym], told: Mapping[str, float], *, home: int = 0) -> dict[int, Entry]:
    """The place each toponym means, by its position in `found`; those without any candidate are left out.

    `told` weighs the countries that the text tells by other means than place names; the first `home`
    toponyms are the dateline's.
    One name means one place throughout the text, unless it is told otherwise on the spot ("Paris, Texas").
    """
    _drop_lists(found)
    senses = {at: _senses(toponym) for at, toponym in enumerate(found) if toponym.entries}
    chosen = {at: max(entries, key=partial(merit, toponym=found[at])) for at, entries in senses.items()}
    context = _context(found, chosen, told, home)
    for _ in range(ROUNDS):
        chosen = _choose(found, senses, chosen, context)
        context = _context(found, chosen, told, home)
    return {
        at: entry
        for at, entry in chosen.items()
        if not _is_elsewhere(entry, found[at]) and not context.is_stranger(entry, fold(found[at].text))
    }


def _context(found: Sequence[Toponym], chosen: Chosen, told: Mapping[str, float], home: int) -> "_Context":
    """What the text tells of countries in the light of the places chosen so far."""
    return _Context(found, chosen, told, frozenset(chosen[at].country for at in range(home) if at in chosen))


def _is_elsewhere(entry: Entry, toponym: Toponym) -> bool:
    """Whether the text puts a small place where the table has none: "Stroud, Ontario"."""
    inside = toponym.container
    if inside is None or not entry.is_town or standing(entry) >= WORLD_STANDING or not inside.entries:
        return False
    return _rank(inside) < 2 and not entry.lies_in(inside.codes)


def _rank(toponym: Toponym) -> int:
    """0 for the name of a country, 1 for that of a province, 2 for all else."""
    if not toponym.entries:
        return 2
    return _rank_of(max(toponym.entries, key=standing))


def _rank_of(entry: Entry) -> int:
    return 0 if entry.is_country else 1 if entry.feature == "ADM1" else 2


def _drop_lists(found: Sequence[Toponym]) -> None:
    """Take "Illinois, Missouri and Ohio" for the list it is: in a list of equals none contains the next."""
    ranks = [_rank(toponym) for toponym in found]
    for at, toponym in enumerate(found):
        inside = toponym.container
        if inside is None or fold(toponym.text) == fold(inside.text):
            continue
        goes_on = inside.is_joined and at + 2 < len(found) and ranks[at + 2] == ranks[at + 1] < 2
        came_on = at > 0 and found[at - 1].is_joined and ranks[at - 1] == ranks[at + 1] < 2
        may_be_equal = any(_rank_of(entry) == ranks[at + 1] for entry in toponym.entries)
        cannot_be_inside = ranks[at] < 2 and not any(entry.lies_in(inside.codes) for entry in toponym.entries)
        if cannot_be_inside or (may_be_equal and (goes_on or came_on)):
            toponym.container = None


def _listed_ranks(found: Sequence[Toponym], chosen: Chosen) -> list[int | None]:
    """For each toponym the rank of its neighbour in a list of countries or of provinces."""
    listed: list[int | None] = [None] * len(found)
    for at, one in enumerate(found[:-1]):
        if one.is_joined and one.container is None:
            for own, neighbour in ((at, at + 1), (at + 1, at)):
                if neighbour in chosen and _rank_of(chosen[neighbour]) < 2:
                    listed[own] = _rank_of(chosen[neighbour])
    return listed


def _senses(toponym: Toponym) -> list[Entry]:
    """The likeliest bearers of the name, and all that lie where the text says."""
    ranked = sorted(toponym.entries, key=lambda entry: -prior(entry, toponym))
    container = toponym.container
    inside = [e for e in ranked[MOST_SENSES:] if container is not None and e.lies_in(container.codes)]
    return ranked[:MOST_SENSES] + inside[:MOST_SENSES]


def standing(entry: Entry) -> float:
    """How much a place is talked of: its size and its office."""
    score = math.log10(entry.population + 10)
    score += COUNTRY * entry.is_country + CAPITAL * (entry.feature == "PPLC")
    if entry.is_alternate:
        score += ALTERNATE if entry.population < GREAT_TOWN else EXONYM
    score += FIRST_DIVISION * (entry.feature == "ADM1") + SECOND_DIVISION * (entry.feature == "ADM2")
    score += METROPOLIS * (entry.is_town and entry.population >= WORLD_TOWN)
    return score + OWN_ROW * entry.is_own


def prior(entry: Entry, toponym: Toponym) -> float:
    """How likely a place is before the rest of the text is read."""
    score = standing(entry)
    if toponym.kinds:
        fits = entry.feature in toponym.kinds or (entry.is_town and "PPL" in toponym.kinds)
        score += KIND_FITS if fits else KIND_FAILS
    if toponym.container is not None and entry.lies_in(toponym.container.codes):
        score += INSIDE
    return score


def merit(entry: Entry, toponym: Toponym) -> float:
    """The prior, less for a division whose great town bears its name, unless a kind word asks for it."""
    is_namesake = entry.is_division and not toponym.kinds and _has_namesake(entry, toponym.entries)
    return prior(entry, toponym) + NAMESAKE * is_namesake


def _has_namesake(division: Entry, bearers: Sequence[Entry]) -> bool:
    """Whether a town of its name makes up a good part of a division."""
    least = min(GREAT_TOWN, division.population / 10)
    return any(e.is_town and e.population >= least and e.lies_in((division.code or "",)) for e in bearers)


def _choose(found: Sequence[Toponym], senses: Senses, chosen: Chosen, context: "_Context") -> dict[int, Entry]:
    """One round: score every sense in the light of the places chosen so far."""
    near = nearness({at: fold(found[at].text) for at in senses}, senses, chosen, standing)
    containing = _containing(found, senses)
    listed = _listed_ranks(found, chosen)
    alike: dict[object, dict[Entry, float]] = {}
    scores: dict[int, dict[Entry, float]] = {}
    for at, entries in senses.items():
        toponym, name, held = found[at], fold(found[at].text), containing.get(at, frozenset())
        around = toponym.container.text if toponym.container is not None else None
        signs = (name, toponym.kinds, around, listed[at], held)
        if signs not in alike:  # a name repeated a hundred times is scored once
            alike[signs] = {
                entry: merit(entry, toponym)
                + context.support(entry, name)
                + NEAR * near.get((name, entry), 0.0)
                + CONTAINS * (entry in held)
                + LISTED * (_rank_of(entry) == listed[at])
                for entry in entries
            }
        scores[at] = alike[signs]
    return _one_sense(found, scores)


def _containing(found: Sequence[Toponym], senses: Senses) -> dict[int, frozenset[Entry]]:
    """By the position after each toponym, the senses of its container that hold a sense of it."""
    return {
        at + 1: frozenset(
            entry
            for entry in found[at + 1].entries
            if entry.code and any(sense.lies_in((entry.code,)) for sense in senses[at])
        )
        for at in senses
        if found[at].container is not None and found[at].container is found[at + 1] and found[at + 1].codes
    }


class _Context:
    """How often the text speaks of each country and province, and by which names."""

    def __init__(
        self, found: Sequence[Toponym], chosen: Chosen, told: Mapping[str, float], home: frozenset[str | None]
    ) -> None:
        self._home = home
        self._countries: dict[str, float] = defaultdict(float, told)
        self._divisions: dict[str, float] = defaultdict(float)
        self._by_name: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for at, entry in chosen.items():
            weight = 1.0 + (found[at].container is not None) if not entry.is_town else 0.5
            own = self._by_name[fold(found[at].text)]
            for table, code in ((self._countries, entry.country), (self._divisions, first_division(entry))):
                if code:
                    table[code] += weight
                    own[code] += weight

    def support(self, entry: Entry, name: str) -> float:
        """What the rest of the text, the same name left out, says for a place."""
        own = self._by_name[name]
        country = COUNTRY_TOLD * _share(self._countries, own, entry.country)
        country += HOME * (entry.country is not None and entry.country in self._home)
        return country + DIVISION_TOLD * _share(self._divisions, own, first_division(entry))

    def is_stranger(self, entry: Entry, name: str) -> bool:
        """Whether a small town lies far from every country that the text tells, and is told by its name alone."""
        if not entry.is_town or standing(entry) >= KNOWN_STANDING:
            return False
        own = self._by_name[name]
        told = [code for code, count in self._countries.items() if count > own.get(code, 0.0) + TRIFLE]
        return bool(told) and all(_km(entry, code) > FAR_KM for code in told)


def _km(entry: Entry, country: str) -> float:
    """How far a place lies from the middle of a country; nothing, if it lies in it."""
    middle = load().countries.get(country)
    if middle is None or entry.country == country:
        return 0.0
    points = [(one.latitude, one.longitude) for one in (entry, middle)]
    return float(distances(np.radians(np.array(points)))[0, 1])


def first_division(entry: Entry) -> str | None:
    """The code of the first-level division a place lies in."""
    return ".".join(entry.admin.split(".")[:2]) if "." in entry.admin else None


def _share(counts: Mapping[str, float], own: Mapping[str, float], code: str | None) -> float:
    """The square root of a code's share: to be named at all counts for more than to be named most."""
    if not code:
        return 0.0
    count = counts.get(code, 0.0) - own.get(code, 0.0)
    total = sum(counts.values()) - sum(weight for own_code, weight in own.items() if own_code in counts)
    return math.sqrt(count / total) if count > 0 and total > 0 else 0.0


def _one_sense(found: Sequence[Toponym], scores: Mapping[int, Mapping[Entry, float]]) -> dict[int, Entry]:
    """The best sense of each name over the whole text; a container or kind word on the spot decides for itself."""

    def group(at: int) -> tuple[str, list[str]]:
        return fold(found[at].text), sorted(found[at].kinds)

    chosen: dict[int, Entry] = {}
    for _, members in groupby(sorted(scores, key=lambda at: (group(at), at)), key=group):
        alike = list(members)
        total: dict[Entry, float] = defaultdict(float)
        for at in alike:
            for entry, score in scores[at].items():
                total[entry] += score
        common = max(total, key=lambda entry: total[entry])
        for at in alike:
            own = scores[at]
            best = max(own, key=lambda entry: own[entry])
            container = found[at].container
            told_here = container is not None and best.lies_in(container.codes)
            chosen[at] = best if told_here else common
    return chosen
