"""Whether a match is a time expression at all, where words and figures have other meanings."""

from collections.abc import Callable

from tidings.dates.aligned import AlignedText
from tidings.dates.grammar import Match
from tidings.dates.lexer import Token
from tidings.dates.words import neighbours

VERBAL = frozenset({"MD", "VB", "VBP", "VBZ", "VBD", "VBG", "VBN"})
# Month names that are verbs, modals, names or adjectives too: what stands around them decides where no figure does.
AMBIGUOUS_MONTHS = frozenset({"may", "march", "august"})
UNTOLD_UNITS = frozenset({"TM", "TS", "WE"})  # bare "minutes" are of a meeting, bare "seconds" of a meal


def is_time(match: Match, text: AlignedText) -> bool:
    """False for "may" the verb, "2000 troops", the minutes of a meeting, "the fall of Rome"."""
    check = GUARDS.get(match.rule)
    return check is None or check(match, text)


def _before(match: Match) -> Token | None:
    return match.tokens[match.first - 1] if match.first else None


def _after(match: Match) -> Token | None:
    return match.tokens[match.last] if match.last < len(match.tokens) else None


def _follows(match: Match, group: str) -> bool:
    before = _before(match)
    return before is not None and before.word in neighbours()[group]


def _calendar(match: Match, text: AlignedText) -> bool:
    month = match.of("month", "short_month")
    if month is not None:
        return _is_month(match, month, text)
    if match.has("season"):
        return True
    if match.has("short_year") and match.last - match.first == 1:
        return _follows(match, "year")
    return match.last - match.first > 1 or match.has("era") or _is_year(match, text)


def _is_month(match: Match, month: Token, text: AlignedText) -> bool:
    if not text.text[month.start].isupper():
        return False
    figures = match.has("monthday", "monthday_ordinal", "year", "short_year")
    if month.word not in AMBIGUOUS_MONTHS or figures or match.has("modifier", "edge"):
        return True
    token = text.token(month.start)
    if token.tag_ in VERBAL or token.ent_type_ not in ("DATE", ""):
        return False
    return token.ent_type_ == "DATE" or _follows(match, "month")


def _is_year(match: Match, text: AlignedText) -> bool:
    """A year: not counted ("2000 troops"), not money, not a part of a longer figure or of a name."""
    before, after = text.text[match.start - 1 : match.start], text.text[match.end : match.end + 2]
    is_figure = after[:1] in (".", ",", ":") and after[1:].isdigit()
    if is_figure or before in tuple("$£€#.:") or after[:1] in tuple("%°"):
        return False
    if _follows(match, "numbered") or _is_glued(match, text):
        return False
    token = text.token(match.start)
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None or following.tag_ not in ("NNS", "NNPS") or token.dep_ != "nummod":
        return True
    return _follows(match, "year") and not match.tokens[match.last - 1].value.endswith("00")


def _is_glued(match: Match, text: AlignedText) -> bool:
    """The year of "Zapad-2021" is a name's; those of "mid-2021" and "2014-2015" are none."""
    before = _before(match)
    if before is None or before.word_class != "hyphen" or before.end != match.start:
        return False
    return text.text[before.start - 1 : before.start].isalpha()


def _season(match: Match, text: AlignedText) -> bool:
    token, after = match.of("season"), _after(match)
    if token is None or text.token(token.start).tag_ in VERBAL:
        return False
    if token.word == "fall":
        return _follows(match, "fall") and (after is None or after.word_class != "of")
    if token.word == "spring":
        told = match.has("the", "modifier", "edge") or text.text[token.start].isupper()
        return told or _follows(match, "season")
    return True


def _is_capital(match: Match, text: AlignedText) -> bool:
    """Months and weekdays are written with a capital."""
    token = match.of("month", "short_month", "weekday", "short_weekday")
    return token is None or text.text[token.start].isupper()


def _day_list(match: Match, text: AlignedText) -> bool:
    before = _before(match)
    return before is None or before.word_class not in ("month", "short_month")


def _day_more(match: Match, text: AlignedText) -> bool:
    """ "May 10 and 12": not "May 10 and 12 people"."""
    if match.has("year") or match.tokens[match.first - 1].word_class == "hyphen":
        return True
    token = text.token(match.end - 1)
    return token.i + 1 >= len(token.doc) or token.nbor().pos_ in ("PUNCT", "ADP", "CCONJ", "SPACE", "VERB", "AUX")


def _duration(match: Match, text: AlignedText) -> bool:
    unit, units = match.of("unit", "units"), match.of("units")
    if unit is not None and unit.value == "Q":
        return match.has("last", "past", "next", "previous", "coming")  # not "three quarters of the city"
    return units is None or match.last - match.first > 1 or units.value not in UNTOLD_UNITS


def _daypart(match: Match, text: AlignedText) -> bool:
    """Not "the dawn of a new age"."""
    after = _after(match)
    return after is None or after.word_class != "of"


def _reference(match: Match, text: AlignedText) -> bool:
    """Not "as recently as 2009"."""
    before = _before(match)
    return before is None or before.word != "as"


GUARDS: dict[str, Callable[[Match, AlignedText], bool]] = {
    "calendar": _calendar,
    "month_of_unit": _is_capital,
    "part_of": _is_capital,
    "shifted": _is_capital,
    "season": _season,
    "weekday": _is_capital,
    "weekday_time": _is_capital,
    "day_list": _day_list,
    "day_more": _day_more,
    "duration": _duration,
    "daypart": _daypart,
    "reference": _reference,
}
