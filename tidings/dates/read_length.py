"""Readings of lengths of time, of what recurs, and of now, past and future."""

from dataclasses import dataclass
from datetime import date, timedelta

from tidings.dates.context import Context
from tidings.dates.grammar import Match
from tidings.dates.interpretation import Interpretation, count_of, open_value, step_of, undated
from tidings.vocabulary import DateBasis, DatePrecision, TimexType


@dataclass(frozen=True, slots=True)
class Length:
    """A unit of durations: how TIMEX3 writes `size` of it, and its mean length in days."""

    prefix: str
    letters: str
    size: int
    days: float

    def value(self, count: float | None) -> str:
        """P3M, PT30M, P2W (of a fortnight); PXD where the number is not told."""
        number = "X" if count is None else f"{count * self.size:g}"
        return self.prefix + number + self.letters


LENGTHS = {
    "TS": Length("PT", "S", 1, 0),
    "TM": Length("PT", "M", 1, 0),
    "TH": Length("PT", "H", 1, 0),
    "D": Length("P", "D", 1, 1),
    "WE": Length("P", "WE", 1, 2),
    "W": Length("P", "W", 1, 7),
    "2W": Length("P", "W", 2, 14),
    "M": Length("P", "M", 1, 30.44),
    "Q": Length("P", "Q", 1, 91.31),
    "6M": Length("P", "M", 6, 182.62),
    "Y": Length("P", "Y", 1, 365.25),
    "DE": Length("P", "DE", 1, 3652.5),
    "CE": Length("P", "CE", 1, 36525),
}
HALF_HOUR = "PT30M"


def read_duration(match: Match, context: Context) -> Interpretation | None:
    """A length of time: "three months", "an 11-day", "several weeks", "years", "half an hour", "61 years old"."""
    unit = match.of("unit", "units", "hrs")
    if unit is None:
        return None
    length, count = LENGTHS[unit.value], count_of(match)
    if match.has("half") and not match.has("and"):
        count = 0.5
    elif count is None and unit.word_class == "unit" and not match.has("vague"):
        count = 1
    value = HALF_HOUR if (count, unit.value) == (0.5, "TH") else length.value(count)
    return reaching(value, match, context, None if count is None else count * length.days)


def reaching(value: str, match: Match, context: Context, days: float | None) -> Interpretation:
    """A duration with the days of "the past two weeks" and "the next three months"; others have no place in time."""
    plain = Interpretation(TimexType.DURATION, value)
    step = step_of(match) if match.has("last", "past", "next", "coming") and not match.has("ordinal", "of") else 0
    if match.after is not None and match.after.word_class == "of":  # "the last three months of 1986"
        step = 0
    today = context.published
    if not step or not days or today is None or context.is_chronicle:
        return plain
    far = today + timedelta(days=step * round(days))
    reach: tuple[date, date] = (min(far, today), max(far, today))
    return Interpretation(plain.timex_type, value, None, reach, DatePrecision.RANGE, DateBasis.RELATIVE)


def read_recent(match: Match, context: Context) -> Interpretation | None:
    """Recent weeks: how many is not told."""
    return undated("PAST_REF")


def read_set(match: Match, context: Context) -> Interpretation | None:
    """What recurs: "every Monday", "each year", "per week", "twice a month", "daily"."""
    whole = match.of("set")
    if whole is not None:
        return undated(whole.value, TimexType.SET)
    unit = match.of("unit", "units", "weekday", "month", "season", "daypart")
    if unit is None:
        return None
    if unit.word_class in ("unit", "units"):
        count = count_of(match) if match.has("number", "monthday", "couple") else 1
        return undated(LENGTHS[unit.value].value(count), TimexType.SET)
    return undated(open_value(unit), TimexType.SET)


def read_reference(match: Match, context: Context) -> Interpretation | None:
    """Now, these days, recently, the past, the future."""
    if match.has("these"):
        units = match.of("units")
        return undated("PRESENT_REF") if units is not None and units.value == "D" else None
    if match.has("present", "now", "this"):
        return undated("PRESENT_REF")
    if match.has("past"):
        return undated("PAST_REF")
    token = match.of("ref", "future")
    return undated(token.value) if token is not None else None
