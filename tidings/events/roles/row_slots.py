"""Who stands in the slots of the row that found a trigger: a user's row, or one that ships with tidings."""

from collections.abc import Iterator, Sequence

from tidings.events.arguments import Trigger, actors_in_slots
from tidings.events.candidates import RoleProposal
from tidings.events.lexicon.frames import PartOfSpeech, Slot
from tidings.events.passage_index import PassageIndex
from tidings.records import Mention
from tidings.vocabulary import ActorKind, Role, RoleBasis

# Where the encoder thinks, with such a chance, that the text names nobody on a side, a shipped row is not asked.
NOBODY = 0.5
SURE = 1.0
OF_STATES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT_BODY})


def user_slots(reading: PassageIndex, trigger: Trigger) -> Iterator[RoleProposal]:
    """Who stands in the slots of a user's row."""
    if trigger.frame.is_users:
        yield from _proposals(reading, trigger, RoleBasis.USER_ROW)


def row_slots(reading: PassageIndex, trigger: Trigger) -> Iterator[RoleProposal]:
    """Who stands in the slots of a shipped row, where the encoder, if one reads, does not think that nobody does."""
    if trigger.frame.is_users:
        return
    encoded = reading.encoded
    scored = encoded.trigger(trigger.scored) if encoded is not None and trigger.scored is not None else None
    for proposal in _proposals(reading, trigger, RoleBasis.ROW_SLOTS):
        nobody = 0.0 if scored is None else scored.no_source if proposal.role is Role.SOURCE else scored.no_target
        if nobody < NOBODY:
            yield proposal


def _proposals(reading: PassageIndex, trigger: Trigger, basis: RoleBasis) -> Iterator[RoleProposal]:
    sources, targets = parties_in_slots(reading, trigger)
    yield from (RoleProposal(mention, Role.SOURCE, basis, SURE) for mention in sources)
    yield from (RoleProposal(mention, Role.TARGET, basis, SURE) for mention in targets)


def parties_in_slots(reading: PassageIndex, trigger: Trigger) -> tuple[list[Mention], list[Mention]]:
    """Sources and targets by the slots of a row; the parties of a symmetric action all stand in source (ruling 9)."""
    frame = trigger.frame
    sources = actors_in_slots(reading, trigger, frame.sources, deep=True)
    if not sources and frame.pos is PartOfSpeech.NOUN:
        sources = actors_in_slots(reading, trigger, ((Slot.HOST,),), deep=False)
    targets = _strangers(reading, actors_in_slots(reading, trigger, frame.targets, deep=False), sources)
    if not targets:
        targets = _foreigners(reading, actors_in_slots(reading, trigger, frame.targets, deep=True), sources)
    return (sources + targets, []) if frame.is_symmetric else (sources, targets)


def _strangers(reading: PassageIndex, found: Sequence[Mention], sources: Sequence[Mention]) -> list[Mention]:
    """Those found who are not sources themselves."""
    acting = {mention.actor_id for mention in sources}
    return [mention for mention in found if mention.actor_id not in acting]


def _foreigners(reading: PassageIndex, found: Sequence[Mention], sources: Sequence[Mention]) -> list[Mention]:
    """Likewise, without states and bodies of the sources' own country: whose thing it is, is not whom it is done to."""
    own = {reading.actors[mention.actor_id].country for mention in sources} - {None}
    told = ((mention, reading.actors[mention.actor_id]) for mention in _strangers(reading, found, sources))
    return [mention for mention, actor in told if actor.country not in own or actor.kind not in OF_STATES]
