"""Find who stands in the slots of a trigger: tokens by the parse tree, actors by the mentions at those tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tidings.csv_rows import word_list
from tidings.events.lexicon.frames import Frame, PartOfSpeech, Probe, SenseTest, Slot
from tidings.events.passage_index import PassageIndex, counted_by_quantity
from tidings.parse.clauses import (
    DEEPEST,
    after_preposition,
    antecedent,
    children,
    clause_complement,
    coordinated,
    first,
    governor,
    grammatical_subjects,
    is_passive,
    is_verbal,
    logical_objects,
    logical_subjects,
    prepositions,
)
from tidings.parse.lemmas import forms_of
from tidings.parse.tree import Span, Token
from tidings.records import Mention
from tidings.vocabulary import ActorKind

# A participant of a noun often hangs on the verb that has the noun as object: "launched strikes [against Hama]".
SHARED_PREPOSITIONS = frozenset({"with", "against", "between", "on", "by", "to", "at"})
# Verbs whose subject takes part in the happening that is their object: "held drills", "joined the talks".
TAKING_PART = word_list("taking_part", "tidings.events")
# Verbs whose object is said to have done what follows their preposition: "blamed Togo for the [attack]".
BLAMING = word_list("blaming", "tidings.events")
# Who is in a vehicle that is hit, is hit: "a bus carrying [staff]".
CARRYING = word_list("carrying", "tidings.events")
DEEPEST_PHRASE = 4
# What follows them tells with what it is done: "killed [in] an air raid", "fired [from] a tank".
INSTRUMENTAL = ("with", "by", "in", "from", "through")
# What is a number there is looked through to what it counts: "hundreds of police".
COUNTABLE = frozenset({Slot.SUBJECT, Slot.OBJECT})
# Classes of those who act, one of which may be hidden by a passive.
ACTING = frozenset({"ACTOR", "PERSON", "STATE"})
# Answers kept: the tests of one trigger ask the same slots again and again.
LATEST = 128
# Somebody, whoever it may be.
PERSONAL = frozenset({"i", "we", "he", "she", "they", "me", "us", "him", "her", "them", "who", "whom", "you"})


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """A sense of the lexicon found in a sentence: `tokens[0]` is the head, all in the order of the frame.

    `scored`: which trigger of the encoder it is, None where a row alone has found it.
    """

    frame: Frame
    head: Token
    tokens: tuple[Token, ...]
    sentence: Span
    scored: int | None = None

    @property
    def start(self) -> int:
        return min(token.idx for token in self.tokens)

    @property
    def end(self) -> int:
        return max(token.idx + len(token) for token in self.tokens)


@lru_cache(maxsize=LATEST)
def slot_tokens(reading: PassageIndex, trigger: Trigger, slot: str) -> list[Token]:
    """The words in a slot of a trigger, in text order of their phrases."""
    if slot == Slot.SPEAKER:
        return _speakers(reading, trigger)
    if trigger.frame.pos is PartOfSpeech.NOUN:
        return _noun_slot(trigger, slot)
    head = trigger.head
    if slot == Slot.SUBJECT:
        return grammatical_subjects(head) if trigger.frame.pos is PartOfSpeech.ADJECTIVE else logical_subjects(head)
    if slot == Slot.OBJECT:
        return [token for token in logical_objects(head) if token not in trigger.tokens] or _misread_object(
            reading, head
        )
    if slot == Slot.INDIRECT:
        return _given_to(head)
    if slot == Slot.COMPLEMENT_SUBJECT:
        return _told_to(head)
    if slot in (Slot.POSSESSOR, Slot.MODIFIER):
        return [found for token in trigger.tokens[1:] for found in _before_noun(token, slot)]
    if slot == Slot.HOST:
        return logical_subjects(governor(head))
    return _after(trigger, slot)


def _misread_object(reading: PassageIndex, verb: Token) -> list[Token]:
    """The name right after an active verb that the parser took for part of a time: "arrested [Okoye] hours later"."""
    if is_passive(verb) or not is_verbal(verb) or verb.i + 1 >= len(verb.doc):
        return []
    word = verb.nbor()
    is_in_time = word.dep_ in ("amod", "compound", "nmod", "nummod") and word.head.dep_ == "npadvmod"
    return [word] if is_in_time and reading.people_at(word) else []


def _speakers(reading: PassageIndex, trigger: Trigger) -> list[Token]:
    """Who is reported to say the trigger's clause, or is quoted with it."""
    verb = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    for _ in range(DEEPEST):
        if verb.dep_ == "ccomp" and is_verbal(verb.head):
            return logical_subjects(verb.head)
        if verb.dep_ not in ("conj", "xcomp", "advcl"):
            break
        verb = verb.head
    quoted = reading.spoken.get(trigger.head.i)
    return [reading.token_at(quoted.root)] if quoted is not None else []


def _noun_slot(trigger: Trigger, slot: str) -> list[Token]:
    head = trigger.head
    if slot in (Slot.POSSESSOR, Slot.MODIFIER):
        return _before_noun(head, slot)
    if slot in (Slot.HOST, Slot.SUBJECT):
        return _hosts(trigger)
    if slot == Slot.COMPLEMENT_SUBJECT:
        return _told_to(head)
    found = _after(trigger, slot)
    if found or slot not in SHARED_PREPOSITIONS or head.dep_ not in ("dobj", "pobj", "nsubjpass"):
        return found
    verb = governor(head)
    later = [p for p in prepositions(verb) if p.lower_ == slot and p.i > head.i] if is_verbal(verb) else []
    return [noun for preposition in later for noun in after_preposition(preposition)]


def _hosts(trigger: Trigger) -> list[Token]:
    """The subject of the clause around a happening, where the clause says that it takes part or is the other party."""
    head = trigger.head
    verb = governor(head)
    if not is_verbal(verb) or head.dep_ in ("nsubj", "nsubjpass"):
        return []
    if verb.lemma_ == "involve" and is_passive(verb):
        return logical_objects(verb)
    if verb.lemma_ in BLAMING and head.dep_ == "pobj":
        return logical_objects(verb)
    takes_part = verb.lemma_ in TAKING_PART and head.dep_ in ("dobj", "pobj")
    if takes_part or any(child.lower_ in ("with", "against", "to") for child in prepositions(head)):
        return [token for token in logical_subjects(verb) if token != head]
    return []


def _before_noun(noun: Token, slot: str) -> list[Token]:
    labels = ("poss",) if slot == Slot.POSSESSOR else ("amod", "compound", "nmod", "npadvmod")
    direct = [one for child in children(noun, *labels) for one in (_leaders(child) or [child])]
    found = [word for one in direct for word in coordinated(antecedent(one)) if not is_opposed(word)]
    if not found and noun.dep_ == "conj" and not is_verbal(noun.head):
        return _before_noun(noun.head, slot)
    return found


def _leaders(modifier: Token) -> list[Token]:
    """Who leads: "Saudi" in "a Saudi-led strike"."""
    return children(modifier, "npadvmod", "compound", "amod") if modifier.lower_ == "led" else []


def is_opposed(word: Token) -> bool:
    """Whether "anti-" stands before a word, in three tokens as the tokenizer leaves it."""
    return word.i > 1 and word.nbor(-1).text == "-" and word.nbor(-2).lower_ == "anti"


def _after(trigger: Trigger, preposition: str) -> list[Token]:
    """What follows a preposition at a word of the trigger, or at the thing done: "lifting of sanctions [on Iran]"."""
    things = [noun for child in prepositions(trigger.head) if child.lower_ == "of" for noun in after_preposition(child)]
    found = [
        noun
        for token in (*trigger.tokens, *(things if trigger.frame.pos is PartOfSpeech.NOUN else ()))
        for child in prepositions(token)
        if child.lower_ == preposition
        for noun in after_preposition(child)
        if noun not in trigger.tokens
    ]
    return found or (_against_below(trigger.head, 0) if preposition == "against" else [])


def _against_below(token: Token, depth: int) -> list[Token]:
    """What follows an "against" that hangs deeper in the phrase: "sued in a court in Lima [against the mine]"."""
    for child in children(token, "prep", "pobj", "dobj", "nsubjpass"):
        if child.dep_ == "prep" and child.lower_ == "against":
            return after_preposition(child)
        found = _against_below(child, depth + 1) if depth < DEEPEST_PHRASE else []
        if found:
            return found
    return []


def _given_to(verb: Token) -> list[Token]:
    for child in children(verb, "dative"):
        return after_preposition(child) if child.pos_ == "ADP" else coordinated(child)
    return [noun for child in prepositions(verb) if child.lower_ == "to" for noun in after_preposition(child)]


def _told_to(token: Token) -> list[Token]:
    """Who is to act: the subject of the completing clause, or the object of "for" before it."""
    clause = clause_complement(token)
    if clause is not None:
        subject = first(clause, "nsubj", "nsubjpass")
        if subject is not None:
            return coordinated(antecedent(subject))
    nouns = [n for child in prepositions(token) if child.lower_ == "for" for n in after_preposition(child)]
    clauses = [c for n in nouns for c in children(n, "acl", "relcl")] + children(token, "advcl", "xcomp")
    subjects = [s for clause in clauses for s in children(clause, "nsubj")]
    return subjects or (nouns if clauses else [])


def passes(reading: PassageIndex, trigger: Trigger, test: SenseTest) -> bool:
    """Whether something the test looks at is of its classes or lemmas."""
    return any(_fits(reading, token, test) for token in _looked_at(reading, trigger, test.slot))


def holds(reading: PassageIndex, trigger: Trigger, test: SenseTest) -> bool:
    """Whether a required test passes; of a doer who is not told ("was blocked") nothing is required."""
    looked_at = _looked_at(reading, trigger, test.slot)
    if test.slot == Slot.SUBJECT and not looked_at:
        spoken_of = trigger.frame.pos in (PartOfSpeech.VERB, PartOfSpeech.MODAL)
        return spoken_of and not test.classes.isdisjoint(ACTING) and is_passive(trigger.head)
    return any(_fits(reading, token, test) for token in looked_at)


@lru_cache(maxsize=LATEST)
def _looked_at(reading: PassageIndex, trigger: Trigger, slot: str) -> list[Token]:
    head = trigger.head
    if slot == Probe.HEAD:
        if trigger.frame.pos is PartOfSpeech.MODAL:
            return [head]
        return [head.head, head.head.head] if head.head.dep_ == "prep" else [head.head]
    if slot == Probe.CHILD:
        return [child for token in trigger.tokens for child in token.children]
    if slot == Probe.SENTENCE:
        return list(trigger.sentence)
    if slot == Probe.DOMAIN:
        return [token for token in trigger.sentence if token.pos_ in ("NOUN", "PROPN")]
    if slot == Probe.PARTICLE:
        return children(head, "prt")
    if slot == Probe.PREDICATE:
        return children(head, "oprd", "attr", "acomp")
    if slot == Probe.CLAUSE:
        clause = clause_complement(head)
        return (
            []
            if clause is None
            else [verb for main in coordinated(clause) for verb in (main, *children(main, "advcl"))]
        )
    if slot == Probe.INFINITIVE:
        return [
            c for c in children(head, "xcomp", "ccomp") if any(w.tag_ == "TO" and w.dep_ == "aux" for w in c.children)
        ]
    if slot == Probe.MEANS:
        return _means(reading, trigger)
    found = slot_tokens(reading, trigger, slot)
    return found + [noun for token in found for noun in counted_by_quantity(token)] if slot in COUNTABLE else found


def _means(reading: PassageIndex, trigger: Trigger) -> list[Token]:
    """With what it is done: the trigger itself, its doer and what stands with, by or in it, each with its modifiers."""
    beside = [token for slot in (Slot.SUBJECT, *INSTRUMENTAL) for token in slot_tokens(reading, trigger, slot)]
    named = [*trigger.tokens, *beside]
    return named + [word for token in named for word in children(token, "compound", "amod", "nmod")]


def _fits(reading: PassageIndex, token: Token, test: SenseTest) -> bool:
    forms = forms_of(token)
    if not test.lemmas.isdisjoint(forms) or not test.members.isdisjoint(forms[:-1]) or "ANY" in test.classes:
        return True
    if "PLACE" in test.classes and token.i in reading.place_by_token:
        return True
    if not test.classes & {"ACTOR", "PERSON", "STATE", "TROOPS"}:
        return False
    kinds = {reading.actors[mention.actor_id].kind for mention in _people_of(reading, token, test)}
    if not kinds and (token.lower_ in PERSONAL or token.ent_type_ in ("PERSON", "NORP") or _speaks(token)):
        kinds = {ActorKind.PERSON}
    return bool(
        ("ACTOR" in test.classes and kinds)
        or ("PERSON" in test.classes and kinds & {ActorKind.PERSON, ActorKind.GROUP})
        or ("STATE" in test.classes and kinds & {ActorKind.STATE, ActorKind.GOVERNMENT_BODY})
        or ("TROOPS" in test.classes and kinds & {ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP})
    )


def _speaks(token: Token) -> bool:
    """Whether an "it" that resolves to nobody known is who reports the clause: "the front said it would boycott"."""
    return token.lower_ == "it" and token.dep_ == "nsubj" and token.head.dep_ == "ccomp" and is_verbal(token.head.head)


def _people_of(reading: PassageIndex, token: Token, test: SenseTest) -> list[Mention]:
    """Who a word stands for; as a subject, a statement or a missile stands for its owner."""
    return reading.people_at(token) or (noun_owner(reading, token) if test.slot == Slot.SUBJECT else [])


def actors_in_slots(
    reading: PassageIndex, trigger: Trigger, choices: tuple[tuple[str, ...], ...], *, deep: bool
) -> list[Mention]:
    """The actors in the first choice of slots that has any; `deep` looks also behind nouns that are no actors."""
    for slots in choices:
        found: list[Mention] = []
        for slot in slots:
            for token in slot_tokens(reading, trigger, slot):
                people = _owners(reading, token) or reading.people_at(token)
                people = people or (noun_owner(reading, token) if deep and slot != Slot.MODIFIER else [])
                people = [*people, *_listed_after(reading, token, people)]
                found.extend(mention for mention in people if mention not in found)
        if found:
            return found
    return []


def _owners(reading: PassageIndex, token: Token) -> list[Mention]:
    """Those whose men, each side's, a "whose" makes the doers: "Chad and Libya, whose [troops] clashed"."""
    whose = next((child for child in token.children if child.dep_ == "poss" and child.tag_ == "WP$"), None)
    owners = coordinated(antecedent(whose)) if whose is not None else []
    return [m for owner in owners for m in reading.people_at(owner)] if len(owners) > 1 else []


def _listed_after(reading: PassageIndex, token: Token, people: Sequence[Mention]) -> list[Mention]:
    """The rest of a list that the parser took for an apposition: "the king, [the premier] and [the general] met"."""
    first_listed = next((child for child in token.children if child.dep_ == "appos" and children(child, "conj")), None)
    if not people or first_listed is None:
        return []
    rest = [reading.mentions_at(word) for word in coordinated(first_listed)]
    same = {mention.actor_id for mention in people}
    if not all(rest) or any(mention.actor_id in same for named in rest for mention in named):
        return []
    return [mention for named in rest for mention in named]


def noun_owner(reading: PassageIndex, noun: Token) -> list[Mention]:
    """Whose thing a noun names: "Kenya's [raid]", "the [actions] of Israel", "[drills] staged by Seoul"."""
    found = reading.holders_at(noun)
    if found:
        return found
    for wanted in ("by", "of", "between", "from", "in", "with"):
        people = [
            mention
            for child in prepositions(noun)
            if child.lower_ == wanted
            for token in after_preposition(child)
            if wanted != "in" or token.i not in reading.place_by_token
            for mention in reading.people_at(token) or reading.holders_at(token)
        ]
        if people:
            return people
    return [
        mention
        for clause in children(noun, "acl", "relcl")
        for token in (logical_objects(clause) if clause.lemma_ in CARRYING else logical_subjects(clause))
        if token != noun
        for mention in reading.people_at(token)
    ]
