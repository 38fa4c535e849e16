"""What a teacher says of texts that nobody has labelled: shares in place of labels, and the windows cut of them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from tidings.encoder import heads as run_time
from tidings.encoder.asking import asked_of, known_of, own_country, parties_in
from tidings.encoder.heads import Answers, Floats, Weights
from tidings.encoder.pieces import Ints, Span, Stretch, cut, special_ids, stretches, with_ends
from tidings.encoder.read import CONTEXT, LONGEST, Body
from training.network import Network, span_means
from training.train import PARTS, encode, means, of_countries
from training.windows import NONE, Ready

# Below these the teacher is not asked about a span.
LEAST_TRIGGER, LEAST_PARTY = 0.12, 0.25
# A country is passed on where the teacher is so sure of it.
SURE_OF_COUNTRY = 0.5


@dataclass(frozen=True, slots=True)
class SoftTrigger:
    """A span that may tell an event: shares of types and of status, how likely core, how likely each side is empty."""

    span: Span
    types: Floats
    core: float
    status: Floats
    absent: Floats


@dataclass(frozen=True, slots=True)
class SoftText:
    """A text as the teacher reads it; `tags` (pieces, 4, 3), `roles` of a trigger's number and a mention (2,)."""

    ready: Ready
    tags: Floats
    triggers: tuple[SoftTrigger, ...]
    mentions: tuple[Span, ...]
    roles: Mapping[tuple[int, Span], Floats]
    countries: Mapping[Span, str | None]
    own_countries: Mapping[Span, str]


@dataclass(frozen=True, slots=True)
class SoftWindow:
    """A window as `training.windows.Window`, with shares in place of labels."""

    ids: Ints
    cases: Ints
    positions: Ints
    sentence_of: Ints
    tags: Floats
    triggers: list[Span]
    told: list[SoftTrigger]
    mentions: list[Span]
    roles: Floats
    named: list[Span]
    named_country: list[str]
    pointed: list[tuple[int, str | None]]
    own_country: list[str | None]
    document_countries: list[str]
    document_shares: list[float]


def body_of(network: Network) -> Body:
    """The network as what reads a window at run time asks for it: one window, vectors of its pieces."""

    def body(ids: Ints, cases: Ints, positions: Ints) -> Floats:
        given = [torch.from_numpy(np.asarray(x))[None] for x in (ids, cases, positions)]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden: Tensor = network.encoder(*given, torch.ones(1, len(ids), dtype=torch.bool))
        vectors: Floats = hidden.float()[0].numpy()
        return vectors

    return body


def head_weights(network: Network) -> Weights:
    """The heads in numpy."""
    state = network.state_dict().items()
    return {key.removeprefix("heads."): value.numpy() for key, value in state if key.startswith("heads.")}


class SoftReader:
    """Reads texts with a trained teacher, as the encoder reads at run time, and keeps the shares."""

    def __init__(self, teacher: Network, tokenizer: Tokenizer) -> None:
        teacher.eval()
        self.body, self.weights, self.ends = body_of(teacher), head_weights(teacher), special_ids(tokenizer)

    def read(self, ready: Ready) -> SoftText:
        pieces, known = ready.pieces, known_of(ready.hints, ready.document)
        tags = np.zeros((len(pieces.ids), 4, 3), np.float32)
        triggers: list[SoftTrigger] = []
        mentions: set[Span] = set()
        roles: dict[tuple[int, Span], Floats] = {}
        countries: dict[Span, str | None] = {}
        for stretch in stretches(pieces, longest=LONGEST - 2, context=CONTEXT):
            bounds = stretch.start, stretch.end
            hidden = self.body(*with_ends(pieces, bounds, self.ends))[1:-1]
            shares = run_time.tags(self.weights, hidden)
            tags[stretch.fresh : stretch.end] = shares[stretch.fresh - stretch.start :]
            spans = fresh_triggers(shares, stretch)
            if not spans:
                continue
            hints = known.within(*bounds)
            asked = asked_of(pieces, bounds, spans, sorted(parties_in(shares, hints, least=LEAST_PARTY)), hints, known)
            answers = run_time.answer(self.weights, hidden, asked)
            moved = [moved_by(span, stretch.start) for span in asked.mentions]
            mentions.update(moved)
            for j, span in enumerate(moved):
                if answers.countries[j] and answers.countries[j][0][1] >= SURE_OF_COUNTRY:
                    countries.setdefault(span, answers.countries[j][0][0])
                roles |= {(len(triggers) + i, span): answers.roles[i, j] for i in range(len(spans))}
            triggers += soft_triggers(answers, spans, stretch.start)
        apart = without_overlaps(mentions)
        own = {span: country for span in apart if (country := own_country(span, ready.hints)) is not None}
        return SoftText(ready, tags.astype(np.float16), tuple(triggers), apart, roles, countries, own)


def moved_by(span: Span, step: int) -> Span:
    return span[0] + step, span[1] + step


def fresh_triggers(shares: Floats, stretch: Stretch) -> list[Span]:
    found = run_time.spans_of(shares[:, run_time.TRIGGER], least=LEAST_TRIGGER)
    return [span for span, _ in found if span[0] + stretch.start >= stretch.fresh]


def soft_triggers(answers: Answers, spans: Sequence[Span], start: int) -> list[SoftTrigger]:
    columns = zip(spans, answers.types, answers.core, answers.status, answers.absent, strict=True)
    return [SoftTrigger(moved_by(s, start), types, float(core), st, ab) for s, types, core, st, ab in columns]


def without_overlaps(spans: set[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return tuple(kept)


def soft_windows_of(soft: SoftText, ends: Span, *, longest: int, chance: random.Random) -> list[SoftWindow]:
    """The windows of a text, cut at a place of chance."""
    first = chance.randint(longest // 8, longest)
    return [soft_window(soft, bounds, ends) for bounds in cut(soft.ready.pieces, longest=longest - 2, first=first)]


def soft_window(soft: SoftText, bounds: Span, ends: Span) -> SoftWindow:
    """One window with all that the teacher says of it."""
    (low, high), pieces = bounds, soft.ready.pieces

    def is_inside(span: Span) -> bool:
        return low <= span[0] and span[1] <= high

    ids, cases, positions = with_ends(pieces, bounds, ends)
    mentions = [span for span in soft.mentions if is_inside(span)]
    told = [number for number, trigger in enumerate(soft.triggers) if is_inside(trigger.span)]
    named = [(span, h.country) for span, h in soft.ready.hints if h.country and h.is_name and is_inside(span)]
    unknown = np.full(2, NONE, np.float32)
    roles = [[soft.roles.get((number, span), unknown) for span in mentions] for number in told]
    outside = np.zeros((1, 4, 3), np.float32)
    outside[:, :, 0] = 1
    return SoftWindow(
        ids=ids,
        cases=cases,
        positions=positions,
        sentence_of=np.concatenate([[-1], pieces.sentence[low:high], [-1]]),
        tags=np.concatenate([outside, soft.tags[low:high].astype(np.float32), outside]),
        triggers=[moved_by(soft.triggers[number].span, 1 - low) for number in told],
        told=[soft.triggers[number] for number in told],
        mentions=[moved_by(span, 1 - low) for span in mentions],
        roles=np.array(roles, np.float32).reshape(len(told), len(mentions), 2),
        named=[moved_by(span, 1 - low) for span, _ in named],
        named_country=[country for _, country in named],
        pointed=[(i, soft.countries[span]) for i, span in enumerate(mentions) if span in soft.countries],
        own_country=[soft.own_countries.get(span) for span in mentions],
        document_countries=[country for country, _ in soft.ready.document],
        document_shares=[share for _, share in soft.ready.document],
    )


def of_tags(network: Network, hidden: Tensor, windows: Sequence[SoftWindow], told: dict[str, list[Tensor]]) -> None:
    """Add the losses of the tags: cross entropy with the teacher's shares."""
    heads = network.heads
    logs = F.log_softmax(heads.tags(heads.drop(hidden)).view(*hidden.shape[:2], 4, 3), dim=-1)
    for row, one in zip(logs, windows, strict=True):
        loss = -(torch.from_numpy(one.tags) * row[: len(one.ids)]).sum(-1)
        for i, name in enumerate(("trigger", "party", "place", "time")):
            told[name].append(loss[:, i])


def of_triggers(network: Network, hidden: Tensor, one: SoftWindow, told: dict[str, list[Tensor]]) -> None:
    """Add the losses of what is said of each trigger, and of its pairs with mentions."""
    if not one.triggers:
        return
    heads, vectors = network.heads, network.trigger_vectors(hidden, one.triggers)
    types, status, absent = (
        torch.from_numpy(np.stack([getattr(trigger, name) for trigger in one.told]).astype(np.float32))
        for name in ("types", "status", "absent")
    )
    core = torch.tensor([trigger.core for trigger in one.told])
    told["types"].append(-(types * F.log_softmax(heads.types(vectors), -1)).sum(-1))
    told["status"].append(-(status * F.log_softmax(heads.status(vectors), -1)).sum(-1))
    told["core"].append(F.binary_cross_entropy_with_logits(heads.core(vectors)[:, 0], core, reduction="none"))
    told["absent"].append(F.binary_cross_entropy_with_logits(heads.absent(vectors), absent, reduction="none"))
    if one.mentions:
        classes = torch.from_numpy(run_time.distances(one.triggers, one.mentions, one.sentence_of))
        scores, roles = heads.pairs(vectors, span_means(hidden, one.mentions), classes), torch.from_numpy(one.roles)
        known = roles >= 0
        loss = F.binary_cross_entropy_with_logits(scores[known], roles[known], reduction="none")
        told["roles"].append(loss.sum()[None] / len(one.triggers) / 4)


def soft_losses(network: Network, windows: Sequence[SoftWindow]) -> dict[str, Tensor]:
    """How far the network is from the teacher, by part; of repeats the teacher is not asked."""
    told: dict[str, list[Tensor]] = {name: [] for name in PARTS}
    hidden = encode(network, windows)
    of_tags(network, hidden, windows, told)
    for row, one in zip(hidden, windows, strict=True):
        of_triggers(network, row, one, told)
        of_countries(network, row, one, told)
    return means(told)
