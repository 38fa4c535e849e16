"""Stretch the day an event begins or ends on by the time it lasts: "a ten-day exercise that began on Monday"."""

import re
from datetime import date, timedelta

from tidings.events.arguments import Trigger
from tidings.events.reading import Reading, told_in
from tidings.events.syntax import children, governor, is_verbal
from tidings.tree import Token
from tidings.vocabulary import TimexType

# A TIMEX3 length in days or weeks: "P11D", "P1W"; not "PT48H", "P2Y", "PXD".
LENGTH = re.compile(r"P(\d{1,2})([DW])")
LONGEST = 60  # days: what lasts longer is a campaign, a term, a sentence
ENDINGS = frozenset({"end", "conclude", "finish", "complete", "close", "wrap", "return"})
BEFORE_NOUN = frozenset({"compound", "nmod", "amod", "nummod", "poss"})


def days_of(reading: Reading, trigger: Trigger, day: date) -> tuple[date, date]:
    """The first and the last day of an event told with the day on which it begins or ends: that day, stretched."""
    length = next((found for found in _lengths(reading, trigger)), None)
    if length is None:
        return day, day
    verb = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    return (day - length, day) if verb.lemma_ in ENDINGS else (day, day + length)


def _lengths(reading: Reading, trigger: Trigger) -> list[timedelta]:
    """The lengths told of the event itself, less its first day."""
    return [
        timedelta(days=days - 1)
        for timex in told_in(trigger.sentence, reading.dates)
        if timex.timex_type is TimexType.DURATION
        if (days := _days(timex.value)) and _is_of(reading.token_at(timex.end - 1), trigger)
    ]


def _days(value: str | None) -> int:
    found = LENGTH.fullmatch(value or "")
    days = int(found[1]) * (7 if found[2] == "W" else 1) if found else 0
    return days if 0 < days <= LONGEST else 0


def _is_of(unit: Token, trigger: Trigger) -> bool:
    """Whether a length stands before the noun of an event, or follows its verb with "for"."""
    noun = _modified(unit)
    if noun is not None:
        return noun in trigger.tokens and not (noun.dep_ == "pobj" and noun.head.lower_ == "of")
    is_for = unit.dep_ == "pobj" and unit.head.lower_ == "for"
    return is_for and unit.head.head in trigger.tokens and not children(unit.head.head, "neg")


def _modified(unit: Token) -> Token | None:
    """The noun that a length modifies: "a ten-day [exercise]", "a week-long [forum]"."""
    while unit.dep_ in BEFORE_NOUN or (unit.dep_ in ("npadvmod", "advmod") and unit.head.pos_ == "ADJ"):
        unit = unit.head
        if unit.pos_ in ("NOUN", "PROPN") and unit.dep_ not in BEFORE_NOUN:
            return unit
    return None
