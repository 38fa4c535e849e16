"""The calendar as numbered granules: days, weeks, months, seasons, years, each with its TIMEX3 value and its days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tidings.vocabulary import DatePrecision


class Unit(StrEnum):
    """A calendar unit, by the letters TIMEX3 durations use."""

    DAY = "D"
    WEEK = "W"
    MONTH = "M"
    QUARTER = "Q"
    SEASON = "S"
    HALF = "H"
    YEAR = "Y"
    DECADE = "DE"
    CENTURY = "CE"


# A year has four seasons, numbered from the winter it begins in: December to February is the winter of February's
# year, as weather services count ("winter 2022" is December 2021 to February 2022).
SEASONS = ("WI", "SP", "SU", "FA")
MONTHS = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
PRECISIONS = {
    Unit.DAY: DatePrecision.DAY,
    Unit.WEEK: DatePrecision.WEEK,
    Unit.MONTH: DatePrecision.MONTH,
    Unit.SEASON: DatePrecision.SEASON,
    Unit.YEAR: DatePrecision.YEAR,
}
MONTH_PARTS = ((1, 10), (10, 20), (20, 31))  # late May begins about the 20th
DECADE_PARTS = ((0, 3), (4, 6), (7, 9))  # "the early 1980s" are 1980 to 1983
FIRST_MONTH, LAST_MONTH = 12, 12 * 9999 + 11


Days = tuple[date, date] | tuple[None, None]


@dataclass(frozen=True, slots=True, order=True)
class Granule:
    """One day, week, month, ... of history; `index` counts its unit, so that `shift` is addition.

    Days count as `date.toordinal`, weeks from the Monday of day 1, all else from the year 0 (1 BC); negative before.
    """

    unit: Unit
    index: int

    @property
    def value(self) -> str:
        """The TIMEX3 value. Years before Christ are written as in TIMEX2: BC0490.

        >>> Granule(Unit.MONTH, 2021 * 12 + 8).value, Granule(Unit.YEAR, -489).value, Granule(Unit.CENTURY, 18).value
        ('2021-09', 'BC0490', '18XX')
        """
        match self.unit:
            case Unit.DAY:
                return date.fromordinal(self.index).isoformat()
            case Unit.WEEK:
                year, week, _ = self._monday().isocalendar()
                return f"{year:04}-W{week:02}"
            case Unit.MONTH:
                return f"{year_value(self.index // 12)}-{self.index % 12 + 1:02}"
            case Unit.QUARTER:
                return f"{year_value(self.index // 4)}-Q{self.index % 4 + 1}"
            case Unit.SEASON:
                return f"{year_value(self.index // 4)}-{SEASONS[self.index % 4]}"
            case Unit.HALF:
                return f"{year_value(self.index // 2)}-H{self.index % 2 + 1}"
            case Unit.YEAR:
                return year_value(self.index)
            case Unit.DECADE:
                return f"{self.index:03}X" if self.index >= 0 else f"BC{-self.index - 1:03}"
            case Unit.CENTURY:
                return f"{self.index:02}XX" if self.index >= 0 else f"BC{-self.index - 1:02}"

    @property
    def days(self) -> Days:
        """First and last day; none before the year 1 and after 9999."""
        if self.unit is Unit.DAY:
            return (day := date.fromordinal(self.index)), day
        if self.unit is Unit.WEEK:
            return (monday := self._monday()), monday + timedelta(days=6)
        first, last = self._months()
        if first < FIRST_MONTH or last > LAST_MONTH:
            return None, None
        end_year, end_month = last // 12, last % 12 + 1
        return date(first // 12, first % 12 + 1, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])

    @property
    def year(self) -> int:
        """The year it begins in (a winter: the year it is named after)."""
        return self.to(Unit.YEAR).index

    @property
    def precision(self) -> DatePrecision:
        return PRECISIONS.get(self.unit, DatePrecision.RANGE)

    def shift(self, count: int) -> "Granule":
        """The granule of the same unit `count` later. Raises OverflowError beyond the calendar."""
        moved = Granule(self.unit, self.index + count)
        if self.unit in (Unit.DAY, Unit.WEEK) and not 1 <= moved.index <= (
            date.max.toordinal() if self.unit is Unit.DAY else date.max.toordinal() // 7
        ):
            raise OverflowError(f"{self.unit} {moved.index} is not in the calendar")
        return moved

    def to(self, unit: Unit) -> "Granule":
        """The granule of another unit that holds this one, or the first one in it. OverflowError before the year 1."""
        if unit is self.unit:
            return self
        if unit in (Unit.DAY, Unit.WEEK):
            first = self.days[0]
            if first is None:
                raise OverflowError(f"{self.value} has no days")
            return day_granule(first) if unit is Unit.DAY else week_granule(first)
        month = self._months()[0] + (1 if self.unit is Unit.SEASON and unit is not Unit.MONTH else 0)
        return Granule(unit, (month + (1 if unit is Unit.SEASON else 0)) // MONTHS[unit])

    def is_finer_than(self, unit: Unit) -> bool:
        return list(Unit).index(self.unit) < list(Unit).index(unit)

    def _monday(self) -> date:
        return date.fromordinal(self.index * 7 + 1)

    def _months(self) -> tuple[int, int]:
        if self.unit is Unit.DAY:
            day = date.fromordinal(self.index)
            return (month := day.year * 12 + day.month - 1), month
        if self.unit is Unit.WEEK:
            thursday = self._monday() + timedelta(days=3)
            return (month := thursday.year * 12 + thursday.month - 1), month
        size = MONTHS[self.unit]
        first = self.index * size - (1 if self.unit is Unit.SEASON else 0)
        return first, first + size - 1


def year_value(year: int) -> str:
    """`2021`, or `BC0490` for the astronomical year -489."""
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def day_granule(day: date) -> Granule:
    return Granule(Unit.DAY, day.toordinal())


def week_granule(day: date) -> Granule:
    """The Monday-to-Sunday week of a day."""
    return Granule(Unit.WEEK, (day.toordinal() - 1) // 7)


def month_granule(year: int, month: int) -> Granule:
    return Granule(Unit.MONTH, year * 12 + month - 1)


def season_granule(year: int, season: str) -> Granule:
    return Granule(Unit.SEASON, year * 4 + SEASONS.index(season))


def part(granule: Granule, which: str) -> Days:
    """The days of the START, MID or END of a unit: of a year its third of the months, of a month about ten days.

    Thirds are how people split: "early May" is read as 1 to 10 May, "early next year" as January to April.

    >>> [day.isoformat() for day in part(month_granule(2021, 9), "MID") if day]
    ['2021-09-10', '2021-09-20']
    """
    first, last = granule.days
    if first is None or last is None or granule.unit is Unit.DAY:
        return granule.days
    third = ("START", "MID", "END").index(which)
    if granule.unit is Unit.YEAR:
        months = third * 4 + 1, third * 4 + 4
        return date(granule.index, months[0], 1), date(
            granule.index, months[1], monthrange(granule.index, months[1])[1]
        )
    if granule.unit is Unit.DECADE:
        opening, closing = DECADE_PARTS[third]
        return date(first.year + opening, 1, 1), date(first.year + closing, 12, 31)
    if granule.unit is Unit.MONTH:
        opening, closing = MONTH_PARTS[third]
        return first.replace(day=opening), first.replace(day=closing) if third < 2 else last
    size = ((last - first).days + 1) // 3
    begins = first + timedelta(days=size * third)
    return begins, last if third == 2 else begins + timedelta(days=size - 1)
