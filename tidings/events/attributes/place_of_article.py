"""Place each event by all its tellings: in the place that they, each with the whole article, make likeliest."""

from collections.abc import Sequence

from tidings.events.attributes.place import placed
from tidings.events.candidates import Candidate
from tidings.records import Event


def place_by_article(told: Sequence[Candidate], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events in the place likeliest over their tellings: named in the sentence, elsewhere in the article, or only
    implied by a party; without one where none is likely enough."""
    tellings = {trigger.start: one for one in told for trigger in (one.trigger, *one.others)}
    return tuple(_placed(tellings, event) for event in events)


def _placed(tellings: dict[int, Candidate], event: Event) -> Event:
    told = {tellings[m.trigger_start].trigger: tellings[m.trigger_start] for m in event.event_mentions}
    return placed(event, [one.placings for one in told.values()])
