"""Name the parties that a protest or a revolt implies: its crowd, and the government it is against."""

from collections.abc import Sequence
from dataclasses import replace

from tidings.events.arguments import Trigger, is_opposed
from tidings.events.candidates import Candidate
from tidings.events.reading import Reading
from tidings.model import Mention
from tidings.vocabulary import ActorKind, EventType, MentionKind

# Happenings that are against one's own rulers by their name.
_REVOLTS = "coup putsch rebellion insurrection mutiny insurgency"
REVOLTS = frozenset(_REVOLTS.split())
_PROTESTERS = "protester protestor demonstrator rioter marcher striker picketer"
PROTESTERS = frozenset(_PROTESTERS.split())
# What may stand after "anti-" for the rulers, in "anti-government protests".
_RULERS = "government regime junta state authority authorities military police monarchy establishment"
RULERS = frozenset(_RULERS.split())


def with_implied(reading: Reading, candidate: Candidate) -> Candidate:
    """The candidate with the crowd of a protest, or the government that a coup is against, where none is told."""
    if candidate.frame.event_type is EventType.PROTEST and not candidate.sources:
        return replace(candidate, sources=tuple(_protesters(reading, candidate.trigger)))
    if candidate.frame.event_type is not EventType.ASSAULT or candidate.targets:
        return candidate
    if not any(token.lemma_.lower() in REVOLTS for token in candidate.trigger.tokens):
        return candidate
    acting = {mention.actor_id for mention in candidate.sources}
    state = _state_revolted_against(reading, candidate.sources)
    return replace(candidate, targets=tuple(mention for mention in state if mention.actor_id not in acting))


def opposed_by_name(reading: Reading, trigger: Trigger) -> list[Mention]:
    """Whom "anti-" before a trigger names: "anti-government protests", "anti-Lukashenko rallies"."""
    opposed = next((word for token in trigger.tokens for word in token.lefts if is_opposed(word)), None)
    if opposed is None:
        return []
    return reading.people_at(opposed) or (_state_revolted_against(reading, ()) if opposed.lower_ in RULERS else [])


def _protesters(reading: Reading, trigger: Trigger) -> list[Mention]:
    """The nearest crowd that the passage calls protesters, rioters or the like."""
    crowds = (m for m in reading.mentions if reading.token_at(m.root).lemma_.lower() in PROTESTERS)
    nearest = min(crowds, key=lambda m: abs(m.root - trigger.head.idx), default=None)
    return [nearest] if nearest is not None else []


def _state_revolted_against(reading: Reading, sources: Sequence[Mention]) -> list[Mention]:
    """The state of those who revolt, or the one that the passage is about."""
    countries = {reading.actors[mention.actor_id].country for mention in sources} - {None} or {reading.home}
    country = countries.pop()
    return state_named(reading, country) if country is not None and not countries else []


def state_named(reading: Reading, country: str) -> list[Mention]:
    """The state of a country, at its first mention, else at the first place in it or at somebody of it."""
    states = {actor.actor_id for actor in reading.actors.values() if actor.kind is ActorKind.STATE}
    own = {actor_id for actor_id in states if reading.actors[actor_id].country == country}
    if not own:
        return []
    named = next((mention for mention in reading.mentions if mention.actor_id in own), None)
    if named is not None:
        return [named]
    place = next((place for place in reading.places if place.country == country), None)
    if place is not None:
        return [Mention(place.start, place.end, place.start, place.text, min(own), MentionKind.METONYM)]
    theirs = next(
        (mention for mention in reading.mentions if reading.actors[mention.actor_id].country == country), None
    )
    return [replace(theirs, actor_id=min(own), mention_kind=MentionKind.METONYM)] if theirs is not None else []
