"""How likely each block of a document is body, title or neither: a small network over the blocks in their order."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.block_labels import Labelled
from tidings.articles.line_features import features_of

Floats = NDArray[np.float32]
WIDTH = 5  # blocks that one layer sees at once; the second takes every other, the third every fourth
DILATIONS = (1, 2, 4)
DIGITS = 3  # processors differ in the last bits: chances are rounded before anything is decided by them


class LineClass(IntEnum):
    """What the network tells apart, in the order of its first outputs."""

    OTHER = 0
    BODY = 1
    TITLE = 2


OPENS = len(LineClass)  # the last output: whether an article begins with the block

Row = Sequence[float] | None  # the chances of a block, None where the network did not see it
Chances = Mapping[tuple[int, int], Sequence[float]]  # by where a block begins and ends


def line_chances(blocks: Sequence[Labelled], drafts: Sequence[ArticleLayout]) -> Floats:
    """A row for each block, a column for each LineClass, together 1, and one for how likely an article begins there."""
    if not blocks:
        return np.zeros((0, OPENS + 1), dtype=np.float32)
    return chances(features_of(blocks, drafts), load_weights())


def chances(features: Floats, weights: Mapping[str, Floats]) -> Floats:
    """What the networks of a set of weights say of the blocks with these features, on average."""
    scaled = (features - weights["mean"]) / weights["scale"]
    count = sum(name.startswith("out.weight") for name in weights)
    said = [as_chances(network(scaled, weights, number)) for number in range(count)]
    return np.round(np.mean(np.stack(said), axis=0, dtype=np.float32), DIGITS).astype(np.float32)


def chances_of(blocks: Sequence[Labelled], rows: Floats) -> Chances:
    """The chances of each block, to be looked up by where it stands."""
    return {span_of(block): row for block, row in zip(blocks, rows.tolist(), strict=True)}


def rows_of(found: ArticleLayout, chances: Chances) -> list[Row]:
    """The chances of each block of a draft, None of those that the network did not see."""
    return [chances.get(span_of(block)) for block in found.blocks]


def span_of(block: Labelled) -> tuple[int, int]:
    """Where a block begins and ends: the name in a header's field begins where its line does."""
    return block.block.start, block.block.end


def network(scaled: Floats, weights: Mapping[str, Floats], number: int) -> Floats:
    """Three layers, each with a wider view than the one before; the last one reads all three."""
    layers: list[Floats] = []
    below = scaled
    for layer, dilation in enumerate(DILATIONS):
        seen = convolve(below, weights[f"layer{layer}.weight.{number}"], dilation)
        below = np.maximum(seen + weights[f"layer{layer}.bias.{number}"], 0)
        layers.append(below)
    out: Floats = np.concatenate(layers, axis=1) @ weights[f"out.weight.{number}"] + weights[f"out.bias.{number}"]
    return out


def convolve(rows: Floats, weight: Floats, dilation: int) -> Floats:
    """Each row and its neighbours times the weights of their places."""
    reach = WIDTH // 2 * dilation
    padded = np.pad(rows, ((reach, reach), (0, 0)))
    seen = np.concatenate([padded[i * dilation : i * dilation + len(rows)] for i in range(WIDTH)], axis=1)
    out: Floats = seen @ weight
    return out


def as_chances(scores: Floats) -> Floats:
    """The scores of each row as chances: of the classes one is right, the beginning stands by itself."""
    classes = scores[:, :OPENS]
    powers = np.exp(classes - classes.max(axis=1, keepdims=True))
    opens = 1 / (1 + np.exp(-np.clip(scores[:, OPENS:], -30, 30)))
    out: Floats = np.concatenate([powers / powers.sum(axis=1, keepdims=True), opens], axis=1)
    return out


@cache
def load_weights() -> Mapping[str, Floats]:
    """The packaged weights by name."""
    data = files("tidings.articles").joinpath("weights/lines.npz").read_bytes()
    with np.load(BytesIO(data)) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
