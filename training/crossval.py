"""Five-fold figures: train without each fold, read it with what was trained, and score what was read."""

import argparse
import json
import pickle
from collections.abc import Iterable
from pathlib import Path

import torch

from tidings.encoder.run import load_weights
from training import choices, pairing, places, quantities
from training.calibrate import judge, write_annotations
from training.data import BUILD, data_folder
from training.distil import teach
from training.export import write_weights
from training.folds import FOLDS
from training.learning_set import LearningSet, digest, load_learning_set, new_network
from training.network import MINILM
from training.packaged_news import ask_for_news
from training.prepare import rules_of
from training.train import Recipe, log, read_recipe, train
from training.windows import hints_in


def train_without(data: Path, learning: LearningSet, recipe: Recipe, fold: int | None, build: Path) -> Path:
    """The folder of weights trained without a fold (None: with all); trained unless it was made of just the same."""
    name, ready = "all" if fold is None else f"without{fold}", learning.without(fold)
    folder, made_of = build / name, digest(ready, recipe)
    if made_of_before(folder) != made_of:
        network = new_network(recipe)
        train(ready, learning.tokenizer, network, recipe, out=build / f"{name}.pt")
        teach(network, data, learning, recipe, fold, build=build)
        state = {key: value.numpy() for key, value in network.state_dict().items()}
        card = {"texts": len(ready), "seed": recipe.seed, "epochs": recipe.epochs, "made of": made_of}
        write_weights(state, MINILM, learning.tokenizer.to_str(), card, folder)
    return folder


def made_of_before(folder: Path) -> str | None:
    """The checksum of what the weights of a folder were made of; None where there are none."""
    card = folder / "card.json"
    return json.loads(card.read_text(encoding="utf-8")).get("made of") if card.exists() else None


def read_before(build: Path) -> list[int]:
    """The folds that have been read."""
    return [fold for fold in range(FOLDS) if (build / f"fold{fold}.pkl").exists()]


def read_fold(learning: LearningSet, fold: int, weights: Path, build: Path) -> Path:
    """What the weights say of the texts of a fold, as a pickle of EncoderOutput by id."""
    encoder = load_weights(weights)
    rules = rules_of((), build / "rules.jsonl")
    found = {}
    for one in learning.fold(fold):
        told = rules[one.text.text_id]
        sentences = [(s["start"], s["end"]) for s in told["sentences"]]
        found[one.text.text_id] = encoder.read(one.text.text, sentences, hints_in(told))
    out = build / f"fold{fold}.pkl"
    out.write_bytes(pickle.dumps(found))
    return out


def crossval(data: Path, folds: Iterable[int | None], *, build: Path = BUILD) -> None:
    """Train without each of the folds (None: with all texts) and read each with what never saw it."""
    torch.set_num_threads(1)  # two that share a core wait for each other
    recipe = read_recipe()
    learning = load_learning_set(data, recipe, build=build)
    for fold in folds:
        log({"fold": "none" if fold is None else fold})
        weights = train_without(data, learning, recipe, fold, build)
        if fold is not None:
            read_fold(learning, fold, weights, build)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds corpus/ and bench/")
    parser.add_argument("--build", type=Path, default=BUILD, help="where weights and outputs are kept")
    parser.add_argument("--folds", default=",".join(map(str, range(FOLDS))), help="parted by commas, or all")
    args = parser.parse_args()
    ask_for_news(parser)
    crossval(args.data, [None if fold == "all" else int(fold) for fold in args.folds.split(",")], build=args.build)
    read = read_before(args.build)
    chances = list(choices.chances(args.data, args.build, read))
    offers = list(places.asked(args.data, args.build, read))
    pairs = pairing.collect(args.data, args.build, read)
    counts = [*quantities.tellings(args.data, args.build, read), *quantities.own_tellings()]
    judgements = judge(args.data, args.build, read)
    nested = [
        pairing.fitted_without(pairs),
        choices.fitted_without(chances),
        quantities.fitted_without(counts),
        places.fitted_without(offers),
    ]
    write_annotations(args.data, args.build, judgements, nested=nested)


if __name__ == "__main__":
    main()
