"""Fit the weights by which a day is chosen for an event (`tidings/events/attributes/choices.csv`) on texts with labels.

The network that had not seen a text says what its events are; the figures printed are out of fold. A conditional logit
with a ridge: every offer of the labelled days is right, so that nobody need say which of them is meant.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tidings.events.attributes import choice
from tidings.events.attributes.day_offers import Offer, day_offers
from training.calibrate import Read, annotations
from training.data import BUILD, data_folder
from training.folds import FOLDS, fold_of

RIDGE = 1.0
RAREST = 50  # offers that a feature must be true of
STEPS = 300
CHOICES = Path(choice.__file__).parent / "choices.csv"


@dataclass(frozen=True, slots=True)
class Chance:
    """What is on offer for one labelled event: the features of each offer, and whether its days are the labelled."""

    features: Sequence[Sequence[str]]
    is_right: Sequence[bool]
    fold: int


def chances(data: Path, build: Path, folds: Sequence[int]) -> Iterator[Chance]:
    """Every candidate that a label tells, where one of the offers is right."""
    for one in annotations(data, build, folds, least_confidence=None):
        yield from chances_of(one)


def chances_of(one: Read) -> Iterator[Chance]:
    """Likewise, of one text."""
    assert one.said.coded is not None
    for candidate in one.said.coded.candidates:
        trigger = candidate.trigger
        there = (e for e in one.row["events"] if e["start"] < trigger.end and trigger.start < e["end"])
        label = next((e for e in there if trigger.frame.event_type in e["types"]), None)
        if label is None:
            continue
        offers = day_offers(one.said.coded.reading, trigger, candidate.scope)
        right = labelled(offers, label)
        if any(right):
            yield Chance([tuple(offer.features) for offer in offers], right, fold_of(one.row["id"]))


def labelled(offers: Sequence[Offer], label: Mapping[str, Any]) -> list[bool]:
    """Which offers have the days of a label. Where it has none: the words that it gives, if no day can be read from
    them ("on Monday", in an undated text), else that no day is told."""
    if label.get("day"):
        first, _, last = label["day"].partition("..")
        days = edge(first, is_last=False), edge(last or first, is_last=True)
        return [tuple(day.isoformat() if day else None for day in (o.start, o.end)) == days for o in offers]
    words = label.get("when") or {"start": 0, "end": 0}
    is_open = [o.told is not None and o.start is None and o.end is None for o in offers]
    named = [
        is_open and o.told is not None and o.told.timex.start < words["end"] and words["start"] < o.told.timex.end
        for o, is_open in zip(offers, is_open, strict=True)
    ]
    return named if any(named) else [o.told is None and o.start is None for o in offers]


def edge(written: str, *, is_last: bool) -> str:
    """The first or last day of a year, month or day.

    >>> edge("2016-02", is_last=True), edge("2016", is_last=False)
    ('2016-02-29', '2016-01-01')
    """
    unit = ("Y", "M", "D")[written.count("-")]
    following = np.datetime64(written, unit) + 1
    day = following.astype("datetime64[D]") - 1 if is_last else np.datetime64(written, unit).astype("datetime64[D]")
    return str(day)


def fit(told: Sequence[Chance], *, rarest: int = RAREST, ridge: float = RIDGE) -> dict[str, float]:
    """The weights of the features that are true often enough, by their names as a table gives them back."""
    from scipy.optimize import minimize  # of the extra `train`, through scikit-learn
    from scipy.sparse import csr_matrix

    offers = [[name.strip() for name in features] for one in told for features in one.features]
    counts = Counter(name for features in offers for name in features)
    names = sorted(name for name, count in counts.items() if count >= rarest)
    place = {name: i for i, name in enumerate(names)}
    rows = [[place[name] for name in features if name in place] for features in offers]
    ends = np.cumsum([0, *map(len, rows)])
    x = csr_matrix(
        (np.ones(ends[-1]), np.concatenate([np.array(row, int) for row in rows]), ends), (len(rows), len(names))
    )
    right = np.concatenate([np.array(one.is_right) for one in told])
    starts = np.cumsum([0, *(len(one.features) for one in told)])[:-1]
    group = np.repeat(np.arange(len(told)), [len(one.features) for one in told])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = x @ weights
        powers = np.exp(sums - np.maximum.reduceat(sums, starts)[group])
        whole, of_right = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
        gradient = x.T @ (powers / whole[group] - powers * right / of_right[group])
        return float(np.log(whole / of_right).sum() + ridge * weights @ weights / 2), gradient + ridge * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return dict(zip(names, found.x.tolist(), strict=True))


@contextmanager
def weighed_by(weights: Mapping[str, float]) -> Iterator[None]:
    """In place of choices.csv, other weights: the coder is run as it will be, on other texts."""
    own = choice.weights
    choice.weights = lambda: {"day": weights}  # type: ignore[assignment]
    try:
        yield
    finally:
        choice.weights = own


def fitted_without(told: Sequence[Chance]) -> Callable[[int], AbstractContextManager[None]]:
    """By what the days of a fold are chosen: weights fitted on the other folds."""
    return lambda fold: weighed_by(fit([one for one in told if one.fold != fold]))


def write(path: Path, of: str, weights: Mapping[str, float], learnt_from: str) -> None:
    """The table of weights, which `tidings.events.attributes.choice.weights_in` reads."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("of", "feature", "weight", "note"))
        for number, (name, weight) in enumerate(sorted(weights.items())):
            note = f"conditional logit on {learnt_from}" if number == 0 else ""
            table.writerow((of, name, f"{weight:.2f}", note))


def fit_choices(told: Sequence[Chance], *, out: Path = CHOICES) -> None:
    """Print how often the likeliest offer is right, by weights of the other folds, and write the weights of all."""
    for fold in sorted({one.fold for one in told}):
        with fitted_without(told)(fold):
            own = [one for one in told if one.fold == fold]
            shares = [choice.shares("day", one.features) for one in own]
            hits = sum(one.is_right[int(np.argmax(share))] for one, share in zip(own, shares, strict=True))
        print(f"fold {fold}, fitted on the others: {hits / len(own):.3f} of {len(own)} right")
    write(out, "day", fit(told), f"{len(told)} labelled events")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds corpus/ and bench/")
    parser.add_argument("--build", type=Path, default=BUILD)
    parser.add_argument("--folds", default=",".join(map(str, range(FOLDS))))
    parser.add_argument("--out", type=Path, default=CHOICES)
    args = parser.parse_args()
    fit_choices(list(chances(args.data, args.build, [int(fold) for fold in args.folds.split(",")])), out=args.out)


if __name__ == "__main__":
    main()
