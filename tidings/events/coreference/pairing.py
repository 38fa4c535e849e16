"""Say how likely two tellings of a text are of one happening: a logistic sum over what they have in common.

The weights stand in pairing.csv beside this module, fitted on the links of a labelled corpus. To score pairs of
mentions by their features and cluster them follows Soon, Ng and Lim (2001); for events Chen, Ji and Haralick (2009).
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tidings.csv_rows import read_table
from tidings.events.attributes.confidence import logit
from tidings.events.attributes.date import are_apart
from tidings.events.candidates import Candidate, countries, is_another, is_definite
from tidings.events.coreference.tellings import Telling, Told, rarities, tellings_of
from tidings.events.passage_index import PassageIndex
from tidings.records import Event, Magnitude, Place
from tidings.vocabulary import MagnitudeKind

HELD_OR_FREED = frozenset(
    {MagnitudeKind.RELEASED, MagnitudeKind.RESCUED, MagnitudeKind.ABDUCTED, MagnitudeKind.PRISONERS}
)
TOWNS = frozenset({"PPL", "PPLA", "PPLA2", "PPLA3", "PPLC"})
LEAST_SCORE = 0.2  # the encoder says nothing of pairs below it
SEEN = 100  # words within which the encoder has mostly seen both tellings
OPENING = 2  # sentences: headline and lede, whose story the body tells again
PLURAL = frozenset({"NNS", "NNPS"})
DIGITS = 6  # of a chance, so that the last bits of a processor's arithmetic decide nothing


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of every feature."""
    return {row["feature"]: row.number("weight") for row in read_table("tidings.events.coreference", "pairing.csv")}


@dataclass(frozen=True, slots=True, eq=False)
class Pairing:
    """The tellings of a text, ready to be compared; `rarity`: how much a word tells in it."""

    reading: PassageIndex
    tellings: tuple[Telling, ...]
    rarity: Mapping[str, float]

    @classmethod
    def of(cls, reading: PassageIndex, told: Sequence[Told]) -> "Pairing":
        """The pairing of what was told, in text order."""
        return cls(reading, tellings_of(reading, told), rarities(reading))

    def chance(self, earlier: int, later: int) -> float:
        """How likely two tellings are of one happening, 0 to 1; 0 where what they say cannot be of one."""
        one, two = self.tellings[earlier], self.tellings[later]
        if contradict(one, two):
            return 0.0
        known = weights()
        total = sum(known.get(name, 0.0) * value for name, value in self.features(earlier, later))
        return round(1 / (1 + math.exp(-total)), DIGITS)

    def features(self, earlier: int, later: int) -> Iterator[tuple[str, float]]:
        """What speaks for and against one happening, by name."""
        one, two = self.tellings[earlier], self.tellings[later]
        yield "any", 1.0
        yield f"type {one.event_type}", 1.0
        yield from _by_encoder(self.reading, one, two)
        yield from self._by_words(earlier, later)
        yield from _by_nouns(one, two)
        yield from _by_stance(one.event, two.event)
        yield from _by_parties(self.reading, one, two)
        yield from _by_setting(one.event, two.event)
        yield from _by_distance(one, two)

    def _by_words(self, earlier: int, later: int) -> Iterator[tuple[str, float]]:
        one, two = self.tellings[earlier], self.tellings[later]
        shared = one.stems & two.stems
        if shared:
            yield ("same word" if one.words & two.words else "same stem"), 1.0
            yield "first of word", float(not self._has(two, range(earlier)))
            yield "nearest of word", float(not self._has(two, range(earlier + 1, later)))
        yield "clause", _overlap(self.rarity, one.clause, two.clause)
        yield "sentence", _overlap(self.rarity, one.around, two.around)
        if one.names and two.names and not one.names & two.names:
            yield "names differ", 1.0
        results = self.reading.lexicon.classes["RESULT"]
        outcome = one.words.isdisjoint(results), two.words.isdisjoint(results)
        yield "means and result", float(outcome == (True, False))
        yield "result and means", float(outcome == (False, True))
        if one.event.event_mode and two.event.event_mode:
            yield ("same mode" if one.event.event_mode == two.event.event_mode else "another mode"), 1.0

    def _has(self, telling: Telling, others: range) -> bool:
        """Whether one of others tells an event of the same type by the same word."""
        found = (self.tellings[i] for i in others)
        return any(o.event_type is telling.event_type and o.stems & telling.stems for o in found)


def contradict(one: Telling, two: Telling) -> bool:
    """Whether two tellings cannot be of one happening: of two types, days, towns or numbers, or the later is of
    something new."""
    if one.event_type is not two.event_type or is_set_apart(two.candidate):
        return True
    first, second = one.event, two.event
    if are_apart((first.date_start, first.date_end), (second.date_start, second.date_end)):
        return True
    if first.place and second.place and are_two_towns(first.place, second.place):
        return True
    return not all(may_be_one(*pair) for pair in _counted_twice(first, second))


def is_set_apart(candidate: Candidate) -> bool:
    """Whether a telling says that it is of something new: "a second blast", "killed in another attack"."""
    nouns = (candidate.event_noun, *(trigger.head for trigger in candidate.others))
    return any(is_another(noun) for noun in nouns)


def may_be_one(one: Magnitude, two: Magnitude) -> bool:
    """Whether two numbers may be of one count: "at least 14" and "16", not "14" and "16"."""
    return max(one.low or 0, two.low or 0) <= min(one.high or math.inf, two.high or math.inf)


def are_two_towns(one: Place, two: Place) -> bool:
    """Whether two places are two towns: a town and its province may be one place, two towns are not."""
    return one.name != two.name and {one.feature, two.feature} <= TOWNS


def _counted_twice(one: Event, two: Event) -> Iterator[tuple[Magnitude, Magnitude]]:
    """The numbers of two tellings that count the same."""
    known = {_counted(magnitude): magnitude for magnitude in one.magnitudes}
    yield from ((known[_counted(m)], m) for m in two.magnitudes if _counted(m) in known)


def _counted(magnitude: Magnitude) -> tuple[MagnitudeKind, str | None]:
    """What a number counts; those freed are the same people by whatever name."""
    return MagnitudeKind.RELEASED if magnitude.kind in HELD_OR_FREED else magnitude.kind, magnitude.unit


def _by_encoder(reading: PassageIndex, one: Telling, two: Telling) -> Iterator[tuple[str, float]]:
    score = _score(reading, one, two)
    if score:
        yield "score", logit(score) - logit(LEAST_SCORE)
    elif two.candidate.trigger.head.i - one.candidate.trigger.head.i <= SEEN:
        yield "seen and not scored", 1.0


def _score(reading: PassageIndex, one: Telling, two: Telling) -> float:
    """The encoder's score for any two triggers of the tellings, 0 where it says nothing."""
    if reading.encoded is None:
        return 0.0
    ours, theirs = ([t.scored for t in telling.triggers if t.scored is not None] for telling in (one, two))
    pairs = ((min(a, b), max(a, b)) for a in ours for b in theirs)
    return max((reading.encoded.repeats.get(pair, 0.0) for pair in pairs), default=0.0)


def _overlap(rarity: Mapping[str, float], one: frozenset[str], two: frozenset[str]) -> float:
    """The share of what the shorter says that the other says too, rare words counting more."""
    ours, theirs, both = (math.fsum(rarity[word] for word in words) for words in (one, two, one & two))
    return both / min(ours, theirs) if ours > 0 and theirs > 0 else 0.0


def _by_nouns(one: Telling, two: Telling) -> Iterator[tuple[str, float]]:
    first, second = one.candidate.event_noun, two.candidate.event_noun
    if two.candidate.is_nominal:
        yield "noun", 1.0
        yield "noun twice", float(one.candidate.is_nominal)
    if second is None:
        return
    yield "plural", float(second.tag_ in PLURAL)
    if first is not None:
        yield "plural and singular", float((first.tag_ in PLURAL) != (second.tag_ in PLURAL))
    if is_definite(second):
        yield "definite", 1.0
        yield "definite, same stem", float(bool(one.stems & two.stems))
        yield "definite, other status", float(one.event.status is not two.event.status)


def _by_stance(one: Event, two: Event) -> Iterator[tuple[str, float]]:
    yield "other status", float(one.status is not two.status)
    if one.speaker and two.speaker:
        same = one.speaker.actor_id == two.speaker.actor_id
        yield ("same speaker" if same else "other speaker"), 1.0


def _by_parties(reading: PassageIndex, one: Telling, two: Telling) -> Iterator[tuple[str, float]]:
    yield from _by_side("source", one.sources, two.sources, one.source_countries, two.source_countries)
    yield from _by_side("target", one.targets, two.targets, one.target_countries, two.target_countries)
    sides = (countries(reading.actors, side) for side in (one.event.sources, one.event.targets))
    yield "domestic", float(bool(frozenset.intersection(*sides)))


def _by_side(
    side: str, one: frozenset[str], two: frozenset[str], ours: frozenset[str], theirs: frozenset[str]
) -> Iterator[tuple[str, float]]:
    """How those on one side of two tellings compare."""
    if not one or not two:
        yield f"{side} told once", float(bool(one or two))
    elif one & two:
        yield f"{side} {'same' if one == two else 'shared'}", 1.0
    elif ours and theirs:
        yield f"{side} of other country", float(not ours & theirs)
    else:
        yield f"{side} other", 1.0


def _by_setting(one: Event, two: Event) -> Iterator[tuple[str, float]]:
    days = (one.date_start, one.date_end), (two.date_start, two.date_end)
    if one.date_start and two.date_start:
        yield ("day same" if days[0] == days[1] else "days overlap"), 1.0
    elif one.date_start or two.date_start:
        yield "day told once", 1.0
    if one.place and two.place:
        yield ("place same" if one.place.name == two.place.name else "places apart"), 1.0


def _by_distance(one: Telling, two: Telling) -> Iterator[tuple[str, float]]:
    apart = two.sentence - one.sentence
    yield "distance", math.log1p(apart)
    yield "same sentence", float(apart == 0)
    yield "told in opening", float(one.sentence < OPENING)
