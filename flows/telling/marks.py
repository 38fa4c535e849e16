"""A sentence with pieces of it marked: in brackets with their names, and in colour on a terminal."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 100
COLOURS = {"trigger": "1;31", "source": "1;34", "target": "1;32", "speaker": "1;35"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the sentence and what it is to the event."""

    start: int
    end: int
    name: str


def marks_of(event: Mapping[str, Any], mentions: Iterable[Mapping[str, Any]]) -> list[Mark]:
    """The trigger of an event, then the mentions of its parties and of its speaker in its sentence.

    `mentions` are those of its article.
    """
    sides = {actor: side for side in ("target", "source") for actor in event[f"{side}_ids"]}
    if event["speaker_id"]:
        sides.setdefault(event["speaker_id"], "speaker")
    inside = (m for m in mentions if event["evidence_start"] <= m["start"] and m["end"] <= event["evidence_end"])
    marks = [Mark(m["start"], m["end"], sides[m["actor_id"]]) for m in inside if m["actor_id"] in sides]
    return [Mark(event["trigger_start"], event["trigger_end"], "trigger"), *marks]


def marked(text: str, span: tuple[int, int], marks: Sequence[Mark], *, is_coloured: bool) -> list[str]:
    """The lines of a sentence, each marked piece in brackets with its part, and in colour.

    The first mark stands; of the others the earlier, the longer: what overlaps one that stands is left out.
    """
    pieces, at = [], span[0]
    for mark in apart(marks):
        words = " ".join(text[mark.start : mark.end].split())
        told = f"\x1b[{COLOURS[mark.name]}m{words}\x1b[0m" if is_coloured else words
        pieces += [text[at : mark.start], f"[{told}]{mark.name}"]
        at = mark.end
    sentence = " ".join("".join([*pieces, text[at : span[1]]]).split())
    return textwrap.wrap(sentence, WIDTH, initial_indent="  ", subsequent_indent="  ")


def apart(marks: Sequence[Mark]) -> list[Mark]:
    """Marks that do not overlap, in text order: the first stands; of the others the earlier, the longer."""
    kept = list(marks[:1])
    for mark in sorted(marks[1:], key=lambda mark: (mark.start, -mark.end)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)
