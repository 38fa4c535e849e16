"""A happening as one sentence tells it, before repeats are joined."""

from dataclasses import dataclass

from tidings.events.arguments import Trigger
from tidings.events.frames import Frame, PartOfSpeech
from tidings.events.scope import Scope
from tidings.events.when import When, are_apart
from tidings.model import Mention, Place
from tidings.tree import Token
from tidings.vocabulary import EventType

DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
# Ways to protest that turn into each other; a strike is no uprising.
GATHERINGS = frozenset({None, "demo", "riot", "obstruct", "vandalize"})
# Words that set a happening off from one told before: "a separate attack", "another blast".
OTHER = frozenset({"another", "separate", "second", "third", "similar", "earlier", "previous", "other"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger with its status, parties, time and place.

    `frame` gives the type: the trigger's own, or that of what it refers to. `others` are further triggers of
    the sentence that tell the same; `antecedent` is what a back reference refers to.
    """

    trigger: Trigger
    frame: Frame
    scope: Scope
    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    when: When
    place: Place | None
    others: tuple[Trigger, ...] = ()
    antecedent: "Candidate | None" = None

    @property
    def is_nominal(self) -> bool:
        return self.trigger.frame.pos is PartOfSpeech.NOUN

    @property
    def words(self) -> frozenset[str]:
        """The lemmas that name the happening: of a verb its noun relatives are not known, only itself."""
        return frozenset(
            token.lemma_.lower() for token in self.trigger.tokens if token.pos_ in ("NOUN", "VERB", "PROPN")
        )

    @property
    def event_noun(self) -> Token | None:
        """The noun that names the happening: a nominal trigger, or the noun of a light verb."""
        if self.is_nominal:
            return self.trigger.head
        return next((token for token in self.trigger.tokens[1:] if token.pos_ in ("NOUN", "PROPN")), None)


def is_definite(noun: Token) -> bool:
    """Whether a noun refers to something known: "the drills", "these talks", "its offensive"."""
    return any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in noun.children)


def is_another(noun: Token | None) -> bool:
    """Whether a noun says that it is not of what was told before: "a separate attack"."""
    return noun is not None and any(child.lower_ in OTHER for child in noun.children)


def kindred(one: Frame, two: Frame) -> bool:
    """Whether two frames may name one happening: of one type and way, or with a head word in common."""
    if one.event_type is EventType.PROTEST and one.mode != two.mode and not {one.mode, two.mode} <= GATHERINGS:
        return False
    return one.event_type is two.event_type or not one.words[one.head].isdisjoint(two.words[two.head])


def contradict(one: Candidate, two: Candidate) -> bool:
    """Whether the two tell different days or different countries of the happening."""
    if are_apart((one.when.start, one.when.end), (two.when.start, two.when.end)):
        return True
    return bool(one.place and two.place and one.place.country != two.place.country)
