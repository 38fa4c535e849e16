"""The nouns that stand for those whom an event happens to or who make it, and whether one names a single person."""

from collections.abc import Iterator

from tidings.events.arguments import Trigger
from tidings.events.candidates import Candidate
from tidings.events.passage_index import PassageIndex
from tidings.magnitudes.tables import people
from tidings.parse.clauses import children, is_verbal, logical_objects, logical_subjects, prepositions
from tidings.parse.tree import Token

SINGULAR = frozenset({"NN", "NNP", "PRP", "PRP$"})
PERSONS = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
NO_PERSONS = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "EVENT", "LAW"})
OF_DEED = frozenset({"of", "against", "on"})  # the killing [of] a nurse, an attack [on] a nurse


def is_person(reading: PassageIndex, noun: Token) -> bool:
    """Whether a word may stand for one person: a pronoun, a name, an actor or a noun of the list in the singular."""
    if noun.tag_ not in SINGULAR or noun.ent_type_ in NO_PERSONS:
        return False
    if noun.pos_ == "PRON":
        return noun.lower_ in PERSONS
    return noun.ent_type_ == "PERSON" or noun.lemma_.lower() in people() or bool(reading.mentions_at(noun))


def nouns_around(reading: PassageIndex, candidate: Candidate) -> list[Token]:
    """Objects, subjects and "of" phrases of an event's triggers, and the heads of its targets, in text order."""
    found = {noun.i: noun for trigger in (candidate.trigger, *candidate.others) for noun in _of_trigger(trigger)}
    first, last = candidate.trigger.sentence.start, candidate.trigger.sentence.end
    targets = (reading.token_at(mention.root) for mention in candidate.targets)
    found |= {noun.i: noun for noun in targets if first <= noun.i < last}
    return [noun for _, noun in sorted(found.items())]


def _of_trigger(trigger: Trigger) -> Iterator[Token]:
    for token in trigger.tokens:
        if is_verbal(token):
            yield from logical_objects(token)
            yield from logical_subjects(token)
            continue
        yield from children(token, "poss", "compound")
        for preposition in prepositions(token):
            if preposition.lower_ in OF_DEED:
                yield from children(preposition, "pobj")
