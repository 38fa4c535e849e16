"""Join things that belong together into groups (disjoint sets)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np


def connected(members: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The groups that the pairs connect, each sorted, in the order of their first member; singles included.

    >>> connected("abcd", [("a", "c"), ("c", "d")])
    [['a', 'c', 'd'], ['b']]
    """
    parent = {member: member for member in members}

    def root(member: str) -> str:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one, other in pairs:
        a, b = root(one), root(other)
        parent[max(a, b)] = min(a, b)
    groups: dict[str, list[str]] = defaultdict(list)
    for member in sorted(parent):
        groups[root(member)].append(member)
    return sorted(groups.values())


def average_linked(chances: Sequence[Sequence[float]], least: float) -> list[list[int]]:
    """The groups of the rows of a square table of chances that two are one, joined while the mean chance between two
    groups is high enough, the highest first (average linkage, Sokal and Michener 1958).

    Of a pair, the chance above the diagonal counts; no group holds a pair of chance 0.

    >>> average_linked([[0, 0.9, 0.4], [0, 0, 0.8], [0, 0, 0]], 0.5)
    [[0, 1, 2]]
    >>> average_linked([[0, 0.9, 0.0], [0, 0, 0.8], [0, 0, 0]], 0.5)
    [[0, 1], [2]]
    """
    upper = np.triu(np.asarray(chances, float).reshape(len(chances), len(chances)), 1)
    total = np.where(upper > 0, upper, -np.inf)
    total = np.maximum(total, total.T)
    groups = [[i] for i in range(len(chances))]
    size = np.ones(len(groups))
    while len(groups) > 1:
        mean = np.triu(total / np.outer(size, size), 1)
        one, other = divmod(int(mean.argmax()), len(groups))
        if mean[one, other] < least or one == other:
            break
        groups[one] += groups.pop(other)
        size[one] += size[other]
        total[one] += total[other]
        total[:, one] = total[one]
        total = np.delete(np.delete(total, other, 0), other, 1)
        size = np.delete(size, other)
    return [sorted(group) for group in groups]
