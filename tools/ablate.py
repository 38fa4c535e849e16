"""Switch the parts of the event coder off, one at a time, and print what each is worth on texts with labels.

The recorded output of the network that had not seen a text stands for the encoder, and what is found before it is kept,
so only the coder runs again. The figures are those of the bench's score_labels.py, and likewise on matched pairs the
speaker and the numbers; an interval is the middle 90 % of 1,000 draws of documents, the same with and without the part.
A part that moves confidence (features, files of rows) is judged at the bar that keeps as many triggers as before: its
weights are not fitted anew.
"""

import argparse
import json
import pickle
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from tidings import annotate as annotating
from tidings.annotate import Knowledge, load_knowledge
from tidings.annotation import Annotation
from tidings.encoder.records import EncoderOutput
from tidings.events.filters.apply import LEAST_CONFIDENCE
from tidings.events.lexicon.load import load_lexicon
from tidings.records import Passage
from tidings.schemas.json_output import annotation_json
from tools.coder_parts import Part, Switch, always, instead, module_of, parts, predicates, switched, together
from training.calibrate import Recorded
from training.data import BUILD, data_folder, read_jsonl
from training.folds import FOLDS

Rows = Sequence[Mapping[str, Any]]

# Each figure as the share of one count in another; slots are counted on matched pairs.
FIGURES = {
    "recall": ("core_hit", "core"),
    "precision": ("pred_hit", "pred"),
    "who_exact": ("core_who_exact", "core"),
    "status": ("status", "of_status"),
    "date": ("date", "of_date"),
    "no_date": ("no_date", "of_no_date"),
    "place": ("place", "of_place"),
    "joined": ("joined", "same"),
    "speaker": ("speaker", "of_speaker"),
    "no_speaker": ("no_speaker", "of_no_speaker"),
    "numbers": ("number_hit", "numbers"),
    "right_numbers": ("number_hit", "numbers_read"),
}
COUNTS = tuple(dict.fromkeys(name for pair in FIGURES.values() for name in pair))
DRAWS, SEED, MIDDLE = 1_000, 7, (5, 95)
# A smaller change in every figure is nothing: with fifty texts it is no event at all.
WORTH = 0.002
# No trigger is so sure: asked for this, the coder drops all of them, and says how sure each was.
UNREACHED = 2.0
# What annotate looks up before the coder: found once a text.
FINDERS = ("parse", "find_mentions", "find_places", "find_dates", "find_magnitudes")
# Columns that go together, under one name; an id is made of the others.
GROUPS = {
    "event_id": "",
    **dict.fromkeys(("event_date_start", "event_date_end", "date_precision", "date_basis", "date_evidence"), "date"),
    **dict.fromkeys(("place_name", "place_country", "latitude", "longitude", "geoname_id"), "place"),
    **dict.fromkeys(("speaker_id", "speaker_name"), "speaker"),
    **dict.fromkeys(("event_mode", "cameo_code", "goldstein"), "mode"),
    **dict.fromkeys(("source", "target", "source_basis", "target_basis"), "parties"),
    **dict.fromkeys(("confidence", "party_confidence"), "confidence"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A labelled text with what the network said of it, what is found in it before the coder, and its labels."""

    passage: Passage
    output: EncoderOutput
    finds: Mapping[str, Any]
    labels: Rows


@dataclass(frozen=True, slots=True)
class Trial:
    """What every run of the coder has in common; `kept`: how many triggers the whole coder holds sure enough."""

    texts: Sequence[Text]
    knowledge: Knowledge
    encoder: Recorded
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """The events of each text as rows, and the counts behind the figures, a line a text."""

    rows: Sequence[Rows]
    counts: np.ndarray


@dataclass(frozen=True, slots=True)
class Effect:
    """What switching a part off changes: each figure with its interval, so many events, so often in which column."""

    name: str
    figures: Mapping[str, tuple[float, float, float]]
    events: int
    columns: Mapping[str, int]
    yes: int | None

    @property
    def is_nothing(self) -> bool:
        return all(abs(change) < WORTH and low <= 0 <= high for change, low, high in self.figures.values())

    @property
    def is_gain(self) -> bool:
        """Whether nothing is lost without the part, and something won."""
        loses = any(change <= -WORTH or high < 0 for change, _, high in self.figures.values())
        return not loses and not self.is_nothing


def load(data: Path, build: Path, folds: Sequence[int], files: Sequence[str], limit: int | None) -> Trial:
    """The labelled texts of the folds, each parsed and searched once; from now on the bench can be imported."""
    sys.path.insert(0, str(data / "bench"))
    from score_labels import as_gold

    outputs: dict[str, EncoderOutput] = {}
    for fold in folds:
        outputs.update(pickle.loads((build / f"fold{fold}.pkl").read_bytes()))
    rows = (row for name in files for row in read_jsonl(data / "corpus" / f"{name}.jsonl") if row["id"] in outputs)
    knowledge = load_knowledge(with_encoder=False)
    texts = []
    for row in islice(rows, limit):
        passage = Passage(row["text"], published=date.fromisoformat(row["date"]) if row.get("date") else None)
        labels = [{**as_gold(event), "speaker": event.get("speaker")} for event in row["events"]]
        texts.append(prepared(passage, outputs[row["id"]], labels, knowledge))
    return trial_of(texts, knowledge)


def trial_of(texts: Sequence[Text], knowledge: Knowledge) -> Trial:
    encoder = Recorded()
    trial = Trial(texts, replace(knowledge, encoder=encoder), encoder)
    return replace(trial, kept=sum(confidence >= LEAST_CONFIDENCE for confidence in surest(trial)))


def prepared(passage: Passage, output: EncoderOutput, labels: Rows, knowledge: Knowledge) -> Text:
    """A text with all that annotate looks up before the coder."""
    finds: dict[str, Any] = {}

    def keep(name: str) -> Switch:
        def noting(find: Callable[..., Any]) -> Callable[..., Any]:
            return lambda *args, **named: finds.setdefault(name, find(*args, **named))

        return Switch(annotating, name, noting)

    with switched(keep(name) for name in FINDERS):
        annotating.annotate(passage, knowledge=knowledge)
    return Text(passage, output, finds, labels)


def code(trial: Trial, least: float | None = None) -> Iterator[Annotation]:
    """What is read of each text now; the lexicon is read anew, for a part may be one of its files."""
    knowledge = replace(trial.knowledge, lexicon=load_lexicon(), least_confidence=least)
    for text in trial.texts:
        trial.encoder.output = text.output
        with switched(Switch(annotating, name, instead(always(found))) for name, found in text.finds.items()):
            said = annotating.annotate(text.passage, knowledge=knowledge)
        yield said


def run(trial: Trial, part: Part | None = None, whole: Run | None = None) -> Run:
    """The coder without a part; `whole` is the run with all of it."""
    with switched(part.switches if part else ()):
        least = surest(trial)[trial.kept - 1] if part and part.moves_confidence and trial.kept else None
        rows, counts = [], []
        for i, (text, said) in enumerate(zip(trial.texts, code(trial, least), strict=True)):
            told = annotation_json(text.passage.text, said)["events"]
            is_as_before = whole is not None and told == whole.rows[i]
            rows.append(told)
            counts.append(whole.counts[i] if whole and is_as_before else score(text.labels, told))
    return Run(rows, np.array(counts))


def surest(trial: Trial) -> list[float]:
    """The confidence of every trigger, the surest first."""
    coded = (said.coded for said in code(trial, UNREACHED) if said.coded is not None)
    return sorted((dropped.confidence for one in coded for dropped in one.dropped), reverse=True)


def score(labels: Rows, rows: Rows) -> list[int]:
    """The counts of one text in the order of COUNTS, as the bench counts them."""
    from common import same_name
    from score_documents import magnitudes, mentions_of, pair_up, slots_ok
    from score_labels import as_prediction

    told = mentions_of([as_prediction(row) for row in rows])
    pairs = pair_up(labels, told, False)
    core = {i for i, label in enumerate(labels) if label["core"]}
    n = Counter(core=len(core), core_hit=len(core & pairs.keys()), pred=len(rows))
    n["pred_hit"] = len({told[j]["event"] for j in pairs.values()})
    for i, j in pairs.items():
        label, event = labels[i], told[j]
        right = slots_ok(label, event)
        if label["speaker"]:
            right["speaker"] = bool(event["speaker_name"]) and same_name(label["speaker"], event["speaker_name"])
        else:
            right["no_speaker"] = not event["speaker_name"]
        n.update(right)
        n.update(f"of_{slot}" for slot in right)
        n["core_who_exact"] += i in core and right.get("source_exact", True) and right.get("target_exact", True)
        hit, numbers, read = magnitudes(label, event)
        n.update(number_hit=hit, numbers=numbers, numbers_read=read)
    lines = {label["line"]: i for i, label in enumerate(labels)}
    for i, label in enumerate(labels):
        first = lines.get(label["same"]) if label["same"] else None
        if i in pairs and first in pairs:
            n.update(same=1, joined=told[pairs[i]]["event"] == told[pairs[first]]["event"])
    return [int(n[name]) for name in COUNTS]


def figures(counts: np.ndarray) -> dict[str, np.ndarray]:
    """Each figure of counts whose last axis is COUNTS; of nothing it is 0."""
    at = {name: counts[..., i].astype(float) for i, name in enumerate(COUNTS)}
    return {
        name: np.divide(at[part], at[whole], out=np.zeros_like(at[part]), where=at[whole] > 0)
        for name, (part, whole) in FIGURES.items()
    }


def changes(before: np.ndarray, after: np.ndarray) -> dict[str, tuple[float, float, float]]:
    """By figure the change, and the ends of its interval over draws of documents; one row of counts a document."""
    count = len(before)
    draws = np.random.default_rng(SEED).multinomial(count, [1 / count] * count, size=DRAWS)
    points = figures(before.sum(axis=0)), figures(after.sum(axis=0))
    drawn = figures(draws @ before), figures(draws @ after)
    found = {}
    for name in FIGURES:
        low, high = np.percentile(drawn[1][name] - drawn[0][name], MIDDLE)
        found[name] = float(points[1][name] - points[0][name]), float(low), float(high)
    return found


def differences(before: Sequence[Rows], after: Sequence[Rows]) -> tuple[int, dict[str, int]]:
    """How many events are lost, new or other than before, and how often which of their columns."""
    events, columns = 0, Counter[str]()
    for old, new in zip(before, after, strict=True):
        olds, news = ({(row["trigger_start"], row["event_type"]): row for row in rows} for rows in (old, new))
        columns.update(lost=len(olds.keys() - news.keys()), new=len(news.keys() - olds.keys()))
        events += len(olds.keys() ^ news.keys())
        for key in olds.keys() & news.keys():
            other = {GROUPS.get(name, name) for name, value in olds[key].items() if value != news[key][name]} - {""}
            columns.update(other)
            events += bool(other)
    return events, dict(+columns)


def effect_of(trial: Trial, part: Part, whole: Run) -> Effect:
    """What a part is worth."""
    without = run(trial, part, whole)
    yes = part.silenced.yes if part.silenced else None
    return Effect(part.name, changes(whole.counts, without.counts), *differences(whole.rows, without.rows), yes)


def lines_of(effect: Effect) -> Iterator[str]:
    """A part's lines of the table: a line for each figure that moves, one with "-" where none does."""
    yes = "" if effect.yes is None else str(effect.yes)
    columns = ", ".join(f"{name} {count}" for name, count in Counter(effect.columns).most_common())
    start, end = f"{effect.name:<34}{yes:>6}{effect.events:>8}  ", f"  {columns}"
    moved = [(name, found) for name, found in effect.figures.items() if any(found)]
    if not moved:
        yield f"{start}{'-':<41}{end}"
    for name, found in moved:
        yield start + f"{name:<14}" + "".join(f"{value:>+9.4f}" for value in found) + end
        start, end = " " * len(start), ""


def report(trial: Trial, tried: Sequence[Part]) -> list[Effect]:
    """Each part's effect, printed as soon as it is known, and that of all those together which cost nothing."""
    whole = run(trial)
    counts = dict(zip(COUNTS, whole.counts.sum(axis=0).tolist(), strict=True))
    base = figures(whole.counts.sum(axis=0))
    print(f"{len(trial.texts)} texts, {sum(map(len, whole.rows))} events")
    print(*(f"{name} {base[name]:.4f} of {counts[of]}" for name, (_, of) in FIGURES.items()), sep=", ")
    print(f"{'without':<34}{'yes':>6}{'events':>8}  {'figure':<14}{'change':>9}{'5 %':>9}{'95 %':>9}  columns")
    effects = []
    for part in tried:
        effects.append(effect_of(trial, part, whole))
        print(*lines_of(effects[-1]), sep="\n", flush=True)
    free = [part for part, effect in zip(tried, effects, strict=True) if effect.is_nothing]
    if free:
        effects.append(effect_of(trial, together("all that cost nothing", free), whole))
        print(*lines_of(effects[-1]), sep="\n")
    for title, chosen in (
        ("no event differs without", [e for e in effects if not e.events]),
        ("some differ, no figure", [e for e in effects if e.events and e.is_nothing]),
        ("nothing lost and something won without", [e for e in effects if e.is_gain]),
    ):
        print(f"{title}:", ", ".join(effect.name for effect in chosen) or "-")
    return effects


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=data_folder, required=True, help="the folder that holds corpus/ and bench/")
    parser.add_argument("--build", type=Path, default=BUILD, help="the folder of foldK.pkl")
    parser.add_argument("--folds", default=",".join(map(str, range(FOLDS))))
    parser.add_argument("--files", default="labelled", help="files of corpus/, parted by commas")
    parser.add_argument("--limit", type=int, help="only so many texts")
    parser.add_argument("--rows", action="store_true", help="also the files of the lexicon's rows")
    parser.add_argument(
        "--functions", help="instead of the parts: the yes-or-no functions of modules, parted by commas"
    )
    parser.add_argument("--json", type=Path, help="also write everything here")
    args = parser.parse_args()
    modules = [module_of(name) for name in args.functions.split(",")] if args.functions else []
    tried = [part for module in modules for part in predicates(module)] if modules else parts(rows=args.rows)
    folds = [int(fold) for fold in args.folds.split(",")]
    effects = report(load(args.data, args.build, folds, args.files.split(","), args.limit), tried)
    if args.json:
        told = [{**asdict(effect), "is_nothing": effect.is_nothing} for effect in effects]
        args.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
