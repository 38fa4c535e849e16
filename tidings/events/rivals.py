"""Name the two states that a passage is between, so that what one does to nobody named is done to the other."""

from collections import Counter

from tidings.events.candidates import Candidate
from tidings.events.opposed import state_named
from tidings.events.reading import Reading
from tidings.events.syntax import logical_objects
from tidings.model import Mention
from tidings.vocabulary import ActorKind, EventType, MentionKind, Sector

# A passage is between two countries when each is named by so many mentions and so great a share of all with a country.
FEWEST_MENTIONS = 3
LEAST_SHARE = 0.25
BOTH_SHARE = 0.75
# What a state does to another one if to nobody named.
BETWEEN_STATES = frozenset(
    {EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN, EventType.SANCTION, EventType.ASSAULT, EventType.CONCEDE}
)
# What lies between two states: who closes it, closes it to the other.
FRONTIERS = frozenset({"border", "crossing", "frontier", "checkpoint", "airspace"})
POWERS = frozenset({Sector.GOV, Sector.MIL})
FOR_STATES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_FORCE})


def rivals(reading: Reading) -> frozenset[str]:
    """The two countries most told of, if nearly all that is told is theirs; else none."""
    told = (m for m in reading.mentions if m.mention_kind is not MentionKind.PRONOUN)
    named = Counter(country for m in told if (country := reading.actors[m.actor_id].country) is not None)
    first = named.most_common(2)
    if len(first) < 2 or first[1][1] < max(FEWEST_MENTIONS, LEAST_SHARE * named.total()):
        return frozenset()
    is_between = first[0][1] + first[1][1] >= BOTH_SHARE * named.total()
    return frozenset(country for country, _ in first) if is_between else frozenset()


def other_state(reading: Reading, between: frozenset[str], candidate: Candidate) -> tuple[Mention, ...]:
    """The state on the other side of those who act, where they act for theirs."""
    is_closing = candidate.frame.event_type is EventType.COERCE and _is_at_frontier(candidate)
    if not between or not (is_closing or candidate.frame.event_type in BETWEEN_STATES):
        return ()
    acting = [reading.actors[mention.actor_id] for mention in candidate.sources]
    countries = {actor.country for actor in acting}
    if len(countries & between) != 1 or len(countries) != 1:
        return ()
    if not any(actor.kind in FOR_STATES or actor.sector in POWERS for actor in acting):
        return ()
    (other,) = between - countries
    return tuple(state_named(reading, other))


def home_state(reading: Reading, candidate: Candidate) -> tuple[Mention, ...]:
    """The state that the passage is about, where strangers give help to nobody named: "Japan will lend equipment"."""
    countries = {reading.actors[mention.actor_id].country for mention in candidate.sources}
    is_help = candidate.frame.event_type is EventType.AID and bool(candidate.sources)
    if reading.home is None or not is_help or reading.home in countries:
        return ()
    return tuple(state_named(reading, reading.home))


def _is_at_frontier(candidate: Candidate) -> bool:
    nouns = [*candidate.trigger.tokens[1:], *logical_objects(candidate.trigger.head)]
    return any(noun.lemma_.lower() in FRONTIERS for noun in nouns)
