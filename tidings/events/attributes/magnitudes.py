"""Give the numbers of a sentence to the event they count: codebook rulings 13 and 41."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tidings.events.arguments import Trigger
from tidings.events.lexicon.frames import PartOfSpeech
from tidings.events.passage_index import PassageIndex, counted_by_quantity, told_in
from tidings.magnitudes.find import count_people, is_number
from tidings.parse.clauses import children, first, governor, is_verbal, logical_objects, logical_subjects
from tidings.parse.tree import Token
from tidings.records import Magnitude
from tidings.vocabulary import EventType, MagnitudeKind

COUNTED: dict[MagnitudeKind, frozenset[EventType]] = {
    MagnitudeKind.KILLED: frozenset({EventType.ASSAULT}),
    MagnitudeKind.WOUNDED: frozenset({EventType.ASSAULT}),
    MagnitudeKind.ABDUCTED: frozenset({EventType.ASSAULT, EventType.AID, EventType.RETREAT}),
    MagnitudeKind.ARRESTED: frozenset({EventType.COERCE}),
    MagnitudeKind.RELEASED: frozenset({EventType.RETREAT, EventType.CONCEDE, EventType.AID}),
    MagnitudeKind.RESCUED: frozenset({EventType.AID}),
    MagnitudeKind.DISPLACED: frozenset({EventType.SANCTION, EventType.ASSAULT, EventType.COERCE}),
    MagnitudeKind.PRISONERS: frozenset(
        {EventType.ASSAULT, EventType.RETREAT, EventType.CONCEDE, EventType.COERCE, EventType.AGREE}
    ),
    MagnitudeKind.TROOPS: frozenset(
        {
            EventType.MOBILIZE,
            EventType.COOPERATE,
            EventType.RETREAT,
            EventType.AID,
            EventType.ASSAULT,
            EventType.CONCEDE,
            EventType.AGREE,
        }
    ),
    MagnitudeKind.PROTESTERS: frozenset({EventType.PROTEST}),
    MagnitudeKind.WEAPONS: frozenset(
        {EventType.AID, EventType.ASSAULT, EventType.MOBILIZE, EventType.AGREE, EventType.RETREAT, EventType.COERCE}
    ),
    MagnitudeKind.MONEY: frozenset({EventType.AID, EventType.AGREE, EventType.SANCTION, EventType.COERCE}),
    MagnitudeKind.TARGETS: frozenset({EventType.ASSAULT, EventType.SANCTION, EventType.COERCE}),
}


# What the people are whom an event of a mode happens to, or who make it.
UNDERGOING = {
    "release": MagnitudeKind.RELEASED,
    "arrest": MagnitudeKind.ARRESTED,
    "abduct": MagnitudeKind.ABDUCTED,
    "convict": MagnitudeKind.TARGETS,
    "expel": MagnitudeKind.TARGETS,
    "deport": MagnitudeKind.TARGETS,
    "troops": MagnitudeKind.TROOPS,
}
# Verbs of aid that take people out of harm's way.
RESCUING = frozenset({"evacuate", "airlift", "fly", "ferry", "ship", "bus", "buss", "pull"})
# What those who were held are once they are let go; those to be swapped are told as prisoners.
FREED = {
    (EventType.RETREAT, MagnitudeKind.PRISONERS): MagnitudeKind.RELEASED,
    (EventType.RETREAT, MagnitudeKind.ABDUCTED): MagnitudeKind.RELEASED,
    (EventType.AID, MagnitudeKind.RELEASED): MagnitudeKind.RESCUED,
}
SWAPPING = frozenset({"swap", "exchange"})
HARMED = frozenset({MagnitudeKind.KILLED, MagnitudeKind.WOUNDED})
# Prepositions of the cause or the occasion, which has its own numbers: "in revenge for the killing of 12".
ASIDE = frozenset({"for", "after", "before", "since", "following", "over", "despite"})


def magnitudes_of(reading: PassageIndex, triggers: Sequence[Trigger], event_type: EventType) -> tuple[Magnitude, ...]:
    """The magnitudes in the phrases and clauses of an event's triggers that count what its type may count."""
    near = _wholes(_summed(reading, _near(reading, triggers, event_type)))
    told = {magnitude.kind for magnitude in near}
    people = [found for trigger in triggers for found in _people(reading, trigger) if found.kind not in told]
    new = [found for found in people if not any(m.start < found.end and found.start < m.end for m in near)]
    return (*near, *new[:1])


def _wholes(counted: Sequence[Magnitude]) -> list[Magnitude]:
    """The numbers without those of dead and hurt that are part of another: "nine people, among them a child"."""
    most = {m.kind: m for m in sorted(counted, key=lambda m: m.low or 0)}
    return [m for m in counted if m.kind not in HARMED or most[m.kind] is m]


def _summed(reading: PassageIndex, counted: Sequence[Magnitude]) -> list[Magnitude]:
    """The numbers with those of one kind that "and" joins added up: "killing nine civilians and six soldiers"."""
    summed: list[Magnitude] = []
    for magnitude in counted:
        last = summed[-1] if summed else None
        if last is None or (last.kind, last.unit) != (magnitude.kind, magnitude.unit) or last.end > magnitude.start:
            summed.append(magnitude)
            continue
        noun, before = reading.token_at(magnitude.end - 1), reading.token_at(last.end - 1)
        if noun.dep_ != "conj" or noun.head is not before:
            summed.append(magnitude)
            continue
        low = None if last.low is None or magnitude.low is None else last.low + magnitude.low
        high = None if last.high is None or magnitude.high is None else last.high + magnitude.high
        text = reading.doc.text[last.start : magnitude.end]
        summed[-1] = replace(last, end=magnitude.end, text=text, low=low, high=high)
    return summed


def _people(reading: PassageIndex, trigger: Trigger) -> Iterator[Magnitude]:
    """How many people an event happens to, or make it, by its kind: "rounded up 300 traders", "300 nurses chanted"."""
    frame, verb = trigger.frame, trigger.head
    if not is_verbal(verb):
        return
    if frame.event_type is EventType.PROTEST:
        kind, nouns = MagnitudeKind.PROTESTERS, logical_subjects(verb)
    elif frame.event_type is EventType.AID and verb.lemma_ in RESCUING:
        kind, nouns = MagnitudeKind.RESCUED, logical_objects(verb)
    elif frame.mode in UNDERGOING:
        kind, nouns = UNDERGOING[frame.mode], logical_objects(verb)
        moving = [verb] if kind is MagnitudeKind.TROOPS else [t for t in trigger.tokens[1:] if is_verbal(t)]
        nouns = nouns or [noun for token in moving for noun in logical_subjects(token)]  # "let 14 traders go"
    else:
        return
    for noun in nouns:
        for person in (noun, *counted_by_quantity(noun)):
            found = count_people(person, kind) if reading.is_actor(person) or is_number(person) else None
            if found is not None:
                yield found


def _near(reading: PassageIndex, triggers: Sequence[Trigger], event_type: EventType) -> list[Magnitude]:
    """The numbers with a kind that the type may count, in the phrases and clauses of the triggers."""
    told = [
        (reading.token_at(magnitude.start).i, magnitude)
        for magnitude in told_in(triggers[0].sentence, reading.magnitudes)
        if event_type in COUNTED[magnitude.kind]
    ]
    if not told:
        return []
    own = {token.i for trigger in triggers for token in _said_with(trigger)}
    own |= {token.i + 1 for trigger in triggers for token in trigger.tokens if is_verbal(token)}  # whatever the parse
    aside = {token.i for trigger in triggers for token in _aside(trigger)}
    near = [m for at, m in told if at in own and not (m.kind in HARMED and at in aside)]
    swapped = any(token.lemma_ in SWAPPING for trigger in triggers for token in trigger.tokens)
    if not swapped:
        near = [replace(m, kind=FREED.get((event_type, m.kind), m.kind)) for m in near]
    return [m for m in near if not any(m is not o and o.start <= m.start and m.end <= o.end for o in near)]


def _aside(trigger: Trigger) -> Iterator[Token]:
    """The words of a cause or an occasion told beside a trigger, unless it stands there itself."""
    sentence = trigger.sentence
    for word in sentence:
        if word.dep_ == "prep" and word.lower_ in ASIDE and first(word, "pobj") is not None:
            below = list(word.subtree)
            if trigger.head not in below:
                yield from below


def _said_with(trigger: Trigger) -> Iterator[Token]:
    """The words of a trigger's phrases and clause; of a noun or a subject clause those of its verb too."""
    for token in trigger.tokens:
        yield from _own_clause(token)
    head = trigger.head
    yield head.head
    if head.dep_ in ("acl", "relcl"):
        yield from (token for token in head.head.subtree if token.i < head.left_edge.i)
    verb = governor(head)
    if is_verbal(verb) and (trigger.frame.pos is PartOfSpeech.NOUN or head.dep_ in ("csubj", "nsubj")):
        yield from _own_clause(verb)
        if head.dep_ in ("csubj", "nsubj"):  # "the fighting broke out in April and has killed thousands"
            alike = (child for child in children(verb, "conj") if first(child, "nsubj", "nsubjpass") is None)
            yield from (token for child in alike for token in _own_clause(child))


def _own_clause(token: Token) -> Iterator[Token]:
    """The words below a token without the clauses beside it, which tell something else: "and ...", "people who ..."."""
    yield token
    for child in token.children:
        if child.dep_ == "relcl" or (child.dep_ != "conj" or not is_verbal(child)):
            yield from _within(child)


def _within(token: Token) -> Iterator[Token]:
    """The words below a token without the relative clauses further down."""
    yield token
    for child in token.children:
        if child.dep_ != "relcl":
            yield from _within(child)
