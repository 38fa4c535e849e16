"""Readings of times of the day."""

from tidings.dates.context import Context
from tidings.dates.grammar import Match
from tidings.dates.granules import (
    day_granule,
)
from tidings.dates.interpretation import Interpretation, dated, daypart_suffix, undated
from tidings.dates.read_calendar import read_calendar
from tidings.dates.read_relative import weekday_day
from tidings.vocabulary import DateBasis, TimexType


def _clock(match: Match) -> str | None:
    """T15:00 of "3 p.m.", "15:00", "1500 GMT", "noon", "3 o'clock"."""
    word, token, half = match.of("clock_word"), match.of("clock", "year", "number"), match.of("ampm")
    if word is not None:
        return "T" + word.value
    if token is None:
        numbers = [t for t in match if t.word_class == "monthday"]
        if not numbers:
            return None
        hour, minutes = int(numbers[-1].value), "00"
    elif token.word_class == "clock":
        hour, minutes = int(token.word.split(":")[0]), token.word.split(":", 1)[1]
    elif len(token.word) == 4 and token.word.isdecimal():
        hour, minutes = int(token.word[:2]), token.word[2:]
    else:
        return None
    if hour > 24 or int(minutes[:2]) > 59 or (half is not None and hour > 12):
        return None
    if half is not None:
        hour = hour % 12 + (12 if half.value == "PM" else 0)
    return f"T{hour:02}:{minutes}"


def read_time(match: Match, context: Context) -> Interpretation | None:
    """A time of day, of the day named beside it, or of the day the text is in."""
    clock, weekday = _clock(match), match.of("weekday", "short_weekday")
    if clock is None:
        return None
    if match.of("month", "short_month"):
        day = read_calendar(match, context)
        return (
            None
            if day is None or day.value is None
            else Interpretation(TimexType.TIME, day.value + clock, day.granule, day.days, day.precision, day.basis)
        )
    if weekday is not None:
        found = weekday_day(context, int(weekday.value))
        granule = day_granule(found) if found else None
    else:
        granule = context.day
    if granule is None:
        return undated((f"XXXX-WXX-{weekday.value}" if weekday else "XXXX-XX-XX") + clock, TimexType.TIME)
    return dated(granule, match, basis=DateBasis.RELATIVE, suffix=clock)


def read_daypart(match: Match, context: Context) -> Interpretation | None:
    """The morning, that afternoon, one night."""
    base, suffix = context.day, daypart_suffix(match)
    if base is None:
        return undated("XXXX-XX-XX" + suffix, TimexType.TIME)
    return dated(base, match, basis=DateBasis.RELATIVE, suffix=suffix)
