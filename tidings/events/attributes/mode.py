"""Choose the mode of an event whose row leaves it open, by what stands in the slots of its triggers."""

from tidings.events.arguments import Trigger, passes
from tidings.events.candidates import Candidate
from tidings.events.passage_index import PassageIndex


def mode_of(reading: PassageIndex, candidate: Candidate) -> str | None:
    """The mode of a happening: that of its row, else what modes.csv reads from its words, else from other tellings.

    "Jets attacked the camp" is an attack from the air, "threatened to recall its envoy" a threat to relations.
    """
    event_type = candidate.frame.event_type
    if candidate.frame.mode is not None:
        return candidate.frame.mode
    told = [trigger for trigger in (candidate.trigger, *candidate.others) if trigger.frame.event_type is event_type]
    found = (trigger.frame.mode or _read_mode(reading, trigger) for trigger in told)
    return next((mode for mode in found if mode is not None), None)


def _read_mode(reading: PassageIndex, trigger: Trigger) -> str | None:
    for mode, tests in reading.lexicon.modes.get(trigger.frame.event_type, ()):
        if not tests or any(passes(reading, trigger, test) for test in tests):
            return mode
    return None
