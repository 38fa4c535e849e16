"""Fit the trees that judge the places on offer for an event (`place_trees.csv`) on texts with labels.

The network that had not seen a text says what its events are; the figures printed are out of fold. An offer is right
where its name, or the words of the text, are those of the labelled place; where none is labelled all are wrong.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tidings.events.attributes import place
from tidings.events.attributes.boosted_trees import COLUMNS, Trees, trees_of
from tidings.events.attributes.place_offers import UNTOLD, PlaceOffer, place_offers
from training.calibrate import ATTRIBUTES, Read, annotations, rows_of_trees
from training.data import BUILD, data_folder
from training.folds import FOLDS, fold_of

TABLE = ATTRIBUTES / "place_trees.csv"
# Half as many trees of 8 leaves lost a point; more than these gained none.
TREES = {"max_iter": 150, "learning_rate": 0.07, "max_leaf_nodes": 12, "min_samples_leaf": 60, "l2_regularization": 5.0}
Table = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is on offer for one labelled event, a row of features each, which offers are right, and whether a place is
    labelled at all."""

    names: tuple[str, ...]
    rows: np.ndarray
    is_right: np.ndarray
    is_placed: bool
    fold: int


def asked(data: Path, build: Path, folds: Sequence[int]) -> Iterator[Asked]:
    """Every candidate that a label tells and for which a place is on offer."""
    sys.path.insert(0, str(data / "bench"))
    for one in annotations(data, build, folds, least_confidence=None):
        yield from asked_of(one)


def asked_of(one: Read) -> Iterator[Asked]:
    """Likewise, of one text."""
    assert one.said.coded is not None
    for candidate in one.said.coded.candidates:
        trigger, scope = candidate.trigger, candidate.scope
        there = (e for e in one.row["events"] if e["start"] < trigger.end and trigger.start < e["end"])
        label = next((e for e in there if trigger.frame.event_type in e["types"]), None)
        offers = place_offers(one.said.coded.reading, trigger, scope, candidate.sources, candidate.targets)
        if label is None or not offers:
            continue
        names = tuple(sorted({name for offer in offers for name in offer.features}))
        rows = [[float(offer.features.get(name, UNTOLD)) for name in names] for offer in offers]
        words = (label.get("place") or {}).get("text")
        right = np.array([words is not None and is_place(words, offer) for offer in offers])
        yield Asked(names, np.array(rows, np.float32), right, words is not None, fold_of(one.row["id"]))


def is_place(words: str, offer: PlaceOffer) -> bool:
    """Whether an offer is the place that a label names, as the scorer of the corpus compares names."""
    from common import same_name  # of the folder bench, beside the corpus

    return bool(same_name(words, offer.place.name) or same_name(words, offer.place.text))


def fit(told: Sequence[Asked]) -> list[dict[str, Any]]:
    """Boosted trees that choose the right one of what is on offer, or nothing, as rows of their table."""
    from sklearn.ensemble import HistGradientBoostingRegressor  # of the extra `train`

    from training.choice_loss import ChoiceLoss

    names = sorted({name for one in told for name in one.names})
    rows = np.full((sum(len(one.rows) for one in told), len(names)), UNTOLD, np.float32)
    at = {name: i for i, name in enumerate(names)}
    start = 0
    for one in told:
        rows[start : start + len(one.rows), [at[name] for name in one.names]] = one.rows
        start += len(one.rows)
    right = np.concatenate([one.is_right for one in told])
    loss = ChoiceLoss(np.array([len(one.rows) for one in told]), right)
    machine = HistGradientBoostingRegressor(loss=loss, **TREES, early_stopping=False, random_state=0)
    return rows_of_trees(machine.fit(rows, right.astype(float)), names)


@contextmanager
def judged_by(trees: Trees) -> Iterator[None]:
    """In place of place_trees.csv, other trees: the coder is run as it will be, on other texts."""
    own = place.trees
    place.trees = lambda: trees  # type: ignore[assignment]
    try:
        yield
    finally:
        place.trees = own


def fitted_without(told: Sequence[Asked]) -> Callable[[int], AbstractContextManager[None]]:
    """By what the places of a fold are chosen: trees fitted on the other folds."""
    return lambda fold: judged_by(trees_of(fit([one for one in told if one.fold != fold])))


def fit_places(told: Sequence[Asked], *, out: Path = TABLE) -> None:
    """Print how often the likeliest offer is the labelled place, and how often a place is given where none is labelled,
    by trees of the other folds; write the trees of all."""
    for fold in sorted({one.fold for one in told}):
        with fitted_without(told)(fold):
            own = [one for one in told if one.fold == fold]
            chances = [place.chances_of([dict(zip(o.names, row, strict=True)) for row in o.rows]) for o in own]
        given = [max(found) >= place.LEAST for found in chances]
        hits = [g and bool(o.is_right[np.argmax(c)]) for o, c, g in zip(own, chances, given, strict=True)]
        placed = sum(o.is_placed for o in own)
        stray = sum(g and not o.is_placed for o, g in zip(own, given, strict=True))
        print(f"fold {fold}, fitted on the others: {sum(hits) / placed:.3f} of {placed} places right,", end=" ")
        print(f"one given for {stray / (len(own) - placed):.3f} of {len(own) - placed} events without")
    with out.open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, COLUMNS, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(fit(told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds corpus/ and bench/")
    parser.add_argument("--build", type=Path, default=BUILD)
    parser.add_argument("--folds", default=",".join(map(str, range(FOLDS))))
    parser.add_argument("--out", type=Path, default=TABLE)
    args = parser.parse_args()
    fit_places(list(asked(args.data, args.build, [int(fold) for fold in args.folds.split(",")])), out=args.out)


if __name__ == "__main__":
    main()
