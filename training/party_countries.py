"""Fit how much each voice counts when the country of a party is chosen; print how often the country is right.

Learnt from the parties that stand in the sentence, each as the encoder points at its country when it has not seen the
text. The shares printed for a fold come from weights fitted on the other folds.
"""

import argparse
import csv
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from tidings.actors.load_table import load_table
from tidings.actors.mentions import find_mentions
from tidings.actors.party_mentions import countries_of_actors, mentions_there
from tidings.actors.table import ActorTable
from tidings.actors.whose_country import FEATURES, Countries, choices, features, whose_country
from tidings.encoder.records import EncoderOutput
from tidings.parse.spacy_parser import parse
from tidings.records import Actor
from tidings.vocabulary import MentionKind
from training.calibrate import labelled_rows
from training.data import BUILD, data_folder
from training.folds import FOLDS, fold_of

RIDGE = 2.0
STEPS = 12
WEIGHTS = Path(__file__).parents[1] / "tidings" / "actors" / "party_countries.csv"


@dataclass(frozen=True, slots=True)
class Party:
    """A labelled party: who the rules take it for, where the encoder points, and the country of the label."""

    actor: Actor | None
    everywhere: Countries
    here: Countries
    country: str | None
    group: str
    fold: int


def parties(data: Path, build: Path) -> Iterator[Party]:
    """The labelled parties whose words the encoder has found, without those known by name: the table tells these."""
    outputs = {
        key: out for path in sorted(build.glob("fold*.pkl")) for key, out in pickle.loads(path.read_bytes()).items()
    }
    table = load_table()
    for row in labelled_rows(data):
        if row["id"] in outputs:
            yield from _of_text(row, outputs[row["id"]], table)


def _of_text(row: Mapping[str, Any], output: EncoderOutput, table: ActorTable) -> Iterator[Party]:
    doc = parse(row["text"])
    day = date.fromisoformat(row["date"]) if row.get("date") else None
    mentions, actors = find_mentions(doc, published=day, table=table)
    there = [mentions_there(doc, scored, mentions) for scored in output.mentions]
    told = countries_of_actors(output.mentions, there)
    seen = set()
    for label in (party for event in row["events"] for party in (*event["sources"], *event["targets"])):
        at = _at(label, output)
        if at is None or (at, label["name"]) in seen:
            continue
        seen.add((at, label["name"]))
        mention, here = next(iter(there[at]), None), output.mentions[at].countries
        if mention is None:
            yield Party(None, here, here, label["country"], row["group"], fold_of(row["id"]))
        elif mention.actor_id not in table.actors or mention.mention_kind is MentionKind.PRONOUN:
            actor, everywhere = actors[mention.actor_id], told.get(mention.actor_id, here)
            yield Party(actor, everywhere, here, label["country"], row["group"], fold_of(row["id"]))


def _at(label: Mapping[str, Any], output: EncoderOutput) -> int | None:
    """The mention of the encoder that shares most with the words of a labelled party."""
    if label.get("start") is None:
        return None

    def shared(at: int) -> int:
        return min(output.mentions[at].end, label["end"]) - max(output.mentions[at].start, label["start"])

    best = max(range(len(output.mentions)), key=shared, default=None)
    return best if best is not None and shared(best) > 0 and output.mentions[best].countries else None


def fit(told: Sequence[Party]) -> np.ndarray:
    """The weights of a conditional logit, by Newton's method with a ridge."""
    weights, most = np.zeros(len(FEATURES)), max(len(_choices(party)) for party in told)
    x, out, right = np.zeros((len(told), most, len(FEATURES))), np.full((len(told), most), -np.inf), []
    for n, party in enumerate(told):
        listed = _choices(party)
        out[n, : len(listed)] = 0.0
        x[n, : len(listed)] = [features(country, party.actor, party.everywhere, party.here) for country in listed]
        right.append(listed.index(party.country) if party.country in listed else -1)
    known = np.array(right) >= 0
    x, out, chosen = x[known], out[known], x[known, np.array(right)[known]]
    for _ in range(STEPS):
        score = x @ weights + out
        p = np.exp(score - score.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        mean = (p[..., None] * x).sum(axis=1)
        gain = (chosen - mean).sum(axis=0) - RIDGE * weights
        bend = np.einsum("ik,ikf,ikg->fg", p, x, x) - mean.T @ mean + RIDGE * np.eye(len(FEATURES))
        weights = weights + np.linalg.solve(bend, gain)
    return weights


def _choices(party: Party) -> list[str | None]:
    return choices(party.actor, party.everywhere, party.here)


def report(told: Sequence[Party]) -> None:
    """How often the country is right: as the rules read it, as the encoder points, and weighed by other folds."""
    rules, pointer, weighed = [], [], []
    for fold in range(FOLDS):
        weights = dict(zip(FEATURES, fit([p for p in told if p.fold != fold]).tolist(), strict=True))
        for party in (p for p in told if p.fold == fold):
            rules.append((party.actor.country if party.actor else None) == party.country)
            pointer.append(party.everywhere[0][0] == party.country)
            weighed.append(whose_country(party.actor, party.everywhere, party.here, weights) == party.country)
    shares = ", ".join(
        f"{name} {np.mean(right):.3f}" for name, right in (("rules", rules), ("encoder", pointer), ("weighed", weighed))
    )
    print(f"countries of {len(told)} parties right: {shares}")


def fit_party_countries(data: Path, build: Path, out: Path = WEIGHTS) -> None:
    """Print how often the country is right out of fold, and write the weights of all texts."""
    told = list(parties(data, build))
    report(told)
    with out.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(("feature", "weight", "note"))
        for place, (name, weight) in enumerate(zip(FEATURES, fit(told), strict=True)):
            note = f"conditional logit on {len(told)} parties out of fold" if place == 0 else ""
            table.writerow((name, f"{weight:.3f}", note))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds corpus/ and bench/")
    parser.add_argument("--build", type=Path, default=BUILD)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    fit_party_countries(args.data, args.build, args.out)


if __name__ == "__main__":
    main()
