"""Train the network on labelled texts: weights and a log out, the same for the same seed and recipe."""

import json
import math
import random
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from tidings.encoder import heads as run_time
from tidings.encoder.heads import DISTANCES, DOCUMENT, NAME, OVERLAPPING, OWN
from tidings.encoder.pieces import Ints, Span
from training.network import Network, span_means
from training.windows import NONE, Ready, Window, windows_of

PARTS = ("trigger", "party", "place", "time", "types", "core", "status", "absent", "roles", "same", "country")
FROZEN = ("encoder.words", "encoder.places")


class Cut(Protocol):
    """What is cut from a text for one pass of the network."""

    @property
    def ids(self) -> Ints: ...

    @property
    def cases(self) -> Ints: ...

    @property
    def positions(self) -> Ints: ...


class Pointing(Protocol):
    """What is known of countries in a window, and of which parties the country is known."""

    @property
    def mentions(self) -> Sequence[Span]: ...

    @property
    def pointed(self) -> Sequence[tuple[int, str | None]]: ...

    @property
    def own_country(self) -> Sequence[str | None]: ...

    @property
    def named(self) -> Sequence[Span]: ...

    @property
    def named_country(self) -> Sequence[str]: ...

    @property
    def sentence_of(self) -> Ints: ...

    @property
    def document_countries(self) -> Sequence[str]: ...

    @property
    def document_shares(self) -> Sequence[float]: ...


AnyWindow = TypeVar("AnyWindow", bound=Cut)
# The losses of some windows, by part.
Step = Callable[[Network], Mapping[str, Tensor]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """The numbers of recipe.toml."""

    package: str
    folder: str
    seed: int
    epochs: int
    encoder_rate: float
    head_rate: float
    warm_up: float
    weight_decay: float
    longest_window: int
    pieces_a_step: int
    label_smoothing: float
    loss: Mapping[str, float]
    teacher: Mapping[str, float]
    distillation: Mapping[str, float]

    def of(self, part: str) -> "Recipe":
        """The recipe of another part of the training (`teacher`, `distillation`), whose numbers go before."""
        own = {name: value for name, value in getattr(self, part).items() if name in self.__dataclass_fields__}
        return replace(self, **own)


RECIPE = Path(__file__).with_name("recipe.toml")


def read_recipe(path: Path = RECIPE) -> Recipe:
    """The recipe of a file."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Recipe(
        **told["encoder"],
        **told["training"],
        loss=told["loss"],
        teacher=told["teacher"],
        distillation=told["distillation"],
    )


def batches(windows: Sequence[AnyWindow], chance: random.Random, *, pieces: int) -> Iterator[list[AnyWindow]]:
    """Windows of like length together, in an order of chance, at most so many pieces a step."""
    order = sorted(windows, key=lambda w: (len(w.ids) // 16, chance.random()))
    told: list[list[AnyWindow]] = []
    now: list[AnyWindow] = []
    for one in order:
        if now and (len(now) + 1) * max(len(w.ids) for w in (*now, one)) > pieces:
            told.append(now)
            now = []
        now.append(one)
    told.append(now)
    chance.shuffle(told)
    yield from told


def padded(windows: Sequence[Cut], name: str, fill: int) -> Tensor:
    longest = max(len(w.ids) for w in windows)
    out = torch.full((len(windows), longest), fill, dtype=torch.long)
    for i, one in enumerate(windows):
        values = torch.from_numpy(getattr(one, name))
        out[i, : len(values)] = values
    return out


def encode(network: Network, windows: Sequence[Cut]) -> Tensor:
    """(windows, pieces, width): the vectors of the pieces, in bfloat16 below and float32 above."""
    ids, cases, positions = padded(windows, "ids", 0), padded(windows, "cases", 0), padded(windows, "positions", 0)
    mask = torch.zeros_like(ids, dtype=torch.bool)
    for i, one in enumerate(windows):
        mask[i, : len(one.ids)] = True
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = network.encoder(ids, cases, positions, mask)
    return hidden.float()


def losses(network: Network, windows: Sequence[Window], *, smoothing: float) -> dict[str, Tensor]:
    hidden = encode(network, windows)
    heads = network.heads
    told: dict[str, list[Tensor]] = {name: [] for name in PARTS}
    tags = heads.tags(heads.drop(hidden)).view(*hidden.shape[:2], 4, 3)
    for i, name in enumerate(("trigger", "party", "place", "time")):
        gold = padded(windows, f"{name}_tags", NONE)
        told[name].append(
            F.cross_entropy(tags[:, :, i].reshape(-1, 3), gold.reshape(-1), ignore_index=NONE, label_smoothing=0.02)
        )
    for row, one in zip(hidden, windows, strict=True):
        _of_triggers(network, row, one, told, smoothing=smoothing)
        of_countries(network, row, one, told)
    return means(told)


def means(told: Mapping[str, Sequence[Tensor]]) -> dict[str, Tensor]:
    """The mean of each part."""
    return {name: torch.cat([x.reshape(-1) for x in parts]).mean() for name, parts in told.items() if parts}


def _of_triggers(
    network: Network, hidden: Tensor, one: Window, told: dict[str, list[Tensor]], *, smoothing: float
) -> None:
    if not one.triggers:
        return
    heads = network.heads
    vectors = network.trigger_vectors(hidden, one.triggers)
    types = torch.tensor(one.types)
    types = types * (1 - smoothing) + smoothing / types.shape[1]
    told["types"].append(F.cross_entropy(heads.types(vectors), types, reduction="none"))
    core = torch.tensor(one.core) * 0.9 + 0.05
    told["core"].append(F.binary_cross_entropy_with_logits(heads.core(vectors)[:, 0], core, reduction="none"))
    told["status"].append(
        F.cross_entropy(heads.status(vectors), torch.tensor(one.status), reduction="none", label_smoothing=smoothing)
    )
    absent = torch.tensor(one.absent) * 0.9 + 0.05
    told["absent"].append(F.binary_cross_entropy_with_logits(heads.absent(vectors), absent, reduction="none"))
    if len(one.triggers) > 1:
        same = heads.same(vectors)
        gold = torch.zeros_like(same)
        for later, earlier in enumerate(one.same):
            if earlier != NONE:
                gold[later, earlier] = 1.0
        below = torch.tril(torch.ones_like(same), -1).bool()
        told["same"].append(F.binary_cross_entropy_with_logits(same[below], gold[below], reduction="none"))
    if one.mentions:
        classes = torch.from_numpy(run_time.distances(one.triggers, one.mentions, one.sentence_of))
        scores = heads.pairs(vectors, span_means(hidden, one.mentions), classes)
        gold = torch.tensor(one.roles)
        known = gold != NONE
        loss = F.binary_cross_entropy_with_logits(scores[known], gold[known] * 0.96 + 0.02, reduction="none")
        # The mean over triggers, not over the many pairs of which few are true.
        told["roles"].append(loss.sum()[None] / len(one.triggers) / 4)


def of_countries(network: Network, hidden: Tensor, one: Pointing, told: Mapping[str, list[Tensor]]) -> None:
    """Add the loss of the pointer from parties to the words that tell their country."""
    if not one.pointed:
        return
    heads = network.heads
    spans = [one.mentions[i] for i, _ in one.pointed]
    owns = [one.own_country[i] for i, _ in one.pointed]
    vectors = span_means(hidden, spans)
    questions = heads.asks(vectors)
    kinds = heads.answer_kind.weight
    shares = torch.tensor(one.document_shares)
    general = torch.cat([kinds[:1], kinds[DOCUMENT : DOCUMENT + len(shares)] + shares[:, None] * heads.share])
    far = torch.full((len(spans), len(general)), DISTANCES - 1)
    scores = [heads.pointers(questions[:, None], general[None], far)]
    countries: list[str | None] = [None, *one.document_countries]
    if one.named:
        named = heads.answers(span_means(hidden, one.named)) + kinds[NAME]
        classes = torch.from_numpy(run_time.distances(spans, one.named, one.sentence_of))
        scores.append(heads.pointers(questions[:, None], named[None], classes))
        countries += one.named_country
    own = heads.pointers(questions, heads.answers(vectors) + kinds[OWN], torch.full((len(spans),), OVERLAPPING))
    missing = torch.tensor([country is None for country in owns])
    scores.append(own.masked_fill(missing, -1e4)[:, None])
    shares_log = F.log_softmax(torch.cat(scores, dim=1), dim=1)
    for row, own_country, (_, gold) in zip(shares_log, owns, one.pointed, strict=True):
        right = torch.tensor([country == gold for country in (*countries, own_country)])
        right[-1] &= own_country is not None
        if right.any():
            told["country"].append(-torch.logsumexp(row[right], dim=0)[None].clamp(max=6))


def train(
    ready: Sequence[Ready],
    tokenizer: Tokenizer,
    network: Network,
    recipe: Recipe,
    *,
    out: Path,
    beside: Callable[[random.Random], Sequence[Step]] | None = None,
) -> None:
    """Train the network in place, one line of log an epoch; its state is written to `out` after each.

    `beside`: steps that each epoch has beside those on labels, cut anew by chance.
    """
    chance = random.Random(recipe.seed)
    torch.manual_seed(recipe.seed)

    def epoch_steps() -> list[Step]:
        windows = [w for one in ready for w in windows_of(one, tokenizer, longest=recipe.longest_window, chance=chance)]
        on_labels = batches(windows, chance, pieces=recipe.pieces_a_step)
        told: list[Step] = [partial(losses, windows=batch, smoothing=recipe.label_smoothing) for batch in on_labels]
        if beside is not None:
            told += beside(chance)
            chance.shuffle(told)
        return told

    now = epoch_steps()
    optimizer, schedule = optimizer_of(network, recipe, recipe.epochs * len(now))
    log({"texts": len(ready), "steps": recipe.epochs * len(now)})
    for epoch in range(1, recipe.epochs + 1):
        begun, sums, counts = time.monotonic(), dict.fromkeys(PARTS, 0.0), dict.fromkeys(PARTS, 0)
        network.train()
        for step in now:
            parts = step(network)
            optimizer.zero_grad(set_to_none=True)
            sum((recipe.loss[name] * part for name, part in parts.items()), start=torch.zeros(())).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for name, part in parts.items():
                sums[name] += float(part.detach())
                counts[name] += 1
        mean = {name: round(value / max(1, counts[name]), 4) for name, value in sums.items()}
        log({"epoch": epoch, "seconds": round(time.monotonic() - begun), **mean})
        if not math.isfinite(sum(mean.values())):
            raise ArithmeticError(f"the loss is no number after epoch {epoch}: {mean}")
        save(network, out)
        now = epoch_steps() if epoch < recipe.epochs else []


def optimizer_of(
    network: Network, recipe: Recipe, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW at two rates, warmed up, then falling in a line."""
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    groups = [
        {"params": body, "lr": recipe.encoder_rate},
        {"params": network.heads.parameters(), "lr": recipe.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay)
    warm = max(1, int(recipe.warm_up * steps))

    def pace(step: int) -> float:
        return min((step + 1) / warm, max(0.02, 1 - step / (1.02 * steps)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, pace)


def log(told: Mapping[str, object]) -> None:
    print(json.dumps(told), flush=True)


def save(network: Network, out: Path) -> None:
    """Write the network's state, but for the embeddings that stay as they are in public; whole or not at all."""
    kept = {k: v for k, v in network.state_dict().items() if not k.startswith(FROZEN)}
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(kept, out.with_suffix(".tmp"))
    out.with_suffix(".tmp").rename(out)
