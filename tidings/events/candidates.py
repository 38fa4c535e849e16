"""A happening as one sentence tells it, before repeats are joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tidings.csv_rows import word_list
from tidings.events.arguments import Trigger
from tidings.events.attributes.construction import rule_of
from tidings.events.attributes.date import EventDate, are_apart
from tidings.events.attributes.place import Placing
from tidings.events.attributes.status import Factuality
from tidings.events.lexicon.frames import Frame, PartOfSpeech
from tidings.events.passage_index import PassageIndex
from tidings.parse.tree import Token
from tidings.records import Actor, Event, Mention, Place
from tidings.vocabulary import DropReason, EventType, Role, RoleBasis

DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
# Words that set a happening off from one told before: "a separate attack", "another blast".
OTHER = word_list("another", "tidings.events")


@dataclass(frozen=True, slots=True)
class RoleProposal:
    """Somebody proposed for a side of an event, by whom, and how sure: the encoder's score, or 1 for a row's slot."""

    mention: Mention
    role: Role
    basis: RoleBasis
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger with its status, parties, time and place.

    `others` are further triggers of the sentence that tell the same; `proposals`: everybody proposed as a party,
    those taken first; `placings`: the places it may be in, `place` the one that its own sentence tells.
    """

    trigger: Trigger
    scope: Factuality
    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    when: EventDate
    place: Place | None
    others: tuple[Trigger, ...] = ()
    proposals: tuple[RoleProposal, ...] = ()
    placings: tuple[Placing, ...] = ()
    confidence: float = 1.0
    party_confidence: float = 1.0

    @property
    def frame(self) -> Frame:
        """The frame of the trigger: type, codes, slots."""
        return self.trigger.frame

    @property
    def is_by_row(self) -> bool:
        """Whether a row of the lexicon told it to be an event: a user's, or a shipped one where no encoder reads."""
        return self.trigger.frame.is_users or self.trigger.scored is None

    def basis_of(self, mention: Mention, role: Role) -> RoleBasis:
        """Who proposed a party: those who count stand before the others."""
        return next(p.basis for p in self.proposals if p.role is role and p.mention.actor_id == mention.actor_id)

    @property
    def rule(self) -> str:
        """The row or the encoder's type, and the construction, by which it was read."""
        return rule_of(self.trigger)

    @property
    def is_nominal(self) -> bool:
        return self.trigger.frame.pos is PartOfSpeech.NOUN

    @property
    def event_noun(self) -> Token | None:
        """The noun that names the happening: a nominal trigger, or the noun of a light verb."""
        if self.is_nominal:
            return self.trigger.head
        return next((token for token in self.trigger.tokens[1:] if token.pos_ in ("NOUN", "PROPN")), None)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A trigger that made no event: where it stands, what it would have told, why it goes, how sure it was."""

    start: int
    end: int
    event_type: EventType
    rule: str
    reason: DropReason
    confidence: float


@dataclass(frozen=True, slots=True)
class CodedEvents:
    """The events of a passage, the triggers dropped, the candidates that the events were made of, everybody who was
    proposed as a party, by actor_id, and what the coder read."""

    events: tuple[Event, ...]
    dropped: tuple[Dropped, ...]
    candidates: tuple[Candidate, ...]
    actors: Mapping[str, Actor]
    reading: PassageIndex


def is_definite(noun: Token) -> bool:
    """Whether a noun refers to something known: "the drills", "these talks", "its offensive"."""
    return any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in noun.children)


def is_another(noun: Token | None) -> bool:
    """Whether a noun says that it is not of what was told before: "a separate attack"."""
    return noun is not None and any(child.lower_ in OTHER for child in noun.children)


def differ_in_day_or_country(one: Candidate, two: Candidate) -> bool:
    """Whether the two tell different days or different countries of the happening."""
    if are_apart((one.when.start, one.when.end), (two.when.start, two.when.end)):
        return True
    return bool(one.place and two.place and one.place.country != two.place.country)


def countries(actors: Mapping[str, Actor], mentions: Sequence[Mention]) -> frozenset[str]:
    """Countries of the actors, or their ids where they have none."""
    return frozenset(actors[m.actor_id].country or m.actor_id for m in mentions)
