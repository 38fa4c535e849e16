"""Whether a name of the gazetteer is meant as a place where it stands, not as a person, a body or a thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from tidings.model import Actor, Mention
from tidings.places.gazetteer import Entry
from tidings.places.setting import is_locative, is_part_of_other_name, is_weakly_locative, touches_name
from tidings.places.tables import cues, is_guarded, is_never_alone
from tidings.vocabulary import ActorKind, MentionKind

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Labels that the model gives to unknown places as well, when the whole entity is one name.
MISTAKABLE_LABELS = frozenset({"PERSON", "ORG", "NORP", "LANGUAGE", "PRODUCT", "EVENT"})
# A town of this size needs no word beside it that says it is a place.
KNOWN_TOWN = 100_000
# A name that is foreign or former needs a greater town.
KNOWN_ALTERNATE = 1_000_000
# Endings of peoples and their adjectives, which the model may take for names of places.
PEOPLE_ENDINGS = ("ish", "ian", "ese", "ans", "inos", "can", "ean")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the guards ask of a whole text: entities by token, surnames of its people, stretches that are somebody."""

    entity_at: Mapping[int, Span]
    surnames: frozenset[str]
    somebody: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, doc: Doc, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> "Reading":
        """The reading of one document."""
        full = [ent for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1 and ent[-1].is_alpha]
        return cls(
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


def is_place(span: Span, entries: tuple[Entry, ...], reading: Reading, *, is_listed: bool = False) -> bool:
    """Whether a stretch whose words the gazetteer knows names a place here; `is_listed`: it goes on a list of places."""
    if is_never_alone(span.text) or is_part_of_other_name(span) or reading.is_somebody(span):
        return False
    entity = reading.entity_at.get(span.start)
    label = entity.label_ if entity is not None else ""
    if is_listed and (entity is None or (label in MISTAKABLE_LABELS and _covers(span, entity))):
        return not is_guarded(span.text) and not touches_name(span) and span.text not in reading.surnames
    if entity is None:
        return _is_place_unmarked(span, entries)
    if label in PLACE_LABELS:
        return _is_place_marked(span, entity, entries, reading)
    if span.text.isupper() and entries[0].is_town and not span.doc.text.isupper():
        return False  # an acronym that some village shares
    whole = _covers(span, entity)
    if label == "ORG" and not whole:
        return _leads_body(span, entity, entries)
    if label in MISTAKABLE_LABELS and whole:
        return _is_place_mistaken(span, label, entries, reading)
    return False


def _covers(span: Span, entity: Span) -> bool:
    """Whether a span is an entity but for its article and possessive."""
    inside = [w for w in entity if not span.start <= w.i < span.end]
    return all(w.lower_ in ("the", "'s", "’s", ",", ".") or w.lower_ in cues("lead") for w in inside)


def is_known(entry: Entry) -> bool:
    """Whether a reader knows it without being told where it is."""
    if entry.is_alternate and not entry.is_division:
        return entry.population >= KNOWN_ALTERNATE
    return entry.feature == "ADM1" or not (entry.is_town or entry.is_division) or entry.population >= KNOWN_TOWN


def _is_place_unmarked(span: Span, entries: tuple[Entry, ...]) -> bool:
    """For words that the model took for no name at all."""
    if not all(w.pos_ in ("PROPN", "X") or w.text[0].islower() or not w.is_alpha for w in span):
        return is_locative(span) and not is_guarded(span.text) and len(span) > 1
    if is_guarded(span.text) or touches_name(span):
        return is_locative(span) and is_known(entries[0]) and not touches_name(span)
    return is_known(entries[0]) or is_locative(span)


def _is_place_marked(span: Span, entity: Span, entries: tuple[Entry, ...], reading: Reading) -> bool:
    """For words in what the model took for a place: not the last word of a longer name, nor somebody's surname."""
    if span.text in reading.surnames and not is_locative(span) and not entries[0].is_country:
        return False
    before = span.doc[span.start - 1] if span.start > entity.start else None
    if before is not None and before.text[0].isupper() and before.lower_ not in cues("lead"):
        return False
    return not is_guarded(span.text) or is_weakly_locative(span) or not span[0].is_sent_start or is_known(entries[0])


def _leads_body(span: Span, entity: Span, entries: tuple[Entry, ...]) -> bool:
    """For the country or province at the head of a body's name: "the U.S. Department of Agriculture"."""
    first = next((w.i for w in entity if w.lower_ != "the"), entity.start)
    great = entries[0].is_country or entries[0].feature == "ADM1"
    return span.start == first and great and not is_guarded(span.text)


def _is_place_mistaken(span: Span, label: str, entries: tuple[Entry, ...], reading: Reading) -> bool:
    """For a whole entity that the model took for a person, a people or a body."""
    if span.text in reading.surnames or (label == "NORP" and is_of_a_people(span)):
        return False
    if is_locative(span):
        return label != "ORG" or not is_guarded(span.text)
    great = entries[0].is_country or not (entries[0].is_town or entries[0].is_division)
    great = great or (is_known(entries[0]) and (len(span) > 1 or "-" in span.text) and label != "PERSON")
    return great and not is_guarded(span.text) and not entries[0].is_alternate


def is_of_a_people(span: Span) -> bool:
    """Whether the words are an adjective or a people: "Turkish", "Filipinos"."""
    return span[-1].tag_ != "NNP" or span.text.endswith(PEOPLE_ENDINGS)


def in_list_of(span: Span, before: tuple[int, int] | None) -> bool:
    """Whether a name goes on a list of places: "X, Y and Z", told by where the place before it ends."""
    if before is None:
        return False
    return span.doc.text[before[1] : span.start_char] in (", ", " and ", ", and ", " or ", "; ")
