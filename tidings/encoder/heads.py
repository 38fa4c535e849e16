"""The light heads of the network, in numpy: vectors of word pieces in, scored triggers, mentions and pairs out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tidings.encoder.pieces import Ints, Span

Floats = NDArray[np.floating[Any]]
Weights = Mapping[str, Floats]

ROLES = 2
PAIR = 128
DIGITS = 3
# Who is less likely a party of anything in the window is not asked for a country.
LEAST_PARTY_ROLE = 0.05
MOST_COUNTRIES = 3
NEVER = np.float32(-1e4)
# Rows of the tag head: for each kind of span outside, begin, inside.
TRIGGER, PARTY, PLACE, TIME = range(4)
# Kinds of answer to "whose country is it": none, the rules' own for the mention, a name, the text's first countries.
NONE, OWN, NAME, DOCUMENT = range(4)
MOST_OF_DOCUMENT = 3
# Classes of distance between a trigger and a mention: 8 before, 8 after, 5 in other sentences, overlapping.
STEPS = np.array([1, 2, 4, 7, 12, 20, 32])
ELSEWHERE, OVERLAPPING, DISTANCES = 16, 21, 24


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a window: spans of pieces, the sentence of each piece, what the rules know of countries."""

    sentence: Ints
    triggers: Sequence[Span]
    mentions: Sequence[Span]
    names: Sequence[Span]
    name_countries: Sequence[str]
    own_countries: Sequence[str | None]
    document: Sequence[tuple[str, float]]


def linear(weights: Weights, name: str, x: Floats) -> Floats:
    y: Floats = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return y


ERF_TERMS = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)


def gelu(x: Floats) -> Floats:
    """x * Phi(x), by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z: Floats = np.abs(x) / np.float32(sqrt(2))
    t: Floats = 1 / (1 + np.float32(0.3275911) * z)
    poly: Floats = np.zeros_like(t)
    for term in reversed(ERF_TERMS):
        poly = (poly + np.float32(term)) * t
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    y: Floats = (x * (1 + erf) / 2).astype(np.float32)
    return y


def sigmoid(x: Floats) -> Floats:
    y: Floats = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return y


def softmax(x: Floats) -> Floats:
    y = np.exp(x - x.max(axis=-1, keepdims=True))
    z: Floats = y / y.sum(axis=-1, keepdims=True)
    return z


def tags(weights: Weights, hidden: Floats) -> Floats:
    """(pieces, 4 kinds, 3): how likely each piece is outside, begins, goes on a span of each kind."""
    return softmax(linear(weights, "tags", hidden).reshape(len(hidden), 4, 3))


def spans_of(shares: Floats, *, least: float) -> list[tuple[Span, float]]:
    """The spans of one kind whose beginning has at least such a score, with it; they do not overlap.

    `shares`: (pieces, 3), outside, begin, inside. A span goes on as long as a piece is sooner inside than outside.
    """
    found: list[tuple[Span, float]] = []
    outside, begin, inside = shares[:, 0], shares[:, 1], shares[:, 2]
    i, n = 0, len(shares)
    while i < n:
        if begin[i] < least:
            i += 1
            continue
        end = i + 1
        while end < n and inside[end] > max(outside[end], begin[end]):
            end += 1
        found.append(((i, end), float(begin[i])))
        i = end
    return found


def means(hidden: Floats, spans: Sequence[Span]) -> Floats:
    """The mean vector of each span: (spans, width)."""
    if not spans:
        return np.zeros((0, hidden.shape[1]), np.float32)
    found: Floats = hidden[[start for start, _ in spans]].astype(np.float32)
    for i, (start, end) in enumerate(spans):
        if end - start > 1:  # most are of one piece
            found[i] = np.add.reduce(hidden[start:end]) / np.float32(end - start)
    return found


def distances(ones: Sequence[Span], others: Sequence[Span], sentence: Ints) -> Ints:
    """(ones, others): a class below DISTANCES for how the others stand to the ones."""
    if not ones or not others:
        return np.zeros((len(ones), len(others)), np.int64)
    a, b = np.array(ones)[:, None], np.array(others)[None]
    gap = sentence[b[..., 0]] - sentence[a[..., 0]]
    is_after = b[..., 0] >= a[..., 1]
    steps = np.where(is_after, b[..., 0] - a[..., 1], a[..., 0] - b[..., 1])
    near = np.searchsorted(STEPS, steps, side="right") + 8 * is_after
    far = ELSEWHERE + np.select([gap == -1, gap == -2, gap < -2, gap == 1], [0, 1, 2, 3], 4)
    overlap = (b[..., 0] < a[..., 1]) & (a[..., 0] < b[..., 1])
    classes: Ints = np.where(gap != 0, far, np.where(overlap, OVERLAPPING, near))
    return classes


@dataclass(frozen=True, slots=True)
class Answers:
    """What the heads say of the triggers and mentions of a window, a row each; all are shares or probabilities."""

    types: Floats
    core: Floats
    status: Floats
    absent: Floats
    roles: Floats
    same: Floats
    countries: tuple[tuple[tuple[str | None, float], ...], ...]


def answer(weights: Weights, hidden: Floats, asked: Asked) -> Answers:
    """What the heads say of a window of vectors (pieces, width)."""
    of = partial(linear, weights)
    triggers = gelu(of("hidden", means(hidden, asked.triggers)))
    mentions = means(hidden, asked.mentions)
    roles = _roles(weights, triggers, mentions, distances(asked.triggers, asked.mentions, asked.sentence))
    is_party = roles.max(axis=(0, 2), initial=0.0) >= LEAST_PARTY_ROLE
    return Answers(
        types=softmax(of("types", triggers)),
        core=sigmoid(of("core", triggers))[:, 0],
        status=softmax(of("status", triggers)),
        absent=sigmoid(of("absent", triggers)),
        roles=roles,
        same=sigmoid(
            of("same_one", triggers) @ of("same_other", triggers).T / np.float32(sqrt(PAIR)) + weights["same_base"]
        ),
        countries=_countries(weights, hidden, mentions, np.flatnonzero(is_party), asked),
    )


def _roles(weights: Weights, triggers: Floats, mentions: Floats, classes: Ints) -> Floats:
    """(triggers, mentions, roles)."""
    bend = weights["bend"]
    pair = bend.shape[1]
    t = linear(weights, "of_trigger", triggers).reshape(-1, 1, ROLES, pair)
    m = linear(weights, "of_mention", mentions).reshape(1, -1, ROLES, pair)
    d = weights["distance.weight"][classes].reshape(*classes.shape, ROLES, pair)
    return sigmoid((gelu(t + m + d) * bend).sum(-1) + (t * m * weights["cross"]).sum(-1) + weights["base"])


def _countries(
    weights: Weights, hidden: Floats, mentions: Floats, parties: Ints, asked: Asked
) -> tuple[tuple[tuple[str | None, float], ...], ...]:
    """The countries each mention may be of, with their shares, best first; empty for who is no party of anything."""
    found: list[tuple[tuple[str | None, float], ...]] = [()] * len(mentions)
    if not len(parties):
        return tuple(found)
    spans = [asked.mentions[i] for i in parties]
    kinds, table = weights["answer_kind.weight"], weights["answer_distance.weight"]
    questions = linear(weights, "asks", mentions[parties])
    shares = [np.float32(share) * weights["share"] for _, share in asked.document]
    general = np.stack([kinds[NONE], *(kinds[DOCUMENT + i] + share for i, share in enumerate(shares))])
    own = linear(weights, "answers", mentions[parties]) + kinds[OWN] + table[OVERLAPPING]
    scores = [
        _pointer(weights, questions[:, None], (general + table[DISTANCES - 1])[None], general[None]),
        _pointer(weights, questions, own, own - table[OVERLAPPING])[:, None],
    ]
    if asked.names:
        named = linear(weights, "answers", means(hidden, asked.names)) + kinds[NAME]
        apart = table[distances(spans, asked.names, asked.sentence)]
        scores.append(_pointer(weights, questions[:, None], named[None] + apart, named[None]))
    row = np.concatenate(scores, axis=1)
    unknown = [asked.own_countries[i] is None for i in parties]
    row[unknown, general.shape[0]] = NEVER
    for i, told in zip(parties, softmax(row), strict=True):
        countries = (None, *(c for c, _ in asked.document), asked.own_countries[i], *asked.name_countries)
        total: dict[str | None, float] = {}
        for country, share in zip(countries, told.tolist(), strict=True):
            total[country] = total.get(country, 0.0) + share
        rounded = ((country, round(share, DIGITS)) for country, share in total.items())
        found[i] = tuple(sorted(rounded, key=lambda item: (-item[1], item[0] or ""))[:MOST_COUNTRIES])
    return tuple(found)


def _pointer(weights: Weights, questions: Floats, told: Floats, answers: Floats) -> Floats:
    """How much each answer tells a country: `told` is the answer with its distance, in shapes that broadcast."""
    bent = (gelu(questions + told) * weights["point"]).sum(-1)
    score: Floats = bent + (questions * answers * weights["point_cross"]).sum(-1)
    return score
