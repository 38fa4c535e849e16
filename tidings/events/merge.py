"""Make one event of all the places of an article that tell the same happening: codebook ruling 17."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tidings.model import Actor, Event


def merge(events: Sequence[Event], actors: Mapping[str, Actor]) -> tuple[Event, ...]:
    """The events with repeats joined: type, actors, date, place and numbers must agree, the fuller one leads."""
    merged: list[Event] = []
    for event in events:
        twin = next((i for i, other in enumerate(merged) if _same(event, other, actors)), None)
        if twin is None:
            merged.append(event)
        else:
            merged[twin] = _join(merged[twin], event)
    return tuple(merged)


def _same(one: Event, two: Event, actors: Mapping[str, Actor]) -> bool:
    if one.event_type is not two.event_type or one.status is not two.status:
        return False
    if one.date_start and two.date_start and (one.date_start, one.date_end) != (two.date_start, two.date_end):
        return False
    if one.place and two.place and one.place.name != two.place.name:
        return False
    return _ids(one.sources) == _ids(two.sources) and _ids(one.targets) == _ids(two.targets)


def _ids(mentions: Sequence[object]) -> frozenset[str]:
    return frozenset(mention.actor_id for mention in mentions)  # type: ignore[attr-defined]


def _fullness(event: Event) -> tuple[bool, ...]:
    return bool(event.sources) and bool(event.targets), event.date_start is not None, event.place is not None


def _join(one: Event, two: Event) -> Event:
    lead, other = (two, one) if _fullness(two) > _fullness(one) else (one, two)
    dated = lead if lead.date_start else other
    return replace(
        lead,
        date_start=dated.date_start,
        date_end=dated.date_end,
        date_precision=dated.date_precision,
        date_basis=dated.date_basis,
        date_evidence=dated.date_evidence,
        place=lead.place or other.place,
        speaker=lead.speaker or other.speaker,
        magnitudes=lead.magnitudes
        + tuple(m for m in other.magnitudes if m.kind not in {k.kind for k in lead.magnitudes}),
        event_mentions=lead.event_mentions + other.event_mentions,
        confidence=max(lead.confidence, other.confidence),
    )
