"""Who stands on either side of an event: proposers are asked in order, the first that names somebody settles it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tidings.events.arguments import Trigger
from tidings.events.candidates import RoleProposal
from tidings.events.passage_index import PassageIndex
from tidings.events.roles.encoder_roles import APART, LEAST_SCORE, LISTED, PARTNER, encoder_roles
from tidings.events.roles.row_slots import row_slots, user_slots
from tidings.parse.clauses import coordinated
from tidings.parse.tree import Token
from tidings.records import Mention
from tidings.vocabulary import Role


class RoleProposer(Protocol):
    """Names who may stand on either side of a trigger, and how sure that is."""

    def __call__(self, reading: PassageIndex, trigger: Trigger) -> Iterable[RoleProposal]: ...


# A user's row is what the user knows better. The encoder has learnt whom a sentence names. A shipped row knows a
# construction: where the encoder names nobody and thinks that somebody is told, its slots add one target in a hundred.
ROLE_PROPOSERS: tuple[RoleProposer, ...] = (user_slots, encoder_roles, row_slots)


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of an event in text order, and everybody who was proposed, those who count first."""

    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    proposals: tuple[RoleProposal, ...]


def assign(reading: PassageIndex, trigger: Trigger) -> Sides:
    """The sides of a trigger. Nobody stands on both: who scores higher on the other side stands there, of equals first.

    Of one proposer the best counts if it is above a low bar, others beside it only if nearly as good, or in one list
    with it and not much worse.
    """
    proposals: list[RoleProposal] = []
    settled: dict[Role, list[RoleProposal]] = {}
    for proposer in ROLE_PROPOSERS:
        proposed = [one for one in proposer(reading, trigger) if one not in proposals]
        proposals += proposed
        taken = {one.mention.actor_id for side in settled.values() for one in side}
        for role in Role:
            if role not in settled:
                free = [one for one in proposed if one.role is role and one.mention.actor_id not in taken]
                if chosen := _best(reading, trigger, free, proposed):
                    settled[role] = chosen
        if len(settled) == len(Role):
            break
    chosen = [one for side in settled.values() for one in side]
    others = (one for one in proposals if one not in chosen)
    return Sides(_once(settled.get(Role.SOURCE, ())), _once(settled.get(Role.TARGET, ())), (*chosen, *others))


def _best(
    reading: PassageIndex, trigger: Trigger, side: Sequence[RoleProposal], proposed: Sequence[RoleProposal]
) -> list[RoleProposal]:
    """Those of a side who count."""
    own = [one for one in side if not _is_sooner_opposite(one, proposed)]
    best = max(own, key=lambda one: one.score, default=None)
    if best is None or len(own) == 1:
        return [one for one in own if one.score >= LEAST_SCORE]
    listed = _list_of(reading, best.mention)
    apart = PARTNER if trigger.frame.is_symmetric else APART

    def bar(one: RoleProposal) -> float:
        share = LISTED if reading.token_at(one.mention.root) in listed else apart
        return max(LEAST_SCORE, share * best.score)

    return [one for one in own if one.score >= bar(one)]


def _list_of(reading: PassageIndex, mention: Mention) -> list[Token]:
    """The heads of the list in which a mention stands: of "Russia, Iran and Syria" all three."""
    first = reading.token_at(mention.root)
    while first.dep_ == "conj":
        first = first.head
    return coordinated(first)


def _is_sooner_opposite(one: RoleProposal, proposed: Sequence[RoleProposal]) -> bool:
    return any(
        other.mention.actor_id == one.mention.actor_id
        and other.role is not one.role
        and (other.score > one.score or (other.score == one.score and other.role is Role.SOURCE))
        for other in proposed
    )


def _once(side: Sequence[RoleProposal]) -> tuple[Mention, ...]:
    """One mention an actor, the first, in text order."""
    kept: dict[str, Mention] = {}
    for mention in sorted((one.mention for one in side), key=lambda mention: mention.start):
        kept.setdefault(mention.actor_id, mention)
    return tuple(kept.values())
