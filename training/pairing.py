"""Fit how likely two tellings of a text are of one happening, on the labelled corpus; print what each chance is worth.

The tellings are those the coder makes of what the network said of texts it had not seen; a pair is right when the
labels link it. Pairs of which one is no labelled event say nothing and are left out.
"""

import argparse
import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from tidings.events import pipeline
from tidings.events.coreference import pairing
from tidings.events.coreference.pairing import Pairing, contradict
from tidings.events.coreference.tellings import Told
from tidings.events.passage_index import PassageIndex
from tidings.records import Event
from training.calibrate import Judged, annotations, design, fit, report
from training.data import BUILD, data_folder
from training.folds import FOLDS, fold_of

RIDGE = 12.0  # of 1 to 40 nothing is better by more than .002 of average precision, on folds left out
# What is labelled later links less, and two thirds of all pairs are of it: more is known with it, most at this share.
LATER = 0.25
PAIRING = Path(__file__).parents[1] / "tidings" / "events" / "coreference" / "pairing.csv"
Row = Mapping[str, Any]


def pairs_of(row: Row, reading: PassageIndex, told: Sequence[Told]) -> Iterator[Judged]:
    """The pairs of tellings of a labelled text that are labelled both and do not contradict each other."""
    made, lines = Pairing.of(reading, told), _lines(row["events"], [event for _, event in told])
    happening = _happenings(row["events"])
    for later, second in lines.items():
        for earlier, first in lines.items():
            if earlier < later and not contradict(made.tellings[earlier], made.tellings[later]):
                is_one = happening[first] == happening[second]
                features = dict(made.features(earlier, later))
                yield Judged(features, is_one, True, row.get("group", ""), fold_of(row["id"]))


def _lines(labels: Sequence[Row], events: Sequence[Event]) -> dict[int, int]:
    """The label's line that each telling is of, by the telling's place; each label is told once."""
    taken: set[int] = set()
    found = {}
    for i, event in enumerate(events):
        for label in sorted(labels, key=lambda one: not one["core"]):
            there = any(m.trigger_start < label["end"] and label["start"] < m.trigger_end for m in event.event_mentions)
            if there and event.event_type in label["types"] and label["line"] not in taken:
                found[i] = label["line"]
                taken.add(label["line"])
                break
    return found


def _happenings(labels: Sequence[Row]) -> dict[int, int]:
    """The first line that tells the happening of each line."""
    first = {label["line"]: label.get("same") or label["line"] for label in labels}
    for line in sorted(first):
        first[line] = first.get(first[line], line)
    return first


@contextmanager
def listening() -> Iterator[list[tuple[PassageIndex, Sequence[Told]]]]:
    """What the coder asks to be joined while the block runs, text by text."""
    own, heard = pipeline.merge_within_article, []

    def merge(reading: PassageIndex, told: Sequence[Told]) -> tuple[Event, ...]:
        heard.append((reading, told))
        return own(reading, told)

    pipeline.merge_within_article = merge
    try:
        yield heard
    finally:
        pipeline.merge_within_article = own


def collect(data: Path, build: Path, folds: Sequence[int]) -> list[Judged]:
    """The judged pairs of all labelled texts of the folds."""
    pairs: list[Judged] = []
    with listening() as heard:
        for one in annotations(data, build, folds, least_confidence=None):
            if any(event.get("same") for event in one.row["events"]):
                pairs += pairs_of(one.row, *heard[-1])
            heard.clear()
    return pairs


def names_of(pairs: Sequence[Judged]) -> list[str]:
    """The features in the order in which they are first met."""
    return list(dict.fromkeys(name for pair in pairs for name in pair.features))


def weights_of(pairs: Sequence[Judged], names: Sequence[str]) -> np.ndarray:
    """The weights fitted on pairs."""
    shares = np.array([LATER if pair.group == "later" else 1.0 for pair in pairs])
    return fit(pairs, names, ridge=RIDGE, shares=shares)


@contextmanager
def weighed_by(pairs: Sequence[Judged]) -> Iterator[None]:
    """In place of pairing.csv, weights fitted on some pairs: the coder is run as it will be, on other texts."""
    own, names = pairing.weights, names_of(pairs)
    told = dict(zip(names, weights_of(pairs, names).tolist(), strict=True))
    pairing.weights = lambda: told  # type: ignore[assignment]
    try:
        yield
    finally:
        pairing.weights = own


def fitted_without(pairs: Sequence[Judged]) -> Callable[[int], AbstractContextManager[None]]:
    """By what the tellings of a fold are joined: weights fitted on the pairs of the other folds."""
    return lambda fold: weighed_by([pair for pair in pairs if pair.fold != fold])


def fit_all(pairs: Sequence[Judged], *, out: Path = PAIRING) -> None:
    """Print what the chances of each fold are worth by weights of the others, and write those of all."""
    names = names_of(pairs)
    for fold in sorted({pair.fold for pair in pairs}):
        others = [pair for pair in pairs if pair.fold != fold]
        own = [pair for pair in pairs if pair.fold == fold and pair.group == "labelled"]
        report(
            f"fold {fold}, fitted on the others", own, 1 / (1 + np.exp(-design(own, names) @ weights_of(others, names)))
        )
    write(out, names, weights_of(pairs, names), pairs)


def write(path: Path, names: Sequence[str], weights: np.ndarray, pairs: Sequence[Judged]) -> None:
    """The table of weights, each with how many pairs have its feature."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("feature", "weight", "note"))
        for name, weight in zip(names, weights, strict=True):
            count = sum(bool(pair.features.get(name)) for pair in pairs)
            table.writerow((name, f"{weight:.3f}", f"in {count} pairs"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds corpus/ and bench/")
    parser.add_argument("--build", type=Path, default=BUILD)
    parser.add_argument("--folds", default=",".join(map(str, range(FOLDS))))
    parser.add_argument("--out", type=Path, default=PAIRING)
    args = parser.parse_args()
    fit_all(collect(args.data, args.build, [int(fold) for fold in args.folds.split(",")]), out=args.out)


if __name__ == "__main__":
    main()
