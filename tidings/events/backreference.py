"""Find what a bare event noun refers back to: "the drills", "the attack" take the parties told before (ruling 17)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from tidings.events.arguments import TAKING_PART
from tidings.events.candidates import Candidate, contradict, is_another, is_definite, kindred
from tidings.events.reading import Reading
from tidings.events.syntax import children, logical_objects
from tidings.model import Mention
from tidings.vocabulary import EventType, MentionKind

OUTCOME_REACH = 120  # words: about four sentences of news
# Words that set what is told beside what was told before.
APART = frozenset({"separately", "elsewhere", "meanwhile", "also", "earlier", "previously", "later"})


def resolve(reading: Reading, candidate: Candidate, told: Sequence[Candidate]) -> Candidate:
    """The candidate with the parties of the happening it refers to, where it names none or some of them.

    `told` are the other candidates of the passage that name their parties, the likeliest antecedent first.
    """
    if candidate.sources and candidate.targets:
        return candidate
    if candidate.frame.is_symmetric and len(countries(reading, candidate.sources)) > 1:
        return candidate
    refers = _names_again if candidate.is_nominal else _suffers_from
    likely = (other for other in told if refers(reading, candidate, other))
    antecedent = min(likely, key=partial(_unlikeliness, candidate), default=None)
    if antecedent is None or contradict(candidate, antecedent):
        return candidate
    if not candidate.is_nominal:
        outcome_of = antecedent if _is_plain_outcome(reading, candidate, antecedent) else None
        return replace(candidate, sources=antecedent.sources, antecedent=outcome_of)
    return replace(
        candidate,
        frame=antecedent.frame if _tells_the_noun(candidate, antecedent) else candidate.frame,
        sources=antecedent.sources,
        targets=antecedent.targets,
        antecedent=antecedent,
    )


def _unlikeliness(candidate: Candidate, other: Candidate) -> bool:
    """Whether a noun is named by another word there, or an outcome has nobody who did it there."""
    return not _is_of_one_word(candidate, other) if candidate.is_nominal else not other.sources


def _names_again(reading: Reading, candidate: Candidate, earlier: Candidate) -> bool:
    """Whether a noun may name the happening told elsewhere: by the same noun, or as "the ..." of the same type."""
    noun = candidate.trigger.head
    if candidate.trigger.sentence.start == earlier.trigger.sentence.start or is_another(noun):
        return False
    if is_another(earlier.event_noun) and earlier.trigger.head.i > noun.i:
        return False
    same_noun = _tells_the_noun(candidate, earlier)
    if not same_noun and not (
        is_definite(noun)
        and candidate.frame.event_type is earlier.frame.event_type
        and kindred(candidate.frame, earlier.frame)
    ):
        return False
    now = _known_countries(reading, candidate.sources + candidate.targets)
    then = countries(reading, earlier.sources + earlier.targets)
    return now < then and (bool(now) or same_noun or earlier.trigger.head.i < noun.i)


def _suffers_from(reading: Reading, candidate: Candidate, earlier: Candidate) -> bool:
    """Whether "were killed", which names nobody who did it, is the outcome of an assault told just before or after."""
    if candidate.sources or candidate.frame.event_type is not EventType.ASSAULT:
        return False
    if earlier.frame.event_type is not EventType.ASSAULT or contradict(candidate, earlier):
        return False
    if abs(candidate.trigger.head.i - earlier.trigger.head.i) > OUTCOME_REACH:
        return False
    if not earlier.sources and not _is_plain_outcome(reading, candidate, earlier):
        return False
    suffering, attacked = countries(reading, candidate.targets), countries(reading, earlier.targets)
    return not attacked or bool(suffering & attacked)


def _is_plain_outcome(reading: Reading, candidate: Candidate, antecedent: Candidate) -> bool:
    """Whether "twelve people were wounded" only counts what an attack came to: not "elsewhere", not of a longer time
    ("have been killed"), with no day and no place of its own."""
    verb = candidate.trigger.head
    if candidate.when.evidence is not None or candidate.place is not None or antecedent.trigger.head.i >= verb.i:
        return False
    if children(verb, "aux") or any(word.lower_ in APART for word in children(verb, "advmod")):
        return False
    if any(word.lower_ == "had" for word in children(antecedent.trigger.head, "aux")):
        return False  # told on the way, as what went before
    suffering = [token.i for noun in logical_objects(verb) for token in noun.subtree]
    is_counted = any(reading.token_at(magnitude.start).i in suffering for magnitude in reading.magnitudes)
    return is_counted and verb.lemma_ in reading.lexicon.classes["RESULT"]


def _tells_the_noun(candidate: Candidate, antecedent: Candidate) -> bool:
    """Whether the antecedent says what the noun is: by the noun itself, or beside a light verb ("held drills")."""
    is_plain = antecedent.is_nominal or antecedent.trigger.head.lemma_ in TAKING_PART
    return is_plain and _same_noun(candidate, antecedent)


def _is_of_one_word(candidate: Candidate, earlier: Candidate) -> bool:
    """Whether both are named by one and the same noun."""
    one, two = candidate.event_noun, earlier.event_noun
    return one is not None and two is not None and one.lemma_ == two.lemma_


def _same_noun(candidate: Candidate, earlier: Candidate) -> bool:
    """Whether both are named by nouns that a row of the lexicon gives as alternatives."""
    one, two = candidate.event_noun, earlier.event_noun
    if one is None or two is None:
        return False
    return one.lemma_ == two.lemma_ or any({one.lemma_, two.lemma_} <= words for words in candidate.trigger.frame.words)


def _known_countries(reading: Reading, mentions: Sequence[Mention]) -> frozenset[str]:
    """As `countries`, without those who are nobody in particular: "the two sides", "officials", "the military"."""
    somebody = (m for m in mentions if m.mention_kind is not MentionKind.NOMINAL or reading.actors[m.actor_id].country)
    return countries(reading, tuple(somebody))


def countries(reading: Reading, mentions: Sequence[Mention]) -> frozenset[str]:
    """Countries of the actors, or their ids where they have none."""
    return frozenset(reading.actors[m.actor_id].country or m.actor_id for m in mentions)
