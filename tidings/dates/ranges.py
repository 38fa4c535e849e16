"""Give the two ends of a range the days of the whole: "from 3 to 5 May", "between 2009 and 2013"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tidings.records import Timex
from tidings.vocabulary import DatePrecision, TimexType

# Between two dates of one range. "And" and "or" join only after "between", or neighbours ("February and March").
SPAN_JOINER = re.compile(r"\s*(?:-|–|—|to|through|until|till)\s*(?:the\s+)?", re.IGNORECASE)
PAIR_JOINER = re.compile(r"\s+(?:and|or)\s+", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
LONGEST_BETWEEN = 12  # characters of "between " and white space before the first date


def with_ranges(dates: Sequence[Timex], text: str) -> tuple[Timex, ...]:
    """The dates, with `earliest` and `latest` of both ends of a range widened to the whole; values stay their own."""
    joined = list(dates)
    for i, (first, last) in enumerate(pairwise(dates)):
        if _is_range(first, last, text):
            joined[i], joined[i + 1] = _widened(joined[i], first, last), _widened(joined[i + 1], first, last)
    return tuple(joined)


def _widened(timex: Timex, first: Timex, last: Timex) -> Timex:
    return replace(timex, earliest=first.earliest, latest=last.latest, precision=DatePrecision.RANGE)


def _is_range(first: Timex, last: Timex, text: str) -> bool:
    if TimexType.DATE not in (first.timex_type, last.timex_type) or first.latest is None or last.earliest is None:
        return False
    if first.latest >= last.earliest:
        return False
    between = text[first.end : last.start]
    if SPAN_JOINER.fullmatch(between):
        return True
    if not PAIR_JOINER.fullmatch(between):
        return False
    is_between = BETWEEN.search(text, max(0, first.start - LONGEST_BETWEEN), first.start) is not None
    are_neighbours = (last.earliest - first.latest).days == 1 and first.precision is not DatePrecision.DAY
    return is_between or are_neighbours
