"""Which line is the title: each line near the beginning of the body is scored by what a person would notice of it."""

from collections.abc import Mapping, Sequence
from functools import cache

from tidings.articles.block_labels import Labelled
from tidings.articles.boilerplate import read_rows
from tidings.articles.metadata.title_features import Features, title_features
from tidings.articles.metadata.title_keys import title_key

# A line that the container names as the title; no text that the weights were learnt from has one.
DECLARED = 6.0
NONE = "none"  # the row that a title must outweigh

Weights = Mapping[str, float]


def choose_title(
    blocks: Sequence[Labelled], body: int, declared: str | None = None, weights: Weights | None = None
) -> int | None:
    """The index of the title near the block where the body begins, None when no line there looks like one.

    `weights`: other than the packaged ones.
    """
    weights = weights or title_weights()
    key = title_key(declared) if declared else None
    scores: dict[int, float] = {}
    for index, features in title_features(blocks, body).items():
        is_declared = key is not None and key == title_key(blocks[index].text)
        scores[index] = score(features, weights) + (DECLARED if is_declared else 0.0)
    chosen = max(scores, key=lambda i: (scores[i], -i), default=None)
    if chosen is None or scores[chosen] < weights[NONE]:
        return None
    chosen_key = title_key(blocks[chosen].text)
    return next(i for i in scores if title_key(blocks[i].text) == chosen_key)


def score(features: Features, weights: Weights) -> float:
    """How much a line looks like a title; features that nothing was learnt of count nothing."""
    return sum(weights.get(name, 0.0) * size for name, size in features.items())


@cache
def title_weights() -> Weights:
    """What each feature weighs, as learnt by `training/titles.py`."""
    return {row["feature"]: float(row["weight"]) for row in read_rows("title_weights.csv")}
