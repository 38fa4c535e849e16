"""Join what one sentence tells of one happening: codebook rulings 8, 20 and "named twice is one"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tidings.events.attributes.place import together
from tidings.events.candidates import Candidate, RoleProposal, countries, differ_in_day_or_country
from tidings.events.passage_index import PassageIndex
from tidings.parse.clauses import governor
from tidings.records import Mention
from tidings.vocabulary import EventType, Role, Status

# Types of which a sentence mostly tells one: means and result, "met for talks", "drills ... the exercise".
ONCE = frozenset({EventType.ASSAULT, EventType.CONSULT, EventType.COOPERATE, EventType.MOBILIZE, EventType.PROTEST})


def merge_within_sentence(reading: PassageIndex, found: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates of one sentence with those that tell the same happening made one, the word of attack leading;
    and the deployments that are only part of an attack beside them."""
    joined: list[Candidate] = []
    for candidate in found:
        twin = next((i for i, other in enumerate(joined) if _is_one(reading, candidate, other)), None)
        if twin is None:
            joined.append(candidate)
        else:
            joined[twin] = _merge(reading, joined[twin], candidate)
    assaulting = [
        countries(reading.actors, c.sources)
        for c in joined
        if c.frame.event_type is EventType.ASSAULT and c.scope.status is Status.ACTUAL
    ]
    parts = [c for c in joined if _is_part_of_assault(reading, c, assaulting)]
    return [candidate for candidate in joined if candidate not in parts], parts


def _is_part_of_assault(reading: PassageIndex, candidate: Candidate, assaulting: Sequence[frozenset[str]]) -> bool:
    if candidate.frame.event_type is not EventType.MOBILIZE or candidate.trigger.frame.is_users:
        return False
    return any(countries(reading.actors, candidate.sources) & who for who in assaulting)


def _is_one(reading: PassageIndex, one: Candidate, two: Candidate) -> bool:
    if one.frame.event_type is not two.frame.event_type or one.frame.event_type not in ONCE:
        return False
    if one.trigger.frame.is_users or two.trigger.frame.is_users:  # what a user's row says stands by itself
        return False
    if differ_in_day_or_country(one, two):
        return False
    if one.scope.status is not two.scope.status and one.frame.event_type is not EventType.CONSULT:
        return False
    if _is_outcome(reading, one, two) or _is_outcome(reading, two, one):
        return _fit(countries(reading.actors, one.sources), countries(reading.actors, two.sources))
    sides = ((one.sources, two.sources), (one.targets, two.targets))
    return all(_fit(countries(reading.actors, a), countries(reading.actors, b)) for a, b in sides)


def _is_outcome(reading: PassageIndex, result: Candidate, means: Candidate) -> bool:
    """Whether one is what came of the other: "killed nine in an [attack]", "[exploded], killing nine"."""
    head, other = result.trigger.head, means.trigger.head
    if head.lemma_ not in reading.lexicon.classes["RESULT"] or other.lemma_ in reading.lexicon.classes["RESULT"]:
        return False
    if head.dep_ in ("advcl", "xcomp") and head.head in means.trigger.tokens:
        return True
    return other.dep_ in ("nsubj", "pobj") and governor(other) in {
        told.head for told in (result.trigger, *result.others)
    }


def _fit(one: frozenset[str], two: frozenset[str]) -> bool:
    return not one or not two or one <= two or two <= one


def _merge(reading: PassageIndex, one: Candidate, two: Candidate) -> Candidate:
    results = reading.lexicon.classes["RESULT"]
    lead, other = (
        (two, one) if one.trigger.head.lemma_ in results and two.trigger.head.lemma_ not in results else (one, two)
    )
    sources, targets = max(lead.sources, other.sources, key=len), other.targets
    if lead.sources and lead.targets and not other.targets:  # "took the town after fighting with [the army]"
        doers = {mention.actor_id for mention in lead.sources}
        sources, targets = lead.sources, tuple(m for m in other.sources if m.actor_id not in doers)
    sources = _without(sources, lead.targets) if sources is not lead.sources else sources
    targets = _without(_all(lead.targets, targets), sources)
    return replace(
        lead,
        sources=sources,
        targets=targets,
        when=lead.when if lead.when.start or lead.when.end else other.when,
        place=lead.place or other.place,
        placings=together((lead.placings, other.placings)),
        others=(*lead.others, other.trigger, *other.others),
        proposals=(*lead.proposals, *_in_role(other, sources, Role.SOURCE), *_in_role(other, targets, Role.TARGET)),
        confidence=max(lead.confidence, other.confidence),
    )


def _in_role(other: Candidate, mentions: Sequence[Mention], role: Role) -> Iterator[RoleProposal]:
    """Those who take a role, as the other telling proposed them, on whichever side they stood there."""
    for mention in mentions:
        told = (p for p in other.proposals if p.mention.actor_id == mention.actor_id)
        yield from (replace(proposal, role=role) for proposal in told)


def _without(mentions: Sequence[Mention], others: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those who are none of the others: nobody stands on both sides."""
    taken = {mention.actor_id for mention in others}
    return tuple(mention for mention in mentions if mention.actor_id not in taken)


def _all(one: Sequence[Mention], two: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions of both, one an actor."""
    return tuple({mention.actor_id: mention for mention in (*two, *one)}.values())
