"""Which two phrases say the same actor twice: "Viktor Khrenin, the defence minister", "Khrenin is a general"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tidings.actors.phrases import Phrase
from tidings.actors.token_columns import TokenColumns
from tidings.vocabulary import ActorKind, MentionKind

# Bodies whose name after a person's says whom the person serves.
EMPLOYERS = frozenset({ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_FORCE, ActorKind.PARTY, ActorKind.ARMED_GROUP})


def find_appositions(words: TokenColumns, phrases: Sequence[Phrase]) -> dict[int, Phrase]:
    """For the head of each phrase in apposition or predication, the phrase that is the same actor."""
    at = {i: phrase for phrase in phrases for i in range(phrase.start, phrase.end)}
    twins: dict[int, Phrase] = {}
    for phrase in phrases:
        anchor = _anchor(words, phrase)
        other = at.get(anchor) if anchor is not None else None
        if other is not None and other is not phrase and _may_be_twins(phrase, other):
            twins.setdefault(phrase.root, other)
            twins.setdefault(other.root, phrase)
    for first, second in pairwise(phrases):
        if first.root not in twins and second.root not in twins and _stand_side_by_side(words, first, second):
            twins[first.root], twins[second.root] = second, first
    return twins


def find_affiliations(words: TokenColumns, phrases: Sequence[Phrase]) -> Iterator[tuple[int, str]]:
    """The heads of names of people, each with the country of the group or body that stands in apposition to it.

    "two Peruvians, Ana Sample and Jonas Sample"; "Ana Sample, Ministry of Finance of Peru".
    """
    at = {i: phrase for phrase in phrases for i in range(phrase.start, phrase.end)}
    for phrase in phrases:
        top = phrase.root
        while words.dep[top] == "conj" and words.head[top] < top:
            top = words.head[top]
        other = at.get(words.head[top]) if words.dep[top] == "appos" else None
        if other is None or other is phrase:
            continue
        if phrase.kind is ActorKind.PERSON and phrase.name and other.is_plural and other.country:
            yield phrase.root, other.country
        elif other.kind is ActorKind.PERSON and other.name and phrase.kind in EMPLOYERS and phrase.country:
            yield other.root, phrase.country


def _stand_side_by_side(words: TokenColumns, first: Phrase, second: Phrase) -> bool:
    """Whether only a comma parts a person's name from "the" or "a" and an office, wherever the parse has hung them."""
    if second.start != first.end + 1 or words.words[first.end] != ",":
        return False
    named, plain = (first, second) if first.form is MentionKind.NAME else (second, first)
    if plain.form is not MentionKind.NOMINAL or plain.is_plural or words.lower[plain.start] not in ("the", "a", "an"):
        return False
    are_people = plain.kind is ActorKind.PERSON and named.kind is ActorKind.PERSON
    return are_people and _may_be_twins(named, plain)


def _anchor(words: TokenColumns, phrase: Phrase) -> int | None:
    """The head of what the phrase is in apposition to, or the subject of which it is predicated."""
    if words.dep[phrase.root] == "appos":
        return words.head[phrase.root]
    if words.dep[phrase.root] != "attr" or phrase.form is not MentionKind.NOMINAL:
        return None
    verb = words.head[phrase.root]
    is_plain = words.lemma[verb] == "be" and words.child(verb, "neg", "aux") is None
    return words.child(verb, "nsubj") if is_plain else None


def _may_be_twins(phrase: Phrase, other: Phrase) -> bool:
    named, plain = (phrase, other) if phrase.form is MentionKind.NAME else (other, phrase)
    if named.form is not MentionKind.NAME or plain.form is not MentionKind.NOMINAL:
        return False
    if named.country and plain.country and named.country != plain.country:
        return False
    people = (named.kind is ActorKind.PERSON, plain.kind is ActorKind.PERSON)
    return all(people) or not any(people)
