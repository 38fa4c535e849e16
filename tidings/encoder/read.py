"""Read a text with the network: its sentences and what the rules know of countries in, scored spans and pairs out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer

from tidings.encoder import heads
from tidings.encoder.asking import Known, asked_of, first_countries, known_of, parties_in
from tidings.encoder.heads import Answers, Floats, Weights
from tidings.encoder.pieces import Ints, Pieces, Span, read_pieces, span_in, special_ids, stretches, with_ends
from tidings.encoder.records import (
    EncoderOutput,
    Hint,
    ScoredMention,
    ScoredRepeat,
    ScoredRole,
    ScoredTrigger,
)
from tidings.vocabulary import EventType, Status

# Ids, cases and stretches of the pieces of one window in, a vector of each piece out.
Body = Callable[[Ints, Ints, Ints], Floats]
TYPES = tuple(EventType)
STATUSES = tuple(Status)
# Word pieces of a window, and how many of them at most are what stands before: 48 were as good as 64 and 96.
LONGEST = 256
CONTEXT = 48
# Below these a span is not even a candidate.
LEAST_TRIGGER = 0.08
LEAST_PARTY = 0.15
LEAST_ROLE = 0.08
LEAST_REPEAT = 0.2


@dataclass(slots=True)
class _Found:
    """What the windows have given so far."""

    mentions: list[ScoredMention] = field(default_factory=list)
    triggers: list[ScoredTrigger] = field(default_factory=list)
    roles: list[ScoredRole] = field(default_factory=list)
    repeats: list[ScoredRepeat] = field(default_factory=list)


def read(
    text: str, sentences: Sequence[Span], hints: Sequence[Hint], *, tokenizer: Tokenizer, weights: Weights, body: Body
) -> EncoderOutput:
    """What the network says of a text; one window goes through it at a time, so that no other text changes a bit."""
    pieces = read_pieces(text, sentences, tokenizer)
    placed = tuple((span, hint) for hint in hints if (span := span_in(pieces, (hint.start, hint.end))) is not None)
    known = known_of(placed, first_countries(hints))
    ends = special_ids(tokenizer)
    found = _Found()
    for stretch in stretches(pieces, longest=LONGEST - 2, context=CONTEXT):
        hidden = body(*with_ends(pieces, (stretch.start, stretch.end), ends))[1:-1]
        _read_window(found, text, pieces, known, hidden, weights, stretch.start, stretch.fresh)
    return EncoderOutput(tuple(found.mentions), tuple(found.triggers), tuple(found.roles), tuple(found.repeats))


def _read_window(
    found: _Found, text: str, pieces: Pieces, known: Known, hidden: Floats, weights: Weights, start: int, fresh: int
) -> None:
    """Add what one window says; what it holds of context before `fresh` serves as mentions only."""
    shares = heads.tags(weights, hidden)
    triggers = [
        (span, score)
        for span, score in heads.spans_of(shares[:, heads.TRIGGER], least=LEAST_TRIGGER)
        if span[0] + start >= fresh
    ]
    if not triggers:
        return
    end = start + len(hidden)
    hints = known.within(start, end)
    spans = parties_in(shares, hints, least=LEAST_PARTY)
    mentions = sorted(spans)
    asked = asked_of(pieces, (start, end), [span for span, _ in triggers], mentions, hints, known)
    answers = heads.answer(weights, hidden, asked)
    first_trigger, first_mention = len(found.triggers), len(found.mentions)
    offsets = pieces.offsets[start:end]
    for i, (span, score) in enumerate(triggers):
        found.triggers.append(_trigger(text, offsets, span, score, answers, i))
    for j, span in enumerate(mentions):
        a, b = _whole_words(text, offsets, span)
        found.mentions.append(ScoredMention(a, b, _round(spans[span]), answers.countries[j]))
    rounded = np.round(answers.roles.astype(float), heads.DIGITS)
    for i, j in np.argwhere(rounded.max(axis=2) >= LEAST_ROLE):
        source, target = rounded[i, j].tolist()
        found.roles.append(ScoredRole(first_trigger + int(i), first_mention + int(j), source, target))
    for later, earlier in np.argwhere(np.tril(answers.same, -1) >= LEAST_REPEAT):
        score = _round(answers.same[later, earlier])
        found.repeats.append(ScoredRepeat(first_trigger + int(earlier), first_trigger + int(later), score))


def _trigger(text: str, offsets: Ints, span: Span, score: float, answers: Answers, i: int) -> ScoredTrigger:
    start, end = _whole_words(text, offsets, span)
    return ScoredTrigger(
        start=start,
        end=end,
        score=_round(score),
        types=dict(zip(TYPES, _rounded(answers.types[i]), strict=True)),
        core=_round(answers.core[i]),
        status=dict(zip(STATUSES, _rounded(answers.status[i]), strict=True)),
        no_source=_round(answers.absent[i, 0]),
        no_target=_round(answers.absent[i, 1]),
    )


def _whole_words(text: str, offsets: Ints, span: Span) -> Span:
    """[start, end) of a span of pieces in the text, grown to whole words."""
    start, end = int(offsets[span[0], 0]), int(offsets[span[1] - 1, 1])
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _round(share: float | np.floating) -> float:
    return round(float(share), heads.DIGITS)


def _rounded(shares: Floats) -> list[float]:
    return [round(share, heads.DIGITS) for share in shares.tolist()]
