"""Which two phrases say the same actor twice: "Viktor Khrenin, the defence minister", "Khrenin is a general"."""

from collections.abc import Sequence
from itertools import pairwise

from tidings.actors.phrases import Phrase
from tidings.actors.words import Words
from tidings.vocabulary import ActorKind, MentionKind


def find_twins(words: Words, phrases: Sequence[Phrase]) -> dict[int, Phrase]:
    """For the head of each phrase in apposition or predication, the phrase that is the same actor."""
    at = {i: phrase for phrase in phrases for i in range(phrase.start, phrase.end)}
    twins: dict[int, Phrase] = {}
    for phrase in phrases:
        anchor = _anchor(words, phrase)
        other = at.get(anchor) if anchor is not None else None
        if other is not None and other is not phrase and _may_be_twins(phrase, other):
            twins.setdefault(phrase.root, other)
            twins.setdefault(other.root, phrase)
    for named, plain in pairwise(phrases):
        if named.root not in twins and plain.root not in twins and _stand_side_by_side(words, named, plain):
            twins[named.root], twins[plain.root] = plain, named
    return twins


def _stand_side_by_side(words: Words, named: Phrase, plain: Phrase) -> bool:
    """Whether only a comma parts a person's name from "the" or "a" and an office, wherever the parse has hung them."""
    if (
        plain.start != named.end + 1
        or words.words[named.end] != ","
        or words.lower[plain.start] not in ("the", "a", "an")
    ):
        return False
    is_office = plain.kind is ActorKind.PERSON and plain.form is MentionKind.NOMINAL and not plain.is_plural
    return (
        is_office and named.kind is ActorKind.PERSON and named.form is MentionKind.NAME and _may_be_twins(named, plain)
    )


def _anchor(words: Words, phrase: Phrase) -> int | None:
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
