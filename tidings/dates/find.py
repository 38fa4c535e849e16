"""Find the time expressions of a parsed text: TIMEX3 type and value, and the days each covers."""

from dataclasses import replace
from datetime import date
from itertools import zip_longest

from tidings.dates.aligned import AlignedText, align
from tidings.dates.context import Context
from tidings.dates.grammar import Match, matches
from tidings.dates.interpretation import Interpretation
from tidings.dates.lexer import tokens_of
from tidings.dates.ranges import with_ranges
from tidings.dates.rule_readers import READERS
from tidings.dates.tense import TENSED, tense_at
from tidings.dates.timex_test import is_time
from tidings.parse.tree import Doc
from tidings.records import Timex

# A text that names at least so many full years other than its own date's, and more of them than days told from today
# ("Monday", "yesterday", "last week"), is a chronicle: its "in May" continues the year told last.
CHRONICLE_YEARS = 4
JOINERS = {"and", "or", "to", "hyphen", "through", "until", "till", "other"}
CLOCK_JOINERS = {"on", "comma", "other", "of"}


def find_dates(doc: Doc, *, published: date | None) -> tuple[Timex, ...]:
    """The time expressions of a text in order, none overlapping; `text[start:end] == timex.text`.

    Values follow TIMEX3 (TimeML 1.2.1). Partial dates without a year in reach keep an open value (XXXX-05-03), no days.
    """
    text = align(doc)
    found = matches(tokens_of(text.text), lambda match: is_time(match, text))
    context = Context(published, is_chronicle(found, published))
    dates: list[Timex] = []
    last_end = 0
    for match, following in zip_longest(found, found[1:]):
        reading = _read(match, _around(match, following, context, text, last_end))
        if reading is not None:
            dates.append(_timex(match, reading, text.text))
            if reading.granule is not None:
                context, last_end = context.past(reading.granule), match.end
    return with_ranges(dates, text.text)


def _around(match: Match, following: Match | None, context: Context, text: AlignedText, last_end: int) -> Context:
    """The context with what stands around the match: its tense, and what the date joined to it tells."""
    if match.rule in TENSED and not context.is_chronicle:
        end = following.end if match.rule == "day_list" and following is not None else match.end
        context = replace(context, tense=tense_at(text, end))
    if match.rule == "distance":
        context = replace(context, is_joined=last_end > text.sentence_start(match.start))
        if not context.is_joined and match.has("before", "after"):
            context = _joined_to_next(match, following, context, text)
    if following is None:
        return context
    between = match.tokens[match.last : following.first]
    if match.rule == "time" and len(between) <= 2 and all(token.word_class in CLOCK_JOINERS for token in between):
        day = _read(following, context) if following.rule in ("calendar", "weekday") else None
        return replace(context, anchor=day.granule) if day is not None and day.granule is not None else context
    return replace(context, shared_year=shared_year(match, following))


def _joined_to_next(match: Match, following: Match | None, context: Context, text: AlignedText) -> Context:
    """The context of "a day after the vote, he resigned on Friday", counted from the day told next."""
    if following is None or following.rule not in ("calendar", "weekday", "deictic"):
        return context
    if text.sentence_start(following.start) != text.sentence_start(match.start):
        return context
    day = _read(following, _around(following, None, context, text, match.end))
    return replace(context, anchor=day.granule, is_joined=True) if day is not None and day.granule else context


def is_chronicle(found: list[Match], published: date | None) -> bool:
    """Whether the text tells history by full dates rather than news by days counted from today."""
    own = {published.year + step for step in (-1, 0, 1)} if published else set()
    years = sum(
        match.rule in ("calendar", "part_of") and match.has("year", "era") and _year_of(match) not in own
        for match in found
    )
    deictic = sum(match.has("weekday", "deictic", "tonight", "ago", "last", "next", "this") for match in found)
    return years >= CHRONICLE_YEARS and years > deictic


def shared_year(match: Match, following: Match) -> int | None:
    """The year of the next date, when it is joined to this one: "between May and June 1955"."""
    year, between = following.of("year"), match.tokens[match.last : following.first]
    if (
        year is None
        or following.rule != "calendar"
        or not following.has("month")
        or match.has("year")
        or following.has("era")
    ):
        return None
    return int(year.value) if 0 < len(between) <= 2 and between[0].word_class in JOINERS else None


def _year_of(match: Match) -> int | None:
    token = match.of("year")
    return int(token.value) if token else None


def _read(match: Match, context: Context) -> Interpretation | None:
    try:
        return READERS[match.rule](match, context)
    except (OverflowError, ValueError):  # 31 June, 12/45/2020, a year before the calendar
        return None


def _timex(match: Match, reading: Interpretation, text: str) -> Timex:
    first, last = reading.days
    return Timex(
        match.start,
        match.end,
        text[match.start : match.end],
        reading.timex_type,
        reading.value,
        first,
        last,
        reading.precision if first else None,
        reading.basis if first else None,
    )
