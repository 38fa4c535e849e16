"""The stretches of a parsed text that name places, each with the places it may stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from tidings.model import Mention
from tidings.places.gazetteer import Entry, Gazetteer
from tidings.places.names import fold
from tidings.places.tables import abbreviations, guarded_words, kind_features
from tidings.vocabulary import MentionKind

# The longest names of the table have six words ("Democratic Republic of the Congo" five).
MOST_WORDS = 6
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Inside these entities a place name is part of another name ("Bank of England", "May").
CLOSED_LABELS = frozenset(
    {"PERSON", "ORG", "NORP", "DATE", "TIME", "WORK_OF_ART", "LAW", "PRODUCT", "EVENT", "LANGUAGE"}
)
LOCATIVES = frozenset(
    ["in", "at", "near", "from", "to", "into", "towards", "toward", "across", "through", "throughout", "outside", "inside", "around", "off", "over", "within", "via", "of", "between", "beyond", "past", "along", "reach", "reached", "leave", "left", "enter", "entered", "visit", "visited"]
)
STRONG_LOCATIVES = LOCATIVES - frozenset(["of", "to", "from", "over", "past", "around", "left", "visit", "visited"])
# Stand between the preposition and the name: "in the northern city of X".
LEADS = frozenset(["the", "a", "an", "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "nearby", "downtown"])
# A town of this size needs no word beside it that says it is a place, unless its name is guarded.
KNOWN_TOWN = 100_000
TITLE_CASE_SMALL = frozenset(
    ["of", "the", "and", "de", "la", "del", "al", "el", "da", "do", "dos", "das", "du", "le", "les", "au", "aux", "en", "upon", "on", "sur", "an", "am", "der"]
)


@dataclass(slots=True)
class Toponym:
    """A stretch that names a place: `text[start:end]`; `kinds` are features that a kind word beside it asks for."""

    start: int
    end: int
    first: int
    last: int
    text: str
    entries: tuple[Entry, ...]
    kinds: frozenset[str] = frozenset()
    container: "Toponym | None" = None
    is_locative: bool = False
    inside: frozenset[str] = field(default_factory=frozenset)


def toponyms(doc: Doc, gazetteer: Gazetteer, mentions: Sequence[Mention]) -> list[Toponym]:
    """All toponyms in text order, none overlapping another."""
    labels = _entity_of(doc)
    people = _surnames(doc)
    closed = _closed_stretches(doc, mentions)
    found: list[Toponym] = []
    at = 0
    while at < len(doc):
        toponym = _toponym_at(doc, at, gazetteer, labels, people)
        if toponym is None or any(s <= toponym.start and toponym.end <= e for s, e in closed):
            at += 1
            continue
        found.append(toponym)
        at = toponym.last + 1
    _contain(doc, found)
    return found


def _entity_of(doc: Doc) -> dict[int, Span]:
    return {token: ent for ent in doc.ents for token in range(ent.start, ent.end)}


def _surnames(doc: Doc) -> frozenset[str]:
    """Last names of people called by two names or more somewhere in the text."""
    full = (ent for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1)
    return frozenset(word.text for ent in full for word in ent if word.is_title)


def _closed_stretches(doc: Doc, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Mentions that are somebody although they read like a place: "Moscow said"."""
    return [(m.start, m.end) for m in mentions if m.mention_kind is MentionKind.METONYM]


def _starts_name(token: Token) -> bool:
    return (token.is_alpha and token.text[0].isupper()) or (token.text[0].isupper() and not token.is_digit)


def _toponym_at(
    doc: Doc, at: int, gazetteer: Gazetteer, labels: dict[int, Span], people: frozenset[str]
) -> Toponym | None:
    """The longest place name that begins at a token."""
    if not _starts_name(doc[at]):
        return None
    for stop in range(min(at + MOST_WORDS, len(doc)), at, -1):
        span = doc[at:stop]
        if not _may_end(span) or (stop - at > 1 and not _is_one_name(span)):
            continue
        entries = gazetteer.find(span.text)
        if entries and _is_place(span, entries, labels, people):
            return _toponym(span, entries)
    entity = labels.get(at)
    if entity is not None and entity.label_ == "GPE" and entity.start == at and entity[-1].text != "'s":
        return _toponym(entity, ()) if not people.intersection(w.text for w in entity) else None
    return None


def _may_end(span: Span) -> bool:
    last = span[-1]
    return last.text[0].isupper() or (last.text.lower() in kind_features() and len(span) > 1) or last.text == "."


def _is_one_name(span: Span) -> bool:
    """Whether only words of a name stand in it, and no end of a sentence."""
    return all(
        word.text[0].isupper() or word.lower_ in TITLE_CASE_SMALL or word.text in "-.'’&" or word.i == span.end - 1
        for word in span
    ) and not any(word.is_sent_start for word in span[1:])


def _toponym(span: Span, entries: tuple[Entry, ...]) -> Toponym:
    return Toponym(
        span.start_char,
        span.end_char,
        span.start,
        span.end - 1,
        span.text,
        entries,
        kinds=_kinds_beside(span),
        is_locative=_is_locative(span),
    )


def _is_place(span: Span, entries: tuple[Entry, ...], labels: dict[int, Span], people: frozenset[str]) -> bool:
    """Whether the words name a place here, not a person, a body or a thing."""
    entity = labels.get(span.start)
    label = entity.label_ if entity is not None else ""
    whole = entity is None or (span.start <= entity.start and entity.end <= span.end)
    guarded = fold(span.text) in guarded_words()
    locative = _is_locative(span)
    if label in PLACE_LABELS:
        return not (guarded or people.intersection(w.text for w in span)) or locative or entries[0].is_country
    if label in CLOSED_LABELS and not whole:
        return False
    if label in ("PERSON", "ORG") or people.intersection(w.text for w in span):
        return (
            _is_known(entries[0])
            and (_strong_locative(span) or (label == "ORG" and _outranks(entries[0])))
            and not guarded
        )
    if label in CLOSED_LABELS:
        return False
    if not all(word.pos_ == "PROPN" or word.text[0].islower() or not word.is_alpha for word in span):
        return False
    if guarded:
        return _strong_locative(span) and _is_known(entries[0])
    if _is_known(entries[0]):
        return True
    return _strong_locative(span) or _names_container(span, labels)


def _outranks(entry: Entry) -> bool:
    return entry.is_country or not entry.is_town


def _is_known(entry: Entry) -> bool:
    """Whether a reader knows it without being told where it is."""
    if entry.is_alternate and not entry.is_division:
        return entry.population >= 10 * KNOWN_TOWN
    return (not entry.is_town and entry.feature != "ADM2") or entry.population >= KNOWN_TOWN


def _names_container(span: Span, labels: dict[int, Span]) -> bool:
    """Whether ", Country" follows."""
    doc = span.doc
    if span.end + 1 >= len(doc) or doc[span.end].text != ",":
        return False
    after = labels.get(span.end + 1)
    return (after is not None and after.label_ == "GPE") or doc[span.end + 1].text in abbreviations()


def _lead(span: Span) -> Token | None:
    """The word before the name, articles, directions and kind words ("city of") left out."""
    doc, at = span.doc, span.start - 1
    steps = 0
    while at >= 0 and steps < 5:
        word = doc[at].lower_
        if word in LEADS or (word == "of" and at > 0 and doc[at - 1].lower_ in kind_features()):
            at, steps = at - 1, steps + 1
        elif word in kind_features() and doc[at].pos_ in ("NOUN", "PROPN"):
            return doc[at]
        else:
            return doc[at]
    return doc[at] if at >= 0 else None


def _is_locative(span: Span) -> bool:
    lead = _lead(span)
    return (
        (lead is not None and (lead.lower_ in LOCATIVES or lead.lower_ in kind_features())) or bool(_kinds_beside(span))
    )


def _strong_locative(span: Span) -> bool:
    lead = _lead(span)
    return (
        (lead is not None
        and (lead.lower_ in STRONG_LOCATIVES or lead.lower_ in kind_features()))
        or bool(_kinds_beside(span))
    )


def _kinds_beside(span: Span) -> frozenset[str]:
    """The features that a kind word asks for: "the city of X", "X province", "X River" inside the name left out."""
    doc, kinds = span.doc, kind_features()
    if span.end < len(doc) and doc[span.end].lower_ in kinds and not doc[span.end].is_sent_start:
        return kinds[doc[span.end].lower_]
    if span.start > 0:
        before = doc[span.start - 1].lower_
        if before in kinds:
            return kinds[before]
        if before == "of" and span.start > 1 and doc[span.start - 2].lower_ in kinds:
            return kinds[doc[span.start - 2].lower_]
    return frozenset()


def _contain(doc: Doc, found: list[Toponym]) -> None:
    """Tell each toponym which one after it says where it lies: "Birmingham, Alabama"."""
    for one, two in pairs(found):
        between = doc.text[one.end : two.start]
        if between in (", ", ",", " (") or between in (" in ", ", in "):
            one.container = two


def pairs(found: list[Toponym]) -> Iterator[tuple[Toponym, Toponym]]:
    """Neighbours in text order."""
    return zip(found, found[1:], strict=False)
