"""What stands around each trigger of the encoder: how sure the others of the text are, near it and of its type."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tidings.encoder.records import EncoderOutput, ScoredTrigger
from tidings.vocabulary import EventType

# Characters: a trigger so near stands mostly in the same clause, or in the same or the next sentence.
CLAUSE, SENTENCES = 150, 400
FAR = 999.0
TYPES = tuple(EventType)
NOBODY = -1.0  # where there is no other trigger


def surroundings(output: EncoderOutput) -> tuple[Mapping[str, float], ...]:
    """For each trigger the features of those around it, by name; linear in the text but for what stands together."""
    triggers = output.triggers
    order = sorted(range(len(triggers)), key=lambda i: triggers[i].start)
    starts = [triggers[i].start for i in order]
    told_again: defaultdict[int, float] = defaultdict(float)
    for repeat in output.repeats:
        for i in (repeat.earlier, repeat.later):
            told_again[i] = max(told_again[i], repeat.score)
    mean = round(sum(one.score for one in triggers) / max(1, len(triggers)), 3)
    scores: defaultdict[EventType, list[float]] = defaultdict(list)
    types = [best_type(one) for one in triggers]
    for one, event_type in zip(triggers, types, strict=True):
        scores[event_type].append(one.score)
    best = {event_type: sorted(told, reverse=True)[:2] for event_type, told in scores.items()}
    found: dict[int, Mapping[str, float]] = {}
    for place, i in enumerate(order):
        near = [triggers[j] for j in order[slice(*_within(starts, place, SENTENCES))] if j != i]
        found[i] = {
            "told again": told_again[i],
            "mean of the text": mean,
            **dict(_near(triggers[i], near)),
            **dict(_of_type(triggers[i], scores[types[i]], best[types[i]])),
        }
    return tuple(found[i] for i in range(len(triggers)))


def best_type(scored: ScoredTrigger) -> EventType:
    """The likeliest type of a trigger, the first of the ontology among equals."""
    return max(TYPES, key=scored.types.__getitem__)


def _within(starts: Sequence[int], place: int, distance: int) -> tuple[int, int]:
    """The slice of the starts less than so far from one of them."""
    return bisect_right(starts, starts[place] - distance), bisect_left(starts, starts[place] + distance)


def _near(own: ScoredTrigger, near: Sequence[ScoredTrigger]) -> Iterator[tuple[str, float]]:
    apart = [(one.start - own.start, one.score) for one in near]
    in_clause = [(gap, score) for gap, score in apart if abs(gap) < CLAUSE]
    yield "nearest", float(min((abs(gap) for gap, _ in apart), default=FAR))
    yield "best before", max((score for gap, score in in_clause if gap < 0), default=NOBODY)
    yield "best after", max((score for gap, score in in_clause if gap > 0), default=NOBODY)
    yield "better in the clause", float(sum(score > own.score for _, score in in_clause))
    yield "around", float(len(apart))
    yield "sum around", round(sum(score for _, score in apart), 3)


def _of_type(own: ScoredTrigger, alike: Sequence[float], two: Sequence[float]) -> Iterator[tuple[str, float]]:
    """How sure the other triggers of the same type are: of all scores of the type, and its two best."""
    others = len(alike) - 1
    yield "best of the type", NOBODY if not others else two[1] if own.score == two[0] else two[0]
    yield "mean of the type", round((sum(alike) - own.score) / others, 3) if others else NOBODY
