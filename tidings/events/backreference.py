"""Find what a bare event noun refers back to: "the drills", "the attack" take the parties told before (ruling 17)."""

from collections.abc import Sequence
from dataclasses import replace

from tidings.events.candidates import Candidate, is_definite
from tidings.events.reading import Reading
from tidings.model import Mention

SENTENCES_BACK = 12  # a bare noun refers to something fresh in memory


def resolve(reading: Reading, candidate: Candidate, told: Sequence[Candidate]) -> Candidate:
    """The candidate with the parties of the happening it refers to, where it is a noun that names none or some of them."""
    noun = candidate.event_noun
    if noun is None or (candidate.sources and candidate.targets):
        return candidate
    if candidate.frame.is_symmetric and len(countries(reading, candidate.sources)) > 1:
        return candidate
    bare = not candidate.sources and not candidate.targets
    for earlier in reversed(told):
        if not _may_be(reading, candidate, earlier):
            continue
        if bare or _parties_fit(reading, candidate, earlier):
            return replace(
                candidate,
                frame=earlier.frame if _same_noun(candidate, earlier) else candidate.frame,
                sources=earlier.sources,
                targets=earlier.targets,
                antecedent=earlier,
            )
    return candidate


def _may_be(reading: Reading, candidate: Candidate, earlier: Candidate) -> bool:
    if not _same_noun(candidate, earlier) and candidate.frame.event_type is not earlier.frame.event_type:
        return False
    if candidate.trigger.sentence.start == earlier.trigger.sentence.start:
        return False
    if candidate.trigger.head.i - earlier.trigger.head.i > SENTENCES_BACK * 40:
        return False
    return bool(earlier.sources) or bool(earlier.targets)


def _same_noun(candidate: Candidate, earlier: Candidate) -> bool:
    """Whether both are named by nouns that a row of the lexicon gives as alternatives."""
    one, two = candidate.event_noun, earlier.event_noun
    if one is None or two is None:
        return False
    return one.lemma_ == two.lemma_ or any({one.lemma_, two.lemma_} <= words for words in candidate.trigger.frame.words)


def _parties_fit(reading: Reading, candidate: Candidate, earlier: Candidate) -> bool:
    """Whether the parties named now are among those named before, on the same side or, when symmetric, on either."""
    noun = candidate.event_noun
    if noun is None or not (is_definite(noun) or _same_noun(candidate, earlier)):
        return False
    now, then = candidate.sources + candidate.targets, earlier.sources + earlier.targets
    return countries(reading, now) < countries(reading, then)


def countries(reading: Reading, mentions: Sequence[Mention]) -> frozenset[str]:
    """Countries of the actors, or their ids where they have none."""
    return frozenset(reading.actors[m.actor_id].country or m.actor_id for m in mentions)
