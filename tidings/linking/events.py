"""Link events: those of any article that report the same happening share one canonical event.

Two events can be the same happening when type, actors, days, place and numbers do not contradict each other, and when
their articles or their words are close enough. The whole warehouse is linked at once, so that order changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from tidings.linking.connected_components import connected
from tidings.linking.words import stem
from tidings.vocabulary import EventType, Status

DAYS_APART = 3  # between two reports' dates of one happening: the night it happened, the day it was told
BOTH_PARTIES = 2
# What two events of one day share at least of way, party and town, where their articles tell different stories.
SHARED_ACROSS = 2
# Events of one block that each is compared with: all with all would take the square of the block's size.
CROWDED = 400


@dataclass(frozen=True, slots=True)
class EventKey:
    """What linking needs to know of an event; `triggers`: the words of every place that tells it."""

    event_id: str
    article_id: str
    story_id: str
    published: date | None
    event_type: EventType
    event_mode: str | None
    status: Status
    triggers: frozenset[str]
    actor_ids: frozenset[str]
    countries: frozenset[str]
    date_start: date | None
    date_end: date | None
    place_name: str | None
    place_country: str | None
    killed: float | None = None


def link_events(events: Iterable[EventKey]) -> dict[str, str]:
    """The canonical event id of every event, made from the smallest event id of its group."""
    known = {event.event_id: event for event in events}
    pairs = ((a.event_id, b.event_id) for a, b in _candidates(known.values()) if same_happening(a, b))
    return {
        event_id: "h_" + sha256(group[0].encode()).hexdigest()[:16]
        for group in connected(known, pairs)
        for event_id in group
    }


def same_happening(one: EventKey, other: EventKey) -> bool:
    """Whether two events report the same happening.

    In one story, events of a type told with the same word, or of the same two parties, are one unless something
    contradicts it. Across stories the day must agree, and two of word (or mode), party and town.
    """
    if one.event_type != other.event_type or one.article_id == other.article_id or _contradict(one, other):
        return False
    shared = one.actor_ids & other.actor_ids
    alike = not _stems(one).isdisjoint(_stems(other))
    if one.story_id == other.story_id and (alike or len(shared) >= BOTH_PARTIES):
        return True
    is_one_way = alike or (one.event_mode is not None and one.event_mode == other.event_mode)
    is_one_town = one.place_name is not None and one.place_name == other.place_name
    return _dated_alike(one, other) and sum((is_one_way, bool(shared), is_one_town)) >= SHARED_ACROSS


def _stems(event: EventKey) -> frozenset[str]:
    return frozenset(stem(trigger) for trigger in event.triggers)


def _contradict(one: EventKey, other: EventKey) -> bool:
    """Whether days, places, numbers or countries say that these are two happenings."""
    if _days_between(one, other) > DAYS_APART:
        return True
    if one.place_country and other.place_country and one.place_country != other.place_country:
        return True
    if one.killed and other.killed and max(one.killed, other.killed) > 2 * min(one.killed, other.killed):
        return True
    return bool(one.countries and other.countries) and not one.countries & other.countries


def _days_between(one: EventKey, other: EventKey) -> int:
    """Days between the two intervals; the article's date stands in where there is none; 0 when unknown."""
    a_start, a_end = _interval(one)
    b_start, b_end = _interval(other)
    if a_start is None or a_end is None or b_start is None or b_end is None:
        return 0
    return max(0, (b_start - a_end).days, (a_start - b_end).days)


def _interval(event: EventKey) -> tuple[date | None, date | None]:
    start, end = event.date_start or event.date_end, event.date_end or event.date_start
    return (start, end) if start else (event.published, event.published)


def _dated_alike(one: EventKey, other: EventKey) -> bool:
    """Whether both are dated to the same single day: asked of events whose articles tell different stories."""
    return bool(one.date_start) and one.date_start == one.date_end == other.date_start == other.date_end


def _candidates(events: Iterable[EventKey]) -> Iterator[tuple[EventKey, EventKey]]:
    """Pairs of one type that share a story, or a day and an actor or a place, in a fixed order."""
    blocks: dict[tuple[str, ...], list[EventKey]] = defaultdict(list)
    for event in sorted(events, key=lambda e: e.event_id):
        blocks[event.event_type, "story", event.story_id].append(event)
        if event.date_start:
            for told in sorted({*event.actor_ids, f"at {event.place_name}"}):
                blocks[event.event_type, told, event.date_start.isoformat()].append(event)
    for key in sorted(blocks):
        yield from _pairs(blocks[key])


def _pairs(events: Sequence[EventKey]) -> Iterator[tuple[EventKey, EventKey]]:
    reach = len(events) if len(events) <= CROWDED else CROWDED
    for i, one in enumerate(events):
        for other in events[i + 1 : i + 1 + reach]:
            yield one, other
