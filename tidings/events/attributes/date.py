"""Date an event: codebook rulings 11 and 34; which day is meant is a scored choice among those the text offers."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from tidings.events.arguments import Trigger
from tidings.events.attributes.choice import shares
from tidings.events.attributes.day_offers import Offer, day_offers
from tidings.events.attributes.status import Factuality
from tidings.events.passage_index import PassageIndex
from tidings.records import Event
from tidings.vocabulary import DateBasis, DatePrecision, Status

# How likely a day must be, of those the labels tell or leave out: of the event's own sentence, of the rest of the
# article. The second is low because coders leave a day out half of the time; see docs/decisions.md.
LEAST_OWN = 0.5
LEAST_OF_ARTICLE = 0.15
Days = tuple[date | None, date | None]
UNTOLD: Days = (None, None)


@dataclass(frozen=True, slots=True)
class EventDate:
    """The days of an event and the words they were read from; all None when unknown."""

    start: date | None = None
    end: date | None = None
    precision: DatePrecision | None = None
    basis: DateBasis | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The likeliest days on offer, how likely they are, and the offer that speaks most for them."""

    offer: Offer
    share: float


def dated_by_article(event: Event, when: EventDate) -> Event:
    """The event with days that the article tells elsewhere, on the basis `article`."""
    return replace(
        event,
        date_start=when.start,
        date_end=when.end,
        date_precision=when.precision,
        date_basis=DateBasis.ARTICLE,
        date_evidence=when.evidence,
    )


def are_apart(one: Days, two: Days) -> bool:
    """Whether two intervals, both of them known, have no day in common."""
    if one[0] is None or one[1] is None or two[0] is None or two[1] is None:
        return False
    return one[1] < two[0] or two[1] < one[0]


def date_of(reading: PassageIndex, trigger: Trigger, scope: Factuality) -> EventDate:
    """The days that a trigger's own sentence gives it: of all days that the text offers the likeliest, if it is likely
    enough and told there. A weekday to come goes back a week when the event has happened, one past goes on a week when
    it is planned."""
    chosen = _choose(reading, trigger, scope)
    if not chosen.offer.is_near or chosen.share < LEAST_OWN:
        return EventDate()
    return _when(reading, chosen.offer)


def when_by_article(reading: PassageIndex, trigger: Trigger, scope: Factuality) -> tuple[EventDate, float]:
    """The days that the rest of the article gives a trigger, or its own date, and how likely they are; none if they
    are too unlikely, or of what has not happened a day that is not to come."""
    chosen = _choose(reading, trigger, scope)
    start = chosen.offer.start
    if start is None or chosen.offer.is_near or chosen.share < LEAST_OF_ARTICLE:
        return EventDate(), 0.0
    if scope.status is not Status.ACTUAL and (reading.published is None or start <= reading.published):
        return EventDate(), 0.0
    return _when(reading, chosen.offer), chosen.share


def _choose(reading: PassageIndex, trigger: Trigger, scope: Factuality) -> _Chosen:
    """The likeliest days; the shares of all offers of the same days count together."""
    offers = day_offers(reading, trigger, scope)
    scored = list(zip(offers, shares("day", [offer.features for offer in offers]), strict=True))
    total: dict[Days | str, float] = defaultdict(float)
    best: dict[Days | str, tuple[float, Offer]] = {}
    for offer, share in scored[:-1]:
        days = (offer.start, offer.end)
        key: Days | str = offer.told.timex.text if days == UNTOLD and offer.told is not None else days
        total[key] += share
        if key not in best or share > best[key][0]:
            best[key] = share, offer
    if not total:
        return _Chosen(offers[-1], scored[-1][1])
    likeliest = max(total, key=lambda key: total[key])
    return _Chosen(best[likeliest][1], total[likeliest] / (total[likeliest] + scored[-1][1]))


def _when(reading: PassageIndex, offer: Offer) -> EventDate:
    if offer.told is None:
        return EventDate(offer.start, offer.end, DatePrecision.DAY, DateBasis.ARTICLE)
    timex = offer.told.timex
    if offer.start is None and offer.end is None:
        return EventDate(evidence=timex.text)
    precision = timex.precision
    if precision is DatePrecision.DAY and offer.start != offer.end:
        precision = DatePrecision.RANGE
    return EventDate(offer.start, offer.end, precision, timex.basis, timex.text)
