"""The time expressions of a passage where they stand, and the days that an event dated by one of them has."""

import re
from bisect import bisect_left, bisect_right
from calendar import day_name, monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tidings.csv_rows import word_list
from tidings.events.passage_index import PassageIndex
from tidings.parse.clauses import governor, is_verbal
from tidings.parse.tree import Token
from tidings.records import Timex
from tidings.vocabulary import DateBasis, DatePrecision, Status, TimexType

DATED = frozenset({TimexType.DATE, TimexType.TIME})
MODIFIERS = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
PARTS_OF_DAY = word_list("parts_of_day", "tidings.events")
WEEKDAYS = frozenset(name.lower() for name in day_name)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
LONGEST_CHAIN = 6  # verbs looked at above a word: longer chains are parse errors
LEDE_SENTENCES = 4  # of the body, in which news tells the day
MOST_OF_LEDE = 6
# A value that is a whole month or year, also of a part of it: "early May", "mid-2012".
WHOLE = re.compile(r"\d{4}(-\d\d)?")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A time expression where it stands: its head word, the verbs above it, its preposition ("-": none), its sentence,
    and whether it belongs to a noun ("Monday's talks")."""

    timex: Timex
    head: Token
    verbs: tuple[Token, ...]
    preposition: str
    sentence: int
    is_owned: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The time expressions of a passage in order, by number of sentence; the recent days of its lede; for each sentence
    where it begins and the number of its paragraph; the first sentence of the body."""

    told: tuple[Told, ...]
    sentences: tuple[int, ...]
    lede: tuple[Told, ...]
    starts: tuple[int, ...]
    paragraphs: tuple[int, ...]
    body: int

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds a character."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def within(self, first: int, last: int) -> Sequence[Told]:
        """What the sentences from the first to the last tell."""
        return self.told[bisect_left(self.sentences, first) : bisect_right(self.sentences, last)]


@lru_cache(maxsize=2)
def calendar_of(reading: PassageIndex) -> Calendar:
    """What a passage tells of time: every expression but durations without days and a bare "at dawn"."""
    starts = tuple(sentence.start_char for sentence in reading.doc.sents)
    body = bisect_left(starts, reading.body_start)
    told = tuple(_told(reading, starts, timex) for timex in reading.dates if _may_date(timex))
    lede = [t for t in told if body <= t.sentence < body + LEDE_SENTENCES and _is_recent(reading, t.timex)]
    paragraphs = tuple(_paragraphs(reading, starts))
    return Calendar(told, tuple(t.sentence for t in told), tuple(lede[:MOST_OF_LEDE]), starts, paragraphs, body)


def _may_date(timex: Timex) -> bool:
    words = timex.text.lower().removeprefix("a ").removeprefix("the ")
    return (timex.timex_type in DATED or timex.earliest is not None) and words not in PARTS_OF_DAY


def _told(reading: PassageIndex, starts: Sequence[int], timex: Timex) -> Told:
    head = reading.doc.char_span(timex.start, timex.end).root
    return Told(
        timex=timex,
        head=head,
        verbs=verbs_above(head),
        preposition=head.head.lower_ if head.dep_ == "pobj" else "-",
        sentence=max(0, bisect_right(starts, timex.start) - 1),
        is_owned=head.dep_ in MODIFIERS and head.head.pos_ in ("NOUN", "PROPN"),
    )


def _is_recent(reading: PassageIndex, timex: Timex) -> bool:
    if timex.earliest is None or timex.precision is not DatePrecision.DAY or reading.published is None:
        return False
    return timedelta() <= reading.published - timex.earliest <= WEEK


def _paragraphs(reading: PassageIndex, starts: Sequence[int]) -> Iterator[int]:
    number, text = 0, reading.doc.text
    for i, start in enumerate(starts):
        number += i > 0 and text[starts[i - 1] : start].rstrip(" ").endswith("\n")
        yield number


def verbs_above(token: Token) -> tuple[Token, ...]:
    """The verb of a word (itself, if it is one) and those above it, the nearest first."""
    verbs = [token if is_verbal(token) else governor(token)]
    while len(verbs) < LONGEST_CHAIN and (above := governor(verbs[-1])) is not verbs[-1]:
        verbs.append(above)
    return tuple(verbs)


def days_of(reading: PassageIndex, told: Told, status: Status) -> tuple[date | None, date | None]:
    """The first and the last day of an event that an expression dates; None where that is open.

    Since a day: to the day of the article. A part of a month or year is that month or year: where "early May" ends
    nobody says. Overnight: from the evening before. A week in which something has happened goes no further than the
    article.
    """
    start, end = _whole(told.timex)
    published, preposition = reading.published, told.preposition
    if preposition in ("until", "till"):
        return (start if start != end else None), end
    if preposition == "since":
        return start, published if published is not None and start is not None and start <= published else None
    if start is None or end is None or published is None:
        return start, end
    if told.timex.text.lower() == "overnight":
        return start - DAY, end
    if told.timex.basis is DateBasis.RELATIVE:
        is_told_past = told.verbs[0].tag_ == "VBD"  # "on Thursday ordered troops to go"
        off = _weeks_off(told.timex, Status.ACTUAL if is_told_past else status, start, end, published)
        start, end = start + off, end + off
    is_running = status is Status.ACTUAL and told.timex.precision is DatePrecision.WEEK and start <= published
    return start, min(end, published) if is_running else end


def _whole(timex: Timex) -> tuple[date | None, date | None]:
    start, end = timex.earliest, timex.latest
    if start is None or end is None or timex.value is None or not WHOLE.fullmatch(timex.value):
        return start, end
    year, month = int(timex.value[:4]), int(timex.value[5:] or 0)
    first, last = date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
    return (first, last) if first <= start and end <= last else (start, end)


def _weeks_off(timex: Timex, status: Status, start: date, end: date, published: date) -> timedelta:
    """How far days are from those meant: a week, if what has happened would be to come or what is planned past."""
    if status is Status.ACTUAL and start == end and start > published:
        return -WEEK
    is_weekday = not WEEKDAYS.isdisjoint(timex.text.lower().split()) and "last" not in timex.text.lower()
    return WEEK if status is Status.PLANNED and end < published and is_weekday else timedelta()
