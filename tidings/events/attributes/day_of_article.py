"""Date what its own sentence leaves without a day by what the article tells elsewhere, or by its own date."""

from collections.abc import Sequence

from tidings.events.attributes.date import dated_by_article, when_by_article
from tidings.events.candidates import Candidate
from tidings.events.passage_index import PassageIndex
from tidings.records import Event


def date_by_article(reading: PassageIndex, told: Sequence[Candidate], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, those whose tellings give no day dated by the telling of which the rest of the article says it most
    clearly; the basis is `article`, and where there are no words it is the article's own date."""
    tellings = {candidate.trigger.start: candidate for candidate in told}
    return tuple(_dated(reading, tellings, event) for event in events)


def _dated(reading: PassageIndex, tellings: dict[int, Candidate], event: Event) -> Event:
    if event.date_start or event.date_end or event.date_evidence:
        return event
    told = [tellings[m.trigger_start] for m in event.event_mentions if m.trigger_start in tellings]
    whens = [when_by_article(reading, one.trigger, one.scope) for one in told]
    when, share = max(whens, key=lambda found: found[1], default=(None, 0.0))
    return event if when is None or share == 0.0 else dated_by_article(event, when)
