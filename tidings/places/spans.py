"""The stretches of a parsed text that name places, each with the places it may stand for."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tidings.parse.tree import Doc, Span, Token
from tidings.places.gazetteer import Entry, Gazetteer
from tidings.places.names import fold
from tidings.places.tables import Rule, abbreviations, cues, kind_features, rule_of
from tidings.places.toponym import Toponym
from tidings.places.toponym_cues import (
    is_locative,
    is_of_a_people,
    is_part_of_other_name,
    is_perhaps_place,
    is_surely_place,
    kinds_beside,
)
from tidings.places.toponym_test import MISTAKABLE_LABELS, PLACE_LABELS, TextContext, in_list_of, is_known, is_place
from tidings.records import Actor, Mention

# The longest names of the table: "Democratic People's Republic of Korea".
MOST_WORDS = 6
# What may stand between the words of a name ("People's Republic of China").
NAME_MARKS = frozenset({"-", "'", "’", ".", "&", "'s", "’s"})
# What may stand between a town and the place it lies in.
INSIDE_MARKS = frozenset({", ", ",", " (", " in ", ", in "})
# Features that a kind word names apart from any town: rivers, seas, ranges.
NATURAL = frozenset(
    {"STM", "SEA", "LK", "GULF", "STRT", "ISL", "ISLS", "MTS", "MT", "DSRT", "VAL", "PEN", "CNL", "DLTA"}
)
# What stands between the places of a list.
LIST_MARKS = frozenset({", ", " and ", ", and ", " or ", "; ", " & "})


def toponyms(doc: Doc, gazetteer: Gazetteer, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> list[Toponym]:
    """All toponyms in text order, none overlapping another, each told its container."""
    reading = TextContext.of(doc, mentions, actors)
    found: list[Toponym] = []
    at = 0
    while at < len(doc):
        toponym = None
        if doc[at].text[0].isupper():
            before = found[-1].end if found and found[-1].is_told else None
            is_after_town = bool(found) and reading.text[found[-1].end : doc[at].idx] in (", ", " ")
            toponym = _abbreviation(doc, at, gazetteer, is_after_town=is_after_town)
            toponym = toponym or _known(doc, at, gazetteer, reading, before)
            toponym = toponym or _unknown(doc, at, gazetteer, reading, found[-1] if found else None)
        if toponym is None:
            at += 1
        else:
            found.append(toponym)
            at = toponym.stop
    found = _with_repeats(doc, found, reading)
    for one, two in pairwise(found):
        between = reading.text[one.end : two.start]
        one.is_joined = between in LIST_MARKS
        one.container = two if between in INSIDE_MARKS else None
    return found


def _known(doc: Doc, at: int, gazetteer: Gazetteer, reading: TextContext, before: int | None) -> Toponym | None:
    """The longest name of the gazetteer that begins at a token and is a place there."""
    for stop in range(_reach(doc, at), at, -1):
        span = doc[at:stop]
        if not _ends_as_name(span):
            continue
        entries = gazetteer.find(span.text)
        is_listed = in_list_of(span, before, reading.text)
        if entries and is_place(span, entries, reading, is_listed=is_listed):
            entries = _with_kind(span, gazetteer) or entries
            is_told = is_listed or is_perhaps_place(span) or is_known(entries[0])
            return Toponym.of(span, entries, kinds_beside(span), is_told=is_told)
    return None


def _with_kind(span: Span, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The places that bear a name together with the kind word after it: "the Dnipro river" is no town."""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if after is None or not after.text.islower() or not kind_features().get(after.text, frozenset()) & NATURAL:
        return ()
    return tuple(entry for entry in gazetteer.find(f"{span.text} {after.text}") if entry.feature in NATURAL)


def _reach(doc: Doc, at: int) -> int:
    """Where at the latest a name ends that begins at a token: only words of one name follow, and no sentence ends."""
    rest = range(at + 1, min(at + MOST_WORDS, len(doc)))
    return next((i for i in rest if doc[i].is_sent_start or not _may_follow(doc[i])), rest.stop)


def _may_follow(word: Token) -> bool:
    """Whether a word may stand in a name after its first."""
    return (
        _has_capital(word.text)
        or word.lower_ in cues("particle")
        or word.text in NAME_MARKS
        or word.nbor(-1).text == "-"
        or word.text == "\n"  # a line of hard-wrapped text ends within the name
    )


def _ends_as_name(span: Span) -> bool:
    """Whether the last word is capitalised, or follows a hyphen: "Ust-luga"."""
    last = span[-1]
    return _has_capital(last.text) or (len(span) > 2 and last.is_alpha and last.nbor(-1).text == "-")


def _has_capital(word: str) -> bool:
    """Whether a word is written as in a name: "Paris", "d'Ivoire", "el-Mandeb"."""
    return not word.islower() and any(letter.isupper() for letter in word)


def _abbreviation(doc: Doc, at: int, gazetteer: Gazetteer, *, is_after_town: bool) -> Toponym | None:
    """The state after a town: "Paris, Tex."; one without a dot ("CA") only after a town that is known."""
    if not is_after_town and (at < 2 or doc[at - 1].text != "," or not doc[at - 2].text[0].isupper()):
        return None
    for stop in (at + 2, at + 1):
        span = doc[at : min(stop, len(doc))]
        codes = abbreviations().get(span.text, ())
        if codes and (is_after_town or span.text.endswith(".")):
            return Toponym.of(span, tuple(gazetteer.divisions[code] for code in codes), frozenset())
    return None


def _unknown(doc: Doc, at: int, gazetteer: Gazetteer, reading: TextContext, before: Toponym | None) -> Toponym | None:
    """A name that the gazetteer lacks but the text says is a place: "the village of X", "in X"."""
    entity = reading.entity_at.get(at)
    if entity is None or entity.label_ not in PLACE_LABELS | MISTAKABLE_LABELS or at > entity.start + 1:
        return None
    span = _trimmed(entity)
    if span is None or span.start != at:
        return None
    kinds = kinds_beside(span)
    if before is not None and before.kinds and not kinds and in_list_of(span, before.end, reading.text):
        kinds = before.kinds  # "the villages of X, Y and Z"
    whole = _part_of(span, gazetteer)
    if not whole and gazetteer.find(span.text):
        return None  # known, and found to be no place here
    is_told = bool(kinds) or is_surely_place(span) or bool(whole)
    if not _may_be_unknown_place(span, entity.label_, reading, is_told=is_told):
        return None
    return Toponym.of(span, whole or _namesake(span, gazetteer), kinds, is_told=True)


def _trimmed(entity: Span) -> Span | None:
    """An entity without its article, possessive and closing stops."""
    start, end = entity.start, entity.end
    while start < end and entity.doc[start].lower_ in ("the", "a"):
        start += 1
    while end > start and not entity.doc[end - 1].text[0].isupper():
        end -= 1
    return entity.doc[start:end] if end > start else None


def _may_be_unknown_place(span: Span, label: str, reading: TextContext, *, is_told: bool) -> bool:
    if not all(w.is_alpha or w.text in NAME_MARKS for w in span) or is_part_of_other_name(span) or is_of_a_people(span):
        return False
    if rule_of(span.text) is not Rule.NONE or span.text in reading.surnames or not span[0].text.istitle():
        return False
    if not is_told or label == "NORP" or (label == "ORG" and not kinds_beside(span)):
        return False
    after = span.doc[span.end].text if span.end < len(span.doc) else ""
    return label == "GPE" or (len(span.text.split()) <= 2 and not after.startswith(("'", "’")))


def _part_of(span: Span, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """What a name with a direction is a part of: "Northern Syria"."""
    if len(span) < 2 or span[0].lower_ not in cues("lead"):
        return ()
    entries = gazetteer.find(span[1:].text)
    return tuple(entry for entry in entries if is_known(entry) and not entry.is_town)


def _namesake(span: Span, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The towns that an airport, a prison or a bay is named after: it lies there."""
    if len(span) > 1 and span[-1].lower_ in kind_features():
        words = [w.text for w in span[:-1] if w.lower_ != "international"]
        return tuple(e for e in gazetteer.find(" ".join(words)) if e.is_town)
    return ()


def _with_repeats(doc: Doc, found: list[Toponym], reading: TextContext) -> list[Toponym]:
    """The toponyms with the other places where the same name stands alone: once told to be a place, always one."""
    told = {t.text: t for t in found if is_locative(doc[t.first : t.stop]) and " " not in t.text}
    taken = {token for t in found for token in range(t.first, t.stop)}
    more: list[Toponym] = []
    for word in doc if told else ():
        model = told.get(word.text)
        if model is None or word.i in taken or word.text in reading.surnames:
            continue
        span, entity = doc[word.i : word.i + 1], reading.entity_at.get(word.i)
        alone = entity is None or (len(entity) <= 2 and entity.label_ in MISTAKABLE_LABELS)
        if (
            alone
            and word.pos_ == "PROPN"
            and not is_part_of_other_name(span)
            and (not model.entries or not reading.is_somebody(span))
        ):
            more.append(Toponym.of(span, model.entries, kinds_beside(span)))
    return sorted([*found, *more], key=lambda t: t.start) if more else found


def key(toponym: Toponym) -> str:
    """The folded name, under which its repeats are one."""
    return fold(toponym.text)
