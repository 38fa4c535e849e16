"""Give the numbers of a sentence to the event they count: codebook rulings 13 and 41."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from tidings.events.arguments import Trigger
from tidings.events.frames import PartOfSpeech
from tidings.events.reading import Reading, within
from tidings.events.syntax import governor, is_verbal
from tidings.model import Magnitude
from tidings.vocabulary import EventType, MagnitudeKind

COUNTED: dict[MagnitudeKind, frozenset[EventType]] = {
    MagnitudeKind.KILLED: frozenset({EventType.ASSAULT}),
    MagnitudeKind.WOUNDED: frozenset({EventType.ASSAULT}),
    MagnitudeKind.ABDUCTED: frozenset({EventType.ASSAULT, EventType.AID, EventType.RETREAT}),
    MagnitudeKind.ARRESTED: frozenset({EventType.COERCE}),
    MagnitudeKind.RELEASED: frozenset({EventType.RETREAT, EventType.CONCEDE}),
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
        }
    ),
    MagnitudeKind.PROTESTERS: frozenset({EventType.PROTEST}),
    MagnitudeKind.WEAPONS: frozenset(
        {EventType.AID, EventType.ASSAULT, EventType.MOBILIZE, EventType.AGREE, EventType.RETREAT, EventType.COERCE}
    ),
    MagnitudeKind.MONEY: frozenset({EventType.AID, EventType.AGREE, EventType.SANCTION, EventType.COERCE}),
    MagnitudeKind.TARGETS: frozenset({EventType.ASSAULT, EventType.SANCTION, EventType.COERCE}),
}


def counted_by(reading: Reading, triggers: Sequence[Trigger], event_type: EventType) -> tuple[Magnitude, ...]:
    """The magnitudes in the phrases and clauses of an event's triggers that count what its type may count."""
    sentence = triggers[0].sentence
    own = {token.i for trigger in triggers for token in _said_with(trigger)}
    near = [
        magnitude
        for magnitude in reading.magnitudes
        if within(sentence, magnitude.start, magnitude.end)
        and event_type in COUNTED[magnitude.kind]
        and reading.token_at(magnitude.start).i in own
    ]
    return tuple(m for m in near if not any(m is not o and o.start <= m.start and m.end <= o.end for o in near))


def _said_with(trigger: Trigger) -> Iterator[Token]:
    """The words of a trigger's phrases and clause; of a noun or a subject clause those of its verb too."""
    for token in trigger.tokens:
        yield from _own_clause(token)
    head = trigger.head
    yield head.head
    if head.dep_ in ("acl", "relcl"):
        yield from (token for token in head.head.subtree if token.i < head.left_edge.i)
    verb = governor(head)
    if is_verbal(verb) and (trigger.frame.pos is PartOfSpeech.NOUN or head.dep_ == "csubj"):
        yield from _own_clause(verb)


def _own_clause(token: Token) -> Iterator[Token]:
    """The words below a token without the clauses coordinated with it, which tell something else."""
    yield token
    for child in token.children:
        if child.dep_ != "conj" or not is_verbal(child):
            yield from child.subtree
