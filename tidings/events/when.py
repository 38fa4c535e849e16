"""Date an event by the words of its sentence: codebook rulings 11 and 34."""

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from tidings.events.arguments import Trigger
from tidings.events.reading import Reading, within
from tidings.events.syntax import governor, is_verbal
from tidings.model import Timex
from tidings.vocabulary import DateBasis, DatePrecision, TimexType


@dataclass(frozen=True, slots=True)
class When:
    """The days of an event and the words they were read from; all None when unknown."""

    start: date | None = None
    end: date | None = None
    precision: DatePrecision | None = None
    basis: DateBasis | None = None
    evidence: str | None = None


def when_of(reading: Reading, trigger: Trigger) -> When:
    """The date of the trigger's own clause, else nothing."""
    sentence = trigger.sentence
    here = [
        t
        for t in reading.dates
        if within(sentence, t.start, t.end) and t.timex_type in (TimexType.DATE, TimexType.TIME)
    ]
    chosen = _of_clause(reading, trigger, here)
    if chosen is None or (chosen.earliest is None and chosen.latest is None):
        return When()
    return When(chosen.earliest, chosen.latest, chosen.precision, chosen.basis, chosen.text)


def _of_clause(reading: Reading, trigger: Trigger, dates: list[Timex]) -> Timex | None:
    """The date whose nearest verb is the trigger's: the same clause says both."""
    own = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    for timex in dates:
        token = reading.token_at(timex.end - 1)
        if token in trigger.head.subtree and not is_verbal(trigger.head):
            return timex
    for timex in dates:
        if _clause(reading.token_at(timex.end - 1)) == own:
            return timex
    return None


def _clause(token: Token) -> Token:
    return token if is_verbal(token) else governor(token)
