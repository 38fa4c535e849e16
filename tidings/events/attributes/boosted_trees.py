"""Sum what boosted regression trees say of rows of features: a table of nodes in, log odds out (Friedman, 2001)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tidings.csv_rows import read_table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
COLUMNS = ("tree", "node", "feature", "threshold", "low", "high", "value")


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Nodes of all trees, one after another; a leaf leads to itself.

    `features`: the names that the nodes ask for; `feature`, `threshold`: what each node asks; `low`, `high`: where it
    leads if the feature is at most the threshold, and if it is more; `value`: what a leaf adds; `roots`: first nodes;
    `depth`: steps from a root to the furthest leaf.
    """

    features: tuple[str, ...]
    feature: Ints
    threshold: Floats
    low: Ints
    high: Ints
    value: Floats
    roots: Ints
    depth: int

    def log_odds(self, rows: Sequence[Sequence[float]]) -> Floats:
        """(rows,): the sum over all trees; a row holds the features in the order of `features`."""
        x = np.asarray(rows, np.float64).reshape(len(rows), len(self.features))
        lines = np.arange(len(x))[:, None]
        at = np.broadcast_to(self.roots, (len(x), len(self.roots)))
        for _ in range(self.depth):
            at = np.where(x[lines, self.feature[at]] <= self.threshold[at], self.low[at], self.high[at])
        total: Floats = self.value[at].sum(axis=1)
        return total


def trees_of(rows: Sequence[dict[str, Any]]) -> Trees:
    """The trees of a table with COLUMNS: nodes of a tree from 0 on, each leading to later ones of its tree; a leaf
    names no feature. A tree of one node adds its value to every row."""
    names = tuple(sorted({row["feature"] for row in rows if row["feature"]}))
    place = {(int(row["tree"]), int(row["node"])): i for i, row in enumerate(rows)}
    size = len(rows)
    feature, low, high = np.zeros(size, np.int64), np.arange(size), np.arange(size)
    threshold, value, steps = np.zeros(size), np.zeros(size), np.zeros(size, np.int64)
    for i, row in enumerate(rows):
        if not row["feature"]:
            value[i] = float(row["value"])
            continue
        feature[i], threshold[i] = names.index(row["feature"]), float(row["threshold"])
        low[i], high[i] = (place[int(row["tree"]), int(row[way])] for way in ("low", "high"))
        if min(low[i], high[i]) <= i:
            raise ValueError(f"tree {row['tree']}, node {row['node']}: leads back, not on")
        steps[[low[i], high[i]]] = steps[i] + 1
    roots = np.array([i for (_, node), i in place.items() if node == 0], np.int64)
    return Trees(names, feature, threshold, low, high, value, roots, int(steps.max(initial=0)))


def read_trees(package: str, file: str) -> Trees:
    """The trees of a CSV file of a package."""
    return trees_of([row.cells for row in read_table(package, file, COLUMNS)])
