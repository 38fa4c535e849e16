"""Rebuild the weights of the encoder: five folds, what is fitted on them, and the network of all texts; one night."""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from tidings.encoder.run import FILES
from training import choices, pairing, places, quantities
from training.calibrate import calibrate, judge, write_annotations
from training.crossval import crossval
from training.data import BUILD, data_folder
from training.export import write_card
from training.folds import FOLDS
from training.packaged_news import ask_for_news
from training.party_countries import fit_party_countries

WEIGHTS = Path(__file__).parents[1] / "tidings" / "encoder" / "weights"
TOLD = ("recall_core", "precision", "who_exact_recall_core", "slot_status", "ece")


def publish(data: Path, *, build: Path = BUILD, weights: Path = WEIGHTS) -> None:
    """Put the network of all texts into the package, its card filled with the figures out of fold."""
    weights.mkdir(exist_ok=True)
    for name in FILES:
        shutil.copyfile(build / "all" / name, weights / name)
    card = json.loads((build / "all" / "card.json").read_text(encoding="utf-8"))
    figures = {"all": scored(data, build, None), **{f"fold {k}": scored(data, build, k) for k in range(FOLDS)}}
    write_card(
        weights,
        {
            "name": "tidings encoder",
            "made from": "MiniLM-L6-H384-uncased as all-MiniLM-L6-v2 has it (Apache-2.0)",
            "licence": "MIT",
            "learnt from": f"{card['texts']} labelled texts, and a teacher; see training/README.md",
            "seed": card["seed"],
            "epochs": card["epochs"],
            "out of fold": figures,
            "limits": "English news; who is told only outside the window is not found; see docs/reader.md",
        },
    )


def scored(data: Path, build: Path, fold: int | None) -> dict[str, float]:
    """The figures of the corpus' scorer for the annotations out of fold."""
    out = build / "figures.json"
    part = [] if fold is None else ["--fold", f"{fold}/{FOLDS}"]
    told = [build / "crossval.jsonl", data / "corpus" / "labelled.jsonl"]
    subprocess.run(
        [sys.executable, data / "bench" / "score_labels.py", *told, *part, "--json", out],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    figures = json.loads(out.read_text(encoding="utf-8"))["figures"]
    return {name: round(figures[name], 3) for name in TOLD}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds corpus/ and bench/")
    parser.add_argument("--build", type=Path, default=BUILD)
    args = parser.parse_args()
    ask_for_news(parser)
    crossval(args.data, (*range(FOLDS), None), build=args.build)
    fit_party_countries(args.data, args.build)
    chances = list(choices.chances(args.data, args.build, range(FOLDS)))
    choices.fit_choices(chances)
    counts = [*quantities.tellings(args.data, args.build, range(FOLDS)), *quantities.own_tellings()]
    quantities.fit_quantities(counts)
    offers = list(places.asked(args.data, args.build, range(FOLDS)))
    places.fit_places(offers)
    pairs = pairing.collect(args.data, args.build, range(FOLDS))
    pairing.fit_all(pairs)
    judgements = judge(args.data, args.build, range(FOLDS))
    calibrate(judgements)
    nested = [
        pairing.fitted_without(pairs),
        choices.fitted_without(chances),
        quantities.fitted_without(counts),
        places.fitted_without(offers),
    ]
    write_annotations(args.data, args.build, judgements, nested=nested)
    publish(args.data, build=args.build)


if __name__ == "__main__":
    main()
