"""Readings of lengths of time, of what recurs, and of now, past and future."""

from datetime import date, timedelta

from tidings.dates.context import Context
from tidings.dates.grammar import Match
from tidings.dates.granules import (
    Unit,
)
from tidings.dates.readings import CALENDAR_UNITS, Reading, count_of, open_value, step_of, undated
from tidings.model import DateBasis, DatePrecision, TimexType


def read_duration(match: Match, context: Context) -> Reading | None:
    """A length of time: "three months", "an 11-day", "several weeks", "years", "half an hour", "61 years old"."""
    unit = match.of("unit", "units")
    if unit is None:
        return None
    count = count_of(match)
    if match.has("half") and not match.has("and"):
        count = 0.5
    plural_only = count is None
    number = "X" if plural_only else f"{count:g}"
    if unit.value == "2W":
        number, letter = ("X" if plural_only else f"{2 * (count or 1):g}"), "W"
    elif unit.value == "6M":
        number, letter = ("X" if plural_only else f"{6 * (count or 1):g}"), "M"
    else:
        letter = unit.value
    if count == 0.5 and letter == "TH":
        number, letter = "30", "TM"
    value = f"PT{number}{letter[1:]}" if letter.startswith("T") and len(letter) == 2 else f"P{number}{letter}"
    return Reading(TimexType.DURATION, value, None, *_reach(match, context, count, unit.value))


def _reach(
    match: Match, context: Context, count: float | None, unit: str
) -> tuple[tuple[date | None, date | None], DatePrecision | None, DateBasis | None]:
    """The days of "the past two weeks" and "the next three months"; none for a length without a place in time."""
    calendar = CALENDAR_UNITS.get(unit)
    step = step_of(match) if match.has("last", "past", "next", "coming") and not match.has("ordinal", "of") else 0
    nothing = (None, None), None, None
    if not step or calendar is None or count is None or context.published is None or context.is_chronicle:
        return nothing
    today = context.published
    size = {
        Unit.DAY: 1,
        Unit.WEEK: 7,
        Unit.MONTH: 30.44,
        Unit.QUARTER: 91.31,
        Unit.YEAR: 365.25,
        Unit.DECADE: 3652.5,
        Unit.CENTURY: 36525,
    }[calendar]
    if count * size > today.toordinal():
        return nothing
    far = today + timedelta(days=step * round(count * size))
    return (min(far, today), max(far, today)), DatePrecision.RANGE, DateBasis.RELATIVE


def read_recent(match: Match, context: Context) -> Reading | None:
    """Recent weeks."""
    return undated("PAST_REF")


def read_set(match: Match, context: Context) -> Reading | None:
    """What recurs: "every Monday", "each year", "per week", "daily"."""
    whole = match.of("set")
    if whole is not None:
        return undated(whole.value, TimexType.SET)
    unit = match.of("unit", "units", "weekday", "month", "season", "daypart")
    if unit is None:
        return None
    if unit.word_class in ("unit", "units"):
        duration = read_duration(match, context) if match.has("number", "monthday") else None
        letter = unit.value
        return undated(
            duration.value
            if duration
            else f"PT1{letter[1:]}"
            if letter[0] == "T"
            else f"P1{letter}".replace("P12W", "P2W"),
            TimexType.SET,
        )
    if unit.word_class == "weekday":
        return undated(f"XXXX-WXX-{unit.value}", TimexType.SET)
    if unit.word_class == "daypart":
        return undated(f"XXXX-XX-XXT{unit.value}", TimexType.SET)
    return undated(open_value(unit), TimexType.SET)


def read_reference(match: Match, context: Context) -> Reading | None:
    """Now, recently, the future."""
    words = {token.word_class: token for token in match}
    if "future" in words:
        return undated("FUTURE_REF")
    if "present" in words or "now" in words or "these" in words:
        return undated("PRESENT_REF") if "these" not in words or words["units"].value == "D" else None
    if "past" in words:
        return undated("PAST_REF")
    return undated(words["ref"].value)


def read_span_of(match: Match, context: Context) -> Reading | None:
    """The first two months, the last three weeks: a duration."""
    return read_duration(match, context)
