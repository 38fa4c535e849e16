"""Train the network that tells what the blocks of a raw news file are: five folds, then the packaged weights."""

import argparse
import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from tidings.articles.line_model import DILATIONS, OPENS, WIDTH, Floats, LineClass
from training.data import BUILD, data_folder
from training.folds import FOLDS
from training.line_gold import LineFile, all_files, stacked

WEIGHTS = Path(__file__).parents[1] / "tidings" / "articles" / "weights"
HIDDEN = 24
EPOCHS = 22
BATCH = 16
WINDOW = 160  # blocks seen at once in training; a longer file is several windows
RATE = 6e-3
DECAY = 2e-2
DROPOUT = 0.3
NETWORKS = 2  # trained alike but for chance; their mean is taken
IGNORED = -100
MOST_WORDS = 80  # of a block count
TITLE_WEIGHT = 6.0  # words that a title counts for, times ten
EVENED = 50.0  # weight added to each file's, so that one with two known blocks does not count as a whole one
OPENS_WEIGHT = 2.0
TYPICAL_BLOCKS = 20.0
MADE_WEIGHT = 0.6  # of a page's: files that a generator has made
SMALLEST_SCALE = 1e-3


class Network(torch.nn.Module):
    """Three dilated convolutions over the blocks, and a layer that reads all three."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        sizes = (columns, HIDDEN, HIDDEN)
        self.layers = torch.nn.ModuleList(
            torch.nn.Conv1d(size, HIDDEN, WIDTH, padding=WIDTH // 2 * dilation, dilation=dilation)
            for size, dilation in zip(sizes, DILATIONS, strict=True)
        )
        self.out = torch.nn.Conv1d(len(DILATIONS) * HIDDEN, OPENS + 1, 1)
        self.dropout = torch.nn.Dropout(DROPOUT)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Scores of each block."""
        seen = []
        for layer in self.layers:
            rows = torch.relu(layer(self.dropout(rows) if seen else rows))
            seen.append(rows)
        return self.out(self.dropout(torch.cat(seen, 1)))


def train(files: Sequence[LineFile], *, networks: int = NETWORKS) -> dict[str, Floats]:
    """The weights learnt from some files, as the package keeps them."""
    rows = stacked(files)
    weights = {"mean": rows.mean(0), "scale": rows.std(0) + SMALLEST_SCALE}
    for number in range(networks):
        torch.manual_seed(number)
        network = fit(files, weights, np.random.default_rng(number))
        for layer, convolution in enumerate(network.layers):
            kernel = convolution.weight.detach().numpy()  # out, in, place
            weights[f"layer{layer}.weight.{number}"] = kernel.transpose(2, 1, 0).reshape(-1, HIDDEN)
            weights[f"layer{layer}.bias.{number}"] = convolution.bias.detach().numpy()
        weights[f"out.weight.{number}"] = network.out.weight.detach().numpy()[:, :, 0].T
        weights[f"out.bias.{number}"] = network.out.bias.detach().numpy()
    return weights


def fit(files: Sequence[LineFile], weights: dict[str, Floats], chance: np.random.Generator) -> Network:
    """One network."""
    network = Network(len(weights["mean"]))
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    scaled = [(file.features - weights["mean"]) / weights["scale"] for file in files]
    schedule = None
    for _ in range(EPOCHS):
        rows, classes, loads, opens = windows(files, scaled, chance)
        batches = [slice(start, start + BATCH) for start in range(0, len(rows), BATCH)]
        schedule = schedule or torch.optim.lr_scheduler.OneCycleLR(
            optimiser, RATE, total_steps=EPOCHS * (len(batches) + 3)
        )
        for batch in batches:
            optimiser.zero_grad()
            loss_of(network(rows[batch]), classes[batch], loads[batch], opens[batch]).backward()
            optimiser.step()
            schedule.step()
    return network.eval()


def loss_of(scores: torch.Tensor, classes: torch.Tensor, loads: torch.Tensor, opens: torch.Tensor) -> torch.Tensor:
    """How wrong the scores are: the classes by their loads, the beginnings each alike in a file."""
    wrong = torch.nn.functional.cross_entropy(scores[:, :OPENS], classes, reduction="none", ignore_index=IGNORED)
    known = (opens >= 0).float()
    missed = torch.nn.functional.binary_cross_entropy_with_logits(
        scores[:, OPENS], opens.clamp(min=0).float(), reduction="none"
    )
    beginnings = OPENS_WEIGHT * (missed * known).sum() / len(scores) / TYPICAL_BLOCKS
    return (wrong * loads).sum() / len(scores) + beginnings


Window = tuple[Floats, Floats, Floats, Floats]


def windows(files: Sequence[LineFile], scaled: Sequence[Floats], chance: np.random.Generator) -> list[torch.Tensor]:
    """The files in windows, in a new order and half of them without their first blocks."""
    out: list[Window] = []
    for index in chance.permutation(len(files)):
        file = files[index]
        classes = np.array(file.classes)
        words = np.minimum(file.words, MOST_WORDS) / 10
        loads = (1 + np.where(classes == LineClass.TITLE, TITLE_WEIGHT, words)) * (1.0 if file.is_page else MADE_WEIGHT)
        count = len(classes)
        first = int(chance.integers(0, max(1, min(count // 3, WINDOW)))) if chance.random() < 0.5 else 0
        for start in range(first, count, WINDOW):
            part = slice(start, start + WINDOW)
            if (classes[part] >= 0).any():
                out.append(padded(scaled[index][part], classes[part], loads[part], np.array(file.opens)[part]))
    return [torch.tensor(np.stack(column)) for column in zip(*out, strict=True)]


def padded(rows: Floats, classes: Floats, loads: Floats, opens: Floats) -> Window:
    """A window filled up with blocks that do not count."""
    empty = WINDOW - len(rows)
    known = np.where(classes >= 0, classes, IGNORED)
    weights = np.pad(np.where(classes >= 0, loads, 0), (0, empty)).astype(np.float32)
    return (
        np.pad(rows, ((0, empty), (0, 0))).T,
        np.pad(known, (0, empty), constant_values=IGNORED),
        weights / (weights.sum() + EVENED),
        np.pad(opens, (0, empty), constant_values=-1),
    )


def main() -> None:
    """Write the weights of each fold to the build folder, those of all files into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True)
    parser.add_argument(
        "--folds", type=int, nargs="*", default=list(range(FOLDS)), help="folds to leave out, one by one"
    )
    parser.add_argument("--no-package", action="store_true", help="leave the packaged weights as they are")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    BUILD.mkdir(parents=True, exist_ok=True)
    kept = BUILD / "line_files.pkl"
    files = pickle.loads(kept.read_bytes()) if kept.exists() else list(all_files(chosen.data))
    kept.write_bytes(pickle.dumps(files))
    print(f"{len(files)} files, {sum(len(file.classes) for file in files)} blocks", flush=True)
    for fold in chosen.folds:
        save(train([file for file in files if file.fold != fold]), BUILD / f"lines{fold}.npz")
        print(f"fold {fold}", flush=True)
    if not chosen.no_package:
        WEIGHTS.mkdir(exist_ok=True)
        save(train(files), WEIGHTS / "lines.npz")


def save(weights: dict[str, Floats], path: Path) -> None:
    """Write the weights in half precision: they are as good, and half as large."""
    np.savez_compressed(path, **{name: array.astype(np.float16) for name, array in weights.items()})


if __name__ == "__main__":
    main()
