"""Whether a match is a time expression at all, where words and figures have other meanings."""

from collections.abc import Callable

from tidings.dates.aligned import AlignedText
from tidings.dates.grammar import Match
from tidings.dates.lexer import Token

VERBAL = frozenset({"MD", "VB", "VBP", "VBZ", "VBD", "VBG", "VBN"})
# Month names that are verbs, modals or adjectives too: the tagger decides where no figure stands beside them.
AMBIGUOUS_MONTHS = frozenset({"may", "march", "august"})
# A bare four-digit number is a year after these, even before a plural: "in 2014 protesters ...".
YEAR_WORDS = frozenset(
    "in since until till from to by of during between and or through before after early mid late around circa ca".split()
)
# What makes a bare season word the season: "the spring", "by autumn"; "fall" the verb or of a city has none or goes on with "of".
SEASON_WORDS = frozenset({"in", "by", "since", "until", "during", "this", "through", "of", "for"})
# "the summer" is a season as it stands, "the fall" mostly a defeat: it needs one of these before it.
FALL_WORDS = frozenset({"in", "by", "since", "until", "during"})
UNTOLD_UNITS = frozenset({"TM", "TS", "Q", "WE"})  # bare "minutes" are of a meeting, bare "seconds" of a meal


def is_time(match: Match, text: AlignedText) -> bool:
    """False for "may" the verb, "2000 troops", the minutes of a meeting, "the fall of Rome"."""
    check = GUARDS.get(match.rule)
    return check is None or check(match, text)


def _before(match: Match) -> Token | None:
    return match.tokens[match.first - 1] if match.first else None


def _after(match: Match) -> Token | None:
    return match.tokens[match.last] if match.last < len(match.tokens) else None


def _calendar(match: Match, text: AlignedText) -> bool:
    month = match.of("month", "short_month")
    if month is not None:
        return _is_month(match, month, text)
    if match.has("season"):
        return True
    if match.has("short_year") and match.last - match.first == 1:
        before = _before(match)
        return before is not None and before.word in YEAR_WORDS
    return match.last - match.first > 1 or match.has("era") or _is_year(match, text)


def _is_month(match: Match, month: Token, text: AlignedText) -> bool:
    if not text.text[month.start].isupper():
        return False
    if month.word not in AMBIGUOUS_MONTHS or match.has("monthday", "monthday_ordinal", "year"):
        return True
    token = text.token(month.start)
    return token.tag_ not in VERBAL and token.tag_ != "JJ" and token.ent_type_ not in ("PERSON", "ORG", "GPE")


def _is_year(match: Match, text: AlignedText) -> bool:
    """A year: not counted ("2000 troops"), not money, not a part of a longer figure."""
    before, after = text.text[match.start - 1 : match.start], text.text[match.end : match.end + 2]
    if before and before in "$£€#.:" or after[:1] and after[0] in "%°:" or (after[:1] in (".", ",") and after[1:].isdigit()):
        return False
    token = text.token(match.start)
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None or following.tag_ not in ("NNS", "NNPS") or token.dep_ != "nummod":
        return True
    previous = _before(match)
    return previous is not None and previous.word in YEAR_WORDS and not match.tokens[match.last - 1].value.endswith("00")


def _season(match: Match, text: AlignedText) -> bool:
    token = match.of("season")
    if token is None:
        return False
    before, after = _before(match), _after(match)
    word_before = before.word if before else ""
    if text.token(token.start).tag_ in VERBAL:
        return False
    if token.word == "fall":
        return word_before in FALL_WORDS and (after is None or after.word_class != "of")
    if token.word == "spring":
        return match.has("the", "modifier", "edge") or word_before in SEASON_WORDS or text.text[token.start].isupper()
    return True


def _weekday(match: Match, text: AlignedText) -> bool:
    token = match.of("weekday", "short_weekday")
    return token is None or text.text[token.start].isupper()


def _names(match: Match, text: AlignedText) -> bool:
    token = match.of("month", "short_month", "weekday", "short_weekday")
    return token is None or text.text[token.start].isupper()


def _day_list(match: Match, text: AlignedText) -> bool:
    before = _before(match)
    return before is None or before.word_class not in ("month", "short_month")


def _day_more(match: Match, text: AlignedText) -> bool:
    """"May 10 and 12": not "May 10 and 12 people"."""
    if match.has("year") or match.tokens[match.first - 1].word_class == "hyphen":
        return True
    token = text.token(match.end - 1)
    return token.i + 1 >= len(token.doc) or token.nbor().pos_ in ("PUNCT", "ADP", "CCONJ", "SPACE", "VERB", "AUX")


def _duration(match: Match, text: AlignedText) -> bool:
    token = match.of("units")
    return token is None or match.last - match.first > 1 or token.value not in UNTOLD_UNITS


GUARDS: dict[str, Callable[[Match, AlignedText], bool]] = {
    "calendar": _calendar,
    "month_of_unit": _names,
    "part_of": _names,
    "shifted": _names,
    "season": _season,
    "weekday": _weekday,
    "weekday_time": _weekday,
    "day_list": _day_list,
    "day_more": _day_more,
    "duration": _duration,
}
