"""Fit how sure an event and its parties are, on texts that the network had not seen; print what each bar costs.

The annotations out of fold are nested: those of a fold are weighed by what was fitted on the other folds.
"""

import argparse
import csv
import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from tidings.annotate import annotate, load_knowledge
from tidings.annotation import Annotation
from tidings.encoder.records import EncoderOutput, Hint
from tidings.events.attributes import confidence
from tidings.events.attributes.boosted_trees import COLUMNS, trees_of
from tidings.events.encoded import Encoded
from tidings.parse.tree import Doc
from tidings.records import Passage
from tidings.schemas.json_output import annotation_json
from training.data import BUILD, LABELS, corpus_text, data_folder, labelled_later, read_jsonl
from training.folds import FOLDS, fold_of
from training.texts import Label, Party

RIDGE = 2.0
STEPS = 30
# Of the boosted trees. Twice as many at half the rate, 6 or 24 leaves gave the same within half a point of recall.
TREES = {"max_iter": 200, "learning_rate": 0.05, "max_leaf_nodes": 12, "min_samples_leaf": 60, "l2_regularization": 5.0}
BARS = (0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65, 0.70, 0.75, 0.80)
ATTRIBUTES = Path(__file__).parents[1] / "tidings" / "events" / "attributes"


class Recorded:
    """An encoder that says again what was said of a text before."""

    def __init__(self) -> None:
        self.output = EncoderOutput()

    def encode(self, doc: Doc, hints: Sequence[Hint]) -> EncoderOutput:
        return self.output


@dataclass(frozen=True, slots=True)
class Judged:
    """The features of a candidate, and whether it is right."""

    features: Mapping[str, float]
    is_right: bool
    is_core: bool
    group: str
    fold: int


# What is judged ("event", "parties"), and every judgement of it.
Judgements = Mapping[str, Sequence[Judged]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The trees that judge events, as rows of their table, and the weights of the features that judge parties."""

    trees: Sequence[Mapping[str, Any]]
    weights: Mapping[str, float]
    count: int


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled text, what the network said of it, and what was made of that."""

    row: Mapping[str, Any]
    output: EncoderOutput
    said: Annotation


def annotations(
    data: Path, build: Path, folds: Sequence[int], *, least_confidence: float | None = 0.0
) -> Iterator[Read]:
    """Every labelled text of the folds with what was read of it by the network that had not seen it."""
    encoder = Recorded()
    knowledge = replace(load_knowledge(with_encoder=False), encoder=encoder, least_confidence=least_confidence)
    outputs = {
        key: out for fold in folds for key, out in pickle.loads((build / f"fold{fold}.pkl").read_bytes()).items()
    }
    for row in labelled_rows(data):
        if row["id"] in outputs:
            encoder.output = outputs[row["id"]]
            day = date.fromisoformat(row["date"]) if row.get("date") else None
            yield Read(row, encoder.output, annotate(Passage(row["text"], published=day), knowledge=knowledge))


def write_annotations(
    data: Path, build: Path, judgements: Judgements, *, nested: Sequence[Callable[[int], AbstractContextManager[None]]]
) -> None:
    """What `tidings annotate` would write of every labelled text, in build/crossval.jsonl: read by the network, and
    weighed by the weights, that never saw its fold; and, where the scorer lies beside the corpus, its figures.

    `nested`: what else weighs a fold by weights fitted on the others.
    """
    out, folds = build / "crossval.jsonl", sorted({one.fold for one in judgements["event"]})
    with out.open("w", encoding="utf-8") as lines:
        for fold in folds:
            with ExitStack() as fitted:
                for weighed in (weighed_by(fit_all(judgements, without=fold)), *(one(fold) for one in nested)):
                    fitted.enter_context(weighed)
                for one in annotations(data, build, [fold], least_confidence=None):
                    said = {"id": one.row["id"], **annotation_json(one.row["text"], one.said)}
                    lines.write(json.dumps(said, ensure_ascii=False, default=str) + "\n")
    if missing := set(range(FOLDS)) - set(folds):
        print(f"folds {sorted(missing)} have not been read: no figures of the whole; run training.crossval for them")
    scorer = data / "bench" / "score_labels.py"
    for fold in folds if missing else (None, *folds):
        part = [] if fold is None else ["--fold", f"{fold}/{FOLDS}"]
        subprocess.run([sys.executable, scorer, out, data / "corpus" / "labelled.jsonl", *part], check=True)


@contextmanager
def weighed_by(fitted: Fitted) -> Iterator[None]:
    """In place of what ships, what was fitted on some folds: the coder is run as it will be, on the others."""
    own = confidence.weights, confidence.trees
    trees, weights = trees_of(fitted.trees), {"parties": fitted.weights}
    confidence.weights, confidence.trees = lambda: weights, lambda: trees  # type: ignore[assignment]
    try:
        yield
    finally:
        confidence.weights, confidence.trees = own


def labelled_rows(data: Path) -> Iterator[Mapping[str, Any]]:
    """The labelled texts as the corpus has them, the later ones in the same form."""
    for name in ("labelled", "labelled2"):
        yield from ({**row, "group": name} for row in read_jsonl(data / "corpus" / f"{name}.jsonl"))
    raw = {row["id"]: row for row in read_jsonl(data / "corpus" / "unlabelled.jsonl.gz")}
    texts = {key: corpus_text(row) for key, row in raw.items()}
    for text in labelled_later(LABELS, texts):
        yield {
            **raw[text.text_id],
            "group": "later",
            "events": [as_row(label, n) for n, label in enumerate(text.labels or (), 1)],
        }


def as_row(label: Label, line: int) -> dict[str, Any]:
    """A label as the corpus has it."""

    def side(parties: Sequence[Party]) -> list[dict[str, str | int | None]]:
        spans = (party.span or (None, None) for party in parties)
        return [
            {"name": party.name, "country": party.country, "start": start, "end": end}
            for party, (start, end) in zip(parties, spans, strict=True)
        ]

    return {
        "start": label.trigger[0],
        "end": label.trigger[1],
        "trigger": "",
        "types": list(label.types),
        "core": label.is_core,
        "status": label.status,
        "sources": side(label.sources),
        "targets": side(label.targets),
        "day": label.day,
        "magnitudes": [{"kind": kind, "count": count} for kind, count in label.counts],
        "when": {"start": label.when[0], "end": label.when[1]} if label.when else None,
        "place": {"text": label.place_words} if label.place_words else None,
        "line": line,
        "same": None if label.same is None else label.same + 1,
    }


def judge(data: Path, build: Path, folds: Sequence[int]) -> Judgements:
    """Candidates as events, and the matched ones as parties, by the bench's own scorer."""
    sys.path.insert(0, str(data / "bench"))
    from score_documents import slots_ok
    from score_labels import as_gold, as_prediction

    events, parties = [], []
    for one in annotations(data, build, folds):
        row, said = one.row, one.said
        assert said.coded is not None
        told_all = Encoded(one.output, ())
        told = {e["trigger_start"]: as_prediction(e) for e in annotation_json(row["text"], said)["events"]}
        for candidate in said.coded.candidates:
            trigger = candidate.trigger
            if trigger.scored is None:
                continue
            scored = one.output.triggers[trigger.scored]
            there = [e for e in row["events"] if e["start"] < trigger.end and trigger.start < e["end"]]
            right = [e for e in there if trigger.frame.event_type in e["types"]]
            is_core = any(e["core"] for e in right)
            place = row["group"], fold_of(row["id"])
            events.append(Judged(confidence.event_features(told_all, trigger), bool(right), is_core, *place))
            prediction = told.get(trigger.start)
            if right and prediction is not None:
                slots = slots_ok(as_gold(right[0]), {**prediction, "event": 0})
                exact = slots.get("source_exact", True) and slots.get("target_exact", True)
                features = confidence.party_features(scored, candidate.sources, candidate.targets, candidate.proposals)
                parties.append(Judged(dict(features), exact, right[0]["core"], *place))
    return {"event": events, "parties": parties}


def fit(
    judged: Sequence[Judged], names: Sequence[str], *, ridge: float = RIDGE, shares: np.ndarray | None = None
) -> np.ndarray:
    """The weights of a logistic sum of features, by Newton's method with a ridge; `shares`: how much each counts."""
    x, y = design(judged, names), np.array([one.is_right for one in judged], float)
    share = np.ones(len(y)) if shares is None else shares
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        step = (x * (share * p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(names))
        w += np.linalg.solve(step, x.T @ (share * (y - p)) - ridge * w)
    return w


def design(judged: Sequence[Judged], names: Sequence[str]) -> np.ndarray:
    return np.array([[one.features.get(name, 0.0) for name in names] for one in judged])


def fit_trees(
    rows_of: np.ndarray, right: Sequence[bool] | np.ndarray, names: Sequence[str], shape: Mapping[str, float]
) -> list[dict[str, Any]]:
    """Boosted trees that tell right from wrong, as rows of their table: every node, the leaves with their values.

    `rows_of`: (judged, names), the features of each; `shape`: how many trees, and how large.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier  # of the extra `train`; scoring alone does without

    machine = HistGradientBoostingClassifier(**shape, early_stopping=False, random_state=0)
    return rows_of_trees(machine.fit(rows_of, right), names)


def rows_of_trees(machine: Any, names: Sequence[str]) -> list[dict[str, Any]]:
    """The nodes of fitted trees as rows of their table; tree 0 is what every row starts from."""
    base = {"tree": 0, "node": 0, "feature": "", "value": f"{np.asarray(machine._baseline_prediction).item():.5f}"}
    rows: list[dict[str, Any]] = [base]
    for tree, (predictor,) in enumerate(machine._predictors, 1):
        for node, told in enumerate(predictor.nodes):
            row: dict[str, Any] = {"tree": tree, "node": node}
            if told["is_leaf"]:
                row |= {"feature": "", "value": f"{told['value']:.5f}"}
            else:
                row |= {"feature": names[told["feature_idx"]], "threshold": f"{told['num_threshold']:.5f}"}
                row |= {"low": int(told["left"]), "high": int(told["right"])}
            rows.append(row)
    return rows


def report(title: str, judged: Sequence[Judged], p: np.ndarray) -> None:
    """What each bar keeps: precision, the share of right core ones, and the calibration error in ten bins.

    `p`: (judged,), how likely each was said to be right.
    """
    right, core = (np.array([getattr(one, name) for one in judged]) for name in ("is_right", "is_core"))
    bins = np.minimum((p * 10).astype(int), 9)
    error = sum((bins == b).mean() * abs(p[bins == b].mean() - right[bins == b].mean()) for b in set(bins.tolist()))
    print(f"{title}: {len(judged)}, right {right.mean():.3f}, calibration error {error:.3f}")
    wanted = core & right
    for bar in BARS:
        kept = p >= bar
        share = (wanted & kept).sum() / wanted.sum()
        print(f"  {bar:.2f}  precision {right[kept].mean():.3f}  of right core ones {share:.3f}")


def chances(fitted: Fitted, of: str, judged: Sequence[Judged]) -> np.ndarray:
    """(judged,): how likely each is right."""
    if of == "event":
        trees = trees_of(fitted.trees)
        odds = trees.log_odds([[one.features[name] for name in trees.features] for one in judged])
    else:
        odds = design(judged, list(fitted.weights)) @ np.array(list(fitted.weights.values()))
    share: np.ndarray = 1 / (1 + np.exp(-odds))
    return share


def out_of_fold(judgements: Judgements, of: str) -> tuple[list[Judged], np.ndarray]:
    """Every judgement, and how likely it was said to be right by what was fitted on the other folds."""
    told, shares = [], []
    for fold in sorted({one.fold for one in judgements[of]}):
        own = [one for one in judgements[of] if one.fold == fold]
        told += own
        shares.append(chances(fit_all(judgements, without=fold), of, own))
    return told, np.concatenate(shares)


def write(folder: Path, fitted: Fitted) -> None:
    """The tables of trees and of weights."""
    with (folder / "confidence_trees.csv").open("w", encoding="utf-8", newline="") as out:
        trees = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
        trees.writeheader()
        trees.writerows(fitted.trees)
    with (folder / "confidence.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("of", "feature", "weight", "note"))
        for name, weight in fitted.weights.items():
            note = f"ridge logistic on {fitted.count} out of fold" if name == "any" else ""
            table.writerow(("parties", name, f"{weight:.3f}", note))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds corpus/ and bench/")
    parser.add_argument("--build", type=Path, default=BUILD)
    parser.add_argument("--folds", default=",".join(map(str, range(FOLDS))))
    parser.add_argument("--out", type=Path, default=ATTRIBUTES, help="the folder that the tables are written to")
    args = parser.parse_args()
    calibrate(judge(args.data, args.build, [int(fold) for fold in args.folds.split(",")]), out=args.out)


def fit_all(judgements: Judgements, *, without: int | None = None) -> Fitted:
    """What judges events and parties, fitted on all folds but one.

    The second file of the corpus is left out: it is labelled more densely than news is, and what is right there would
    be a false alarm elsewhere.
    """
    used = {
        of: [one for one in judged if one.group != "labelled2" and one.fold != without]
        for of, judged in judgements.items()
    }
    names = list(used["parties"][0].features)
    weights = dict(zip(names, fit(used["parties"], names).tolist(), strict=True))
    events = used["event"]
    asked = list(events[0].features)
    trees = fit_trees(design(events, asked), [one.is_right for one in events], asked, TREES)
    return Fitted(trees, weights, len(used["parties"]))


def calibrate(judgements: Judgements, *, out: Path = ATTRIBUTES) -> None:
    """Print what each bar costs out of fold, fit on all that is judged, and write the tables."""
    for of in ("event", "parties"):
        told, shares = out_of_fold(judgements, of)
        for group in ("labelled", "labelled2", "later"):
            chosen = np.array([one.group == group for one in told])
            report(f"{of} of {group}", [one for one in told if one.group == group], shares[chosen])
    write(out, fit_all(judgements))


if __name__ == "__main__":
    main()
