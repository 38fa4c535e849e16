"""The network that learns to read: an encoder of word pieces from public weights, and light heads on it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from tidings.encoder.heads import DISTANCES, DOCUMENT, MOST_OF_DOCUMENT, ROLES
from tidings.encoder.pieces import CASES, STRETCHES, Span
from training.windows import STATUSES, TYPES

PAIR = 128


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder, as its public weights have them."""

    layers: int
    width: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


MINILM = Shape(6, 384, 12, 1536, 30522, 512, 1e-12)


class Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.q, self.k, self.v, self.o = (nn.Linear(shape.width, shape.width) for _ in range(4))
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, w = x.shape
        q, k, v = (f(x).view(b, n, self.heads, w // self.heads).transpose(1, 2) for f in (self.q, self.k, self.v))
        # Twice as fast on a processor as the fused kernel, at this length and width of a head.
        mixed = (q @ k.transpose(-1, -2) * (w // self.heads) ** -0.5 + bias.to(q.dtype)).softmax(-1).to(v.dtype) @ v
        x = self.norm(x + self.drop(self.o(mixed.transpose(1, 2).reshape(b, n, w))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT's encoder; its inputs gain the case of the word and how far into the text its sentence stands."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.cases = nn.Embedding(CASES, shape.width)
        self.sentences = nn.Embedding(len(STRETCHES), shape.width)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.sentences.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, cases: Tensor, positions: Tensor, mask: Tensor) -> Tensor:
        n = ids.shape[1]
        x = self.words(ids) + self.places(torch.arange(n)) + self.cases(cases) + self.sentences(positions)
        x = self.drop(self.norm(x))
        bias = torch.where(mask, 0.0, -1e4)[:, None, None, :].expand(-1, 1, n, -1)
        for layer in self.layers:
            x = layer(x, bias)
        return x.float()


def load_public(shape: Shape, weights: Path) -> Encoder:
    """The encoder with the public weights of a BERT. Raises ValueError for those of another."""
    encoder, told = Encoder(shape), load_file(weights)
    told = {k.removeprefix("bert."): v for k, v in told.items()}
    words = told["embeddings.word_embeddings.weight"]
    own = {
        "words.weight": words + told["embeddings.token_type_embeddings.weight"][0],
        "places.weight": told["embeddings.position_embeddings.weight"],
        "norm.weight": told["embeddings.LayerNorm.weight"],
        "norm.bias": told["embeddings.LayerNorm.bias"],
    }
    names = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "o": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    own |= renamed_layers(told, names, shape.layers)
    missing, unexpected = encoder.load_state_dict(own, strict=False)
    if unexpected or not set(missing) <= {"cases.weight", "sentences.weight"}:
        raise ValueError(f"{weights}: not the weights of such an encoder: {missing} missing, {unexpected} too many")
    encoder.words.weight.requires_grad_(False)
    encoder.places.weight.requires_grad_(False)
    return encoder


def renamed_layers(told: Mapping[str, Tensor], names: Mapping[str, str], layers: int) -> dict[str, Tensor]:
    """The public weights of the layers by our names of their parts; `names`: theirs for each of ours."""
    return {
        f"layers.{i}.{mine}.{kind}": told[f"encoder.layer.{i}.{theirs}.{kind}"]
        for i in range(layers)
        for mine, theirs in names.items()
        for kind in ("weight", "bias")
    }


def span_means(hidden: Tensor, spans: Sequence[Span]) -> Tensor:
    """The mean vector of each span of one window: (spans, width)."""
    weights = hidden.new_zeros(len(spans), hidden.shape[0])
    for i, (start, end) in enumerate(spans):
        weights[i, start:end] = 1.0 / (end - start)
    return weights @ hidden


class Heads(nn.Module):
    """Tags of word pieces; type, core, status, emptiness of sides of triggers; pairs; pointers to countries."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tags = nn.Linear(width, 12)
        self.hidden = nn.Linear(width, width)
        self.types = nn.Linear(width, len(TYPES))
        self.core = nn.Linear(width, 1)
        self.status = nn.Linear(width, len(STATUSES))
        self.absent = nn.Linear(width, 2)
        self.of_trigger = nn.Linear(width, PAIR * ROLES)
        self.of_mention = nn.Linear(width, PAIR * ROLES)
        self.distance = nn.Embedding(DISTANCES, PAIR * ROLES)
        self.bend = nn.Parameter(torch.randn(ROLES, PAIR) * 0.05)
        self.cross = nn.Parameter(torch.randn(ROLES, PAIR) * 0.02)
        self.base = nn.Parameter(torch.full((ROLES,), -2.0))
        self.same_one = nn.Linear(width, PAIR)
        self.same_other = nn.Linear(width, PAIR)
        self.same_base = nn.Parameter(torch.tensor(-3.0))
        self.asks = nn.Linear(width, PAIR)
        self.answers = nn.Linear(width, PAIR)
        self.answer_kind = nn.Embedding(DOCUMENT + MOST_OF_DOCUMENT, PAIR)
        self.answer_distance = nn.Embedding(DISTANCES, PAIR)
        self.point = nn.Parameter(torch.randn(PAIR) * 0.05)
        self.point_cross = nn.Parameter(torch.randn(PAIR) * 0.02)
        self.share = nn.Parameter(torch.zeros(PAIR))
        self.drop = nn.Dropout(0.1)

    def pairs(self, triggers: Tensor, mentions: Tensor, distances: Tensor) -> Tensor:
        """(triggers, mentions, roles): how much each mention is the source, the target of each trigger."""
        t = self.of_trigger(triggers).view(-1, 1, ROLES, PAIR)
        m = self.of_mention(mentions).view(1, -1, ROLES, PAIR)
        d = self.distance(distances).view(*distances.shape, ROLES, PAIR)
        return (F.gelu(t + m + d) * self.bend).sum(-1) + (t * m * self.cross).sum(-1) + self.base

    def same(self, triggers: Tensor) -> Tensor:
        """(triggers, triggers): how much two tell one happening."""
        return self.same_one(triggers) @ self.same_other(triggers).T / math.sqrt(PAIR) + self.same_base

    def pointers(self, questions: Tensor, answers: Tensor, distances: Tensor) -> Tensor:
        """How much each answer tells the country of a mention: vectors of PAIR of both, in shapes that broadcast."""
        d = self.answer_distance(distances)
        return (F.gelu(questions + answers + d) * self.point).sum(-1) + (questions * answers * self.point_cross).sum(-1)


class Network(nn.Module):
    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = Heads(width)

    def trigger_vectors(self, hidden: Tensor, spans: Sequence[Span]) -> Tensor:
        return F.gelu(self.heads.hidden(self.heads.drop(span_means(hidden, spans))))
