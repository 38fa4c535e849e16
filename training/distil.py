"""Teach the network: a teacher of 110 million parameters learns from the labels, reads other news, and is imitated."""

import pickle
import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import torch

from tidings.encoder.pieces import special_ids
from training.learning_set import LearningSet, digest
from training.network import Network
from training.other_news import other_news
from training.prepare import rules_of
from training.soft_labels import SoftReader, SoftText, soft_losses, soft_windows_of
from training.teacher_network import SHAPE, load_teacher
from training.train import Recipe, Step, batches, log, train
from training.windows import make_ready


def teach(
    network: Network, data: Path, learning: LearningSet, recipe: Recipe, fold: int | None, *, build: Path
) -> None:
    """Train the network on: on the labels without a fold, and on what a teacher that has not seen it says of others."""
    soft = read_softly(data, learning, recipe, fold, build=build)
    ends = special_ids(learning.tokenizer)

    def on_shares(chance: random.Random) -> Sequence[Step]:
        windows = [w for one in soft for w in soft_windows_of(one, ends, longest=recipe.longest_window, chance=chance)]
        return [partial(soft_losses, windows=batch) for batch in batches(windows, chance, pieces=recipe.pieces_a_step)]

    name, own = build / f"taught_{name_of(fold)}.pt", recipe.of("distillation")
    train(learning.without(fold), learning.tokenizer, network, own, out=name, beside=on_shares)


def read_softly(
    data: Path, learning: LearningSet, recipe: Recipe, fold: int | None, *, build: Path
) -> Sequence[SoftText]:
    """What the teacher of a fold says of the other news; kept in the build folder, as is the teacher, by the checksum
    of all that they were made of."""
    texts = other_news(data)
    rules = rules_of(texts, build / "rules_of_others.jsonl")
    ready = [make_ready(text, rules[text.text_id], learning.tokenizer) for text in texts]
    made_of = digest((*learning.without(fold), *ready), recipe)
    kept = build / f"other_{name_of(fold)}_{made_of[:12]}.pkl"
    if kept.exists():
        told: Sequence[SoftText] = pickle.loads(kept.read_bytes())
        return told
    reader = SoftReader(trained_teacher(learning, recipe, fold, build=build), learning.tokenizer)
    told = [reader.read(one) for one in ready]
    log({"read softly": len(told), "triggers": sum(len(one.triggers) for one in told)})
    kept.write_bytes(pickle.dumps(told))
    return told


def trained_teacher(learning: LearningSet, recipe: Recipe, fold: int | None, *, build: Path) -> Network:
    """The teacher that learnt without a fold; from the build folder where one has learnt just the same to the end."""
    own, ready = recipe.of("teacher"), learning.without(fold)
    out = build / f"teacher_{name_of(fold)}_{digest(ready, own)[:12]}.pt"
    torch.manual_seed(own.seed)
    teacher = Network(load_teacher(frozen_layers=int(recipe.teacher["frozen_layers"])), SHAPE.width)
    if out.exists():
        teacher.load_state_dict(torch.load(out), strict=False)
    else:
        unfinished = out.with_suffix(".unfinished")
        train(ready, learning.tokenizer, teacher, own, out=unfinished)
        unfinished.rename(out)
    return teacher


def name_of(fold: int | None) -> str:
    return "all" if fold is None else f"without{fold}"
