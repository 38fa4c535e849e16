"""One reader per rule of the grammar: a match and its context in, the reading of the time expression out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tidings.dates.context import Context, Tense
from tidings.dates.grammar import Match
from tidings.dates.granules import (
    Granule,
    Unit,
    day_granule,
    month_granule,
    part,
    season_granule,
    week_granule,
    year_value,
)
from tidings.dates.lexer import Token
from tidings.model import DateBasis, DatePrecision, TimexType

BACK = ("last", "past", "previous", "ago", "earlier", "before")
ON = ("next", "coming", "following", "later", "after", "from")
CALENDAR_UNITS = {unit.value: unit for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY)}
# A two-digit year is of the century of the last full year told; without one, of this window (as strptime does).
WINDOW = 69
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What a time expression says; `granule` is the calendar unit it names, `days` the days it covers if fewer."""

    timex_type: TimexType
    value: str | None
    granule: Granule | None = None
    days: tuple[date | None, date | None] = (None, None)
    precision: DatePrecision | None = None
    basis: DateBasis | None = None


Reader = Callable[[Match, Context], Reading | None]


def _dated(granule: Granule, match: Match, *, basis: DateBasis, suffix: str = "", value: str | None = None) -> Reading:
    """A date with its days, a third of them after "early", "mid", "late", "the end of"."""
    modifier = match.of("modifier", "edge")
    days: tuple[date | None, date | None] = part(granule, modifier.value) if modifier and not suffix else granule.days
    precision = DatePrecision.RANGE if modifier and granule.unit is not Unit.DAY else granule.precision
    return Reading(
        TimexType.TIME if suffix else TimexType.DATE,
        (value or granule.value) + suffix,
        granule,
        days,
        precision if days[0] else None,
        basis if days[0] else None,
    )


def _undated(value: str | None, timex_type: TimexType = TimexType.DATE) -> Reading:
    return Reading(timex_type, value)


def _daypart(match: Match) -> str:
    token = match.of("daypart", "tonight")
    return "" if token is None else "TNI" if token.word_class == "tonight" else "T" + token.value


def _year(match: Match, context: Context) -> int | None:
    """The year named, astronomical (490 BC is -489)."""
    token = match.of("year", "short_year")
    era = match.of("era")
    if token is None and era is not None:
        token = match.tokens[match.tokens.index(era, match.first) - 1]
    if token is None:
        return None
    number = int(float(token.value))
    if era is not None:
        return 1 - number
    return _full_year(number, context) if token.word_class == "short_year" else number


def _full_year(two_digits: int, context: Context) -> int:
    if context.then is not None:
        return context.then.year // 100 * 100 + two_digits
    return (1900 if two_digits >= WINDOW else 2000) + two_digits


def _day_of(year: int, month: int, monthday: int) -> Granule:
    """Raises ValueError for 31 June and for years the calendar lacks."""
    return day_granule(date(year, month, monthday))


def _clamped(month: int, monthday: int) -> Callable[[int], Granule]:
    """3 May of any year; 29 February falls on the 28th in common years."""

    def candidate(year: int) -> Granule:
        first, last = month_granule(year, month).days
        if first is None or last is None:
            raise OverflowError(f"year {year} has no days")
        return day_granule(first.replace(day=min(monthday, last.day)))

    return candidate


def read_calendar(match: Match, context: Context) -> Reading | None:
    """Days, months, seasons and years by name and number: "Monday, May 3, 2021", "early May", "the spring of 1916"."""
    month, monthday = match.of("month", "short_month"), match.of("monthday", "monthday_ordinal")
    season, year, suffix = match.of("season"), _year(match, context), _daypart(match)
    if season is not None and year is not None:
        return _dated(season_granule(year, season.value), match, basis=DateBasis.EXPLICIT)
    if month is None:
        if year is None:
            return None
        value = "FY" + year_value(year) if match.has("fiscal") else None
        return _dated(Granule(Unit.YEAR, year), match, basis=DateBasis.EXPLICIT, value=value)
    number = int(month.value)
    return _month_date(match, context, number, int(monthday.value) if monthday else None, year, suffix)


def _month_date(
    match: Match, context: Context, month: int, monthday: int | None, year: int | None, suffix: str = ""
) -> Reading | None:
    if monthday is None:
        granule = month_granule(year, month) if year is not None else context.in_year(lambda y: month_granule(y, month))
        open_value = f"XXXX-{month:02}"
    else:
        if monthday > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
            return None
        if year is not None and year < 1:
            return _undated(f"{year_value(year)}-{month:02}-{monthday:02}" + suffix)
        granule = _clamped(month, monthday)(year) if year is not None else context.in_year(_clamped(month, monthday))
        open_value = f"XXXX-{month:02}-{monthday:02}"
    if granule is None:
        return _undated(open_value + suffix, TimexType.TIME if suffix else TimexType.DATE)
    return _dated(granule, match, basis=DateBasis.EXPLICIT, suffix=suffix)


def read_season(match: Match, context: Context) -> Reading | None:
    """A season without a year: "in the summer"."""
    season = match.of("season")
    if season is None:
        return None
    granule = context.in_year(lambda year: season_granule(year, season.value))
    return _dated(granule, match, basis=DateBasis.EXPLICIT) if granule else _undated("XXXX-" + season.value)


def read_month_of_unit(match: Match, context: Context) -> Reading | None:
    """A month, day or season of a year told by reference: "August of that year", "April 7 last year"."""
    month, monthday, season = match.of("month", "short_month"), match.of("monthday", "monthday_ordinal"), match.of("season")
    base, unit = _base(match, context), match.of("unit")
    if unit is None or unit.value not in ("Y", "M"):
        return None
    if base is None:
        return read_calendar(match, context) if month else read_season(match, context)
    year = base.to(Unit.YEAR).shift(_step(match)).index
    if season is not None:
        return _dated(season_granule(year, season.value), match, basis=DateBasis.RELATIVE)
    return _month_date(match, context, int(month.value), int(monthday.value) if monthday else None, year) if month else None


def _step(match: Match) -> int:
    return -1 if match.has(*BACK) else 1 if match.has(*ON) else 0


def _base(match: Match, context: Context) -> Granule | None:
    """The narrative's date after "that", "same", "previous", "the following", "the next"; else the article's."""
    narrative = match.has("that", "same", "previous", "following") or (match.has("next") and match.has("the"))
    return context.then if narrative else context.today or context.then


def read_day_list(match: Match, context: Context) -> Reading | None:
    """The first day of "3 to 5 May 2021"."""
    own = next(match)if False else match.of("monthday", "monthday_ordinal")
    after = match.tokens[match.last : match.last + 6]
    month = next((t for t in after if t.word_class in ("month", "short_month")), None)
    if own is None or month is None:
        return None
    rest = after[after.index(month) + 1 :]
    year = rest[0] if rest and rest[0].word_class == "year" else rest[1] if len(rest) > 1 and rest[0].word_class == "comma" and rest[1].word_class == "year" else None
    return _month_date(match, context, int(month.value), int(own.value), int(year.value) if year else None)


def read_day_more(match: Match, context: Context) -> Reading | None:
    """The last day of "May 10-12, 1940"."""
    own, month = match.of("monthday", "monthday_ordinal"), match.tokens[match.first - 3]
    if own is None:
        return None
    return _month_date(match, context, int(month.value), int(own.value), _year(match, context))


def read_year_more(match: Match, context: Context) -> Reading | None:
    """The last year of "2014-15"."""
    first, own = match.tokens[match.first - 2], match.tokens[match.first]
    if len(own.word) != 2 or own.start != match.tokens[match.first - 1].end:
        return None
    year = int(first.value) // 100 * 100 + int(own.word)
    return _dated(Granule(Unit.YEAR, year), match, basis=DateBasis.EXPLICIT) if year > int(first.value) else None


def read_iso(match: Match, context: Context) -> Reading | None:
    return _dated(day_granule(date.fromisoformat(match.tokens[match.first].word)), match, basis=DateBasis.EXPLICIT)


def read_slash(match: Match, context: Context) -> Reading | None:
    """12/29/2021, 29/12/2021; the American order where both could be."""
    one, two, year = (int(piece) for piece in match.tokens[match.first].word.split("/"))
    if year < 100:
        year = _full_year(year, context)
    month, monthday = (one, two) if one <= 12 else (two, one)
    return _dated(_day_of(year, month, monthday), match, basis=DateBasis.EXPLICIT)


def read_decade(match: Match, context: Context) -> Reading | None:
    """The 1990s, the '90s, the nineties, the 470s BC."""
    token = match.of("decade", "decade_word")
    if token is None:
        return None
    number = int(token.value)
    if match.has("era"):
        return _dated(Granule(Unit.DECADE, -(number // 10) - 1), match, basis=DateBasis.EXPLICIT)
    if number < 100:
        number += 1900  # "the sixties", "the '20s": the last century's until the next has some to tell of
    elif number < 1000:
        return None
    elif number % 100 == 0 and len(token.value) == 4 and number < 1900:
        return _dated(Granule(Unit.CENTURY, number // 100), match, basis=DateBasis.EXPLICIT)
    return _dated(Granule(Unit.DECADE, number // 10), match, basis=DateBasis.EXPLICIT)


def read_century(match: Match, context: Context) -> Reading | None:
    unit, ordinal = match.of("unit"), match.of("ordinal", "monthday_ordinal")
    if unit is None or unit.value != "CE" or ordinal is None:
        return None
    number = int(ordinal.value)
    return _dated(Granule(Unit.CENTURY, -number if match.has("era") else number - 1), match, basis=DateBasis.EXPLICIT)


def read_quarter(match: Match, context: Context) -> Reading | None:
    """Q3, Q3 2020, H1."""
    code, year = match.of("quarter_code"), _year(match, context)
    if code is None:
        return None
    return _quarter(match, context, code.value[0].upper(), int(code.value[1]), year)


def _quarter(match: Match, context: Context, kind: str, number: int, year: int | None) -> Reading | None:
    unit, size = (Unit.QUARTER, 4) if kind == "Q" else (Unit.HALF, 2)
    if not 1 <= number <= size:
        return None
    granule = (
        Granule(unit, year * size + number - 1)
        if year is not None
        else context.in_year(lambda y: Granule(unit, y * size + number - 1))
    )
    return _dated(granule, match, basis=DateBasis.EXPLICIT) if granule else _undated(f"XXXX-{kind}{number}")


def read_part_of(match: Match, context: Context) -> Reading | None:
    """A numbered part of something: "the second week of May", "the first half of 2020", "the last week of that month"."""
    inner = match.of("unit", "half", "weekday")
    month, year = match.of("month", "short_month"), _year(match, context)
    if inner is None:
        return None
    units = [token for token in match if token.word_class == "unit"]
    if month is not None:
        outer = month_granule(year, int(month.value)) if year is not None else context.in_year(lambda y: month_granule(y, int(month.value)))
    elif year is not None:
        outer = Granule(Unit.YEAR, year)
    else:
        unit = CALENDAR_UNITS.get(units[-1].value) if units else None
        base = _base(match, context) if match.has("this", "last", "next", "coming") else context.then
        outer = base.to(unit).shift(0) if base and unit else None
    ordinal = match.of("ordinal", "monthday_ordinal")
    number = int(ordinal.value) if ordinal else -1
    if inner.word_class == "half" or inner.value == "Q":
        kind = "H" if inner.word_class == "half" else "Q"
        return _quarter(match, context, kind, number, outer.year if outer and outer.unit is Unit.YEAR else None)
    if outer is None:
        return _undated(None)
    if inner.word_class == "weekday":
        return _nth_weekday(match, outer, int(inner.value), number)
    unit = CALENDAR_UNITS.get(inner.value)
    if unit is None or not unit or not Granule(unit, 1).is_finer_than(outer.unit):
        return None
    return _nth(match, outer, unit, number)


def _nth(match: Match, outer: Granule, unit: Unit, number: int) -> Reading | None:
    following = outer.shift(1).to(unit)
    granule = following.shift(-1) if number < 0 else outer.to(unit).shift(number - 1)
    if unit is Unit.WEEK and outer.days[0] is not None:
        # "The second week of May" is its days 8 to 14 to the reader, whatever the weekday it begins on.
        first, last = outer.days
        begins = last - timedelta(days=6) if number < 0 else first + timedelta(days=7 * (number - 1))
        days = (begins, min(begins + timedelta(days=6), last))
        return Reading(TimexType.DATE, granule.value, granule, days, DatePrecision.WEEK, DateBasis.EXPLICIT)
    return _dated(granule, match, basis=DateBasis.EXPLICIT)


def _nth_weekday(match: Match, outer: Granule, weekday: int, number: int) -> Reading | None:
    first, last = outer.days
    if first is None or last is None:
        return None
    if number < 0:
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    else:
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    return _dated(day_granule(day), match, basis=DateBasis.EXPLICIT) if day <= last else None


def read_ordinal_unit(match: Match, context: Context) -> Reading | None:
    """A numbered unit of something not said: "the third quarter" is a date, "the first day" has no value."""
    inner, ordinal = match.of("unit", "half"), match.of("ordinal", "monthday_ordinal")
    if inner is None or ordinal is None:
        return None
    if inner.word_class == "half":
        return _quarter(match, context, "H", int(ordinal.value), None) if match.has("the") else None
    if inner.value == "Q":
        return _quarter(match, context, "Q", int(ordinal.value), None)
    if inner.value in ("D", "W", "M", "Y"):
        return _undated({"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}[inner.value])
    return None


def read_span_of(match: Match, context: Context) -> Reading | None:
    """The first two months, the last three weeks: a duration."""
    return read_duration(match, context)


def read_deictic(match: Match, context: Context) -> Reading | None:
    """Yesterday, today, tomorrow, with or without a part of the day."""
    word, suffix = match.of("deictic"), _daypart(match)
    if word is None:
        return None
    if context.published is None or context.is_chronicle:
        return _undated("PRESENT_REF" if word.value == "0" and not suffix else "XXXX-XX-XX" + suffix)
    return _dated(day_granule(context.published).shift(int(word.value)), match, basis=DateBasis.RELATIVE, suffix=suffix)


def read_around_deictic(match: Match, context: Context) -> Reading | None:
    """The day before yesterday, the day after tomorrow."""
    word, unit = match.of("deictic"), match.of("unit")
    if word is None or unit is None or unit.value != "D" or context.published is None:
        return None
    step = int(word.value) + (-1 if match.has("before") else 1)
    return _dated(day_granule(context.published).shift(step), match, basis=DateBasis.RELATIVE)


def read_tonight(match: Match, context: Context) -> Reading | None:
    if context.published is None or context.is_chronicle:
        return _undated("XXXX-XX-XXTNI", TimexType.TIME)
    return _dated(day_granule(context.published), match, basis=DateBasis.RELATIVE, suffix="TNI")


def read_shifted(match: Match, context: Context) -> Reading | None:
    """A unit by reference: "last week", "early next year", "that same day", "the following month", "earlier this summer"."""
    unit = match.of("unit", "weekday", "month", "season", "daypart")
    if unit is None:
        return None
    base, step = _base(match, context), _step_of_unit(match)
    if unit.word_class == "weekday":
        return _shifted_weekday(match, context, int(unit.value), step)
    if unit.word_class == "daypart":
        return _shifted_daypart(match, context, unit.value, step)
    if base is None:
        return _undated(_open_value(unit))
    if unit.word_class in ("month", "season"):
        return _shifted_named(match, base, unit, step)
    if unit.value == "WE":
        return _weekend(match, base, step)
    if unit.value.startswith("T") or unit.value not in CALENDAR_UNITS:
        return _undated(None, TimexType.TIME)
    return _shifted_unit(match, context, base, CALENDAR_UNITS[unit.value], step)


def _step_of_unit(match: Match) -> int:
    words = [token.word_class for token in match]
    return -1 if {"last", "past", "previous"} & set(words) else 1 if {"next", "coming", "following"} & set(words) else (
        -1 if words[-1] in ("before", "earlier") else 1 if words[-1] in ("after", "later") else 0)


def _shifted_unit(match: Match, context: Context, base: Granule, unit: Unit, step: int) -> Reading | None:
    if unit.value != base.unit.value and not base.is_finer_than(unit) and not base.unit is unit:
        return _undated(_loose(base, unit))
    if match.has("fiscal"):
        return _undated("FY" + base.to(unit).shift(step).value)
    if step == -1 and match.has("past"):
        return Reading(TimexType.DURATION, f"P1{unit.value}")
    granule = base.to(unit).shift(step)
    reading = _dated(granule, match, basis=DateBasis.RELATIVE)
    return _cut(reading, match, base)


def _cut(reading: Reading, match: Match, base: Granule) -> Reading:
    """"Earlier this summer" ends at the day it is said, "later that year" begins there."""
    first, last = reading.days
    at = base.days[0]
    if first is None or last is None or at is None or not first <= at <= last or reading.granule is None:
        return reading
    days = (first, at) if match.has("earlier") else (at, last) if match.has("later") else None
    if days is None:
        return reading
    return Reading(reading.timex_type, reading.value, reading.granule, days, DatePrecision.RANGE, reading.basis)


def _loose(base: Granule, unit: Unit) -> str:
    """A day or month within what is known only to the year: "1915-XX-XX"."""
    tail = {Unit.DAY: "-XX-XX", Unit.WEEK: "-WXX", Unit.MONTH: "-XX"}.get(unit, "")
    if base.unit is Unit.MONTH and unit is Unit.DAY:
        return base.value + "-XX"
    return year_value(base.year) + tail


def _open_value(unit: Token) -> str | None:
    if unit.word_class == "month":
        return f"XXXX-{int(unit.value):02}"
    if unit.word_class == "season":
        return "XXXX-" + unit.value
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX", "WE": "XXXX-WXX-WE"}.get(unit.value)


def _shifted_named(match: Match, base: Granule, unit: Token, step: int) -> Reading:
    def candidate(year: int) -> Granule:
        return month_granule(year, int(unit.value)) if unit.word_class == "month" else season_granule(year, unit.value)

    this = candidate(base.year)
    today = base.to(this.unit)
    if step < 0 and this >= today:
        this = candidate(base.year - 1)
    elif step > 0 and this <= today:
        this = candidate(base.year + 1)
    elif step == 0 and unit.word_class == "season" and unit.value == "WI" and (base.to(Unit.MONTH).index % 12) == 11:
        this = candidate(base.year + 1)
    return _cut(_dated(this, match, basis=DateBasis.RELATIVE), match, base)


def _weekend(match: Match, base: Granule, step: int) -> Reading | None:
    """Saturday and Sunday; "this weekend" said on a Monday or Tuesday is the one just over."""
    day = base.to(Unit.DAY).days[0]
    if day is None:
        return None
    week = week_granule(day).shift(step - (1 if step == 0 and day.isoweekday() <= 2 else 0))
    monday = week.days[0]
    if monday is None:
        return None
    days = (monday + timedelta(days=SATURDAY), monday + timedelta(days=SATURDAY + 1))
    return Reading(TimexType.DATE, week.value + "-WE", day_granule(days[0]), days, DatePrecision.RANGE, DateBasis.RELATIVE)


def _shifted_weekday(match: Match, context: Context, weekday: int, step: int) -> Reading:
    base = _base(match, context)
    day = base.days[0] if base is not None and base.unit is Unit.DAY else None
    if day is None:
        return _undated(f"XXXX-WXX-{weekday}")
    if step == 0:
        day = _weekday_near(day, weekday, context.tense)
    elif step < 0:
        day -= timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1)
    else:
        day += timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)
    return _dated(day_granule(day), match, basis=DateBasis.RELATIVE, suffix=_daypart(match))


def _shifted_daypart(match: Match, context: Context, daypart: str, step: int) -> Reading:
    base = _base(match, context)
    if base is None or base.unit is not Unit.DAY:
        loose = _loose(base, Unit.DAY) if base is not None else "XXXX-XX-XX"
        return _undated(f"{loose}T{daypart}", TimexType.TIME)
    return _dated(base.shift(step), match, basis=DateBasis.RELATIVE, suffix="T" + daypart)


def _weekday_near(day: date, weekday: int, tense: Tense) -> date:
    """The last such day up to `day`; after a future verb the next one (codebook ruling 11)."""
    if tense is Tense.FUTURE:
        return day + timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def read_same_unit(match: Match, context: Context) -> Reading | None:
    """The end of the month, later in the year: of the month or year the text is in."""
    unit, base = match.of("unit"), context.then
    if unit is None or unit.value not in CALENDAR_UNITS or unit.value == "D":
        return None
    if base is None:
        return _undated(_open_value(unit))
    return _shifted_unit(match, context, base, CALENDAR_UNITS[unit.value], 0)


def read_weekday(match: Match, context: Context) -> Reading | None:
    """A weekday, with or without a part of the day."""
    word, suffix = match.of("weekday", "short_weekday"), _daypart(match)
    if word is None or (word.word_class == "short_weekday" and not suffix):
        return None
    day = _weekday_day(context, int(word.value))
    if day is None:
        return _undated(f"XXXX-WXX-{word.value}{suffix}", TimexType.TIME if suffix else TimexType.DATE)
    return _dated(day_granule(day), match, basis=DateBasis.RELATIVE, suffix=suffix)


def _weekday_day(context: Context, weekday: int) -> date | None:
    if context.published is None or context.is_chronicle:
        return None
    return _weekday_near(context.published, weekday, context.tense)


def _clock(match: Match) -> str | None:
    """T15:00 of "3 p.m.", "15:00", "noon", "3 o'clock"."""
    word, token, half = match.of("clock_word"), match.of("clock"), match.of("ampm")
    if word is not None:
        return "T" + word.value
    if token is None:
        numbers = [t for t in match if t.word_class == "monthday"]
        if not numbers:
            return None
        hour, minutes = int(numbers[-1].value), "00"
    else:
        hour, minutes = int(token.word.split(":")[0]), token.word.split(":", 1)[1]
    if hour > 24 or int(minutes[:2]) > 59 or (half is not None and hour > 12):
        return None
    if half is not None:
        hour = hour % 12 + (12 if half.value == "PM" else 0)
    return f"T{hour:02}:{minutes}"


def read_time(match: Match, context: Context) -> Reading | None:
    """A time of day, of the day named beside it, or of the day the text is in."""
    clock, weekday = _clock(match), match.of("weekday", "short_weekday")
    if clock is None:
        return None
    if match.of("month", "short_month"):
        day = read_calendar(match, context)
        return None if day is None or day.value is None else Reading(
            TimexType.TIME, day.value + clock, day.granule, day.days, day.precision, day.basis)
    if weekday is not None:
        found = _weekday_day(context, int(weekday.value))
        granule = day_granule(found) if found else None
    else:
        granule = context.then if context.then is not None and context.then.unit is Unit.DAY else None
    if granule is None:
        return _undated((f"XXXX-WXX-{weekday.value}" if weekday else "XXXX-XX-XX") + clock, TimexType.TIME)
    return _dated(granule, match, basis=DateBasis.RELATIVE, suffix=clock)


def read_daypart(match: Match, context: Context) -> Reading | None:
    """The morning, that afternoon, one night."""
    base, suffix = context.then, _daypart(match)
    if base is None or base.unit is not Unit.DAY:
        return _undated("XXXX-XX-XX" + suffix, TimexType.TIME)
    return _dated(base, match, basis=DateBasis.RELATIVE, suffix=suffix)


def read_distance(match: Match, context: Context) -> Reading | None:
    """A date at a distance: "two days ago", "a year earlier", "three months later", "days before"."""
    unit, back = match.of("unit", "units"), match.has("ago", "earlier", "before", "previous")
    count = _count(match)
    base = context.today if match.has("ago", "from") else context.then
    if unit is None or (match.has("before", "after") and unit.word_class == "unit" and match.of("hyphen")):
        return None
    if unit.value.startswith("T"):
        return _undated("PAST_REF" if back else "FUTURE_REF", TimexType.TIME)
    if count is None or count != int(count):
        return _undated("PAST_REF" if back else "FUTURE_REF")
    calendar, times = _distance_unit(unit.value, int(count))
    if base is None or calendar is None:
        return _undated(_open_value(unit))
    steps = -times if back else times
    if base.unit is not calendar and not base.is_finer_than(calendar):
        return _undated(_loose(base.to(Unit.YEAR), calendar))
    if calendar is Unit.DECADE:
        granule = base.to(Unit.YEAR).shift(steps * 10) if times == 1 else base.to(Unit.DECADE).shift(steps)
    else:
        granule = base.to(calendar).shift(steps)
    return _dated(granule, match, basis=DateBasis.RELATIVE)


def _distance_unit(unit: str, count: int) -> tuple[Unit | None, int]:
    if unit == "2W":
        return Unit.WEEK, 2 * count
    return CALENDAR_UNITS.get(unit), count


def _count(match: Match) -> float | None:
    """The number of units; None for "several", "a few", and for units without a number."""
    if match.has("vague"):
        return None
    token = match.of("number", "monthday", "couple", "article")
    if token is None:
        return 1 if match.has("hyphen") else None
    number = 1.0 if token.word_class == "article" else float(token.value)
    return number + (0.5 if match.has("half") and match.has("and") else 0)


def read_duration(match: Match, context: Context) -> Reading | None:
    """A length of time: "three months", "an 11-day", "several weeks", "years", "half an hour", "61 years old"."""
    unit = match.of("unit", "units")
    if unit is None:
        return None
    count = _count(match)
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


def _reach(match: Match, context: Context, count: float | None, unit: str) -> tuple[tuple[date | None, date | None], DatePrecision | None, DateBasis | None]:
    """The days of "the past two weeks" and "the next three months"; none for a length without a place in time."""
    calendar = CALENDAR_UNITS.get(unit)
    step = _step(match) if match.has("last", "past", "next", "coming") and not match.has("ordinal", "of") else 0
    nothing = (None, None), None, None
    if not step or calendar is None or count is None or context.published is None or context.is_chronicle:
        return nothing
    today = context.published
    size = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30.44, Unit.QUARTER: 91.31, Unit.YEAR: 365.25, Unit.DECADE: 3652.5, Unit.CENTURY: 36525}[calendar]
    if count * size > today.toordinal():
        return nothing
    far = today + timedelta(days=step * round(count * size))
    return (min(far, today), max(far, today)), DatePrecision.RANGE, DateBasis.RELATIVE


def read_recent(match: Match, context: Context) -> Reading | None:
    """Recent weeks."""
    return _undated("PAST_REF")


def read_set(match: Match, context: Context) -> Reading | None:
    """What recurs: "every Monday", "each year", "per week", "daily"."""
    whole = match.of("set")
    if whole is not None:
        return _undated(whole.value, TimexType.SET)
    unit = match.of("unit", "units", "weekday", "month", "season", "daypart")
    if unit is None:
        return None
    if unit.word_class in ("unit", "units"):
        duration = read_duration(match, context) if match.has("number", "monthday") else None
        letter = unit.value
        return _undated(duration.value if duration else f"PT1{letter[1:]}" if letter[0] == "T" else f"P1{letter}".replace("P12W", "P2W"), TimexType.SET)
    if unit.word_class == "weekday":
        return _undated(f"XXXX-WXX-{unit.value}", TimexType.SET)
    if unit.word_class == "daypart":
        return _undated(f"XXXX-XX-XXT{unit.value}", TimexType.SET)
    return _undated(_open_value(unit), TimexType.SET)


def read_feast(match: Match, context: Context) -> Reading | None:
    """A named day: resolved where it is the same day every year, else the words alone."""
    feast, year = match.of("feast"), _year(match, context)
    if feast is None:
        return None
    if not feast.value:
        return _undated(None)
    month, monthday = (int(piece) for piece in feast.value.split("-"))
    return _month_date(match, context, month, monthday, year)


def read_reference(match: Match, context: Context) -> Reading | None:
    """Now, recently, the future."""
    words = {token.word_class: token for token in match}
    if "future" in words:
        return _undated("FUTURE_REF")
    if "present" in words or "now" in words or "these" in words:
        return _undated("PRESENT_REF") if "these" not in words or words["units"].value == "D" else None
    if "past" in words:
        return _undated("PAST_REF")
    return _undated(words["ref"].value)


READERS: dict[str, Reader] = {
    "calendar": read_calendar,
    "season": read_season,
    "month_of_unit": read_month_of_unit,
    "season_of_unit": read_month_of_unit,
    "day_list": read_day_list,
    "day_more": read_day_more,
    "year_more": read_year_more,
    "iso": read_iso,
    "slash": read_slash,
    "decade": read_decade,
    "century": read_century,
    "quarter": read_quarter,
    "part_of": read_part_of,
    "ordinal_unit": read_ordinal_unit,
    "span_of": read_span_of,
    "deictic": read_deictic,
    "around_deictic": read_around_deictic,
    "tonight": read_tonight,
    "shifted": read_shifted,
    "same_unit": read_same_unit,
    "weekday": read_weekday,
    "weekday_time": read_time,
    "calendar_time": read_time,
    "time": read_time,
    "daypart": read_daypart,
    "distance": read_distance,
    "duration": read_duration,
    "recent": read_recent,
    "set": read_set,
    "feast": read_feast,
    "reference": read_reference,
}
