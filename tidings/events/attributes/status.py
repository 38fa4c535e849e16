"""Decide whether an event happened: what negation, modals, conditions and governing words make of a trigger.

The walk goes from the trigger up to the root of its sentence. Every link may turn the status: the words of the clause
itself ("will", "not"), the word that the clause completes ("plans to", "denied that", "failure to"), the conjunction
before it ("if", "unless"), the preposition ("without"). Codebook rulings 1, 2, 18, 19, 26, 28.
"""

from dataclasses import dataclass, replace

from tidings.csv_rows import word_list
from tidings.events.arguments import Trigger
from tidings.events.lexicon.frames import Effect, PartOfSpeech
from tidings.events.passage_index import PassageIndex
from tidings.events.triggers.lexicon_detector import PARTS
from tidings.parse.clauses import DEEPEST, children, first, is_verbal
from tidings.parse.lemmas import lemma_of
from tidings.parse.tree import Token
from tidings.vocabulary import EventType, Status

FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
POSSIBLE = frozenset({"would", "could", "may", "might", "can", "ca", "should", "must", "'d", "’d"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "hardly", "barely"})
NOBODY = frozenset({"none", "nobody", "nothing"})
INVERTING = frozenset({"should", "had", "were"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
# Acts done in words, by a call or a letter among others.
SPOKEN = frozenset(
    {EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE, EventType.REQUEST}
    | {EventType.ACCUSE, EventType.REJECT, EventType.THREATEN}
)
# Acts of force: what one can do of them is capability and no event.
DEEDS = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE})
# With a verb in the present they tell what is usual: "regularly holds talks".
HABITS = word_list("habits", "tidings.events")
# Before a noun they make its infinitive a fact: "the first state to recognise the island".
RANKS = frozenset({"first", "second", "third", "last", "latest", "only", "next"})
# They plan what their infinitive says and nothing else: "set to strike", but "set fire to the camp", "went on strike".
DOING = frozenset({"set", "go"})
PENDING = frozenset({"before", "until", "till", "once", "when"})
# Verbs by which a happening comes about: their "will", "may" and "not" are the happening's own.
OCCURRENCES = word_list("occurrences", "tidings.events")
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
UNREAL_WORDS = {
    **dict.fromkeys(word_list("planned_things", "tidings.events"), Status.PLANNED),
    **dict.fromkeys(word_list("hypothetical_things", "tidings.events"), Status.HYPOTHETICAL),
}
STRENGTH = {Status.ACTUAL: 0, Status.PLANNED: 1, Status.HYPOTHETICAL: 2, Status.DENIED: 3}


@dataclass(frozen=True, slots=True)
class Factuality:
    """What the words around a trigger make of it. `under` is the word whose content it is, if it is some word's."""

    status: Status = Status.ACTUAL
    is_negated: bool = False
    is_unreal: bool = False  # wished, feared, conditional, a purpose or a habit: nothing that is reported
    effect: Effect | None = None
    under: Token | None = None

    def weaken(self, status: Status) -> "Factuality":
        """The less certain of the two holds."""
        return replace(self, status=max(self.status, status, key=STRENGTH.__getitem__))

    def unreal(self) -> "Factuality":
        return replace(self.weaken(Status.HYPOTHETICAL), is_unreal=True)

    def negate(self) -> "Factuality":
        return replace(self, is_negated=not self.is_negated)


def factuality_of(reading: PassageIndex, trigger: Trigger) -> Factuality:
    """The status of a trigger, whether it is negated, and the word whose content it is.

    The status is the encoder's where it has scored the trigger and no user's row has found it.
    """
    scope = _scope_by_tree(reading, trigger)
    if reading.encoded is None or trigger.scored is None or trigger.frame.is_users:
        return scope
    scored = reading.encoded.trigger(trigger.scored)
    return replace(scope, status=max(Status, key=lambda status: scored.status[status]))


def _scope_by_tree(reading: PassageIndex, trigger: Trigger) -> Factuality:
    head = trigger.head
    scope = Factuality(status=trigger.frame.status)
    if trigger.frame.pos is PartOfSpeech.NOUN:
        return _scope_of_noun(reading, head, scope)
    if trigger.frame.pos is PartOfSpeech.MODAL:  # the modal and its "not" are the act itself
        return _climb(reading, head, scope, 0)
    if head.tag_ in ("VBZ", "VBP") and any(child.lower_ in HABITS for child in head.children):
        scope = scope.unreal()
    scope = _own_clause(head, scope)
    if trigger.frame.event_type in DEEDS and any(word.lower_ == "can" for word in children(head, "aux")):
        scope = scope.unreal()  # capability, ruling 18
    if trigger.frame.event_type is EventType.THREATEN and scope.status is Status.PLANNED:
        scope = replace(scope, status=trigger.frame.status)  # "will pay dearly" is a threat made now, ruling 37
    if any(token.lower_ in NEGATIONS | NOBODY for token in trigger.tokens):  # "does not recognise": part of the act
        scope = replace(scope, is_negated=False)
    plans = _effect(reading, head) is Effect.PLANNED and lemma_of(head) not in DOING
    if plans and trigger.frame.event_type not in SPOKEN and len(trigger.tokens) > 1:
        scope = scope.weaken(Status.PLANNED)  # "is planning a protest"
    errand = _errand(reading, trigger)
    if errand is not None:
        return _climb(reading, errand, _own_clause(errand, scope), 1)
    return _climb(reading, head, scope, 0)


def _errand(reading: PassageIndex, trigger: Trigger) -> Token | None:
    """The verb whose errand a trigger is, so that both happen: "phoned him to apologise", "sent experts to inspect"."""
    head, classes = trigger.head, reading.lexicon.classes
    if head.dep_ not in ("advcl", "xcomp", "acl") or not any(child.tag_ == "TO" for child in head.children):
        return None
    main = head.head if is_verbal(head.head) else head.head.head
    if not is_verbal(main) or first(main, "dobj", "nsubjpass") is None:
        return None
    speaks = lemma_of(main) in classes["CONTACT"] and trigger.frame.event_type in SPOKEN
    return main if speaks or lemma_of(main) in classes["SENDING"] else None


def _own_clause(verb: Token, scope: Factuality) -> Factuality:
    """Modals and negation of the verb's own clause, or those it shares with the verb it is coordinated with."""
    words = [child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "advmod", "preconj", "cc")]
    modal = [w for w in words if w in FUTURE or w in POSSIBLE]
    if any(w in FUTURE or (w == "would" and _is_future_of_the_past(verb)) for w in modal):
        scope = scope.weaken(Status.PLANNED)
    elif modal:
        scope = scope.weaken(Status.HYPOTHETICAL)
    if _is_inverted(verb):
        scope = scope.unreal()
    if any(child.lower_ in NEGATIONS for child in verb.children) or _has_no_subject(verb):
        scope = scope.negate()
    if verb.dep_ == "conj" and first(verb, "nsubj", "nsubjpass") is None and is_verbal(verb.head):
        shares = not any(child.dep_ in ("aux", "auxpass") for child in verb.children) or verb.tag_ in ("VB", "VBG")
        if shares and not modal:
            scope = _own_clause(verb.head, scope)
    return scope


def _is_to_come(verb: Token) -> bool:
    """Whether an infinitive stands after "be": "the two [are] to meet on Friday"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and any(child.tag_ == "TO" for child in verb.children)


def _is_inverted(verb: Token) -> bool:
    """Whether an auxiliary before the subject makes a condition: "[Should] Minsk turn off the gas, ..."."""
    subject = first(verb, "nsubj", "nsubjpass")
    return (
        subject is not None
        and verb.dep_ == "advcl"
        and any(child.lower_ in INVERTING and child.i < subject.i for child in children(verb, "aux", "auxpass"))
    )


def _is_future_of_the_past(verb: Token) -> bool:
    """Whether "would" is a reported "will": "said it would hold drills", not "would attack if"."""
    conditions = (word.lower_ in CONDITIONS for child in children(verb, "advcl") for word in children(child, "mark"))
    return (
        verb.dep_ in ("ccomp", "ROOT", "conj")
        and (verb.dep_ == "ROOT" or verb.head.tag_ == "VBD")
        and not any(conditions)
    )


def _has_no_subject(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            if child.lower_ in NOBODY:
                return True
            if any(word.lower_ in ("no", "neither") for word in children(child, "det", "preconj")):
                return not any(word.lower_ in ("fewer", "less") for word in child.subtree)  # "no fewer than 12"
    return False


def _climb(reading: PassageIndex, verb: Token, scope: Factuality, depth: int) -> Factuality:
    """Follow the clause of a verb up to the words that govern it."""
    head, label = verb.head, verb.dep_
    if depth > DEEPEST or label == "ROOT":
        return scope
    if label == "conj":
        return _climb(reading, head, scope, depth + 1) if is_verbal(head) or head.dep_ == "pobj" else scope
    if label in ("xcomp", "ccomp"):
        if head.lemma_ == "tell" and any(child.tag_ == "TO" for child in verb.children):  # "told them [to] leave"
            return replace(scope, effect=Effect.DEMANDED, under=head)
        return _govern(reading, head, scope.weaken(Status.PLANNED) if _is_to_come(verb) else scope, depth)
    if label == "advcl":
        return _adverbial(reading, verb, scope, depth)
    if label in ("acl", "relcl"):
        infinitive = any(child.tag_ == "TO" for child in verb.children) or first(verb, "mark") is not None
        if not infinitive or label == "relcl":
            return scope
        is_purpose = _effect(reading, head) is None and not any(child.lower_ in RANKS for child in head.children)
        return scope.unreal() if is_purpose and is_verbal(verb) else _govern(reading, head, scope, depth)
    if label == "pcomp":
        return _after_preposition(reading, head, scope, depth)
    if label == "csubj" and head.lemma_ == "be":  # "bombing the town is out of the question"
        return scope.unreal()
    return scope


def _adverbial(reading: PassageIndex, verb: Token, scope: Factuality, depth: int) -> Factuality:
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")}
    main = verb.head
    if marks & CONDITIONS:
        return scope.unreal()
    if any(child.tag_ == "TO" for child in verb.children):
        if _effect(reading, main) is not None:
            return _govern(reading, main, scope, depth)
        return scope.unreal()
    if marks & PENDING and is_verbal(main):
        return scope.weaken(_own_clause(main, Factuality()).status)
    if first(verb, "nsubj", "nsubjpass") is None and is_verbal(main):
        return _climb(reading, main, scope.weaken(_own_clause(main, Factuality()).status), depth + 1)
    return scope


def _after_preposition(reading: PassageIndex, preposition: Token, scope: Factuality, depth: int) -> Factuality:
    above = preposition.head
    if preposition.lower_ == "without":
        return scope.negate()
    if preposition.lower_ == "against":
        return scope.weaken(Status.HYPOTHETICAL)
    if _effect(reading, above) is not None and preposition.lower_ in ("of", "for", "from", "about", "on", "in", "to"):
        return _govern(reading, above, scope, depth)
    if is_verbal(above) and preposition.lower_ in ("by", "in", "for"):
        return _climb(reading, above, scope.weaken(_own_clause(above, Factuality()).status), depth + 1)
    return scope


def _effect(reading: PassageIndex, word: Token) -> Effect | None:
    pos = PARTS.get(word.pos_)
    return reading.lexicon.operators.get((pos, lemma_of(word))) if pos is not None else None


def _govern(reading: PassageIndex, governor: Token, scope: Factuality, depth: int) -> Factuality:
    """Apply the word that a clause completes, then climb on from it."""
    effect = _effect(reading, governor)
    own = _own_clause(governor, Factuality())
    if effect in (Effect.DEMANDED, Effect.ALLEGED, Effect.DENIED):
        return replace(scope, effect=effect, under=governor)
    if effect is Effect.REPORTED:
        scope = scope if scope.under is not None else replace(scope, effect=effect, under=governor)
        return _climb(reading, governor, scope, depth + 1)
    if effect is Effect.NEGATED:
        scope = scope.negate()
    elif effect is Effect.PLANNED:
        scope = scope.weaken(Status.PLANNED)
    elif effect is Effect.HYPOTHETICAL:
        scope = scope.unreal()
    scope = scope.weaken(own.status)
    if own.is_negated:
        scope = scope.negate()
    return (
        _climb(reading, governor, scope, depth + 1) if is_verbal(governor) else _scope_of_noun(reading, governor, scope)
    )


def _scope_of_noun(reading: PassageIndex, noun: Token, scope: Factuality, depth: int = 0) -> Factuality:
    """What is said of a happening named by a noun: "a planned visit", "no talks", "fears of an attack"."""
    for child in noun.children:
        if child.lower_ in UNREAL_WORDS and child.dep_ in ("amod", "compound"):
            scope = scope.weaken(UNREAL_WORDS[child.lower_])
        if child.lower_ in ("no", "neither", "without") and child.dep_ in ("det", "preconj"):
            scope = scope.negate()
    head, label = noun.head, noun.dep_
    if depth > DEEPEST:
        return scope
    if label in ("conj", "compound", "appos", "nmod"):
        return _scope_of_noun(reading, head, scope, depth + 1) if not is_verbal(head) else scope
    if label == "pobj":
        return _noun_after_preposition(reading, noun, scope, depth)
    if not is_verbal(head):
        return scope
    return _noun_of_verb(reading, noun, scope)


def _noun_of_verb(reading: PassageIndex, noun: Token, scope: Factuality) -> Factuality:
    verb, label = noun.head, noun.dep_
    effect = _effect(reading, verb)
    definite = any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in noun.children)
    if label in ("dobj", "nsubjpass") and effect is not None and effect is not Effect.REPORTED:
        if effect in (Effect.DEMANDED, Effect.DENIED):
            return scope if definite else replace(scope, effect=effect, under=verb)
        if effect is Effect.ALLEGED:
            return scope
        return scope if definite and effect is not Effect.PLANNED else _govern(reading, verb, scope, 0)
    if verb.lemma_ not in OCCURRENCES or (
        definite and verb.lemma_ not in ("be", "begin", "start", "take", "hold", "resume")
    ):
        return scope
    if any(_is_to_come(child) for child in verb.children):
        scope = scope.weaken(Status.PLANNED)  # "talks are to resume"
    return _climb(reading, verb, _own_clause(verb, scope), 0)


def _noun_after_preposition(reading: PassageIndex, noun: Token, scope: Factuality, depth: int) -> Factuality:
    preposition = noun.head
    above = preposition.head
    if preposition.lower_ == "without":
        return scope.negate()
    if above.pos_ == "ADP" and preposition.dep_ == "conj":  # "of troops or [of fighting]"
        above = above.head
    if above.pos_ == "NOUN" and any(child.lower_ == "no" for child in children(above, "det")):
        return scope.negate()  # "no sign of fighting"
    effect = _effect(reading, above)
    if above.lemma_ == "use" and preposition.lower_ == "for":  # "will not let them use it [for] attacks"
        return _climb(reading, above, _own_clause(above, scope), depth + 1)
    definite = any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in noun.children)
    if effect is None or definite:
        return scope
    if preposition.lower_ in ("of", "for", "about", "against", "on", "to", "in", "from", "over"):
        if effect is Effect.DEMANDED and preposition.lower_ not in ("for", "of", "against", "on", "to"):
            return scope
        if effect in (Effect.ALLEGED, Effect.DENIED, Effect.REPORTED):
            return scope
        if effect is Effect.DEMANDED:
            return replace(scope, effect=effect, under=above)
        return _govern(reading, above, scope, depth)
    return scope
