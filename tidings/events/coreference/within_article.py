"""Make one event of all the places of an article that tell the same happening: codebook ruling 17."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tidings.events.coreference.pairing import Pairing
from tidings.events.coreference.tellings import Told
from tidings.events.passage_index import PassageIndex
from tidings.linking.connected_components import average_linked
from tidings.records import Event
from tidings.vocabulary import DatePrecision, EventType

# Groups of tellings are one happening from this mean chance of their pairs on.
ONE = 0.4
# Tellings of one type that are compared with each other: a longer text is many stories.
MOST = 300


def merge_within_article(reading: PassageIndex, told: Sequence[Told]) -> tuple[Event, ...]:
    """The events with repeats joined, as pairs of tellings are scored; the telling surest of both sides leads."""
    pairing = Pairing.of(reading, told)
    joined = (_join([told[i][1] for i in group]) for some in _alike(told) for group in _groups(pairing, some))
    return tuple(sorted(joined, key=lambda event: event.event_mentions[0].trigger_start))


def _alike(told: Sequence[Told]) -> Iterator[list[int]]:
    """The tellings of each type, in text order, a few hundred at a time."""
    places: dict[EventType, list[int]] = defaultdict(list)
    for i, (_, event) in enumerate(told):
        places[event.event_type].append(i)
    for some in places.values():
        yield from (some[start : start + MOST] for start in range(0, len(some), MOST))


def _groups(pairing: Pairing, some: Sequence[int]) -> Iterator[list[int]]:
    """The tellings parted by happening."""
    chances = [[pairing.chance(one, two) if one < two else 0.0 for two in some] for one in some]
    yield from ([some[i] for i in group] for group in average_linked(chances, ONE))


def _sureness(event: Event) -> tuple[bool, float, int, bool, bool]:
    """By what the leading telling is chosen: it names both sides, and is surest of them."""
    parties = len(event.sources) + len(event.targets)
    is_whole = bool(event.sources) and bool(event.targets)
    return is_whole, event.party_confidence, parties, event.date_start is not None, event.place is not None


def _join(events: Sequence[Event]) -> Event:
    lead = max(events, key=_sureness)
    if len(events) == 1:
        return lead
    told = [m for event in (*reversed(events), lead) for m in event.magnitudes]
    magnitudes = {(m.kind, m.unit, m.scope): m for m in sorted(told, key=lambda m: m.low or 0)}
    others = [event for event in events if event is not lead]
    return replace(
        _dated(lead, others),
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
