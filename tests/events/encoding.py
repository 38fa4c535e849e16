"""An encoder that says what a test writes down: triggers, mentions and roles by the words of the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tests.events.coding import PUBLISHED
from tidings.annotate import annotate, load_knowledge
from tidings.annotation import Annotation
from tidings.encoder.records import EncoderOutput, Hint, ScoredMention, ScoredRepeat, ScoredRole, ScoredTrigger
from tidings.parse.tree import Doc
from tidings.records import Event, Passage
from tidings.vocabulary import DropReason, EventType, Status

HEADER = "trigger,pos,type,mode,cameo,status,source,target,symmetric,requires,forbids,contexts,example,note\n"
# A row of a user's own: whoever "zaps" somebody supports him, which no shipped row and no encoder would think.
ZAP = HEADER + "zap,verb,SUPPORT,,,,subj,obj,,,,,Kenya zapped Mali.,\n"
ATTACK = HEADER + "attack,verb,SUPPORT,,,,subj,obj,,,,,Kenya attacked Mali.,\n"
REST = 0.01  # what a type or a status gets that is not meant


@dataclass(frozen=True, slots=True)
class Tells:
    """Words that tell an event, and who does it to whom: words and scores."""

    words: str
    event_type: str
    sources: Mapping[str, float]
    targets: Mapping[str, float]
    score: float = 0.99
    status: str = "actual"
    no_source: float = 0.01
    no_target: float = 0.01


@dataclass(frozen=True, slots=True)
class Said:
    """The encoder of one text."""

    output: EncoderOutput

    def encode(self, doc: Doc, hints: Sequence[Hint]) -> EncoderOutput:
        return self.output


def output_of(text: str, *told: Tells, repeats: Sequence[tuple[int, int, float]] = ()) -> EncoderOutput:
    """The output in which the words stand; each party's words are one mention, where they stand first."""
    names = sorted({words for one in told for words in (*one.sources, *one.targets)}, key=lambda w: (text.index(w), w))
    roles = (
        ScoredRole(i, j, one.sources.get(words, 0.0), one.targets.get(words, 0.0))
        for i, one in enumerate(told)
        for j, words in enumerate(names)
        if words in one.sources or words in one.targets
    )
    return EncoderOutput(
        mentions=tuple(ScoredMention(*span(text, words), 0.9, ()) for words in names),
        triggers=tuple(_trigger(text, one) for one in told),
        roles=tuple(roles),
        repeats=tuple(ScoredRepeat(*pair) for pair in repeats),
    )


def span(text: str, words: str) -> tuple[int, int]:
    """Where the words stand first; `words#2`: where they stand the second time."""
    words, _, nth = words.partition("#")
    start = text.index(words)
    for _ in range(int(nth or 1) - 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def _trigger(text: str, one: Tells) -> ScoredTrigger:
    start, end = span(text, one.words)
    types = {event_type: one.score if event_type == one.event_type else REST for event_type in EventType}
    status = {status: 0.97 if status == one.status else REST for status in Status}
    return ScoredTrigger(start, end, one.score, types, 0.9, status, one.no_source, one.no_target)


def read(
    text: str,
    *told: Tells,
    repeats: Sequence[tuple[int, int, float]] = (),
    lexicon: str | None = None,
    least: float | None = None,
) -> Annotation:
    """What tidings makes of a text of which the encoder says this; `lexicon`: a user's own rows."""
    encoder = Said(output_of(text, *told, repeats=repeats))
    knowledge = replace(load_knowledge(lexicon=lexicon, with_encoder=False), encoder=encoder, least_confidence=least)
    return annotate(Passage(text, published=PUBLISHED), knowledge=knowledge)


def dropped(said: Annotation, text: str) -> list[tuple[str, str, DropReason]]:
    """The words, type and reason of each trigger that made no event."""
    assert said.coded is not None
    return [(text[one.start : one.end], str(one.event_type), one.reason) for one in said.coded.dropped]


def only(said: Annotation) -> Event:
    """The one event of a text."""
    (event,) = said.events
    return event
