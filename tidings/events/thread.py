"""Tell whether two tellings are of one joint activity: the talks, the drills that an article keeps coming back to.

Visits, calls and talks, or an exercise and its manoeuvres, are named by many words. Between the same countries, with
nothing that parts them in time or place, they are one happening (ruling 17).
"""

from collections.abc import Mapping, Sequence

from tidings.events.candidates import Candidate
from tidings.model import Actor, Mention
from tidings.vocabulary import ActorKind, EventType

EXERCISE_WORDS = frozenset({"exercise", "drill", "maneuver", "manoeuvre", "wargame", "game", "training"})
EXERCISE_TYPES = frozenset({EventType.COOPERATE, EventType.MOBILIZE})
NEAR = 200  # words: an activity named without all its parties is the one told a few paragraphs before
# Groups so general that they stand for whoever was named before: "officials", "the two sides", "the parties".
GENERAL = frozenset({ActorKind.GROUP})
UNSPECIFIC = frozenset({"the", "both", "two", "all", "three", "these", "those", "their", "some", "other", "rival"})


def is_exercise(candidate: Candidate) -> bool:
    """Whether a telling is of military exercises."""
    words = candidate.words | {word.rstrip("s") for word in candidate.words}
    return candidate.frame.event_type in EXERCISE_TYPES and not words.isdisjoint(EXERCISE_WORDS)


def is_same_activity(one: Candidate, two: Candidate, actors: Mapping[str, Actor]) -> bool:
    """Whether both tell of one meeting or one exercise; dates and places have been compared before."""
    if one.scope.status is not two.scope.status and not (one.is_nominal or two.is_nominal):
        return False
    if is_exercise(one) and is_exercise(two):
        return _parties_fit(one, two, actors)
    if one.frame.event_type is not EventType.CONSULT or two.frame.event_type is not EventType.CONSULT:
        return False
    ours, theirs = countries(one, actors), countries(two, actors)
    if len(ours) > 1 and ours == theirs:
        return True
    return _parties_fit(one, two, actors) and (_is_general(one, actors) or _is_general(two, actors))


def _parties_fit(one: Candidate, two: Candidate, actors: Mapping[str, Actor]) -> bool:
    ours, theirs = countries(one, actors), countries(two, actors)
    near = abs(one.trigger.head.i - two.trigger.head.i) <= NEAR
    return (ours == theirs and bool(ours)) or (near and (ours <= theirs or theirs <= ours))


def _is_general(candidate: Candidate, actors: Mapping[str, Actor]) -> bool:
    """Whether a telling names nobody in particular: "officials", "the two sides", not "African officials"."""
    parties = (*candidate.sources, *candidate.targets)
    return not countries(candidate, actors) and all(
        actors[m.actor_id].kind in GENERAL and len(set(m.text.lower().split()) - UNSPECIFIC) == 1 for m in parties
    )


def countries(candidate: Candidate, actors: Mapping[str, Actor]) -> frozenset[str]:
    """Countries of all parties; a party without one counts by itself unless it is a general group."""
    return frozenset(_keys((*candidate.sources, *candidate.targets), actors))


def _keys(mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> list[str]:
    found = [(actors[m.actor_id], m.actor_id) for m in mentions]
    return [actor.country or key for actor, key in found if actor.country or actor.kind not in GENERAL]
