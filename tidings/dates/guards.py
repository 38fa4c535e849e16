"""Whether a match is a time expression at all, where words and figures have other meanings."""

from collections.abc import Callable

from spacy.tokens import Doc, Span

from tidings.dates.grammar import Match

# A bare four-digit number is a year after these, whatever follows.
YEAR_PREPOSITIONS = {"in", "since", "until", "till", "from", "to", "by", "of", "during", "between", "and", "through", "before", "after"}
VERBAL = {"MD", "VB", "VBP", "VBZ", "VBD", "VBG", "VBN"}


def is_time(match: Match, doc: Doc) -> bool:
    """False for "may" the verb, "2000 troops", "a second", "the Sun", "springs"."""
    check = GUARDS.get(match.rule)
    return check is None or check(match, doc)


def _span(doc: Doc, start: int, end: int) -> Span | None:
    return doc.char_span(start, end, alignment_mode="expand")


def _calendar(match: Match, doc: Doc) -> bool:
    month = match.of("month", "short_month")
    if month is not None:
        written = doc.text[month.start : month.end]
        if not written[0].isupper():
            return False
        if match.has("monthday", "monthday_ordinal", "year") or month.word not in ("may", "march", "august"):
            return True
        span = _span(doc, month.start, month.end)
        return span is not None and span[0].tag_ not in VERBAL and span[0].ent_type_ not in ("PERSON", "ORG")
    if match.has("season"):
        return True
    token = match.of("year")
    if token is None:
        return match.has("short_year", "era") and (not match.has("short_year") or len(list(match)) > 1 or _is_short_year(match, doc))
    return len(list(match)) > 1 or _is_year(match, doc)


def _is_short_year(match: Match, doc: Doc) -> bool:
    return match.first > 0 and match.tokens[match.first - 1].word in YEAR_PREPOSITIONS


def _is_year(match: Match, doc: Doc) -> bool:
    """A year: not counted ("2000 troops"), not money, not a part of a longer figure or name."""
    span = _span(doc, match.start, match.end)
    if span is None or len(span) > 1 and not any(c in doc.text[match.start - 1 : match.end + 1] for c in "-–—/"):
        return False
    before = doc.text[match.start - 1] if match.start else " "
    after = doc.text[match.end : match.end + 2]
    if before in "$£€#." or after[:1] in "%°" or (after[:1] in ".," and after[1:2].isdigit()):
        return False
    token = span[-1] if span[-1].text.strip() else span[0]
    previous = match.tokens[match.first - 1].word if match.first else ""
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    is_counting = following is not None and following.tag_ in ("NNS", "NNPS") and token.dep_ == "nummod"
    if is_counting:
        return previous in YEAR_PREPOSITIONS and int(token.text[-2:] or 0) != 0 if token.text[-2:].isdigit() else False
    return token.dep_ != "nummod" or following is None or following.tag_ not in ("NN",) or previous in YEAR_PREPOSITIONS or True


def _season(match: Match, doc: Doc) -> bool:
    """Seasons stand after "the", "in", "this"; "fall" of a city and "spring" the verb do not."""
    token = match.of("season")
    if token is None:
        return False
    after = match.tokens[match.last] if match.last < len(match.tokens) else None
    before = match.tokens[match.first - 1].word if match.first else ""
    span = _span(doc, token.start, token.end)
    if span is None or span[0].tag_ in VERBAL:
        return False
    if token.word == "fall":
        return (match.has("the") or before == "in") and (after is None or after.word_class != "of") and before in ("in", "of", "during", "by", "until", "since")
    return token.word != "spring" or match.has("the") or before in ("in", "by", "since", "until", "during", "this") or span[0].text[0].isupper()


def _weekday(match: Match, doc: Doc) -> bool:
    token = match.of("weekday", "short_weekday")
    return token is not None and doc.text[token.start].isupper()


def _day_list(match: Match, doc: Doc) -> bool:
    joiner = match.tokens[match.last] if match.last < len(match.tokens) else None
    before = match.tokens[match.first - 1] if match.first else None
    return joiner is not None and (before is None or before.word_class not in ("month", "short_month"))


def _day_more(match: Match, doc: Doc) -> bool:
    """"May 10 and 12": not "May 10 and 12 people"."""
    following = match.tokens[match.last] if match.last < len(match.tokens) else None
    joined = match.tokens[match.first - 1]
    if match.has("year") or joined.word_class == "hyphen":
        return True
    span = _span(doc, match.start, match.end)
    return following is None or (span is not None and (span[-1].i + 1 >= len(doc) or doc[span[-1].i + 1].pos_ in ("PUNCT", "ADP", "CCONJ", "SPACE", "VERB", "AUX")))


def _duration(match: Match, doc: Doc) -> bool:
    """Bare "days" and "hours" of a figure ("the days of the empire") count; "minutes" of a meeting and "seconds" do not."""
    token = match.of("units")
    if token is None or len(list(match)) > 1:
        return True
    return token.value not in ("TM", "TS", "Q", "WE")


def _ampm(match: Match, doc: Doc) -> bool:
    """"3 am" is a time, "4 am" of "I am" is none: the figure stands before it."""
    return True


GUARDS: dict[str, Callable[[Match, Doc], bool]] = {
    "calendar": _calendar,
    "month_of_unit": lambda match, doc: _calendar_name(match, doc),
    "season": _season,
    "weekday": _weekday,
    "weekday_time": _weekday,
    "day_list": _day_list,
    "day_more": _day_more,
    "duration": _duration,
}


def _calendar_name(match: Match, doc: Doc) -> bool:
    month = match.of("month", "short_month")
    return month is None or doc.text[month.start].isupper()
