"""Cut a text into windows of word pieces, and say for each window what the network is to learn from it.

A window holds whole sentences (a longer one is cut). All indexes of a window count its word pieces, the two marks at
its ends included; a span is [first piece, last piece + 1).
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from tidings.encoder.asking import first_countries
from tidings.encoder.pieces import Pieces, cut, overlap, read_pieces, span_in, special_ids, with_ends
from tidings.encoder.records import Hint
from tidings.vocabulary import EventType, Status
from training.texts import Label, Party, Span, Text

TYPES = tuple(event_type.value for event_type in EventType)
STATUSES = tuple(status.value for status in Status)
NONE, OUTSIDE, BEGIN, INSIDE = -100, 0, 1, 2


@dataclass(slots=True)
class Window:
    """What one pass of the network sees, and what it should say of it.

    `mentions` are candidate parties; `roles[t][m]` pairs of 0/1 for source and target, NONE where nothing is known.
    """

    ids: np.ndarray
    cases: np.ndarray
    positions: np.ndarray
    sentence_of: np.ndarray
    trigger_tags: np.ndarray
    party_tags: np.ndarray
    place_tags: np.ndarray
    time_tags: np.ndarray
    triggers: list[Span] = field(default_factory=list)
    types: list[list[float]] = field(default_factory=list)
    core: list[float] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    absent: list[tuple[float, float]] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    roles: list[list[tuple[float, float]]] = field(default_factory=list)
    named: list[Span] = field(default_factory=list)
    named_country: list[str] = field(default_factory=list)
    pointed: list[tuple[int, str | None]] = field(default_factory=list)
    own_country: list[str | None] = field(default_factory=list)
    document_countries: list[str] = field(default_factory=list)
    document_shares: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ready:
    """A text made ready: its pieces, its labels by pieces, and the rules' hints."""

    text: Text
    pieces: Pieces
    labels: tuple[tuple[Span, Label, tuple[Span | None, ...], tuple[Span | None, ...], Span | None, Span | None], ...]
    hints: tuple[tuple[Span, Hint], ...]
    document: tuple[tuple[str, float], ...]


def make_ready(text: Text, rules: Mapping[str, Any], tokenizer: Tokenizer) -> Ready:
    """`rules`: the output of `tidings annotate` for the text: its sentences, mentions and places are used."""
    sentences = [(s["start"], s["end"]) for s in rules["sentences"]]
    pieces = read_pieces(text.text, sentences, tokenizer)
    labels = []
    for label in text.labels or ():
        trigger = span_in(pieces, label.trigger)
        if trigger is not None:
            labels.append(
                (
                    trigger,
                    label,
                    tuple(span_in(pieces, p.span) if p.span else None for p in label.sources),
                    tuple(span_in(pieces, p.span) if p.span else None for p in label.targets),
                    span_in(pieces, label.place) if label.place else None,
                    span_in(pieces, label.when) if label.when else None,
                )
            )
    told = hints_in(rules)
    hints = ((span_in(pieces, (hint.start, hint.end)), hint) for hint in told)
    known = tuple((span, hint) for span, hint in hints if span is not None)
    return Ready(text, pieces, tuple(labels), known, first_countries(told))


def hints_in(rules: Mapping[str, Any]) -> list[Hint]:
    """What the rules' output tells of countries: by mentions, then by places."""
    told = [Hint(m["start"], m["end"], m["country"], m["mention_kind"] == "name") for m in rules["mentions"]]
    return told + [Hint(p["start"], p["end"], p["country"], True) for p in rules["places"]]


def windows_of(ready: Ready, tokenizer: Tokenizer, *, longest: int, chance: random.Random | None) -> list[Window]:
    """The windows of a text, cut at a place of chance where one is given."""
    first = chance.randint(longest // 8, longest) if chance else 0
    return [window(ready, tokenizer, bounds) for bounds in cut(ready.pieces, longest=longest - 2, first=first)]


def window(ready: Ready, tokenizer: Tokenizer, bounds: Span) -> Window:
    """One window with all that is labelled in it."""
    pieces, (low, high) = ready.pieces, bounds
    ids, cases, positions = with_ends(pieces, bounds, special_ids(tokenizer))
    n = high - low + 2

    def move(span: Span | None) -> Span | None:
        inside = span is not None and low <= span[0] and span[1] <= high
        return (span[0] - low + 1, span[1] - low + 1) if inside and span else None

    made = Window(
        ids=ids,
        cases=cases,
        positions=positions,
        trigger_tags=np.zeros(n, np.int64),
        party_tags=np.zeros(n, np.int64),
        place_tags=np.zeros(n, np.int64),
        time_tags=np.zeros(n, np.int64),
        sentence_of=np.concatenate([[-1], pieces.sentence[low:high], [-1]]),
    )
    _tag(made, ready, move)
    if not ready.text.is_complete:  # what else it tells nobody has said
        for tags in (made.trigger_tags, made.party_tags, made.place_tags, made.time_tags):
            tags[tags == OUTSIDE] = NONE
    _point(made, ready, move)
    return made


def _set(tags: np.ndarray, span: Span) -> None:
    if (tags[span[0] : span[1]] == OUTSIDE).all():
        tags[span[0] : span[1]] = INSIDE
        tags[span[0]] = BEGIN


def _tag(made: Window, ready: Ready, move: Any) -> None:
    parties: dict[Span, tuple[str, str | None]] = {}
    told = []
    index: dict[int, int] = {}
    for number, (trigger, label, sources, targets, place, when) in enumerate(ready.labels):
        for span, party in zip((*sources, *targets), (*label.sources, *label.targets), strict=True):
            if (moved := move(span)) is not None:
                parties.setdefault(moved, (party.name, party.country))
        if (moved := move(place)) is not None:
            _set(made.place_tags, moved)
        if (moved := move(when)) is not None:
            _set(made.time_tags, moved)
        moved = move(trigger)
        if moved is None:
            continue
        _set(made.trigger_tags, moved)
        index[number] = len(told)
        told.append((moved, label, tuple(map(move, sources)), tuple(map(move, targets))))
    for span in sorted(parties, key=lambda s: (s[0] - s[1], s)):
        _set(made.party_tags, span)
    made.mentions = sorted(parties)
    for span, _ in ready.hints:
        moved = move(span)
        if moved is not None and not any(overlap(moved, other) for other in made.mentions):
            made.mentions.append(moved)
    made.mentions.sort()
    names = [parties.get(span, ("", None))[0] for span in made.mentions]
    for moved, label, sources, targets in told:
        made.triggers.append(moved)
        made.types.append(soft_types(label.types))
        made.core.append(float(label.is_core))
        made.status.append(STATUSES.index(label.status))
        made.absent.append((float(not label.sources), float(not label.targets)))
        sides = [
            _side(made, names, moved, label.sources, sources),
            _side(made, names, moved, label.targets, targets),
        ]
        made.roles.append(list(zip(*sides, strict=True)) if made.mentions else [])
        made.same.append(index.get(label.same, NONE) if label.same is not None else NONE)


def soft_types(types: Sequence[str]) -> list[float]:
    """The types of a label as shares: the best one two thirds, a second accepted one the rest."""
    shares = [0.0] * len(TYPES)
    for share, name in zip((1.0,) if len(types) < 2 else (0.67, 0.33), types, strict=False):
        shares[TYPES.index(name)] += share
    return shares


def _side(
    made: Window, names: Sequence[str], trigger: Span, parties: Sequence[Party], spans: Sequence[Span | None]
) -> list[float]:
    """1 for the mentions that stand on a side, 0 for others, NONE for further mentions of the same party."""
    wanted = {span for span in spans if span is not None}
    elsewhere = {party.name for party, span in zip(parties, spans, strict=True) if span is None}
    known = {party.name for party in parties}
    side = [
        1.0 if span in wanted else float(NONE) if name in known else 0.0
        for span, name in zip(made.mentions, names, strict=True)
    ]
    for name in elsewhere:
        same = [i for i, other in enumerate(names) if other == name]
        if same:
            nearest = min(same, key=lambda i: (made.mentions[i][0] > trigger[0], abs(made.mentions[i][0] - trigger[0])))
            side[nearest] = 1.0
    return side


def _point(made: Window, ready: Ready, move: Any) -> None:
    """What the rules know of countries, and which country each labelled party has."""
    gold: dict[Span, str | None] = {}
    for _, label, sources, targets, _, _ in ready.labels:
        for span, party in zip((*sources, *targets), (*label.sources, *label.targets), strict=True):
            if (moved := move(span)) is not None:
                gold.setdefault(moved, party.country)
    own: dict[Span, str | None] = {}
    for span, hint in ready.hints:
        moved = move(span)
        if moved is None:
            continue
        if hint.country and hint.is_name:
            made.named.append(moved)
            made.named_country.append(hint.country)
        if hint.country:
            for mention in made.mentions:
                if overlap(mention, moved):
                    own.setdefault(mention, hint.country)
    made.own_country = [own.get(span) for span in made.mentions]
    made.pointed = [(i, gold[span]) for i, span in enumerate(made.mentions) if span in gold]
    made.document_countries = [country for country, _ in ready.document]
    made.document_shares = [share for _, share in ready.document]
