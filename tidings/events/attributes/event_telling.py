"""A trigger where it stands, and what is true of it whatever its day and place: what the choice of both asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tidings.events.arguments import Trigger
from tidings.events.attributes.status import Factuality
from tidings.events.attributes.told_days import LEDE_SENTENCES, Calendar, calendar_of, verbs_above
from tidings.events.lexicon.frames import Effect, PartOfSpeech
from tidings.events.passage_index import PassageIndex
from tidings.parse.clauses import is_verbal
from tidings.parse.lemmas import lemma_of
from tidings.parse.tree import Token
from tidings.vocabulary import EventType

# What is said in words is said when it is reported to be said: "said on Friday that it would not sign" is of Friday.
SPOKEN = frozenset(
    {EventType.AGREE, EventType.CONCEDE, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT}
    | {EventType.THREATEN, EventType.SUPPORT}
)
OF_NOUN = frozenset(
    {"in", "during", "after", "of", "for", "before", "since", "on", "with", "to", "over", "by", "from", "at"}
)
ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT", "attr"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
MODALS = frozenset({"would", "could", "may", "might", "should", "can", "must"})
TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "ing", "VBN": "participle"}
CLOSING = (".", "!", "?", '"', "”")
REPORTING = frozenset({Effect.REPORTED, Effect.ALLEGED, Effect.DENIED, Effect.DEMANDED})


@dataclass(frozen=True, slots=True)
class TriggerContext:
    """A trigger, and what is true of it whatever its day."""

    reading: PassageIndex
    trigger: Trigger
    scope: Factuality
    calendar: Calendar
    sentence: int
    verbs: tuple[Token, ...]
    is_verb: bool
    position: str
    kind: str
    tense: str
    shape: str
    is_dated: bool
    is_definite: bool

    @property
    def context(self) -> tuple[str, ...]:
        form = "verb" if self.is_verb else "noun"
        spoken = self.reading.spoken.get(self.trigger.head.i) is not None
        return (
            "",
            f"status {self.scope.status}",
            f"position {self.position}",
            f"kind {self.kind}",
            f"shape {self.shape}",
            f"tense {self.tense}",
            f"core {_core(self.reading, self.trigger)}",
            f"dated sentence {self.is_dated}",
            f"quoted {spoken}",
            f"definite {self.is_definite}",
            f"dated lede {bool(self.calendar.lede)}",
            f"status {self.scope.status} {self.tense}",
            f"position {self.position} {form}",
        )


def telling_of(reading: PassageIndex, trigger: Trigger, scope: Factuality) -> TriggerContext:
    calendar, head = calendar_of(reading), trigger.head
    at, verbs, is_verb = calendar.sentence_at(head.idx), verbs_above(head), is_verbal(head)
    tense = tense_of(verbs[0])
    event_type = trigger.frame.event_type
    return TriggerContext(
        reading=reading,
        trigger=trigger,
        scope=scope,
        calendar=calendar,
        sentence=at,
        verbs=verbs,
        is_verb=is_verb,
        position=_position(reading, calendar, at),
        kind="spoken" if event_type in SPOKEN else event_type.value.lower(),
        tense=tense,
        shape=tense if is_verb else f"noun {role_of(head)}",
        is_dated=any(t.timex.earliest is not None for t in calendar.within(at, at)),
        is_definite=not is_verb and any(c.lower_ in DEFINITE or c.dep_ == "poss" for c in head.children),
    )


def _position(reading: PassageIndex, calendar: Calendar, at: int) -> str:
    is_title = at < calendar.body or (at == calendar.body and not reading.doc.sents[at].text.rstrip().endswith(CLOSING))
    if is_title:
        return "headline"
    if at <= calendar.body + 1:
        return "first"
    return "opening" if at <= calendar.body + LEDE_SENTENCES else "later"


def _core(reading: PassageIndex, trigger: Trigger) -> str:
    """How much the encoder takes the event for one that every coder would code, in quarters."""
    if reading.encoded is None or trigger.scored is None:
        return "?"
    return str(round(reading.encoded.trigger(trigger.scored).core * 4))


def tense_of(verb: Token) -> str:
    """The tense of a verb with its auxiliaries."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {helper.lower_ for helper in helpers}
    if words & FUTURE:
        return "will"
    if words & MODALS:
        return "modal"
    if "had" in words:
        return "had"
    if words & {"has", "have", "'ve", "’ve"}:
        return "has"
    if verb.tag_ == "VB" and "to" in words:
        return "to"
    if any(helper.tag_ == "VBD" for helper in helpers):
        return "past"
    if any(helper.tag_ in ("VBZ", "VBP") for helper in helpers):
        return "present"
    return TENSES.get(verb.tag_, "other")


def role_of(noun: Token) -> str:
    while noun.dep_ in ("conj", "appos", "compound") and noun.head is not noun and not is_verbal(noun.head):
        noun = noun.head
    if noun.dep_ == "pobj":
        return f"pobj {noun.head.lower_}" if noun.head.lower_ in OF_NOUN else "pobj"
    return noun.dep_ if noun.dep_ in ROLES else "other"


def words_of(tokens: Iterable[Token]) -> set[str]:
    return {t.lemma_.lower() for t in tokens if t.pos_ in ("NOUN", "VERB", "PROPN")}


def is_below(word: Token, head: Token) -> bool:
    """Whether a word stands in the phrase of another, with no verb between."""
    for above in word.ancestors:
        if above is head:
            return True
        if is_verbal(above):
            return False
    return False


def path_between(own: Sequence[Token], theirs: Sequence[Token]) -> str:
    """How the clause of an expression stands to that of the event: the links up, then down."""
    for up, verb in enumerate(own):
        for down, other in enumerate(theirs):
            if verb is other:
                return "same" if up == down == 0 else f"up {_links(own[:up])} down {_links(theirs[:down])}"
    return "apart"


def is_said(reading: PassageIndex, verb: Token) -> bool:
    """Whether a verb, in most of its senses, only speaks of its object: "condemned the attack", "denied the charge"."""
    lemma = lemma_of(verb)
    if reading.lexicon.operators.get((PartOfSpeech.VERB, lemma)) in REPORTING:
        return True
    plain = [f for f in reading.lexicon.frames_of(PartOfSpeech.VERB, lemma) if len(f.words) == 1]
    return sum(frame.event_type in SPOKEN for frame in plain) * 2 > len(plain)


def _links(verbs: Sequence[Token]) -> str:
    return "+".join(verb.dep_ for verb in verbs[:2]) + ("+" if len(verbs) > 2 else "")
