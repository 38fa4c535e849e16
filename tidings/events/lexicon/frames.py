"""The records of the event lexicon: what makes a sense of a word, and where its participants stand."""

from dataclasses import dataclass, field
from enum import StrEnum

from tidings.vocabulary import EventType, Status


class PartOfSpeech(StrEnum):
    """What kind of word a trigger's head is."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adj"
    MODAL = "modal"  # an auxiliary that makes a speech act of its verb: "will not sign", "must leave"


class Slot(StrEnum):
    """Where a participant may stand; beside these, a slot may be any preposition ("with", "against")."""

    SUBJECT = "subj"  # logical: of a passive it is the "by" phrase
    OBJECT = "obj"  # logical: of a passive it is the grammatical subject
    INDIRECT = "dative"
    BY = "by"
    POSSESSOR = "poss"
    MODIFIER = "mod"
    COMPLEMENT_SUBJECT = "comp"
    HOST = "host"
    SPEAKER = "speaker"  # who is reported or quoted as saying it


class Probe(StrEnum):
    """What a sense test may look at beside the slots."""

    HEAD = "head"  # the word that governs the trigger
    CHILD = "child"  # any word that depends on the trigger
    SENTENCE = "sentence"  # any word of the sentence
    DOMAIN = "domain"  # any noun of the sentence
    PARTICLE = "particle"
    PREDICATE = "predicate"  # what the object or subject is called or is: "called him a liar"
    INFINITIVE = "infinitive"  # likewise, an infinitive only
    CLAUSE = "clause"  # the verb of a clause that completes the trigger
    MEANS = "means"  # the trigger itself, its doer, what stands with it, and what is said of them: "suicide bomber"


class Effect(StrEnum):
    """What a governing word does to the events of the clause that completes it."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    DENIED = "denied"
    REPORTED = "reported"  # the subject becomes the speaker
    ALLEGED = "alleged"  # likewise, as an accusation
    DEMANDED = "demanded"  # content of a request, threat, offer or promise: no second event


@dataclass(frozen=True, slots=True)
class SenseTest:
    """Passes when something in `slot` is of one of the `classes` (upper case) or has one of the `lemmas`.

    `members` are the lemmas of those classes that are lists of words.
    """

    slot: str
    classes: frozenset[str]
    lemmas: frozenset[str]
    members: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One sense of one trigger: a row of the lexicon.

    `words` are the alternatives of each word of the trigger, `words[head]` those of its head. `sources` and `targets`
    are lists of slots by preference; the slots of one entry are taken together. `is_users`: a row of a user's own.
    """

    row_id: str
    words: tuple[frozenset[str], ...]
    head: int
    pos: PartOfSpeech
    event_type: EventType
    mode: str | None
    cameo_code: str
    status: Status
    sources: tuple[tuple[str, ...], ...]
    targets: tuple[tuple[str, ...], ...]
    is_symmetric: bool
    requires: tuple[SenseTest, ...]
    forbids: tuple[SenseTest, ...]
    contexts: tuple[str, ...]
    example: str
    is_users: bool = False
    others: tuple[frozenset[str], ...] = field(init=False)  # the words beside the head

    def __post_init__(self) -> None:
        object.__setattr__(self, "others", self.words[: self.head] + self.words[self.head + 1 :])

    @property
    def specificity(self) -> tuple[int, int]:
        """Frames of the same head are tried from the most to the least specific."""
        return len(self.words), len(self.requires)
