"""Learn which line of a raw text is its title: `python -m training.titles --data FOLDER` writes the weights anew.

A line's score is the weighted sum of its features; of all lines near the body, and of none, one is right, and the
weights are those that give it most of the probability (a conditional logit). Five folds first: what each is told.
What the network says of the lines is a feature: `training.train_lines` comes before, and of each text the network
speaks that had not seen it.
"""

import argparse
import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.line_features import features_of
from tidings.articles.line_model import chances
from tidings.articles.metadata.title_features import Features, Row, title_features
from tidings.articles.metadata.title_keys import title_key
from tidings.articles.metadata.titles import NONE
from tidings.articles.refine import chances_of, rows_of
from tidings.articles.rule_drafts import rule_drafts
from tidings.readers.read import read
from training.data import BUILD, data_folder
from training.folds import FOLDS, fold_of
from training.score_lines import Weights, load

WEIGHTS = Path(__file__).parent.parent / "tidings" / "articles" / "title_weights.csv"
# How much a page counts, by where it is from, with its title visible and without: the seams of files of several
# articles are made by a generator, and the title that a whole page declares may stand there in other words.
WEIGHT = {"main": 1.0, "full": 1.0, "several": 0.4}
WEIGHT_OF_NONE = {"main": 0.5, "full": 0.0, "several": 1.2}
PENALTY = 0.01  # on the squares of the weights
LEAST = 1e-12
STEPS = 120
DECIMALS = 2

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Question:
    """The lines of one article that may be its title, and which are; none when it has no title there."""

    kind: str
    fold: int
    lines: Sequence[Features]
    right: frozenset[int]


Seen = tuple[ArticleLayout, Sequence[Row]]


def articles_of(path: Path, weights: Weights) -> Iterator[Seen]:
    """The articles of a raw file as they stand before they have a title, with what a network says of their blocks."""
    for document in read(path.read_bytes(), path.name):
        blocks, drafts = rule_drafts(document.text or "")
        if drafts:
            said = chances_of(blocks, chances(features_of(blocks, drafts), weights))
            yield from ((found, rows_of(found, said)) for found in drafts)


def question(kind: str, fold: int, seen: Seen, titles: set[str]) -> Question:
    """One article's lines; `titles`: how its title is written, as compared."""
    found, rows = seen
    lines = title_features(found.blocks, found.body[0], rows)
    right = frozenset(n for n, i in enumerate(lines) if title_key(found.blocks[i].text) in titles)
    return Question(kind, fold, list(lines.values()), right)


def page_questions(root: Path, weights: Sequence[Weights]) -> Iterator[Question]:
    """Of each single page the article that has the title; without one the first."""
    for gold in map(json.loads, (root / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        for kind in ("main", "full"):
            if not gold.get("title") or not gold[f"file_{kind}"]:
                continue
            titles = {title_key(gold["title"])}
            fold = fold_of(gold["id"])
            seen = articles_of(root / gold[f"file_{kind}"], weights[fold])
            asked = [question(kind, fold, article, titles) for article in seen]
            is_visible = gold[f"title_in_{kind}"]
            yield from [one for one in asked if one.right][:1] or ([] if is_visible else asked[:1])


def several_questions(root: Path, weights: Sequence[Weights]) -> Iterator[Question]:
    """The articles of files that hold several."""
    for gold in map(json.loads, (root / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        raw = (root / "files" / gold["file"]).read_text(encoding="utf-8")
        fold = fold_of(gold["file"])
        for seen in articles_of(root / "files" / gold["file"], weights[fold]):
            found, _ = seen
            start = found.blocks[found.body[0]].block.start
            told = next((a for a in gold["articles"] if a["core_start"] <= start < a["core_end"]), None)
            if told is None:
                continue
            titles = (
                {title_key(told["title"]), title_key(raw[slice(*told["title_span"])])}
                if told["title_present"]
                else set()
            )
            asked = question("several", fold, seen, titles)
            if asked.right or not titles:
                yield asked


class Fit:
    """Questions as one matrix: a row for each line, and one for none at the end of each question."""

    def __init__(self, questions: Sequence[Question], names: Sequence[str]) -> None:
        index = {name: i for i, name in enumerate(names)}
        sizes = [len(asked.lines) + 1 for asked in questions]
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.of = np.repeat(np.arange(len(questions)), sizes)
        self.matrix: Floats = np.zeros((sum(sizes), len(names)))
        self.right: Floats = np.zeros(sum(sizes))
        self.weight: Floats = np.array([(WEIGHT if q.right else WEIGHT_OF_NONE)[q.kind] for q in questions])
        for start, asked in zip(self.starts, questions, strict=True):
            for row, features in enumerate(asked.lines):
                for name, size in features.items():
                    self.matrix[start + row, index[name]] = size
                self.right[start + row] = row in asked.right
            self.matrix[start + len(asked.lines), index[NONE]] = 1.0
            self.right[start + len(asked.lines)] = not asked.right

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """How little of the probability the right lines have, and which way the weights should go."""
        scores = self.matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.of])
        whole = np.add.reduceat(odds, self.starts)
        hit = np.maximum(np.add.reduceat(odds * self.right, self.starts), LEAST)
        share = odds / whole[self.of] - odds * self.right / hit[self.of]
        pull: Floats = self.matrix.T @ (share * self.weight[self.of]) / self.weight.sum()
        missed = float(np.log(whole / hit) @ self.weight / self.weight.sum())
        return missed + PENALTY * float(weights @ weights) / 2, pull + PENALTY * weights


def learn(questions: Sequence[Question], names: Sequence[str]) -> dict[str, float]:
    """The weights that lose least."""
    from scipy.optimize import minimize  # of the extra `train`, through scikit-learn

    fit = Fit(questions, names)
    found = minimize(fit.loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return dict(zip(names, found.x.round(DECIMALS).tolist(), strict=True))


def is_right(asked: Question, weights: Mapping[str, float]) -> bool:
    """Whether the line that scores most is the title, or none does where there is none."""
    scores = [sum(weights[name] * size for name, size in line.items()) for line in asked.lines]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i), default=None)
    return not asked.right if best is None or scores[best] < weights[NONE] else best in asked.right


def names_of(questions: Sequence[Question]) -> list[str]:
    return [*sorted({name for asked in questions for line in asked.lines for name in line}), NONE]


def figures(questions: Sequence[Question], *, of: Sequence[dict[str, float]]) -> Iterator[tuple[str, Any]]:
    """Share of right answers by kind, each question answered by the weights of its own fold."""
    for kind in WEIGHT:
        for name, has_title in (("with a title", True), ("without", False)):
            asked = [q for q in questions if q.kind == kind and bool(q.right) == has_title]
            right = [is_right(q, of[q.fold]) for q in asked]
            yield f"{kind}, {name}", f"{np.mean(right) if right else 0:.3f} of {len(right)}"


def main() -> None:
    """Print the out-of-fold figures, write the weights of all folds together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds bench/")
    parser.add_argument("--folds", type=Path, help="also write the weights of each fold here, as JSON")
    asked = parser.parse_args()
    bench = asked.data / "bench" / "data"
    weights = [load(BUILD / f"lines{number}.npz") for number in range(FOLDS)]
    questions = [*page_questions(bench / "rawtext", weights), *several_questions(bench / "segmentation", weights)]
    names = names_of(questions)
    folds = [learn([q for q in questions if q.fold != fold], names) for fold in range(FOLDS)]
    for name, figure in figures(questions, of=folds):
        print(f"{name:24} {figure}")
    if asked.folds:
        asked.folds.write_text(json.dumps(folds), encoding="utf-8")
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("feature", "weight"))
        table.writerows((name, weight) for name, weight in learn(questions, names).items() if weight)


if __name__ == "__main__":
    main()
