"""Learn which line of a raw text is its title: `python -m training.titles --data FOLDER` writes the weights anew.

A line's score is the weighted sum of its features; of all lines near the body, and of none, one is right, and the
weights are those that give it most of the probability (a conditional logit). Five folds first: what each is told.
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

from tidings.articles.block_labels import Labelled, label_blocks
from tidings.articles.blocks import find_blocks
from tidings.articles.boundaries import find_heads
from tidings.articles.headers import read_header
from tidings.articles.metadata.title_features import Features, title_features
from tidings.articles.metadata.title_keys import title_key
from tidings.articles.metadata.titles import NONE
from tidings.articles.neighbour_labels import label_in_context
from tidings.articles.regions import body_region
from tidings.readers.read import read
from training.data import data_folder
from training.folds import FOLDS, fold_of

WEIGHTS = Path(__file__).parent.parent / "tidings" / "articles" / "title_weights.csv"
# How much a page counts, by where it is from, with its title visible and without: the seams of files of several
# articles are made by a generator, and the title that a whole page declares may stand there in other words.
WEIGHT = {"main": 1.0, "full": 1.0, "several": 0.4}
WEIGHT_OF_NONE = {"main": 0.5, "full": 0.0, "several": 1.2}
PENALTY = 0.01  # on the squares of the weights
STEPS, RATE = 400, 0.05
DECIMALS = 2

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Question:
    """The lines of one article that may be its title, and which are; none when it has no title there."""

    kind: str
    fold: int
    lines: Sequence[Features]
    right: frozenset[int]


def articles_of(path: Path) -> Iterator[tuple[Sequence[Labelled], int]]:
    """The blocks of each article of a raw file, and where its body begins."""
    for document in read(path.read_bytes(), path.name):
        blocks = label_in_context(label_blocks(find_blocks(document.text or "")))
        heads = find_heads(blocks) if blocks else []
        for head, below in zip(heads, [*heads[1:], len(blocks)], strict=bool(heads)):
            part = read_header(blocks[head:below]).blocks
            if region := body_region(part):
                yield part, region[0]


def question(kind: str, fold: int, blocks: Sequence[Labelled], body: int, titles: set[str]) -> Question:
    """One article's lines; `titles`: how its title is written, as compared."""
    found = title_features(blocks, body)
    right = frozenset(n for n, i in enumerate(found) if title_key(blocks[i].text) in titles)
    return Question(kind, fold, list(found.values()), right)


def page_questions(root: Path) -> Iterator[Question]:
    """Of each single page the article that has the title; without one the first."""
    for gold in map(json.loads, (root / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        for kind in ("main", "full"):
            if not gold.get("title") or not gold[f"file_{kind}"]:
                continue
            titles = {title_key(gold["title"])}
            asked = [
                question(kind, fold_of(gold["id"]), *article, titles)
                for article in articles_of(root / gold[f"file_{kind}"])
            ]
            is_visible = gold[f"title_in_{kind}"]
            yield from [one for one in asked if one.right][:1] or ([] if is_visible else asked[:1])


def several_questions(root: Path) -> Iterator[Question]:
    """The articles of files that hold several."""
    for gold in map(json.loads, (root / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        raw = (root / "files" / gold["file"]).read_text(encoding="utf-8")
        for blocks, body in articles_of(root / "files" / gold["file"]):
            start = blocks[body].block.start
            told = next((a for a in gold["articles"] if a["core_start"] <= start < a["core_end"]), None)
            if told is None:
                continue
            titles = (
                {title_key(told["title"]), title_key(raw[slice(*told["title_span"])])}
                if told["title_present"]
                else set()
            )
            asked = question("several", fold_of(gold["file"]), blocks, body, titles)
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

    def gradient(self, weights: Floats) -> Floats:
        """Of the loss: probability of every line less its share in the right ones."""
        scores = self.matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.of])
        chance = odds / np.add.reduceat(odds, self.starts)[self.of]
        hit = chance * self.right
        share = hit / np.maximum(np.add.reduceat(hit, self.starts), 1e-9)[self.of]
        pull: Floats = self.matrix.T @ ((chance - share) * self.weight[self.of])
        return pull / self.weight.sum() + PENALTY * weights


def learn(questions: Sequence[Question], names: Sequence[str]) -> dict[str, float]:
    """The weights (Adam, the whole set at once: the same numbers every time)."""
    fit = Fit(questions, names)
    weights: Floats = np.zeros(len(names))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = fit.gradient(weights)
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, weights.round(DECIMALS).tolist(), strict=True))


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


def learn_all(questions: Sequence[Question], *, out: Path, of_folds: Path | None, learnt_from: str) -> None:
    """Print the out-of-fold figures, write the weights of all folds together, and where asked those of each."""
    names = names_of(questions)
    folds = [learn([q for q in questions if q.fold != fold], names) for fold in range(FOLDS)]
    for name, figure in figures(questions, of=folds):
        print(f"{name:24} {figure}")
    if of_folds is not None:
        of_folds.write_text(json.dumps(folds), encoding="utf-8")
    write_weights(out, learn(questions, names), learnt_from=learnt_from)


def write_weights(path: Path, weights: Mapping[str, float], *, learnt_from: str) -> None:
    """Write the weights that are not nothing as a table; a note on the first says what they were learnt from."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("feature", "weight", "note"))
        for number, (name, weight) in enumerate((name, weight) for name, weight in weights.items() if weight):
            table.writerow((name, weight, "" if number else f"conditional logit on {learnt_from}"))


def main() -> None:
    """Print the out-of-fold figures, write the weights of all folds together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds bench/")
    parser.add_argument("--folds", type=Path, help="also write the weights of each fold here, as JSON")
    asked = parser.parse_args()
    bench = asked.data / "bench" / "data"
    questions = [*page_questions(bench / "rawtext"), *several_questions(bench / "segmentation")]
    learn_all(questions, out=WEIGHTS, of_folds=asked.folds, learnt_from="the articles of pages and files of several")


if __name__ == "__main__":
    main()
