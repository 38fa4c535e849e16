"""Score the cutting of raw pages by the rules alone, and by the network of the fold that had not seen the page."""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.block_labels import Labelled
from tidings.articles.line_features import features_of
from tidings.articles.line_model import Floats, chances
from tidings.articles.refine import refine_by
from tidings.articles.rule_drafts import rule_drafts
from tidings.articles.second_look import look_twice
from tidings.readers.read import read
from training.data import BUILD, data_folder
from training.folds import FOLDS, fold_of
from training.line_gold import fold


@dataclass(frozen=True, slots=True)
class Score:
    """Words of the gold body that the best article has, words that it has, words of the gold, articles too many."""

    hits: int
    words: int
    gold: int
    too_many: int


def main() -> None:
    """Print a line for each variant of the pages, all of them and those of the last fold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True)
    folder = parser.parse_args().data / "bench" / "data" / "rawtext"
    weights = [load(BUILD / f"lines{number}.npz") for number in range(FOLDS)]
    records = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    for variant in ("main", "full"):
        scored = [(fold_of(record["id"]), pair) for record, pair in score_pages(folder, records, variant, weights)]
        for name, number in (("rules", 0), ("network", 1)):
            print(f"{variant} {name:8} all pages {told([pair[number] for _, pair in scored])}")
            print(f"{variant} {name:8} fold {FOLDS - 1}    {told([p[number] for k, p in scored if k == FOLDS - 1])}")


def load(path: Path) -> Mapping[str, Floats]:
    """The weights of a fold, as train_lines writes them."""
    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def seen_by(weights: Mapping[str, Floats], blocks: Sequence[Labelled], drafts: Sequence[ArticleLayout]) -> Floats:
    """What the networks of a fold say of the blocks."""
    return chances(features_of(blocks, drafts), weights)


def score_pages(
    folder: Path, records: Sequence[Mapping[str, Any]], variant: str, weights: Sequence[Mapping[str, Floats]]
) -> Iterator[tuple[Mapping[str, Any], tuple[Score, Score]]]:
    """Each page of a variant, with its score by the rules and by the network."""
    for record in records:
        if not (file := record[f"file_{variant}"]):
            continue
        document = next(iter(read((folder / file).read_bytes(), file)))
        blocks, drafts = rule_drafts(document.text or "")
        refined = drafts
        if drafts:
            network = partial(seen_by, weights[fold_of(record["id"])])
            again, rows = look_twice(blocks, drafts, network)
            refined = refine_by(again, blocks, rows)
        yield record, (score(drafts, record), score(refined, record))


def score(drafts: Sequence[ArticleLayout], record: Mapping[str, Any]) -> Score:
    """The score of a page; one without a gold body counts its articles only."""
    too_many = max(0, len(drafts) - 1)
    if not record.get("body"):
        return Score(0, 0, 0, too_many)
    gold = words_of(record["body"])
    bodies = [words_of(" ".join(found.blocks[i].text for i in found.body)) for found in drafts]
    best = max(bodies, key=lambda body: (body & gold).total(), default=Counter[str]())
    return Score((best & gold).total(), best.total(), gold.total(), too_many)


def words_of(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(re.findall(r"\w+", fold(text)))


def told(scores: Sequence[Score]) -> str:
    """The figures of some pages."""
    hits, words, gold = (sum(getattr(s, name) for s in scores) for name in ("hits", "words", "gold"))
    too_many = sum(s.too_many for s in scores) / len(scores)
    return (
        f"precision {hits / words:.4f} recall {hits / gold:.4f} F1 {2 * hits / (words + gold):.4f} "
        f"articles too many a page {too_many:.3f} ({len(scores)} pages)"
    )


if __name__ == "__main__":
    main()
