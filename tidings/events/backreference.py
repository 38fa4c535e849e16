"""Find what a bare event noun refers back to: "the drills", "the attack" take the parties told before (ruling 17)."""

from collections.abc import Sequence
from dataclasses import replace

from tidings.events.candidates import Candidate, is_definite
from tidings.events.reading import Reading
from tidings.model import Mention


def resolve(reading: Reading, candidate: Candidate, told: Sequence[Candidate]) -> Candidate:
    """The candidate with the parties of the happening it refers to, where it is a noun that names none or some of them.

    `told` are the other candidates of the passage that name their parties, the likeliest antecedent first.
    """
    if not candidate.is_nominal or (candidate.sources and candidate.targets):
        return candidate
    if candidate.frame.is_symmetric and len(countries(reading, candidate.sources)) > 1:
        return candidate
    antecedent = next((earlier for earlier in told if _refers(reading, candidate, earlier)), None)
    if antecedent is None:
        return candidate
    return replace(
        candidate,
        frame=antecedent.frame if _same_noun(candidate, antecedent) else candidate.frame,
        sources=antecedent.sources,
        targets=antecedent.targets,
        antecedent=antecedent,
    )


def _refers(reading: Reading, candidate: Candidate, earlier: Candidate) -> bool:
    """Whether a noun may name the happening told elsewhere: by the same noun, or as "the ..." of the same type."""
    noun = candidate.trigger.head
    if candidate.trigger.sentence.start == earlier.trigger.sentence.start:
        return False
    same_noun = _same_noun(candidate, earlier)
    if not same_noun and not (is_definite(noun) and candidate.frame.event_type is earlier.frame.event_type):
        return False
    now = countries(reading, candidate.sources + candidate.targets)
    then = countries(reading, earlier.sources + earlier.targets)
    return now < then and (bool(now) or same_noun or earlier.trigger.head.i < noun.i)


def _same_noun(candidate: Candidate, earlier: Candidate) -> bool:
    """Whether both are named by nouns that a row of the lexicon gives as alternatives."""
    one, two = candidate.event_noun, earlier.event_noun
    if one is None or two is None:
        return False
    return one.lemma_ == two.lemma_ or any({one.lemma_, two.lemma_} <= words for words in candidate.trigger.frame.words)


def countries(reading: Reading, mentions: Sequence[Mention]) -> frozenset[str]:
    """Countries of the actors, or their ids where they have none."""
    return frozenset(reading.actors[m.actor_id].country or m.actor_id for m in mentions)
