"""What a date of the text is counted from: the article's date, or the date the narrative has reached."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from tidings.dates.granules import Granule, Unit, day_granule

# In a chronicle the next month named lies near the one before: "December 1941 ... in January" goes on to 1942, while
# "in September" after October only looks back. Three quarters of a year apart is where going on becomes likelier.
YEAR_TURN = 9
# A bare year moves the thread of a chronicle when it goes on a little; a far one is told in passing ("opened in 2005").
LONGEST_STRIDE = 3
# Days that the verb's tense can carry a bare "in May" away from the report: farther back, writers say "last May", and
# the verb is of another day ("approved a dividend payable May 1", in March).
PAST_REACH = 290
PAST_REACH_OF_MONTHS = 335  # "was arrested in November", in September; no verb speaks so of a month to come
FUTURE_REACH = 330  # "will retire on December 31" is said in March; "will present the January figures" too


class Tense(Enum):
    """Where the verb of the clause puts it."""

    PAST = "past"
    FUTURE = "future"
    PROSPECTIVE = "prospective"  # "said it would"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Context:
    """The calendar known at a place of the text: the day of publication and the last date resolved before it.

    A chronicle (an encyclopaedic or historical text) counts its partial dates from the date told last; a report
    counts them from its own date, and without one leaves them open (codebook ruling 34). `anchor` is the date told
    last, `thread` the one the narrative has reached (a year named in passing does not move it), `shared_year` the
    year of the date that this one is joined to ("in May and June 1955"), `is_joined` whether the date told last stands
    in the same sentence.
    """

    published: date | None
    is_chronicle: bool
    anchor: Granule | None = None
    last_day: Granule | None = None
    thread: Granule | None = None
    shared_year: int | None = None
    is_joined: bool = False
    tense: Tense = Tense.UNKNOWN

    @property
    def today(self) -> Granule | None:
        """What "last month" and "this year" count from: in the midst of old history from there."""
        if self.is_history:
            return self.anchor
        return day_granule(self.published) if self.published else None

    @property
    def day(self) -> Granule | None:
        """The day that "at 3 p.m." and "the morning" belong to: the one told last, else the report's own."""
        return next((base for base in (self.anchor, self.today) if base is not None and base.unit is Unit.DAY), None)

    @property
    def is_history(self) -> bool:
        """Whether a chronicle has reached a time far from its own date."""
        if not self.is_chronicle or self.published is None:
            return self.is_chronicle
        return self.thread is not None and self.published.year - self.thread.year > LONGEST_STRIDE

    @property
    def before(self) -> Granule | None:
        """What "three days earlier" counts from: the date told last, in a report no day that is still to come."""
        if self.is_chronicle or self.published is None or self.anchor is None:
            return self.anchor
        is_over = self.anchor.to(Unit.DAY) <= day_granule(self.published)
        return self.anchor if is_over else self.last_day

    @property
    def then(self) -> Granule | None:
        """What "the next day" and "that year" count from."""
        return self.anchor or self.today

    def in_year(self, candidate: Callable[[int], Granule]) -> Granule | None:
        """The year's granule that a partial date ("May", "3 May", "the summer") means here; None without a calendar."""
        if self.is_chronicle and self.thread is not None:
            return _after(candidate, self.thread)
        if self.published is None:
            return None
        today = day_granule(self.published)
        near = [candidate(self.published.year + step) for step in (-1, 0, 1)]
        before = [g for g in near if g.to(Unit.DAY) <= today][-1]
        after = next(g for g in near if g.shift(1).to(Unit.DAY) > today)
        reach = PAST_REACH_OF_MONTHS if before.unit is Unit.MONTH else PAST_REACH
        if self.tense is Tense.PAST and _distance(before, today) <= reach:
            return before
        if self.tense is Tense.FUTURE and _distance(after, today) <= FUTURE_REACH:
            return after
        return min(near, key=lambda g: _distance(g, today))

    def past(self, told: Granule) -> "Context":
        """The context after a date."""
        is_over = told.unit is Unit.DAY and (self.published is None or told <= day_granule(self.published))
        thread = told if self._moves_thread(told) else self.thread
        return replace(self, anchor=told, thread=thread, last_day=told if is_over else self.last_day)

    def _moves_thread(self, told: Granule) -> bool:
        if told.is_finer_than(Unit.YEAR) or self.thread is None:
            return True
        return told.unit is Unit.YEAR and 0 < told.year - self.thread.year <= LONGEST_STRIDE


def _distance(granule: Granule, day: Granule) -> int:
    first, last = granule.to(Unit.DAY).index, granule.shift(1).to(Unit.DAY).index - 1
    return max(first - day.index, day.index - last, 0)


def _after(candidate: Callable[[int], Granule], anchor: Granule) -> Granule:
    same = candidate(anchor.year)
    if not anchor.is_finer_than(Unit.YEAR):
        return same
    months = same.to(Unit.MONTH).index - anchor.to(Unit.MONTH).index
    return candidate(anchor.year + 1) if months <= -YEAR_TURN else same
