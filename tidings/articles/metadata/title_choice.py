"""Which line of an article already cut is its title: the rules, the network and the lines beside it weighed at once."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from tidings.articles.article_layout import ArticleLayout, is_standfirst
from tidings.articles.line_model import LineClass, Row
from tidings.articles.metadata.title_features import MOST_WORDS, Features, title_features
from tidings.articles.metadata.title_keys import title_key
from tidings.articles.metadata.titles import NONE, Weights, score, title_weights
from tidings.csv_rows import read_table

FARTHEST_SCORE = 6.0  # a line that scores less is as unlikely
NEAR = 3  # blocks above and below in which a line may stand again, with the sections before it
SAYS = 8  # letters and digits of a line that is looked for in its neighbours ...
TELLING = 15  # ... and in the whole article
LEAST_ODDS, EVEN = -5.0, 1e-3
SCALE = 0.3  # of the odds: the smaller, the more they are held back


def settle_title(found: ArticleLayout, rows: Sequence[Row]) -> ArticleLayout:
    """The draft with the likeliest title of the lines above its body, or with none; the body stays."""
    if not found.body or "title" in found.declared:
        return found
    weights = choice_weights()
    scores = {index: score(features, weights) for index, features in choice_features(found, rows).items()}
    best = max(scores, key=lambda i: (scores[i], -i), default=None)
    return with_title(found, best if best is not None and scores[best] >= weights[NONE] else None)


def with_title(found: ArticleLayout, title: int | None) -> ArticleLayout:
    """The draft with another title above its body; a standfirst stands between the two."""
    if title == found.title:
        return found
    first, body = 0 if title is None else title + 1, found.body[0]
    standfirst = found.standfirst if found.standfirst in range(first, body) else None
    if title is not None and standfirst is None and first < body and is_standfirst(found.blocks, title, first):
        standfirst = first
    return replace(found, title=title, standfirst=standfirst)


def choice_features(found: ArticleLayout, rows: Sequence[Row], weights: Weights | None = None) -> dict[int, Features]:
    """What is known of each line above the body; `weights`: those of the rules."""
    weights = weights or title_weights()
    lines = title_features(found.blocks, found.prose[0] if found.prose else found.body[0])
    scores = {index: score(features, weights) for index, features in lines.items()}
    best = max(scores.values(), default=0.0)
    keys = [title_key(b.text) if b.words <= 2 * MOST_WORDS else "" for b in found.blocks]
    counts, page = Counter(keys), "\n".join(keys)
    return {
        index: {
            "below_best": max(-FARTHEST_SCORE, rated - best),
            "over_none": max(-FARTHEST_SCORE, min(FARTHEST_SCORE, rated - weights[NONE])),
            "network": SCALE * odds(rows[index]),
            "taken": float(found.title == index),
            "within_others": float(len(keys[index]) >= TELLING and page.count(keys[index]) > counts[keys[index]]),
            **beside(keys[: found.body[0] + 2], index),
        }
        for index, rated in scores.items()
        if index < found.body[0]
    }


def odds(row: Row) -> float:
    """How likely the network holds a line for a title, as a logarithm."""
    chance = row[LineClass.TITLE] if row is not None else 0.0
    return max(LEAST_ODDS, math.log((chance + EVEN) / (1 - chance + EVEN)))


def beside(keys: Sequence[str], index: int) -> Mapping[str, float]:
    """Whether a line ends with a neighbour, as the path to a page does ("Home World Talks fail"), or one with it."""
    own = keys[index]
    near = [key for key in keys[max(0, index - NEAR) : index + NEAR + 1] if key and key != own]
    return {
        "holds_neighbour": float(any(len(key) >= SAYS and own.endswith(key) for key in near)),
        "ends_neighbour": float(len(own) >= SAYS and any(key.endswith(own) for key in near)),
    }


@cache
def choice_weights() -> Weights:
    """What each feature weighs, as learnt by `training/title_choice.py`."""
    rows = read_table("tidings.articles", "title_choice.csv", ("feature", "weight", "note"))
    return {row.required("feature"): row.number("weight") for row in rows}
