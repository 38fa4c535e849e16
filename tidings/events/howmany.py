"""Give the numbers of a sentence to the event they count: codebook rulings 13 and 41."""

from tidings.events.arguments import Trigger
from tidings.events.reading import Reading, within
from tidings.model import Magnitude
from tidings.vocabulary import EventType, MagnitudeKind

COUNTED: dict[MagnitudeKind, frozenset[EventType]] = {
    MagnitudeKind.KILLED: frozenset({EventType.ASSAULT}),
    MagnitudeKind.WOUNDED: frozenset({EventType.ASSAULT}),
    MagnitudeKind.ABDUCTED: frozenset({EventType.ASSAULT}),
    MagnitudeKind.ARRESTED: frozenset({EventType.COERCE}),
    MagnitudeKind.RELEASED: frozenset({EventType.RETREAT, EventType.CONCEDE}),
    MagnitudeKind.RESCUED: frozenset({EventType.AID}),
    MagnitudeKind.DISPLACED: frozenset({EventType.SANCTION, EventType.ASSAULT, EventType.COERCE}),
    MagnitudeKind.PRISONERS: frozenset({EventType.RETREAT, EventType.CONCEDE, EventType.COERCE, EventType.AGREE}),
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
    MagnitudeKind.TARGETS: frozenset({EventType.ASSAULT}),
}


def counted_by(reading: Reading, trigger: Trigger, event_type: EventType) -> tuple[Magnitude, ...]:
    """The magnitudes of the trigger's sentence that an event of this type may have."""
    sentence = trigger.sentence
    return tuple(
        magnitude
        for magnitude in reading.magnitudes
        if within(sentence, magnitude.start, magnitude.end) and event_type in COUNTED[magnitude.kind]
    )
