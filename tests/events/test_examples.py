"""Every row of the lexicon has an example, and in the example a trigger of the row's type is found and is a fact."""

from collections.abc import Mapping

import pytest

from tidings.actors.mentions import find_mentions
from tidings.events.lexicon.frames import Frame
from tidings.events.lexicon.load import own_lexicon
from tidings.events.pipeline import code_events
from tidings.parse.spacy_parser import load_model
from tidings.parse.tree import Doc, plain
from tidings.places.find import find_places
from tidings.vocabulary import DropReason, EventType

WANTED_TRIGGERS = 2_000


def own_frames() -> list[Frame]:
    """The package's frames, each once."""
    return list({id(frame): frame for frames in own_lexicon().frames.values() for frame in frames}.values())


@pytest.fixture(scope="module")
def parsed() -> Mapping[str, Doc]:
    """All examples, parsed together: one by one takes minutes."""
    examples = sorted({frame.example for frame in own_frames()})
    return dict(zip(examples, map(plain, load_model().pipe(examples, batch_size=256)), strict=True))


def types_of(doc: Doc) -> set[EventType]:
    """The types of what is told; who does it the row alone need not know: "the assembly approved" is enough."""
    mentions, actors = find_mentions(doc, published=None)
    places = find_places(doc, mentions=mentions, actors=actors)
    coded = code_events(
        doc,
        mentions=mentions,
        actors=actors,
        places=places,
        dates=(),
        magnitudes=(),
        published=None,
    )
    partyless = {one.event_type for one in coded.dropped if one.reason is DropReason.NOBODY}
    return partyless | {event.event_type for event in coded.events}


@pytest.mark.parametrize("event_type", list(EventType))
def test_examples_tell_an_event_of_their_type(event_type: EventType, parsed: Mapping[str, Doc]) -> None:
    rows = [frame for frame in own_frames() if frame.event_type is event_type]
    silent = {frame.row_id: frame.example for frame in rows if event_type not in types_of(parsed[frame.example])}
    assert silent == {}


def test_the_lexicon_knows_its_trade() -> None:
    triggers = {(frame.pos, word, frame.words[1:]) for frame in own_frames() for word in frame.words[0]}
    assert len(triggers) >= WANTED_TRIGGERS
