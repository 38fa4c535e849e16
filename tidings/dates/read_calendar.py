"""Readings of dates named by the calendar: days, months, seasons, years, decades, and numbered parts of them."""

from collections.abc import Callable
from datetime import date, timedelta

from tidings.dates.context import Context
from tidings.dates.feast_days import FIXED, day_of
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
    BACK,
    CALENDAR_UNITS,
    ON,
    Interpretation,
    base_of,
    dated,
    daypart_suffix,
    full_year,
    named_year,
    step_of,
    undated,
)
from tidings.vocabulary import DateBasis, DatePrecision, TimexType

LATTER = {"START": 1, "MID": 0, "END": 2}  # halves by "early" and "latter"


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


def read_calendar(match: Match, context: Context) -> Interpretation | None:
    """Days, months, seasons and years by name and number: "Monday, May 3, 2021", "early May", "the spring of 1916"."""
    month, monthday = match.of("month", "short_month"), match.of("monthday", "monthday_ordinal")
    season, year, suffix = match.of("season"), named_year(match, context), daypart_suffix(match)
    if season is not None and year is not None:
        return dated(season_granule(year, season.value), match, basis=DateBasis.EXPLICIT)
    if month is None:
        if year is None:
            return None
        if match.has("fiscal"):  # begins when its government or company says
            return Interpretation(TimexType.DATE, "FY" + year_value(year), Granule(Unit.YEAR, year))
        return dated(Granule(Unit.YEAR, year), match, basis=DateBasis.EXPLICIT)
    number = int(month.value)
    return month_date(match, context, number, int(monthday.value) if monthday else None, year, suffix)


def month_date(
    match: Match, context: Context, month: int, monthday: int | None, year: int | None, suffix: str = ""
) -> Interpretation | None:
    if year is None:
        year = context.shared_year
    if monthday is None:
        granule = month_granule(year, month) if year is not None else context.in_year(lambda y: month_granule(y, month))
        open_value = f"XXXX-{month:02}"
    else:
        if monthday > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
            return None
        if year is not None and year < 1:
            return undated(f"{year_value(year)}-{month:02}-{monthday:02}" + suffix)
        granule = _clamped(month, monthday)(year) if year is not None else context.in_year(_clamped(month, monthday))
        open_value = f"XXXX-{month:02}-{monthday:02}"
    if granule is None:
        return undated(open_value + suffix, TimexType.TIME if suffix else TimexType.DATE)
    return dated(granule, match, basis=DateBasis.EXPLICIT, suffix=suffix)


def read_season(match: Match, context: Context) -> Interpretation | None:
    """A season without a year: "in the summer"."""
    season = match.of("season")
    if season is None:
        return None
    granule = context.in_year(lambda year: season_granule(year, season.value))
    return dated(granule, match, basis=DateBasis.EXPLICIT) if granule else undated("XXXX-" + season.value)


def read_month_of_unit(match: Match, context: Context) -> Interpretation | None:
    """A month, day or season of a year told by reference: "August of that year", "April 7 last year"."""
    month, monthday, season = (
        match.of("month", "short_month"),
        match.of("monthday", "monthday_ordinal"),
        match.of("season"),
    )
    base, unit = base_of(match, context), match.of("unit")
    if unit is None or unit.value not in ("Y", "M"):
        return None
    if base is None:
        return read_calendar(match, context) if month else read_season(match, context)
    year = base.to(Unit.YEAR).shift(step_of(match)).index
    if season is not None:
        return dated(season_granule(year, season.value), match, basis=DateBasis.RELATIVE)
    return (
        month_date(match, context, int(month.value), int(monthday.value) if monthday else None, year) if month else None
    )


def read_day_list(match: Match, context: Context) -> Interpretation | None:
    """The first day of "3 to 5 May 2021"."""
    own = next(match) if False else match.of("monthday", "monthday_ordinal")
    after = match.tokens[match.last : match.last + 6]
    month = next((t for t in after if t.word_class in ("month", "short_month")), None)
    if own is None or month is None:
        return None
    rest = after[after.index(month) + 1 :]
    year = (
        rest[0]
        if rest and rest[0].word_class == "year"
        else rest[1]
        if len(rest) > 1 and rest[0].word_class == "comma" and rest[1].word_class == "year"
        else None
    )
    return month_date(match, context, int(month.value), int(own.value), int(year.value) if year else None)


def read_day_more(match: Match, context: Context) -> Interpretation | None:
    """The last day of "May 10-12, 1940"."""
    own, month = match.of("monthday", "monthday_ordinal"), match.tokens[match.first - 3]
    if month.word_class == "dot":
        month = match.tokens[match.first - 4]
    if own is None:
        return None
    year = named_year(match, context)
    if year is None and context.anchor is not None:
        year = context.anchor.year
    return month_date(match, context, int(month.value), int(own.value), year)


def read_bc_list(match: Match, context: Context) -> Interpretation | None:
    """The first year of "499 to 493 BC"."""
    own = int(float(match.tokens[match.first].value))
    if own < int(float(match.tokens[match.first + 2].value)):
        return None
    return dated(Granule(Unit.YEAR, 1 - own), match, basis=DateBasis.EXPLICIT)


def read_year_more(match: Match, context: Context) -> Interpretation | None:
    """The last year of "2014-15"."""
    first, own = match.tokens[match.first - 2], match.tokens[match.first]
    if len(own.word) != 2 or own.start != match.tokens[match.first - 1].end:
        return None
    year = int(first.value) // 100 * 100 + int(own.word)
    return dated(Granule(Unit.YEAR, year), match, basis=DateBasis.EXPLICIT) if year > int(first.value) else None


def read_iso(match: Match, context: Context) -> Interpretation | None:
    return dated(day_granule(date.fromisoformat(match.tokens[match.first].word)), match, basis=DateBasis.EXPLICIT)


def read_slash(match: Match, context: Context) -> Interpretation | None:
    """12/29/2021, 29/12/2021; the American order where both could be."""
    one, two, year = (int(piece) for piece in match.tokens[match.first].word.replace("-", "/").split("/"))
    if year < 100:
        year = full_year(year, context)
    month, monthday = (one, two) if one <= 12 else (two, one)
    return dated(_day_of(year, month, monthday), match, basis=DateBasis.EXPLICIT)


def read_decade(match: Match, context: Context) -> Interpretation | None:
    """The 1990s, the '90s, the nineties, the 470s BC."""
    token = match.of("decade", "decade_word")
    if token is None:
        return None
    number = int(token.value)
    if match.has("era"):
        return dated(Granule(Unit.DECADE, -(number // 10) - 1), match, basis=DateBasis.EXPLICIT)
    if number < 100:
        number += 1900  # "the sixties", "the '20s": the last century's until the next has some to tell of
    elif number < 1000:
        return None
    elif number % 100 == 0 and len(token.value) == 4 and number < 1900:
        return dated(Granule(Unit.CENTURY, number // 100), match, basis=DateBasis.EXPLICIT)
    return dated(Granule(Unit.DECADE, number // 10), match, basis=DateBasis.EXPLICIT)


def read_quarter(match: Match, context: Context) -> Interpretation | None:
    """Q3, Q3 2020, H1."""
    code, year = match.of("quarter_code"), named_year(match, context)
    if code is None:
        return None
    return _quarter(match, context, code.value[0].upper(), int(code.value[1]), year)


def _quarter(match: Match, context: Context, kind: str, number: int, year: int | None) -> Interpretation | None:
    unit, size = (Unit.QUARTER, 4) if kind == "Q" else (Unit.HALF, 2)
    if not 1 <= number <= size:
        return None
    granule = (
        Granule(unit, year * size + number - 1)
        if year is not None
        else context.in_year(lambda y: Granule(unit, y * size + number - 1))
    )
    return dated(granule, match, basis=DateBasis.EXPLICIT) if granule else undated(f"XXXX-{kind}{number}")


def read_part_of(match: Match, context: Context) -> Interpretation | None:
    """A numbered part of something: "the second week of May", "the first half of 2020"."""
    inner, outer = match.of("unit", "half", "weekday"), _outer(match, context)
    if inner is None:
        return None
    ordinal, modifier = match.of("ordinal", "monthday_ordinal"), match.of("modifier")
    number = int(ordinal.value) if ordinal else LATTER[modifier.value] if modifier else -1
    if inner.word_class == "half" or inner.value == "Q":
        kind = "H" if inner.word_class == "half" else "Q"
        return _quarter(match, context, kind, number, outer.year if outer and outer.unit is Unit.YEAR else None)
    if outer is None:
        return undated(None)
    if inner.word_class == "weekday":
        return _nth_weekday(match, outer, int(inner.value), number)
    unit = CALENDAR_UNITS.get(inner.value)
    return _nth(match, outer, unit, number) if unit and Granule(unit, 1).is_finer_than(outer.unit) else None


def _outer(match: Match, context: Context) -> Granule | None:
    """What the part is of: "May 2021", "2020", "next year", "the month"."""
    month, year = match.of("month", "short_month"), named_year(match, context)
    if month is not None:
        number = int(month.value)
        return month_granule(year, number) if year is not None else context.in_year(lambda y: month_granule(y, number))
    if year is not None:
        return Granule(Unit.YEAR, year)
    at = max((i for i in range(match.first, match.last) if match.tokens[i].word_class == "unit"), default=match.first)
    unit, before = CALENDAR_UNITS.get(match.tokens[at].value), match.tokens[at - 1].word_class
    base = context.today or context.then if before in ("this", "last", "next", "coming") else context.then
    if base is None or unit is None:
        return None
    return base.to(unit).shift(-1 if before in BACK else 1 if before in ON else 0)


def _nth(match: Match, outer: Granule, unit: Unit, number: int) -> Interpretation | None:
    following = outer.shift(1).to(unit)
    granule = following.shift(-1) if number < 0 else outer.to(unit).shift(number - 1)
    if unit is Unit.WEEK and outer.days[0] is not None:
        # "The second week of May" is its days 8 to 14 to the reader, whatever the weekday it begins on.
        first, last = outer.days
        begins = last - timedelta(days=6) if number < 0 else first + timedelta(days=7 * (number - 1))
        if begins > last:
            return None
        days = (begins, min(begins + timedelta(days=6), last))
        week = week_granule(begins + timedelta(days=3))
        return Interpretation(TimexType.DATE, week.value, week, days, DatePrecision.WEEK, DateBasis.EXPLICIT)
    return dated(granule, match, basis=DateBasis.EXPLICIT)


def _nth_weekday(match: Match, outer: Granule, weekday: int, number: int) -> Interpretation | None:
    first, last = outer.days
    if first is None or last is None:
        return None
    if number < 0:
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    else:
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    return dated(day_granule(day), match, basis=DateBasis.EXPLICIT) if day <= last else None


def read_ordinal_unit(match: Match, context: Context) -> Interpretation | None:
    """A numbered unit: "the 19th century", "the third quarter" (of the year at hand); "the first day" is left open."""
    inner, ordinal = match.of("unit", "half"), match.of("ordinal", "monthday_ordinal")
    if inner is None or ordinal is None:
        return None
    number = int(ordinal.value)
    if inner.value == "CE":
        century = Granule(Unit.CENTURY, -number if match.has("era") else number - 1)
        return dated(century, match, basis=DateBasis.EXPLICIT)
    if inner.word_class == "half":
        return _quarter(match, context, "H", number, None) if match.has("the") else None
    if inner.value == "Q":
        return _quarter(match, context, "Q", number, None)
    if inner.value in ("D", "W", "M", "Y"):
        return undated({"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}[inner.value])
    return None


def read_feast(match: Match, context: Context) -> Interpretation | None:
    """A named day: resolved where the calendar tells its day, else the words alone."""
    feast, year = match.of("feast"), named_year(match, context)
    if feast is None:
        return None
    if not feast.value:
        return undated(None)
    if len(feast.value) == len("YYYY-MM-DD"):
        return dated(day_granule(date.fromisoformat(feast.value)), match, basis=DateBasis.EXPLICIT)
    if FIXED.fullmatch(feast.value):
        month, monthday = (int(piece) for piece in feast.value.split("-"))
        return month_date(match, context, month, monthday, year, daypart_suffix(match))
    return _moving_feast(match, context, feast.value, year)


def _moving_feast(match: Match, context: Context, rule: str, year: int | None) -> Interpretation:
    day = day_of(rule)

    def candidate(told: int) -> Granule:
        return day_granule(day(told))

    granule = candidate(year) if year is not None else context.in_year(candidate)
    if granule is None:
        return undated(None)
    return dated(granule, match, basis=DateBasis.EXPLICIT, suffix=daypart_suffix(match))
