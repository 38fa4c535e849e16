"""Whether a match is a time expression at all, where words and figures have other meanings."""

from collections.abc import Callable

from tidings.dates.aligned import AlignedText
from tidings.dates.grammar import Match
from tidings.dates.lexer import TimeToken
from tidings.dates.words import neighbours

VERBAL = frozenset({"MD", "VB", "VBP", "VBZ", "VBD", "VBG", "VBN"})
# Month names that are verbs, modals, names or adjectives too: what stands around them decides where no figure does.
AMBIGUOUS_MONTHS = frozenset({"may", "march", "august"})
JOINING = frozenset({"and", "or", "to", "hyphen", "comma", "of"})
MONTH_NEIGHBOURS = frozenset({"month", "short_month", "year", "season", "monthday", "edge"})
MONTH_OPENERS = frozenset({"the", "article", "from", "for", "at", "about", "dot", "paragraph", "possessive"})
NEAR_YEARS = (1900, 2035)  # a year before a plural ("the 1968 riots") is one that news tells of
TOLD_UNITS = frozenset({"WE", "W", "M", "Q", "Y"})
NAMES = frozenset({"ORG", "WORK_OF_ART", "PRODUCT", "FAC"})
UNTOLD_UNITS = frozenset({"TM", "TS", "WE"})  # bare "minutes" are of a meeting, but not "within minutes"
WHOSE = frozenset({"his", "her", "their", "my", "your", "our"})


def is_time(match: Match, text: AlignedText) -> bool:
    """False for "may" the verb, "2000 troops", the minutes of a meeting, "the fall of Rome"."""
    check = GUARDS.get(match.rule)
    return check is None or check(match, text)


def _follows(match: Match, group: str) -> bool:
    return match.before is not None and match.before.word in neighbours()[group]


def _calendar(match: Match, text: AlignedText) -> bool:
    month = match.of("month", "short_month")
    if month is not None:
        return _is_month(match, month, text)
    if match.has("season"):
        return True
    if match.has("short_year") and len(match) == 1:
        return _follows(match, "year")
    return len(match) > 1 or match.has("era") or _is_year(match, text)


def _is_month(match: Match, month: TimeToken, text: AlignedText) -> bool:
    if not text.text[month.start].isupper():
        return False
    figures = match.has("monthday", "monthday_ordinal", "year", "short_year")
    if month.word not in AMBIGUOUS_MONTHS or figures or match.has("modifier", "edge"):
        return True
    token, before = text.token(month.start), match.before
    if token.tag_ in VERBAL or token.ent_type_ not in ("DATE", ""):
        return False
    if _follows(match, "month") or (month.word != "may" and _follows(match, "month_not_may")):
        return True
    if token.ent_type_ != "DATE":
        return False
    if before is not None and (before.word_class in JOINING or before.word == "/"):  # "Johnson and May" are two people
        return match.first > 1 and match.tokens[match.first - 2].word_class in MONTH_NEIGHBOURS
    return before is None or before.word_class in MONTH_OPENERS


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
    if following is None or following.tag_ not in ("NNS", "NNPS"):
        return True
    # A count of thousands is round or has a comma: "2000 troops", "1,812 seats", but "2016 elections".
    year = int(match.tokens[match.last - 1].value)
    is_near = NEAR_YEARS[0] <= year <= NEAR_YEARS[1] and year % 100 != 0
    return is_near and (year % 10 != 0 or _follows(match, "year") or _follows(match, "the_year"))


def _is_glued(match: Match, text: AlignedText) -> bool:
    """The year of "Zapad-2021" is a name's; those of "mid-2021" and "2014-2015" are none."""
    before = match.before
    if before is None or before.word_class != "hyphen" or before.end != match.start:
        return False
    return text.text[before.start - 1 : before.start].isalpha()


def _season(match: Match, text: AlignedText) -> bool:
    token, after = match.of("season"), match.after
    if token is None or text.token(token.start).tag_ in VERBAL or _follows(match, "not_season"):
        return False
    if token.word == "fall":
        return _follows(match, "fall") and (after is None or after.word_class != "of")
    if token.word == "spring":
        told = match.has("the", "modifier", "edge") or text.text[token.start].isupper()
        return told or _follows(match, "season")
    return True


def _is_capital(match: Match, text: AlignedText) -> bool:
    """Months and weekdays are written with a capital, and are not part of a name ("the Sunday Telegraph")."""
    token = match.of("month", "short_month", "weekday", "short_weekday")
    if token is not None and not text.text[token.start].isupper():
        return False
    if match.after is not None and match.after.word in neighbours()["newspaper"] and match.rule == "weekday":
        return not text.text[match.after.start].isupper()
    return text.token(match.end - 1).ent_type_ not in NAMES


def _weekday_of_week(match: Match, text: AlignedText) -> bool:
    """Of a week, and a weekday written as one: "Friday week", not "a Sunday month"."""
    unit = match.of("unit")
    return unit is not None and unit.value == "W" and text.text[match.start].isupper()


def _day_list(match: Match, text: AlignedText) -> bool:
    return match.before is None or match.before.word_class not in ("month", "short_month")


def _decade(match: Match, text: AlignedText) -> bool:
    """Years of a century, not of a life: "a nurse in her 30s"."""
    return match.before is None or match.before.word not in WHOSE


def _day_more(match: Match, text: AlignedText) -> bool:
    """A second day: "May 10 and 12", not "May 10 and 12 people"."""
    if match.has("year") or match.tokens[match.first - 1].word_class == "hyphen":
        return True
    if match.first > 3 and match.tokens[match.first - 1].word == "to" and match.tokens[match.first - 4].word == "from":
        return True  # "from May 3 to 5 soldiers were trained"
    token = text.token(match.end - 1)
    return token.i + 1 >= len(token.doc) or token.nbor().pos_ in ("PUNCT", "ADP", "CCONJ", "SPACE", "VERB", "AUX")


def _duration(match: Match, text: AlignedText) -> bool:
    unit, units = match.of("unit", "units"), match.of("units")
    if text.token(match.end - 1).ent_type_ in ("PERSON", "ORG"):
        return False
    if unit is not None and unit.value == "Q":
        return match.has("last", "past", "next", "previous", "coming")  # not "three quarters of the city"
    if match.has("old") and match.has("hyphen") and match.has("number", "monthday"):
        return False  # "a 44-year-old nurse": how old somebody is places nothing in time
    return units is None or len(match) > 1 or units.value not in UNTOLD_UNITS or _follows(match, "unit")


def _duration_of_kind(match: Match, text: AlignedText) -> bool:
    """An adjective between number and unit: "two bloody weeks", "three consecutive quarters"."""
    kind = match.of("other")
    return kind is not None and text.token(kind.start).tag_ == "JJ" and _duration(match, text)


def _told_unit(match: Match, text: AlignedText) -> bool:
    """A unit told before: "in the quarter", "over the weekend", not "the year of the rat"."""
    unit = match.of("unit")
    if (
        unit is None
        or unit.value not in TOLD_UNITS
        or (match.after is not None and match.after.word_class in ("of", "hyphen"))
    ):
        return False
    return unit.value == "WE" or _follows(match, "unit")


def _daypart(match: Match, text: AlignedText) -> bool:
    """Not "the dawn of a new age"."""
    return match.after is None or match.after.word_class != "of"


def _set(match: Match, text: AlignedText) -> bool:
    """What recurs: "a daily flight", "met daily", not "the business daily"."""
    if match.has("times") and not match.has("article"):
        return False
    return len(match) > 1 or text.token(match.start).tag_ not in ("NN", "NNP", "NNS")


def _reference(match: Match, text: AlignedText) -> bool:
    """Not "as recently as 2009"; "to this day", not "to this year"."""
    unit, after = match.of("unit"), match.after
    if unit is not None and unit.value != "D":
        return False
    if match.has("the") and after is not None and after.word_class == "other":
        return text.token(after.start).pos_ not in ("NOUN", "PROPN")  # "the present system"
    return match.before is None or match.before.word != "as"


GUARDS: dict[str, Callable[[Match, AlignedText], bool]] = {
    "calendar": _calendar,
    "month_of_unit": _is_capital,
    "part_of": _is_capital,
    "shifted": _is_capital,
    "season": _season,
    "weekday": _is_capital,
    "weekday_of_week": _weekday_of_week,
    "weekday_time": _is_capital,
    "day_list": _day_list,
    "day_more": _day_more,
    "decade": _decade,
    "duration": _duration,
    "duration_of_kind": _duration_of_kind,
    "told_unit": _told_unit,
    "daypart": _daypart,
    "reference": _reference,
    "set": _set,
}
