"""Readings of dates told from another date: yesterday, last week, the next day, two years ago, on Monday."""

from datetime import date, timedelta

from tidings.csv_rows import word_list
from tidings.dates.context import Context, Tense
from tidings.dates.grammar import Match
from tidings.dates.granules import (
    Granule,
    Unit,
    day_granule,
    month_granule,
    season_granule,
    week_granule,
    year_value,
)
from tidings.dates.interpretation import (
    CALENDAR_UNITS,
    Interpretation,
    base_of,
    count_of,
    dated,
    daypart_suffix,
    open_value,
    undated,
)
from tidings.dates.lexer import TimeToken
from tidings.dates.read_length import read_duration
from tidings.vocabulary import DateBasis, DatePrecision, TimexType

SATURDAY = 5
EVENT_WORDS = {"other", "the", "article", "that", "this"}  # what may begin the event that a day is counted from
LASTING = word_list("before_lengths", "tidings.dates")  # "for a week before" is a length, not a date


def read_deictic(match: Match, context: Context) -> Interpretation | None:
    """Yesterday, today, tomorrow, with or without a part of the day."""
    word, suffix = match.of("deictic"), daypart_suffix(match)
    if word is None:
        return None
    if context.published is None or context.is_history:
        return undated("PRESENT_REF" if word.value == "0" and not suffix else "XXXX-XX-XX" + suffix)
    return dated(day_granule(context.published).shift(int(word.value)), match, basis=DateBasis.RELATIVE, suffix=suffix)


def read_around_deictic(match: Match, context: Context) -> Interpretation | None:
    """The day before yesterday, the day after tomorrow."""
    word, unit = match.of("deictic"), match.of("unit")
    if word is None or unit is None or unit.value != "D" or context.published is None or context.is_history:
        return None
    step = int(word.value) + (-1 if match.has("before") else 1)
    return dated(day_granule(context.published).shift(step), match, basis=DateBasis.RELATIVE)


def read_tonight(match: Match, context: Context) -> Interpretation | None:
    if context.published is None or context.is_history:
        return undated("XXXX-XX-XXTNI", TimexType.TIME)
    return dated(day_granule(context.published), match, basis=DateBasis.RELATIVE, suffix="TNI")


def read_shifted(match: Match, context: Context) -> Interpretation | None:
    """A unit by reference: "last week", "early next year", "that same day", "earlier this summer"."""
    unit = match.of("unit", "weekday", "month", "season", "daypart")
    if unit is None:
        return None
    base, step = base_of(match, context), _step_of_unit(match)
    if unit.word_class == "weekday":
        return _shifted_weekday(match, context, int(unit.value), step)
    if unit.word_class == "daypart":
        return _shifted_daypart(match, context, unit.value, step)
    if base is None:
        return undated(open_value(unit))
    if unit.word_class in ("month", "season"):
        return _shifted_named(match, base, unit, step)
    if unit.value == "WE":
        return _weekend(base, step, context.tense)
    if unit.value.startswith("T") or unit.value not in CALENDAR_UNITS:
        return undated(None, TimexType.TIME)
    return _shifted_unit(match, context, base, CALENDAR_UNITS[unit.value], step)


def _step_of_unit(match: Match) -> int:
    words = [token.word_class for token in match]
    return (
        -1
        if {"last", "past", "previous"} & set(words)
        else 1
        if {"next", "coming", "following"} & set(words)
        else (-1 if words[-1] in ("before", "earlier") else 1 if words[-1] in ("after", "later") else 0)
    )


def _shifted_unit(match: Match, context: Context, base: Granule, unit: Unit, step: int) -> Interpretation | None:
    if base.unit is not unit and not base.is_finer_than(unit):
        return undated(loose_value(base, unit))
    if match.has("fiscal") and unit is Unit.YEAR:
        return undated("FY" + base.to(unit).shift(step).value)
    is_length = match.has("last", "next", "following") and match.has("the") and _is_lasting(match, unit)
    if match.has("past") or is_length:
        return read_duration(match, context)
    granule = base.to(unit).shift(step)
    reading = dated(granule, match, basis=DateBasis.RELATIVE)
    return _cut(reading, match, base)


def _is_lasting(match: Match, unit: Unit) -> bool:
    """Whether "the last year" is a length: "for the last year", "the last decade"; not "in the last week"."""
    lasting = match.before is not None and match.before.word in LASTING
    return lasting or (match.has("last") and unit in (Unit.DECADE, Unit.CENTURY))


def _cut(reading: Interpretation, match: Match, base: Granule) -> Interpretation:
    """A unit up to the day it is said ("earlier this summer"), or from there on ("later that year")."""
    first, last = reading.days
    at = base.days[0]
    if first is None or last is None or at is None or not first <= at <= last or reading.granule is None:
        return reading
    days = (first, at) if match.has("earlier") else (at, last) if match.has("later") else None
    if days is None:
        return reading
    return Interpretation(reading.timex_type, reading.value, reading.granule, days, DatePrecision.RANGE, reading.basis)


def loose_value(base: Granule, unit: Unit) -> str:
    """A day or month within what is known only to the year: "1915-XX-XX"."""
    tail = {Unit.DAY: "-XX-XX", Unit.WEEK: "-WXX", Unit.MONTH: "-XX"}.get(unit, "")
    if base.unit is Unit.MONTH and unit is Unit.DAY:
        return base.value + "-XX"
    return year_value(base.year) + tail


def _shifted_named(match: Match, base: Granule, unit: TimeToken, step: int) -> Interpretation:
    def candidate(year: int) -> Granule:
        return month_granule(year, int(unit.value)) if unit.word_class == "month" else season_granule(year, unit.value)

    this = candidate(base.year)
    today = base.to(this.unit)
    if step < 0 and this >= today:
        this = candidate(base.year - 1)
    elif (step > 0 and this <= today) or (
        step == 0 and unit.word_class == "season" and unit.value == "WI" and (base.to(Unit.MONTH).index % 12) == 11
    ):
        this = candidate(base.year + 1)
    return _cut(dated(this, match, basis=DateBasis.RELATIVE), match, base)


def _weekend(base: Granule, step: int, tense: Tense) -> Interpretation | None:
    """Saturday and Sunday; said of what is past, or on a Monday or Tuesday, "the weekend" is the one just over."""
    day = base.to(Unit.DAY).days[0]
    if day is None:
        return None
    is_over = day.isoweekday() <= (SATURDAY if tense is Tense.PAST else 2) and tense is not Tense.FUTURE
    week = week_granule(day).shift(step - (1 if step == 0 and is_over else 0))
    monday = week.days[0]
    if monday is None:
        return None
    days = (monday + timedelta(days=SATURDAY), monday + timedelta(days=SATURDAY + 1))
    return Interpretation(
        TimexType.DATE, week.value + "-WE", day_granule(days[0]), days, DatePrecision.RANGE, DateBasis.RELATIVE
    )


def _shifted_weekday(match: Match, context: Context, weekday: int, step: int) -> Interpretation:
    base = base_of(match, context)
    day = base.days[0] if base is not None and base.unit is Unit.DAY else None
    if day is None:
        return undated(f"XXXX-WXX-{weekday}")
    if step == 0:
        day = _weekday_near(day, weekday, context.tense)
    elif step < 0:
        day -= timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1)
    else:
        day += timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)
    return dated(day_granule(day), match, basis=DateBasis.RELATIVE, suffix=daypart_suffix(match))


def _shifted_daypart(match: Match, context: Context, daypart: str, step: int) -> Interpretation:
    base = base_of(match, context)
    if base is None or base.unit is not Unit.DAY:
        loose = loose_value(base, Unit.DAY) if base is not None else "XXXX-XX-XX"
        return undated(f"{loose}T{daypart}", TimexType.TIME)
    return dated(base.shift(step), match, basis=DateBasis.RELATIVE, suffix="T" + daypart)


def _weekday_near(day: date, weekday: int, tense: Tense) -> date:
    """The last such day up to `day`, or after a future verb the next from it on (codebook ruling 11).

    The day itself counts both ways: who means the same weekday a week on says "next Wednesday".
    """
    if tense in (Tense.FUTURE, Tense.PROSPECTIVE):
        return day + timedelta(days=(weekday - day.isoweekday()) % 7)
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def read_same_unit(match: Match, context: Context) -> Interpretation | None:
    """The end of the month, later in the year: of the month or year the text is in."""
    unit, base = match.of("unit"), context.then
    if unit is not None and unit.value == "WE":
        return _weekend(context.today, 0, context.tense) if context.today else undated(open_value(unit))
    if unit is None or unit.value not in CALENDAR_UNITS or unit.value == "D":
        return None
    if base is None:
        return undated(open_value(unit))
    return _shifted_unit(match, context, base, CALENDAR_UNITS[unit.value], 0)


def read_weekday(match: Match, context: Context) -> Interpretation | None:
    """A weekday, with or without a part of the day."""
    word, suffix = match.of("weekday", "short_weekday"), daypart_suffix(match)
    if word is None or (word.word_class == "short_weekday" and not suffix):
        return None
    day = weekday_day(context, int(word.value))
    if day is None:
        return undated(f"XXXX-WXX-{word.value}{suffix}", TimexType.TIME if suffix else TimexType.DATE)
    return dated(day_granule(day), match, basis=DateBasis.RELATIVE, suffix=suffix)


def read_weekday_of_week(match: Match, context: Context) -> Interpretation | None:
    """The weekday of another week, "Monday last week", or a week on from the next: "Friday week"."""
    weekday, unit = match.of("weekday"), match.of("unit")
    if weekday is None or unit is None or unit.value != "W":
        return None
    if context.published is None or context.is_history:
        return undated(f"XXXX-WXX-{weekday.value}")
    today, number = context.published, int(weekday.value)
    if not match.has("last", "next"):
        return dated(day_granule(_weekday_near(today, number, Tense.FUTURE)).shift(7), match, basis=DateBasis.RELATIVE)
    monday = today - timedelta(days=today.isoweekday() - 1)
    week = monday + timedelta(days=7 if match.has("next") else -7)
    return dated(day_granule(week + timedelta(days=number - 1)), match, basis=DateBasis.RELATIVE)


def weekday_day(context: Context, weekday: int) -> date | None:
    if context.published is None or context.is_history:
        return None
    return _weekday_near(context.published, weekday, context.tense)


def read_distance(match: Match, context: Context) -> Interpretation | None:
    """A date at a distance: "two days ago", "a year earlier", "three months later", "days before"."""
    unit, is_back = match.of("unit", "units", "hrs"), match.has("ago", "earlier", "before", "previous")
    if unit is None:
        return None
    if match.has("before", "after") and match.before is not None and match.before.word in LASTING:
        return read_duration(match, context)
    count = count_of(match)
    reference = "PAST_REF" if is_back else "FUTURE_REF"
    if unit.value.startswith("T"):
        return undated(reference, TimexType.TIME)
    base, calendar = (
        _distance_base(match, context),
        CALENDAR_UNITS.get(unit.value[-1:] if unit.value == "2W" else unit.value),
    )
    if count is None or count != int(count) or calendar is None:
        return undated(reference)
    if base is None:
        return undated(open_value(unit))
    if _is_of_event(match) and context.is_joined:
        is_back = not is_back  # "on Friday, two days after the vote": the vote's day
    steps = int(count) * (2 if unit.value == "2W" else 1) * (-1 if is_back else 1)
    if base.unit is not calendar and not base.is_finer_than(calendar):
        return undated(loose_value(base.to(Unit.YEAR), calendar))
    if calendar is Unit.DECADE and abs(steps) == 1:
        return dated(base.to(Unit.YEAR).shift(steps * 10), match, basis=DateBasis.RELATIVE)
    return dated(base.to(calendar).shift(steps), match, basis=DateBasis.RELATIVE)


def _is_of_event(match: Match) -> bool:
    return match.has("before", "after") and match.after is not None and match.after.word_class in EVENT_WORDS


def _distance_base(match: Match, context: Context) -> Granule | None:
    """What the distance is from: "ago" from today; "later" from the date told last, and from today only looking back.

    "Two days after the vote" is from a day that a report tells, if at all, in the same sentence.
    """
    if match.has("ago", "now") and context.published is not None:
        return day_granule(context.published)  # whoever says so counts from the day he says it, of old history too
    if match.has("ago", "now") or match.has("hyphen"):
        return context.today
    if _is_of_event(match) and not context.is_joined and not context.is_chronicle:
        return None
    if match.has("earlier", "previous"):
        return context.before or context.today
    return context.anchor
