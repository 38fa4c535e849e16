"""Tell what was weighed for a text: each trigger with who found it and who was proposed, or why it was dropped."""

from collections.abc import Iterator, Mapping, Sequence

from tidings.annotate import Knowledge, annotate
from tidings.annotation import Annotation
from tidings.flows.telling.marks import Mark, marked
from tidings.records import Passage
from tidings.schemas.rows import Row
from tidings.schemas.why import why_record

# Whom the encoder holds for less likely is counted, not listed: nobody below it is taken.
LEAST_LISTED = 0.05


def weighing(passage: Passage, known: Knowledge, *, is_coloured: bool) -> str:
    """All triggers of the passage in text order, as a person reads them."""
    said = annotate(passage, knowledge=known)
    why = why_record(passage.text, said)
    triggers = sorted((*why["candidates"], *why["dropped"]), key=lambda trigger: trigger["trigger_start"])
    parts = [_head(why, len(said.events))]
    for number, trigger in enumerate(triggers, start=1):
        sentence = marked(passage.text, _sentence(said, trigger), _marks(trigger), is_coloured=is_coloured)
        parts += ["", *_title(number, trigger), "", *sentence]
        if "reason" not in trigger:
            parts += ["", *_fields(trigger, len(said.events))]
    return "\n".join(parts)


def _head(why: Mapping[str, Sequence[Row]], events: int) -> str:
    found, dropped = len(why["candidates"]), len(why["dropped"])
    if not found and not dropped:
        return "No trigger was found."
    return f"{found + dropped} triggers: {found} tell {events} events, {dropped} dropped"


def _title(number: int, trigger: Row) -> Iterator[str]:
    words = " ".join(trigger["trigger"].split())
    if "reason" in trigger:
        verdict = f"dropped: {trigger['reason']}, confidence {trigger['confidence']:.2f}"
    else:
        sure = f"confidence {trigger['confidence']:.2f}, of its parties {trigger['party_confidence']:.2f}"
        verdict = f"{trigger['status']}, {sure}"
    yield f'{number}. {trigger["event_type"]} "{words}", {verdict}'


def _sentence(said: Annotation, trigger: Row) -> tuple[int, int]:
    """The sentence that a trigger begins in; the trigger itself where a heading has none."""
    place = trigger["trigger_start"]
    told = ((s.start, s.end) for s in said.sentences if s.start <= place < s.end)
    return next(told, (place, trigger["trigger_end"]))


def _marks(trigger: Row) -> list[Mark]:
    settled = [
        Mark(proposal["start"], proposal["end"], side)
        for side in ("source", "target")
        for proposal in trigger.get(side, ())
        if proposal["is_settled"]
    ]
    return [Mark(trigger["trigger_start"], trigger["trigger_end"], "trigger"), *settled]


def _fields(candidate: Row, events: int) -> Iterator[str]:
    event = "none" if candidate["event"] is None else f"{candidate['event'] + 1} of {events}"
    yield f"  {'event':<12}{event}"
    yield f"  {'found by':<12}{candidate['detector']}, rule {candidate['rule']}"
    for side in ("source", "target"):
        listed = [p for p in candidate[side] if p["is_settled"] or p["score"] >= LEAST_LISTED]
        lines = [_proposal(proposal) for proposal in listed]
        if rest := len(candidate[side]) - len(listed):
            lines.append(f"  and {rest} less likely")
        for place, line in enumerate(lines or ["  nobody"]):
            yield f"  {side if place == 0 else '':<12}{line}"


def _proposal(proposal: Row) -> str:
    """Who is proposed, starred where it was taken, by whom and how surely, and the words that stand for it."""
    star = "*" if proposal["is_settled"] else " "
    country = f" - {proposal['country']} ({proposal['country_basis']})" if proposal["country"] else ""
    words = " ".join(proposal["text"].split())
    return f'{star} {proposal["name"]}{country}, by {proposal["basis"]} {proposal["score"]:.2f}, from "{words}"'
