"""Date an event by the words of its sentence: codebook rulings 11 and 34."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from tidings.events.arguments import Trigger
from tidings.events.reading import Reading, within
from tidings.events.syntax import children, first, governor, is_verbal
from tidings.model import Timex
from tidings.vocabulary import DateBasis, DatePrecision, EventType, Status, TimexType

DATED = frozenset({TimexType.DATE, TimexType.TIME})
# What is said in words is said when it is reported to be said: "said on Friday that it would not sign" is of Friday.
SPOKEN = frozenset(
    {EventType.AGREE, EventType.CONCEDE, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT}
    | {EventType.THREATEN, EventType.SUPPORT}
)
LONGEST_CHAIN = 5
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class When:
    """The days of an event and the words they were read from; all None when unknown."""

    start: date | None = None
    end: date | None = None
    precision: DatePrecision | None = None
    basis: DateBasis | None = None
    evidence: str | None = None


def are_apart(one: tuple[date | None, date | None], two: tuple[date | None, date | None]) -> bool:
    """Whether two intervals, both of them known, have no day in common."""
    if one[0] is None or one[1] is None or two[0] is None or two[1] is None:
        return False
    return one[1] < two[0] or two[1] < one[0]


def when_of(reading: Reading, trigger: Trigger, status: Status) -> When:
    """The date of the trigger's own phrase or clause, or of the clause that governs it and shares its time.

    A weekday read as one to come goes back a week when the event has happened: "Tuesday's deal" (ruling 11).
    """
    sentence = trigger.sentence
    here = [t for t in reading.dates if within(sentence, t.start, t.end) and t.timex_type in DATED]
    chosen = _chosen(reading, trigger, here) if here else None
    if chosen is None or (chosen.earliest is None and chosen.latest is None):
        return When(evidence=chosen.text if chosen is not None else None)
    start, end = chosen.earliest, chosen.latest
    to_come = reading.published is not None and start is not None and start > reading.published
    if to_come and start == end and status is Status.ACTUAL and chosen.basis is DateBasis.RELATIVE:
        start = end = start - WEEK if start is not None else None
    return When(start, end, chosen.precision, chosen.basis, chosen.text)


def _chosen(reading: Reading, trigger: Trigger, dates: list[Timex]) -> Timex | None:
    heads = {timex.start: _head(reading, timex) for timex in dates}
    if not is_verbal(trigger.head):
        below = {token.i for token in trigger.head.subtree}
        inside = [t for t in dates if heads[t.start].i in below and governor(heads[t.start]) == governor(trigger.head)]
        if inside:
            return inside[0]
    for clause in _clauses(trigger):
        said = [timex for timex in dates if _verb(heads[timex.start]) == clause]
        if said:
            return min(said, key=lambda timex: abs(heads[timex.start].i - trigger.head.i))
    return None


def _head(reading: Reading, timex: Timex) -> Token:
    span = reading.doc.char_span(timex.start, timex.end, alignment_mode="expand")
    return span.root if span is not None else reading.token_at(timex.start)


def _verb(token: Token) -> Token:
    return token if is_verbal(token) else governor(token)


def _clauses(trigger: Trigger) -> Iterator[Token]:
    """The verbs whose date may be the trigger's, its own first."""
    verb = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    spoken = trigger.frame.event_type in SPOKEN
    for _ in range(LONGEST_CHAIN):
        yield verb
        yield from (below for below in children(verb, "xcomp") if not spoken)
        head = verb.head
        if verb.dep_ in ("conj", "xcomp") and is_verbal(head):
            verb = head
        elif verb.dep_ == "advcl" and is_verbal(head) and first(verb, "nsubj", "nsubjpass") is None:
            verb = head
        elif verb.dep_ == "ccomp" and is_verbal(head) and spoken:
            verb = head
        elif (
            verb.dep_ == "pcomp"
            and is_verbal(head.head)
            and head.lower_ in ("in", "by", "while", "on", "for", "without")
        ):
            verb = head.head
        else:
            return
