"""The learning set: every labelled text made ready, and which of them a fold may not learn from."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.data import BUILD, GOLD, LABELS, corpus_text, load_texts, read_jsonl, sentence_texts
from training.folds import fold_of
from training.network import MINILM, Network, load_public
from training.prepare import rules_of
from training.texts import Text
from training.train import Recipe
from training.windows import Ready, make_ready

# Texts of the corpus by their source; the others are in no fold: they are learnt from by all and measure nothing.
BESIDE = frozenset({"gold", "documents", "sentences", "packaged"})
# Of these none shares a story with a text of the corpus, and a run or two of words in common would look like one.
TOO_SHORT = frozenset({"gold", "sentences"})
# Two texts that share such a part of their runs of six words are one story: who learns from one knows the other.
ONE_STORY = 0.2
RUN = 6


@dataclass(frozen=True, slots=True)
class LearningSet:
    """The labelled texts, made ready; `stories`: for a text those that tell the same story."""

    ready: tuple[Ready, ...]
    stories: dict[str, frozenset[str]]
    tokenizer: Tokenizer

    def fold(self, fold: int) -> tuple[Ready, ...]:
        """The texts that a fold is measured on."""
        return tuple(one for one in self.ready if is_of_fold(one.text, fold))

    def without(self, fold: int | None) -> tuple[Ready, ...]:
        """The texts to learn from when a fold is left out, and with it every text of the same story."""
        if fold is None:
            return self.ready
        out = {one.text.text_id for one in self.fold(fold)}
        out |= {other for text_id in out for other in self.stories.get(text_id, ())}
        return tuple(one for one in self.ready if one.text.text_id not in out)


def is_of_fold(text: Text, fold: int) -> bool:
    return text.source not in BESIDE and fold_of(text.text_id) == fold


def public_files(recipe: Recipe) -> Path:
    """Where the registry package keeps the public weights and their tokenizer."""
    return Path(str(files(recipe.package))) / recipe.folder


def load_learning_set(data: Path, recipe: Recipe, *, build: Path = BUILD) -> LearningSet:
    """Everything labelled, with what the rules read of it; `data`: the folder that holds corpus/ and bench/."""
    tokenizer = Tokenizer.from_file(str(public_files(recipe) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    raw = [
        corpus_text(row) for name in ("labelled", "labelled2") for row in read_jsonl(data / "corpus" / f"{name}.jsonl")
    ]
    rules = rules_of(sentence_texts(data / "bench" / "data" / "sentences"), build / "rules.jsonl")
    texts = load_texts(data, GOLD, LABELS, rules)
    rules = rules_of((*raw, *texts), build / "rules.jsonl")
    ready = tuple(make_ready(text, rules[text.text_id], tokenizer) for text in texts)
    return LearningSet(ready, same_stories([text for text in texts if text.source not in TOO_SHORT]), tokenizer)


def same_stories(texts: Sequence[Text]) -> dict[str, frozenset[str]]:
    """For each text those that share a fifth of its, or of their, runs of words."""
    runs = [(text.text_id, frozenset(runs_of(text.text))) for text in texts]
    found: dict[str, set[str]] = {}
    for i, (one, own) in enumerate(runs):
        for other, theirs in runs[:i]:
            if len(own & theirs) > ONE_STORY * max(1, min(len(own), len(theirs))):
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return {text_id: frozenset(others) for text_id, others in found.items()}


def runs_of(text: str) -> Iterable[tuple[str, ...]]:
    """The runs of six words of a text: what two tellings of one story share."""
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def digest(ready: Iterable[Ready], recipe: Recipe) -> str:
    """A checksum of all that a training depends on: recipe, texts, labels, and what the rules know of countries."""
    told = hashlib.sha256(repr(recipe).encode())
    for one in ready:
        told.update(repr((one.text, one.hints)).encode())
    return told.hexdigest()


def new_network(recipe: Recipe) -> Network:
    """The network before training: public weights below, heads of chance above."""
    torch.manual_seed(recipe.seed)
    return Network(load_public(MINILM, public_files(recipe) / "model.safetensors"), MINILM.width)
