"""Learn which line of a cut article is its title: `python -m training.title_choice --data FOLDER --folds FILE`.

FILE holds the rules' weights of each fold (`training.titles --folds`), the build folder the networks of each fold
(`training.train_lines`): every article is cut by what had not seen it, and the choice is learnt from that.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.line_model import Floats, Row, chances_of, rows_of
from tidings.articles.metadata.title_choice import choice_features
from tidings.articles.metadata.title_keys import title_key
from tidings.articles.metadata.titles import Weights
from tidings.articles.refine import refine_by
from tidings.articles.rule_drafts import rule_drafts
from tidings.articles.second_look import look_twice
from tidings.readers.read import read
from training.data import BUILD, data_folder
from training.folds import FOLDS, fold_of
from training.line_gold import fold
from training.score_lines import load, seen_by, words_of
from training.titles import Question, learn_all

CHOICE = Path(__file__).parent.parent / "tidings" / "articles" / "title_choice.csv"


@dataclass(frozen=True, slots=True)
class Cutter:
    """What cuts the files of one fold: the rules' weights of titles and the network, neither of which saw them."""

    titles: Weights
    network: Mapping[str, Floats]

    def articles(self, path: Path) -> Iterator[tuple[ArticleLayout, list[Row]]]:
        """The drafts of a raw file, with what the network says of their blocks."""
        for document in read(path.read_bytes(), path.name):
            blocks, drafts = rule_drafts(document.text or "", None, self.titles)
            if drafts:
                again, rows = look_twice(blocks, drafts, partial(seen_by, self.network), self.titles)
                said = chances_of(blocks, rows)
                yield from ((found, rows_of(found, said)) for found in refine_by(again, blocks, rows))

    def question(self, kind: str, number: int, article: tuple[ArticleLayout, list[Row]], titles: set[str]) -> Question:
        """The lines of one article; `titles`: how its title is written, as compared."""
        found, rows = article
        lines = choice_features(found, rows, self.titles)
        right = frozenset(n for n, i in enumerate(lines) if title_key(found.blocks[i].text) in titles)
        return Question(kind, number, list(lines.values()), right)


def page_questions(root: Path, cutters: Sequence[Cutter]) -> Iterator[Question]:
    """Of each page with a title the article that has most of its text."""
    for gold in map(json.loads, (root / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        for kind in ("main", "full"):
            if not gold.get("title") or not gold[f"file_{kind}"]:
                continue
            number = fold_of(gold["id"])
            articles = [a for a in cutters[number].articles(root / gold[f"file_{kind}"]) if a[0].body]
            if not articles:
                continue
            best = max(articles, key=lambda article: worth(article[0], gold))
            asked = cutters[number].question(kind, number, best, {title_key(gold["title"])})
            if asked.right or not gold[f"title_in_{kind}"]:
                yield asked


def worth(found: ArticleLayout, gold: Mapping[str, Any]) -> tuple[int, int]:
    """How much of a page's text a draft has: words of the gold body, or its snippets and words."""
    text = " ".join(found.blocks[i].text for i in found.body)
    words = words_of(text)
    if gold.get("body"):
        return (words & words_of(gold["body"])).total(), 0
    folded = fold(text)
    return sum(fold(snippet) in folded for snippet in gold.get("with") or []), words.total()


def several_questions(root: Path, cutters: Sequence[Cutter]) -> Iterator[Question]:
    """The articles of files that hold several."""
    for gold in map(json.loads, (root / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        path, number = root / "files" / gold["file"], fold_of(gold["file"])
        raw = path.read_text(encoding="utf-8")
        for article in cutters[number].articles(path):
            start = article[0].blocks[article[0].body[0]].block.start
            told = next((a for a in gold["articles"] if a["core_start"] <= start < a["core_end"]), None)
            if told is None:
                continue
            is_titled = told["title_present"]
            titles = {title_key(told["title"]), title_key(raw[slice(*told["title_span"])])} if is_titled else set()
            asked = cutters[number].question("several", number, article, titles)
            if asked.right or not titles:
                yield asked


def main() -> None:
    """Print the out-of-fold figures, write the weights of all folds together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds bench/")
    parser.add_argument("--folds", type=Path, required=True, help="the rules' weights of each fold, as JSON")
    parser.add_argument("--chosen", type=Path, help="also write the weights of each fold here, as JSON")
    asked = parser.parse_args()
    bench = asked.data / "bench" / "data"
    titles = json.loads(asked.folds.read_text(encoding="utf-8"))
    cutters = [Cutter(titles[number], load(BUILD / f"lines{number}.npz")) for number in range(FOLDS)]
    questions = [*page_questions(bench / "rawtext", cutters), *several_questions(bench / "segmentation", cutters)]
    told = f"{len(questions)} articles cut by what had not seen them"
    learn_all(questions, out=CHOICE, of_folds=asked.chosen, learnt_from=told)


if __name__ == "__main__":
    main()
