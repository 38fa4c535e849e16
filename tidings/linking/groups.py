"""Join things that belong together into groups (disjoint sets)."""

from collections import defaultdict
from collections.abc import Iterable


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
