"""Fit the weights by which the numbers of a sentence are given to its events, on texts with labels.

They stand in `tidings/events/attributes/quantities.csv`. The network that had not seen a text says what its events are;
the figures printed are out of fold, of each telling by itself: kind and both bounds right.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tidings.annotate import annotate, load_knowledge
from tidings.encoder.records import EncoderOutput
from tidings.events.attributes import magnitudes
from tidings.events.attributes.count_offers import CountOffer, count_offers, gap_between, link_of
from tidings.events.attributes.counted import Count
from tidings.events.attributes.mode import mode_of
from tidings.events.candidates import Candidate
from tidings.records import Passage
from tidings.vocabulary import MagnitudeKind
from training.calibrate import Read, annotations, as_row
from training.choices import Chance, fit, write
from training.data import BUILD, GOLD, data_folder, gold_texts
from training.folds import FOLDS, fold_of

RAREST = 25  # offers that a feature must be true of
RIDGE = 2.0
OWN = -1  # the fold of what is in none
OFTEN = 4  # how often each of our own counts: one short sentence for each way of telling a number
QUANTITIES = Path(magnitudes.__file__).parent / "quantities.csv"
WRITTEN = re.compile(r"([<>~]?)([\d.]+)(?:-([\d.]+))?([kKmMbB]?)_?[A-Z]{0,3}")
SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9}
# Kinds that the labels use for one another.
FAMILY = {MagnitudeKind.RESCUED: MagnitudeKind.RELEASED}

Bounds = tuple[float | None, float | None]
Gold = tuple[MagnitudeKind, Bounds]


@dataclass(frozen=True, slots=True)
class Telling:
    """What one labelled telling counts, what is on offer for it, and which kind each number has to it."""

    gold: Sequence[Gold]
    offers: Sequence[tuple[Count, Sequence[CountOffer]]]
    right: Sequence[MagnitudeKind | None]
    group: str
    fold: int


def tellings(data: Path, build: Path, folds: Sequence[int]) -> Iterator[Telling]:
    """Every candidate that a label tells."""
    for one in annotations(data, build, folds, least_confidence=None):
        yield from tellings_of(one)


def own_tellings(folder: Path = GOLD) -> Iterator[Telling]:
    """Likewise of the tuned half of our own gold, as the rows alone read it; of no fold: nothing is measured there."""
    knowledge = load_knowledge(with_encoder=False)
    for text in gold_texts(folder):
        day = date.fromisoformat(text.published) if text.published else None
        said = annotate(Passage(text.text, published=day), knowledge=knowledge)
        events = [as_row(label, n) for n, label in enumerate(text.labels or (), 1)]
        row = {"id": text.text_id, "group": "gold", "events": events}
        yield from (replace(one, fold=OWN) for one in tellings_of(Read(row, EncoderOutput(), said)))


def tellings_of(one: Read) -> Iterator[Telling]:
    """Likewise, of one text; a label is told once."""
    coded, told = one.said.coded, set()
    assert coded is not None
    beside: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in coded.candidates:
        beside[candidate.trigger.sentence.start].append(candidate)
    for candidate in coded.candidates:
        label = label_of(candidate, one.row["events"])
        if label is None or label["line"] in told:
            continue
        told.add(label["line"])
        gold = [
            (MagnitudeKind(m["kind"]), bounds) for m in label.get("magnitudes") or () if (bounds := read(m["count"]))
        ]
        mode = mode_of(coded.reading, candidate)
        offers = list(count_offers(coded.reading, candidate, beside[candidate.trigger.sentence.start], mode))
        yield Telling(gold, offers, rightly(candidate, offers, gold), one.row["group"], fold_of(one.row["id"]))


def label_of(candidate: Candidate, labels: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The label of the same type on one of the triggers of a candidate."""
    for trigger in (candidate.trigger, *candidate.others):
        for label in labels:
            is_there = label["start"] < trigger.end and trigger.start < label["end"]
            if is_there and candidate.frame.event_type in label["types"]:
                return label
    return None


def read(written: str) -> Bounds | None:
    """The bounds of a labelled count, None if it is no number.

    >>> read("100-150"), read(">2k"), read("<20"), read("280000000000USD"), read("many")
    ((100.0, 150.0), (2000.0, None), (None, 20.0), (280000000000.0, 280000000000.0), None)
    """
    found = WRITTEN.fullmatch(written.replace(",", ""))
    if found is None:
        return None
    sign, low, high, unit = found.groups()
    first = float(low) * SCALES[unit.lower()]
    last = float(high) * SCALES[unit.lower()] if high else first
    return (None if sign == "<" else first), (None if sign == ">" else last)


def rightly(
    candidate: Candidate, offers: Sequence[tuple[Count, Sequence[CountOffer]]], gold: Sequence[Gold]
) -> list[MagnitudeKind | None]:
    """The kind that each number has by the labels; of equal numbers the one that hangs on the event or stands next."""
    right: list[MagnitudeKind | None] = [None] * len(offers)
    for kind, bounds in gold:
        fits = [
            (link_of(candidate, count) == "apart", count.form != "number", gap_between(candidate, count), i)
            for i, (count, _) in enumerate(offers)
            if (count.low, count.high) == bounds and right[i] is None
        ]
        for is_apart, *_, i in sorted(fits)[:1]:
            same = [j for other, *_, j in fits if other == is_apart and offers[j][0].head is offers[i][0].head]
            for j in same:
                kinds = (offer.kind for offer in offers[j][1] if offer.kind is not None)
                right[j] = next((k for k in kinds if FAMILY.get(k, k) is FAMILY.get(kind, kind)), None)
    return right


def chances(told: Sequence[Telling]) -> list[Chance]:
    """Each number as a choice among kinds."""
    return [
        Chance([tuple(offer.features) for offer in offers], [offer.kind is kind for offer in offers], one.fold)
        for one in told
        for (_, offers), kind in zip(one.offers, one.right, strict=True)
    ]


def fitted(told: Sequence[Telling]) -> dict[str, float]:
    """The weights of the features that are true often enough."""
    own = [one for one in told if one.fold == OWN]
    return fit(chances([*told, *own * (OFTEN - 1)]), rarest=RAREST, ridge=RIDGE)


@contextmanager
def weighed_by(weights: Mapping[str, float]) -> Iterator[None]:
    """In place of quantities.csv, other weights: the coder is run as it will be, on other texts."""
    own = magnitudes.weights
    magnitudes.weights = lambda: weights  # type: ignore[assignment]
    try:
        yield
    finally:
        magnitudes.weights = own


def fitted_without(told: Sequence[Telling]) -> Callable[[int], AbstractContextManager[None]]:
    """By what the numbers of a fold are shared out: weights fitted on the other folds."""
    return lambda fold: weighed_by(fitted([one for one in told if one.fold != fold]))


def counted(told: Sequence[Telling], weights: Mapping[str, float]) -> Counter[str]:
    """How many quantities the tellings have, how many are given to them, and how many of those are right."""
    counts: Counter[str] = Counter()
    for one in told:
        found = magnitudes.likeliest(one.offers, weights)
        said = Counter((FAMILY.get(kind, kind), (count.low, count.high)) for kind, count in found)
        gold = Counter((FAMILY.get(kind, kind), bounds) for kind, bounds in one.gold)
        counts.update(gold=gold.total(), said=said.total(), right=(gold & said).total())
    return counts


def figures(counts: Mapping[str, int]) -> str:
    """Precision, recall and F1."""
    right, said, gold = (counts[name] for name in ("right", "said", "gold"))
    rates = (right / max(1, said), right / max(1, gold), 2 * right / max(1, said + gold))
    return "precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(*rates) + f" of {gold}"


def fit_quantities(told: Sequence[Telling], *, out: Path = QUANTITIES) -> None:
    """Print what is right by weights of the other folds, for the first labels and all, and write the weights of all."""
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for fold in sorted({one.fold for one in told} - {OWN}):
        weights = fitted([one for one in told if one.fold != fold])
        for group in sorted({one.group for one in told if one.fold == fold}):
            counts = counted([one for one in told if one.fold == fold and one.group == group], weights)
            total[group].update(counts)
            print(f"fold {fold}, {group}, fitted on the others: {figures(counts)}")
    for group, counts in total.items():
        print(f"all folds, {group}: {figures(counts)}")
    write(out, "count", fitted(told), f"{len(chances(told))} numbers of labelled events")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds corpus/ and bench/")
    parser.add_argument("--build", type=Path, default=BUILD)
    parser.add_argument("--folds", default=",".join(map(str, range(FOLDS))))
    parser.add_argument("--out", type=Path, default=QUANTITIES)
    args = parser.parse_args()
    folds = [int(fold) for fold in args.folds.split(",")]
    fit_quantities([*tellings(args.data, args.build, folds), *own_tellings()], out=args.out)


if __name__ == "__main__":
    main()
