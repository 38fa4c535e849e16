"""Sketch a text so that copies of it can be told without keeping it: MinHash over runs of words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rensa import RMinHash  # type: ignore[import-untyped]  # ships no stubs

PERMUTATIONS = 126  # 42 bands of 3: half-equal texts meet in a band with 99.6 %, unrelated ones with 1 in 25,000
ROWS_PER_BAND = 3
WORDS_PER_SHINGLE = 3  # long enough that two reports of one event share few, short enough to survive an editor's pen
SEED = 7  # fixed: sketches are compared across runs and machines
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text's MinHash signature and the number of its distinct shingles."""

    signature: tuple[int, ...]
    shingle_count: int


def sketch(text: str) -> Sketch | None:
    """The sketch of a text, case and punctuation aside; None when it has not one whole shingle.

    >>> sketch("One. Two") is None
    True
    """
    words = WORD.findall(text.casefold())
    shingles = {" ".join(words[i : i + WORDS_PER_SHINGLE]) for i in range(len(words) - WORDS_PER_SHINGLE + 1)}
    if not shingles:
        return None
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(sorted(shingles))
    return Sketch(tuple(minhash.digest()), len(shingles))


def likeness(one: Sketch, other: Sketch) -> tuple[float, float]:
    """(Jaccard likeness, share of the shorter that stands in the longer), both estimates from 0 to 1.

    The signature's likeness has a standard error of 0.045 at most; the share follows from it and the two sizes.
    """
    same = sum(a == b for a, b in zip(one.signature, other.signature, strict=True))
    jaccard = same / PERMUTATIONS
    shared = jaccard / (1 + jaccard) * (one.shingle_count + other.shingle_count)
    return jaccard, min(1.0, shared / min(one.shingle_count, other.shingle_count))


def candidate_pairs(sketches: Mapping[str, Sketch]) -> Iterator[tuple[str, str]]:
    """Pairs of keys that meet in a band of their signatures, each once, in order (locality-sensitive hashing)."""
    buckets: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for key in sorted(sketches):
        signature = sketches[key].signature
        for band in range(0, PERMUTATIONS, ROWS_PER_BAND):
            buckets[(band, *signature[band : band + ROWS_PER_BAND])].append(key)
    seen: set[tuple[str, str]] = set()
    for keys in buckets.values():
        for pair in _neighbours(keys):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _neighbours(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """All pairs of a small bucket; in a crowded one each with the first only, which links the crowd all the same."""
    crowded = 50
    if len(keys) > crowded:
        yield from ((keys[0], key) for key in keys[1:])
        return
    yield from ((a, b) for i, a in enumerate(keys) for b in keys[i + 1 :])
