"""Make one event of all the places of an article that tell the same happening: codebook ruling 17."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

from tidings.events.candidates import Candidate, countries, is_another, kindred
from tidings.events.reading import Reading
from tidings.events.thread import is_exercise, is_same_activity
from tidings.events.when import are_apart
from tidings.events.where import most_precise
from tidings.model import Actor, Event, Magnitude, Mention, Place
from tidings.vocabulary import DatePrecision, MagnitudeKind

Told = tuple[Candidate, Event]
TOWNS = frozenset({"PPL", "PPLA", "PPLA2", "PPLA3", "PPLC"})
HELD_OR_FREED = frozenset(
    {MagnitudeKind.RELEASED, MagnitudeKind.RESCUED, MagnitudeKind.ABDUCTED, MagnitudeKind.PRISONERS}
)
# A pair that the encoder scores so is told twice.
REPEATED = 0.5
LONGEST_EXERCISE = 30  # days between two dates told of one exercise: its start, its end, the day somebody watched it


def merge(reading: Reading, told: Sequence[Told]) -> tuple[Event, ...]:
    """The events with repeats joined: type, parties, date, place and numbers must agree; the fullest leads."""
    groups: list[list[Told]] = []
    for candidate, event in told:
        known = () if _is_set_apart(candidate) else groups
        group = next((g for g in known if _belongs(reading, candidate, event, g)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append((candidate, event))
    joined = (_join([event for _, event in group]) for group in groups)
    return tuple(sorted(joined, key=lambda event: event.event_mentions[0].trigger_start))


def _is_set_apart(candidate: Candidate) -> bool:
    """Whether a telling says that it is of something new: "a second blast", "killed in another attack"."""
    nouns = (candidate.event_noun, *(trigger.head for trigger in candidate.others))
    return any(is_another(noun) for noun in nouns)


def _belongs(reading: Reading, candidate: Candidate, event: Event, group: Sequence[Told]) -> bool:
    """Whether a telling is of the group's happening: as the encoder reads it, of the same joint activity, or the same
    in every telling."""
    actors = reading.actors
    if any(_is_repeat(reading, candidate, event, other, told) for other, told in group):
        return True
    if any(is_same_activity(candidate, other, actors) and _go_on(candidate, event, told) for other, told in group):
        return True
    return all(_same(candidate, event, *other, actors) for other in group)


def _is_repeat(reading: Reading, one: Candidate, event: Event, two: Candidate, other: Event) -> bool:
    """Whether the encoder takes two tellings of one type for one happening, and nothing they say contradicts it."""
    if reading.encoded is None or one.trigger.scored is None or two.trigger.scored is None:
        return False
    score = reading.encoded.repeats.get((two.trigger.scored, one.trigger.scored), 0.0)
    return score >= REPEATED and event.event_type is other.event_type and _agree(event, other)


def _go_on(candidate: Candidate, event: Event, other: Event) -> bool:
    """Whether time, place and number let a joint activity be one: an exercise lasts for weeks, talks for a day."""
    if not is_exercise(candidate):
        return _agree(event, other)
    starts = event.date_start, other.date_start
    return starts[0] is None or starts[1] is None or abs((starts[0] - starts[1]).days) <= LONGEST_EXERCISE


def _same(one: Candidate, event: Event, two: Candidate, other: Event, actors: Mapping[str, Actor]) -> bool:
    if (
        event.event_type is not other.event_type
        or event.status is not other.status
        or not kindred(one.frame, two.frame)
    ):
        return False
    if not _agree(event, other):
        return False
    said_alike = one.frame is two.frame or not one.words.isdisjoint(two.words)
    abroad = one.frame.is_symmetric and len(countries(actors, event.sources)) > 1
    told_apart = _is_domestic(event, actors) or _is_domestic(other, actors) or not (said_alike or abroad)
    keys = _names if told_apart else countries
    alike = keys(actors, event.sources), keys(actors, other.sources)
    against = keys(actors, event.targets), keys(actors, other.targets)
    if said_alike:
        return _compatible(*alike) and _compatible(*against) and bool(alike[0] & alike[1] or against[0] & against[1])
    if alike[0] != alike[1] or against[0] != against[1] or not alike[0]:
        return False
    return bool(against[0]) or len(alike[0]) > 1


def _is_domestic(event: Event, actors: Mapping[str, Actor]) -> bool:
    """Whether both sides are of one country, so that countries do not tell the parties apart."""
    return not countries(actors, event.sources).isdisjoint(countries(actors, event.targets))


def _agree(one: Event, two: Event) -> bool:
    """Whether nothing that both say of time, place and number is different."""
    if are_apart((one.date_start, one.date_end), (two.date_start, two.date_end)):
        return False
    if one.place and two.place and _are_places_apart(one.place, two.place):
        return False
    ones = {_counted(m): m for m in one.magnitudes}
    return all(_may_be_one(ones.get(_counted(m), m), m) for m in two.magnitudes)


def _may_be_one(one: Magnitude, two: Magnitude) -> bool:
    """Whether two numbers may be of one count: "at least 14" and "16", not "14" and "16"."""
    return max(one.low or 0, two.low or 0) <= min(one.high or inf, two.high or inf)


def _counted(magnitude: Magnitude) -> tuple[MagnitudeKind, str | None]:
    """What a number counts; those freed are the same people by whatever name."""
    return MagnitudeKind.RELEASED if magnitude.kind in HELD_OR_FREED else magnitude.kind, magnitude.unit


def _are_places_apart(one: Place, two: Place) -> bool:
    """Whether two places are of different countries or are two towns."""
    return one.country != two.country or (one.name != two.name and {one.feature, two.feature} <= TOWNS)


def _names(_: Mapping[str, Actor], mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(m.actor_id for m in mentions)


def _compatible(one: frozenset[str], two: frozenset[str]) -> bool:
    return one <= two or two <= one


def _fullness(event: Event) -> tuple[bool, int, bool, bool]:
    parties = len(event.sources) + len(event.targets)
    return bool(event.sources) and bool(event.targets), parties, event.date_start is not None, event.place is not None


def _join(events: Sequence[Event]) -> Event:
    lead = max(events, key=_fullness)
    if len(events) == 1:
        return lead
    told = [m for event in (*reversed(events), lead) for m in event.magnitudes]
    magnitudes = {(m.kind, m.unit): m for m in sorted(told, key=lambda m: m.low or 0)}
    others = [event for event in events if event is not lead]
    return replace(
        _dated(lead, others),
        place=most_precise([event.place for event in (lead, *others) if event.place is not None]),
        speaker=lead.speaker or next((event.speaker for event in others if event.speaker), None),
        magnitudes=tuple(sorted(magnitudes.values(), key=lambda m: m.start)),
        event_mentions=lead.event_mentions + tuple(m for event in others for m in event.event_mentions),
        confidence=max(event.confidence for event in events),
        party_confidence=lead.party_confidence,
    )


def _dated(lead: Event, others: Sequence[Event]) -> Event:
    """The leading telling with the date that is told most exactly; one "until" a day ends there."""
    dated = min((lead, *others), key=_days_open)
    until = next((e.date_end for e in (lead, *others) if e.date_end and not e.date_start), None)
    end = until if until and dated.date_end and until > dated.date_end else dated.date_end
    return replace(
        lead,
        date_start=dated.date_start,
        date_end=end,
        date_precision=dated.date_precision if end == dated.date_end else DatePrecision.RANGE,
        date_basis=dated.date_basis,
        date_evidence=dated.date_evidence,
    )


def _days_open(event: Event) -> tuple[bool, bool, int]:
    """How much a date leaves open: all of it, one end of it, so many days."""
    start, end = event.date_start, event.date_end
    days = (end - start).days if start and end else 0
    return not (start or end), not (start and end), days
