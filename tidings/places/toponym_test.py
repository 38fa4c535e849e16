"""Whether a name of the gazetteer is meant as a place where it stands, not as a person, a body or a thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tidings.parse.tree import Doc, Span
from tidings.places.gazetteer import Entry
from tidings.places.tables import Rule, cues, rule_of
from tidings.places.toponym_cues import is_locative, is_of_a_people, is_part_of_other_name, lead_is, touches_name
from tidings.records import Actor, Mention
from tidings.vocabulary import ActorKind, MentionKind

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Labels that the model gives to unknown places as well, when the whole entity is one name.
MISTAKABLE_LABELS = frozenset({"PERSON", "ORG", "NORP", "LANGUAGE", "PRODUCT", "EVENT"})
# A town of this size needs no word beside it that says it is a place.
KNOWN_TOWN = 100_000
# A name that is foreign or former needs a greater town.
KNOWN_ALTERNATE = 1_000_000
# A town that even a headline in capitals may name.
GREAT_TOWN = 500_000
LONGEST_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class TextContext:
    """What the tests ask of a whole text: entities by token, surnames of its people, stretches that are somebody."""

    text: str
    entity_at: Mapping[int, Span]
    surnames: frozenset[str]
    somebody: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, doc: Doc, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> "TextContext":
        """The context of one document."""
        full = [ent for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1 and ent[-1].is_alpha]
        return cls(
            doc.text,
            {token: ent for ent in doc.ents for token in range(ent.start, ent.end)},
            frozenset(ent[-1].text for ent in full),
            tuple(_somebody(mentions, actors)),
        )

    def is_somebody(self, span: Span) -> bool:
        """Whether an actor is meant: a capital as its government, a person by the last name."""
        return any(start <= span.start_char and span.end_char <= end for start, end in self.somebody)


def _somebody(mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> list[tuple[int, int]]:
    found = []
    for mention in mentions:
        actor = actors.get(mention.actor_id)
        if mention.mention_kind is MentionKind.METONYM:
            found.append((mention.start, mention.end))
        elif mention.mention_kind is MentionKind.NAME and actor is not None and actor.kind is ActorKind.PERSON:
            found.append((mention.root, mention.end))
    return found


def is_place(span: Span, entries: tuple[Entry, ...], reading: TextContext, *, is_listed: bool = False) -> bool:
    """Whether a stretch whose words the gazetteer knows names a place; `is_listed`: it goes on a list of places."""
    rule = rule_of(span.text)
    if rule is Rule.NEVER or is_part_of_other_name(span) or is_of_a_people(span):
        return False
    locative = is_locative(span)
    if not (locative or is_listed) and (
        rule is Rule.SEAT or reading.is_somebody(span) or span.text in reading.surnames
    ):
        return False
    if reading.is_somebody(span) and lead_is(span, "between"):
        return False  # "talks between Kyiv and Moscow"
    if span.text.isupper() and len(span.text) <= LONGEST_ACRONYM and entries[0].is_town and not _is_great(entries[0]):
        return False  # an acronym that some village shares
    entity = reading.entity_at.get(span.start)
    if _is_shouted(span):
        known = _is_great(entries[0]) or ((locative or is_listed) and is_known(entries[0]))
        return known and rule is Rule.NONE and not (entity and entity.label_ == "PERSON")
    if is_listed and (entity is None or (entity.label_ in MISTAKABLE_LABELS and _covers(span, entity))):
        return rule is Rule.NONE and not touches_name(span)
    if entity is None:
        return _is_place_unmarked(span, entries, is_guarded=rule is Rule.GUARD)
    if entity.label_ in PLACE_LABELS:
        return _begins(span, entity) and (locative or is_known(entries[0]) or not touches_name(span))
    if entity.label_ not in MISTAKABLE_LABELS:
        return False
    if _covers(span, entity):
        return _is_place_mistaken(span, entity.label_, entries, is_guarded=rule is Rule.GUARD)
    return entity.label_ == "ORG" and rule is Rule.NONE and _is_of_body(span, entity, entries[0])


def _covers(span: Span, entity: Span) -> bool:
    """Whether a span is an entity but for its article and possessive."""
    inside = [w for w in entity if not span.start <= w.i < span.end]
    return all(w.lower_ in ("the", "'s", "’s", ",", ".") or w.lower_ in cues("lead") for w in inside)


def is_known(entry: Entry) -> bool:
    """Whether a reader knows it without being told where it is."""
    if entry.is_alternate:
        return entry.population >= KNOWN_ALTERNATE
    return entry.feature == "ADM1" or not (entry.is_town or entry.is_division) or entry.population >= KNOWN_TOWN


def _is_great(entry: Entry) -> bool:
    """Whether it may be told even from capitals that hide the difference between names and words."""
    return is_known(entry) and not entry.is_alternate and (not entry.is_town or entry.population >= GREAT_TOWN)


def _is_shouted(span: Span) -> bool:
    """Whether a long name in capitals stands beside other capitals, as in a headline or a telex."""
    if not span.text.isupper() or len(span.text) <= LONGEST_ACRONYM:
        return False
    doc = span.doc
    before = next((doc[i] for i in range(span.start - 1, max(-1, span.start - 4), -1) if doc[i].is_alpha), None)
    after = next((doc[i] for i in range(span.end, min(len(doc), span.end + 3)) if doc[i].is_alpha), None)
    return any(word is not None and word.text.isupper() and len(word) > 1 for word in (before, after))


def _is_place_unmarked(span: Span, entries: tuple[Entry, ...], *, is_guarded: bool) -> bool:
    """For words that the model took for no name at all."""
    if not all(w.pos_ in ("PROPN", "X") or w.text[0].islower() or not w.is_alpha for w in span):
        return is_locative(span) and not is_guarded and len(span) > 1
    if touches_name(span):
        return False
    if is_guarded:
        return is_locative(span) and is_known(entries[0])
    return is_known(entries[0]) or is_locative(span)


def _begins(span: Span, entity: Span) -> bool:
    """Whether a name begins what the model took for a place, or follows a comma in it; not its last word alone."""
    before = span.doc[span.start - 1] if span.start > entity.start else None
    return (
        before is None
        or not before.text[0].isupper()
        or before.lower_ in cues("lead")
        or before.lower_ in cues("locative")
    )


def _is_of_body(span: Span, entity: Span, entry: Entry) -> bool:
    """For the country or province whose body it is: "the U.S. Department of Energy", "the Government of Iraq"."""
    first = next((w.i for w in entity if w.lower_ != "the"), entity.start)
    if span.start == first:
        return entry.is_country or entry.feature == "ADM1"
    return entry.is_country and span.end == entity.end and lead_is(span, "of")


def _is_place_mistaken(span: Span, label: str, entries: tuple[Entry, ...], *, is_guarded: bool) -> bool:
    """For a whole entity that the model took for a person, a people or a body."""
    if is_locative(span):
        return not (label == "ORG" and is_guarded) or is_known(entries[0])
    if is_guarded or entries[0].is_alternate:
        return False
    long = len(span) > 1 or "-" in span.text
    great = entries[0].is_country or not (entries[0].is_town or entries[0].is_division)
    return great or (is_known(entries[0]) and long and label != "PERSON")


def in_list_of(span: Span, before: int | None, text: str) -> bool:
    """Whether a name goes on a list of places: "X, Y and Z"; `before`: where the place before it ends."""
    return before is not None and text[before : span.start_char] in (", ", " and ", ", and ", " or ", "; ")
