"""Read a text with the network: its sentences and what the rules know of countries in, scored spans and pairs out."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer

from tidings.encoder import heads
from tidings.encoder.heads import Answers, Asked, Floats, Weights
from tidings.encoder.pieces import Ints, Pieces, Span, read_pieces, span_in, special_ids, stretch_of, stretches
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
# Word pieces of a window, and how many of them are what stands before: 96 were as good as more.
LONGEST = 256
CONTEXT = 96
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


@dataclass(frozen=True, slots=True)
class _Known:
    """The rules' hints by word pieces, and the countries named most in the text with their shares.

    `begins`: where each hint begins and its number, in the order of the text: a window must not look at all of them.
    """

    hints: tuple[tuple[Span, Hint], ...]
    begins: tuple[tuple[int, int], ...]
    document: tuple[tuple[str, float], ...]

    def within(self, start: int, end: int) -> list[tuple[Span, Hint]]:
        """The hints of the pieces [start, end), counted from `start`, in their own order."""
        inside = self.begins[bisect_left(self.begins, (start, -1)) : bisect_left(self.begins, (end, -1))]
        told = (self.hints[number] for number in sorted(number for _, number in inside))
        return [((a - start, b - start), hint) for (a, b), hint in told if b <= end]


def read(
    text: str, sentences: Sequence[Span], hints: Sequence[Hint], *, tokenizer: Tokenizer, weights: Weights, body: Body
) -> EncoderOutput:
    """What the network says of a text; one window goes through it at a time, so that no other text changes a bit."""
    pieces = read_pieces(text, sentences, tokenizer)
    placed = tuple((span, hint) for hint in hints if (span := span_in(pieces, (hint.start, hint.end))) is not None)
    begins = tuple(sorted((span[0], number) for number, (span, _) in enumerate(placed)))
    known = _Known(placed, begins, first_countries(hints))
    begin, end = special_ids(tokenizer)
    found = _Found()
    for stretch in stretches(pieces, longest=LONGEST - 2, context=CONTEXT):
        inside = slice(stretch.start, stretch.end)
        hidden = body(
            np.concatenate([[begin], pieces.ids[inside], [end]]),
            np.concatenate([[0], pieces.cases[inside], [0]]),
            np.concatenate([[0], stretch_of(pieces.sentence[inside]), [0]]),
        )[1:-1]
        _read_window(found, text, pieces, known, hidden, weights, stretch.start, stretch.fresh)
    return EncoderOutput(tuple(found.mentions), tuple(found.triggers), tuple(found.roles), tuple(found.repeats))


def first_countries(hints: Sequence[Hint]) -> tuple[tuple[str, float], ...]:
    """The countries named most in a text, and their shares of all names with a country."""
    counts = Counter(hint.country for hint in hints if hint.is_name and hint.country is not None)
    total = counts.total()
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: heads.MOST_OF_DOCUMENT]
    return tuple((country, count / total) for country, count in most)


def _read_window(
    found: _Found, text: str, pieces: Pieces, known: _Known, hidden: Floats, weights: Weights, start: int, fresh: int
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
    own = heads.spans_of(shares[:, heads.PARTY], least=LEAST_PARTY)
    end = start + len(hidden)
    hints = known.within(start, end)
    spans = dict(own)
    for span, _ in hints:
        if not any(a < span[1] and span[0] < b for a, b in spans):
            spans[span] = float(1 - shares[span[0], heads.PARTY, 0])
    mentions = sorted(spans)
    names = [(span, hint.country) for span, hint in hints if hint.is_name and hint.country is not None]
    asked = Asked(
        sentence=pieces.sentence[start:end],
        triggers=[span for span, _ in triggers],
        mentions=mentions,
        names=[span for span, _ in names],
        name_countries=[country for _, country in names],
        own_countries=[_own(span, hints) for span in mentions],
        document=known.document,
    )
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


def _own(mention: Span, hints: Sequence[tuple[Span, Hint]]) -> str | None:
    """The country the rules give to a mention by their own reading of it."""
    return next((h.country for (a, b), h in hints if h.country and a < mention[1] and mention[0] < b), None)


def _trigger(text: str, offsets: Ints, span: Span, score: float, answers: Answers, i: int) -> ScoredTrigger:
    start, end = _whole_words(text, offsets, span)
    return ScoredTrigger(
        start=start,
        end=end,
        score=_round(score),
        types={event_type: _round(share) for event_type, share in zip(TYPES, answers.types[i], strict=True)},
        core=_round(answers.core[i]),
        status={status: _round(share) for status, share in zip(STATUSES, answers.status[i], strict=True)},
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
