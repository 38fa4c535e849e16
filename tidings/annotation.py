"""The record of all that was read out of one passage; it stands above the events, whose weighing it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from tidings.events.candidates import CodedEvents
from tidings.records import Actor, Event, Magnitude, Mention, Place, Sentence, Timex


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that was read out of one passage. `actors` has one entry for every `actor_id` mentions and events use.

    `coded` keeps what the coder weighed: the parties that lost and the triggers that were dropped; it is not published.
    """

    sentences: tuple[Sentence, ...]
    actors: Mapping[str, Actor]
    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]
    dates: tuple[Timex, ...]
    magnitudes: tuple[Magnitude, ...]
    events: tuple[Event, ...]
    coded: CodedEvents | None = None
