"""Figures of event coding against our own labelled sentences: recall, precision, who, status, when, where, by type.

`python -m tests.gold.score` annotates all items and prints a table for each set; the labels are explained in README.md
beside this file.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from tests.gold.items import GOLD_SETS, SPLITS, GoldActor, GoldEvent, GoldSet, Item, Span
from tidings.annotation import Annotation
from tidings.records import Event, Mention, Passage

SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # both parties may stand in source: codebook ruling 9


def overlaps(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def occurrences(words: str, text: str) -> Iterator[Span]:
    """Every [start, end) at which the words stand in the text."""
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def is_found(gold: GoldActor, mentions: Iterable[Mention], item: Item, annotation: Annotation) -> bool:
    """Whether one of the mentions is the actor meant: the words, another mention of the same actor, or the country."""
    spans = list(occurrences(gold.text, item.text)) if gold.text else []
    same = {m.actor_id for m in annotation.mentions if any(overlaps((m.root, m.root + 1), s) for s in spans)}
    for mention in mentions:
        actor = annotation.actors[mention.actor_id]
        if mention.actor_id in same or any(overlaps((mention.start, mention.end), s) for s in spans):
            return True
        if gold.country and gold.country == actor.country:
            return True
    return False


def is_who_right(gold: GoldEvent, event: Event, item: Item, annotation: Annotation) -> bool:
    """Whether every labelled source and target stands on its side; the sides of a symmetric action are pooled."""
    sources, targets = event.sources, event.targets
    if gold.event_type in SYMMETRIC or (not gold.targets and len(gold.sources) > 1):
        sources = targets = sources + targets
    return all(is_found(actor, sources, item, annotation) for actor in gold.sources) and all(
        is_found(actor, targets, item, annotation) for actor in gold.targets
    )


def fit(gold: GoldEvent, event: Event, annotation: Annotation) -> int:
    """0 if the event does not fit the label, 1 if it is told in the same sentence, 2 if a trigger is the same."""
    if event.event_type not in gold.accepted_types:
        return 0
    places = [(m.trigger_start, m.trigger_end) for m in event.event_mentions]
    if any(overlaps(place, trigger) for place in places for trigger in gold.triggers):
        return 2
    spans = [(s.start, s.end) for s in annotation.sentences]
    shared = [s for s in spans if any(overlaps(s, p) for p in places) and any(overlaps(s, t) for t in gold.triggers)]
    return 1 if shared else 0


def pair(item: Item, annotation: Annotation) -> dict[int, int]:
    """Label index -> event index, one to one: best fits first, those with the right parties before the others."""
    edges = [
        (fit(gold, event, annotation), not gold.is_optional, is_who_right(gold, event, item, annotation), -i, -j)
        for i, gold in enumerate(item.events)
        for j, event in enumerate(annotation.events)
    ]
    pairs: dict[int, int] = {}
    for strength, *_, i, j in sorted(edges, reverse=True):
        if strength and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def _same_magnitudes(gold: GoldEvent, event: Event) -> int:
    return len({(m.kind.value, m.low, m.high) for m in event.magnitudes} & set(gold.magnitudes))


def count(item: Item, annotation: Annotation) -> Counter[str]:
    """What one item adds to the counts that `figures` turns into shares."""
    counts: Counter[str] = Counter()
    pairs = pair(item, annotation)
    counts["predicted"] = len(annotation.events) - sum(item.events[i].is_optional for i in pairs)
    for j, event in enumerate(annotation.events):
        if j not in pairs.values():
            counts[f"{event.event_type}.false"] += 1
    for i, gold in enumerate(item.events):
        if gold.is_optional:
            continue
        counts["gold"] += 1
        counts[f"{gold.event_type}.gold"] += 1
        if i not in pairs:
            continue
        event = annotation.events[pairs[i]]
        counts["hit"] += 1
        counts[f"{gold.event_type}.hit"] += 1
        counts["who"] += is_who_right(gold, event, item, annotation)
        counts["status"] += event.status in gold.status
        if gold.modes:
            counts["mode.gold"] += 1
            counts["mode"] += event.event_mode in gold.modes
        if gold.dates:
            counts["date.gold"] += 1
            counts["date"] += (event.date_start, event.date_end) == gold.dates
        if gold.place:
            counts["place.gold"] += 1
            counts["place"] += bool(event.place and event.place.text in (gold.place, f"the {gold.place}"))
        counts["magnitude.gold"] += len(gold.magnitudes)
        counts["magnitude"] += _same_magnitudes(gold, event)
    return counts


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def figures(counts: Mapping[str, int]) -> dict[str, float]:
    """Shares by name; `who`: type, source and target right, of all labels; what follows it: of the matched ones."""
    return {
        "recall": _share(counts["hit"], counts["gold"]),
        "precision": _share(counts["hit"], counts["predicted"]),
        "who": _share(counts["who"], counts["gold"]),
        "status": _share(counts["status"], counts["hit"]),
        "mode": _share(counts["mode"], counts["mode.gold"]),
        "date": _share(counts["date"], counts["date.gold"]),
        "place": _share(counts["place"], counts["place.gold"]),
        "magnitude": _share(counts["magnitude"], counts["magnitude.gold"]),
    }


Annotator = Callable[[Passage], Annotation]


def measure(items: Iterable[Item], annotate: Annotator) -> Counter[str]:
    """The counts of all items together."""
    total: Counter[str] = Counter()
    for item in items:
        total.update(count(item, annotate(Passage(item.text, item.published))))
    return total


def false_alarms(items: Sequence[Item], annotate: Annotator) -> list[tuple[Item, Event]]:
    """The first event found in each text that tells none."""
    found = [(item, annotate(Passage(item.text, item.published)).events) for item in items]
    return [(item, events[0]) for item, events in found if events]


def own_annotator() -> Annotator:
    """The whole of tidings with its own tables, read once."""
    from tidings.annotate import annotate, load_knowledge

    return partial(annotate, knowledge=load_knowledge())


def _print_table(title: str, counts: Counter[str], write: Callable[[str], object]) -> None:
    write(f"{title}: {counts['gold']} events\n")
    for name, share in figures(counts).items():
        write(f"  {name:<12}{share:6.3f}\n")


def _print_types(counts: Mapping[str, int], write: Callable[[str], object]) -> None:
    write(f"\n{'type':<12}{'gold':>6}{'hit':>6}{'false':>6}\n")
    for event_type in sorted({name.split(".")[0] for name in counts if name.split(".")[0].isupper()}):
        row = [counts.get(f"{event_type}.{column}", 0) for column in ("gold", "hit", "false")]
        write(f"{event_type:<12}" + "".join(f"{n:6}" for n in row) + "\n")


def _print_set(gold_set: GoldSet, annotate: Annotator, write: Callable[[str], object]) -> None:
    total: Counter[str] = Counter()
    for split in SPLITS:
        counts = measure(gold_set.items(split), annotate)
        _print_table(f"{gold_set.name}, {split}", counts, write)
        total += counts
    _print_types(total, write)
    for split in SPLITS if gold_set.no_events else ():
        quiet = gold_set.quiet_items(split)
        alarms = false_alarms(quiet, annotate)
        write(f"\nfalse alarms, {gold_set.name}, {split}: {len(alarms)} of {len(quiet)} texts without an event\n")


def main() -> None:
    """Print for each set the figures of every split, of every type, and the false-alarm rate."""
    annotate = own_annotator()
    for gold_set in GOLD_SETS:
        _print_set(gold_set, annotate, sys.stdout.write)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
