"""What a time expression says, and the questions every reader asks of its words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tidings.csv_rows import word_list
from tidings.dates.context import Context
from tidings.dates.grammar import Match
from tidings.dates.granules import (
    Granule,
    Unit,
    part,
)
from tidings.dates.lexer import TimeToken
from tidings.vocabulary import DateBasis, DatePrecision, TimexType

BACK = word_list("back", "tidings.dates")
ON = word_list("on", "tidings.dates")
CALENDAR_UNITS = {
    unit.value: unit for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY)
}
# A two-digit year is of the century of the last full year told; without one, of this window (as strptime does).
WINDOW = 69


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What a time expression says; `granule` is the calendar unit it names, `days` the days it covers if fewer."""

    timex_type: TimexType
    value: str | None
    granule: Granule | None = None
    days: tuple[date | None, date | None] = (None, None)
    precision: DatePrecision | None = None
    basis: DateBasis | None = None


Reader = Callable[[Match, Context], Interpretation | None]


def dated(
    granule: Granule, match: Match, *, basis: DateBasis, suffix: str = "", value: str | None = None
) -> Interpretation:
    """A date with its days, a third of them after "early", "mid", "late", "the end of"."""
    modifier = match.of("modifier", "edge")
    days: tuple[date | None, date | None] = part(granule, modifier.value) if modifier and not suffix else granule.days
    precision = DatePrecision.RANGE if modifier and granule.unit is not Unit.DAY else granule.precision
    return Interpretation(
        TimexType.TIME if suffix else TimexType.DATE,
        (value or granule.value) + suffix,
        granule,
        days,
        precision if days[0] else None,
        basis if days[0] else None,
    )


def undated(value: str | None, timex_type: TimexType = TimexType.DATE) -> Interpretation:
    return Interpretation(timex_type, value)


def daypart_suffix(match: Match) -> str:
    token = match.of("daypart", "tonight")
    return "" if token is None else "TNI" if token.word_class == "tonight" else "T" + token.value


def named_year(match: Match, context: Context) -> int | None:
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
    return full_year(number, context) if token.word_class == "short_year" else number


def full_year(two_digits: int, context: Context) -> int:
    if context.then is not None:
        return context.then.year // 100 * 100 + two_digits
    return (1900 if two_digits >= WINDOW else 2000) + two_digits


def step_of(match: Match) -> int:
    return -1 if match.has(*BACK) else 1 if match.has(*ON) else 0


def base_of(match: Match, context: Context) -> Granule | None:
    """The narrative's date after "that", "same", "previous", "the following", "the next"; else the article's."""
    narrative = match.has("that", "same", "previous", "following") or (match.has("next") and match.has("the"))
    return context.then if narrative else context.today or context.then


def count_of(match: Match) -> float | None:
    """The number of units; None for "several", "a few", and for units without a number."""
    if match.has("vague"):
        return None
    token = match.of("number", "monthday", "couple", "article")
    if token is not None and token.word_class == "article" and match.has("units") and not match.has("couple"):
        return None  # a months-long siege
    if token is None:
        return 1 if match.has("hyphen") else None
    number = 1.0 if token.word_class == "article" else float(token.value)
    return number + (0.5 if match.has("half") and match.has("and") else 0)


OPEN_VALUES = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX", "WE": "XXXX-WXX-WE"}


def open_value(unit: TimeToken) -> str | None:
    """The value of a unit that nothing dates: XXXX-05 of May, XXXX-SU of the summer, XXXX-WXX of a week."""
    match unit.word_class:
        case "month":
            return f"XXXX-{int(unit.value):02}"
        case "season":
            return "XXXX-" + unit.value
        case "weekday":
            return f"XXXX-WXX-{unit.value}"
        case "daypart":
            return f"XXXX-XX-XXT{unit.value}"
    return OPEN_VALUES.get(unit.value)
