"""Blocks of raw news files with what each of them is: title, body or neither, read off the gold of the bench."""

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from tidings.articles.block_labels import Labelled
from tidings.articles.line_features import features_of
from tidings.articles.line_model import Floats, LineClass
from tidings.articles.rule_drafts import rule_drafts
from tidings.readers.read import read
from training.folds import fold_of
from training.line_files import Clean, make_file

Classify = Callable[[Sequence[Labelled]], tuple[list[int], list[int]]]

UNKNOWN = -1
RUN = 3  # words in a row that are looked for in the gold body
SHORT = 8  # words: below them a block must be a paragraph of the gold or touch one
IS_BODY, IS_OTHER = 0.6, 0.25  # of a block's runs stand in the gold body: at least, at most
FAR = 6  # blocks from the nearest long one of the body: a short line there has its words by chance
MADE_FILES = 30  # files of our own in each fold
LEAST_PARAGRAPH = 60  # characters
SEED = 12


@dataclass(frozen=True, slots=True)
class LineFile:
    """A file for learning: features, gold class and words of each block, and whether an article begins with it."""

    file_id: str
    fold: int
    features: Floats
    classes: tuple[int, ...]
    words: tuple[int, ...]
    opens: tuple[int, ...]

    @property
    def is_page(self) -> bool:
        """Whether it is a real page, not a file that a generator has made."""
        return "/" in self.file_id


def all_files(data: Path) -> Iterator[LineFile]:
    """Every file: pages of the bench, files of several articles, files of our own making."""
    yield from page_files(data / "bench" / "data" / "rawtext")
    yield from several_files(data / "bench" / "data" / "segmentation")
    yield from made_files(data / "corpus")


def line_file(file_id: str, fold: int, text: str, classify: Classify) -> LineFile:
    """A text as a file."""
    document = next(iter(read(text.encode(), "file.txt")))
    blocks, drafts = rule_drafts(document.text or "")
    features = features_of(blocks, drafts)
    classes, opens = classify(blocks)
    words = tuple(block.words for block in blocks)
    return LineFile(file_id, fold, features, tuple(classes), words, tuple(opens))


def page_files(folder: Path) -> Iterator[LineFile]:
    """The pages, article region and whole."""
    for record in map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        for variant in ("main", "full"):
            if file := record[f"file_{variant}"]:
                text = (folder / file).read_text(encoding="utf-8")
                yield line_file(file, fold_of(record["id"]), text, partial(of_page, record=record))


def several_files(folder: Path) -> Iterator[LineFile]:
    """The files of several articles, by their spans."""
    for record in map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        text = (folder / "files" / record["file"]).read_bytes().decode()
        spans = [(*s, LineClass.BODY, n) for n, a in enumerate(record["articles"]) for s in a["body_spans"]]
        spans += [
            (*a["title_span"], LineClass.TITLE, n) for n, a in enumerate(record["articles"]) if a["title_present"]
        ]
        starts = [article["core_start"] for article in record["articles"]]
        yield line_file(record["file"], fold_of(record["file"]), text, partial(of_spans, spans=spans, starts=starts))


def made_files(folder: Path) -> Iterator[LineFile]:
    """Files made of the corpus: the articles of a file are of one fold."""
    chance = random.Random(SEED)
    pools: dict[int, list[Clean]] = {}
    with gzip.open(folder / "unlabelled.jsonl.gz", "rt", encoding="utf-8") as more:
        lines = [*(folder / "labelled.jsonl").read_text(encoding="utf-8").splitlines(), *more]
    for record in map(json.loads, lines):
        title, *rest = record["text"].split("\n")
        paragraphs = tuple(p.strip() for p in rest if len(p.strip()) >= LEAST_PARAGRAPH)
        if len(paragraphs) >= 4 and 20 <= len(title) <= 140:
            pools.setdefault(fold_of(record["id"]), []).append(Clean(title.strip(), paragraphs))
    for fold, pool in sorted(pools.items()):
        titles = [article.title for article in pool]
        for number in range(MADE_FILES):
            chosen = chance.sample(pool, chance.choice([1, 1, 1, 2, 3, 4]))
            text, spans = make_file(chosen, titles, chance)
            starts = article_starts(spans)
            yield line_file(f"made{fold}.{number}", fold, text, partial(of_spans, spans=spans, starts=starts))


def of_spans(
    blocks: Sequence[Labelled], *, spans: Sequence[tuple[int, int, LineClass, int]], starts: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Classes by spans, and the blocks in which articles start."""
    opens = [int(any(block.block.start <= start < block.block.end for start in starts)) for block in blocks]
    return span_classes(blocks, spans), opens


def article_starts(spans: Sequence[tuple[int, int, LineClass, int]]) -> list[int]:
    """Where the first span of each article starts."""
    first: dict[int, int] = {}
    for start, _, _, article in spans:
        first.setdefault(article, start)
    return list(first.values())


def of_page(blocks: Sequence[Labelled], *, record: Mapping[str, Any]) -> tuple[list[int], list[int]]:
    """Classes of a page, and where its one article opens: its title above the body, else the body."""
    classes = page_classes(blocks, record)
    opens = [0 if c >= 0 else UNKNOWN for c in classes]
    first = next((i for i, c in enumerate(classes) if c == LineClass.BODY), len(classes))
    titles = [i for i, c in enumerate(classes) if c == LineClass.TITLE and i <= first]
    for i in titles or ([first] if first < len(classes) and record.get("body") else []):
        opens[i] = 1
    return classes, opens


def span_classes(blocks: Sequence[Labelled], spans: Sequence[tuple[int, int, LineClass, int]]) -> list[int]:
    """The class of each block by the span that holds most of it."""
    out: list[int] = []
    for block in blocks:
        start, end = block.block.start, block.block.end
        shared = [(min(end, e) - max(start, s), kind) for s, e, kind, _ in spans if s < end and start < e]
        most, kind = max(shared, default=(0, LineClass.OTHER))
        share = most / max(1, end - start)
        out.append(int(kind) if share > IS_BODY else UNKNOWN if share > IS_OTHER else int(LineClass.OTHER))
    return out


def page_classes(blocks: Sequence[Labelled], record: Mapping[str, Any]) -> list[int]:
    """The class of each block of a page by its gold body or snippets, and its gold title."""
    folded = [fold(block.text) for block in blocks]
    classes = body_classes(folded, record["body"]) if record.get("body") else snippet_classes(folded, record)
    title = fold(record.get("title") or "")
    return [
        int(LineClass.TITLE) if title and is_title(text, title) else c for text, c in zip(folded, classes, strict=True)
    ]


def is_title(text: str, title: str) -> bool:
    """Whether a block is the gold title, a site's name after it left out."""
    rest = title[len(text) :].strip()
    return text == title or (len(text) > 12 and title.startswith(text) and len(rest) < 60 and rest[:1] in "-|:·»")


def snippet_classes(folded: Sequence[str], record: Mapping[str, Any]) -> list[int]:
    """Of blocks that hold a snippet which must or must not be in the body the class is known."""
    kept = [s for s in map(fold, record.get("with") or []) if s]
    dropped = [s for s in map(fold, record.get("without") or []) if s]
    out: list[int] = []
    for text in folded:
        is_kept, is_dropped = any(s in text for s in kept), any(s in text for s in dropped)
        out.append(UNKNOWN if is_kept == is_dropped else int(LineClass.BODY if is_kept else LineClass.OTHER))
    return out


def body_classes(folded: Sequence[str], body: str) -> list[int]:
    """The class of each block by the words that it shares with the gold body, in their order."""
    words = [re.findall(r"\w+", text) for text in folded]
    gold = re.findall(r"\w+", fold(body))
    runs = set(zip(*(gold[i:] for i in range(RUN)), strict=False))
    paragraphs = {" ".join(re.findall(r"\w+", fold(p))) for p in body.split("\n")}
    whole = f" {' '.join(gold)} "
    out = [
        long_class(own, runs) if len(own) >= SHORT else short_class(words, i, paragraphs, whole)
        for i, own in enumerate(words)
    ]
    long = [i for i, c in enumerate(out) if c == LineClass.BODY and len(words[i]) >= SHORT]
    for i, c in enumerate(out):
        if c == LineClass.BODY and len(words[i]) < SHORT and long and min(abs(i - k) for k in long) > FAR:
            out[i] = int(LineClass.OTHER)
    drop_repeats(folded, out, words)
    return out


def long_class(own: Sequence[str], runs: set[tuple[str, ...]]) -> int:
    """The class of a long block by the part of its runs of words that stand in the gold body."""
    mine = list(zip(*(own[i:] for i in range(RUN)), strict=False))
    share = sum(run in runs for run in mine) / len(mine)
    return int(LineClass.BODY if share >= IS_BODY else LineClass.OTHER) if not IS_OTHER < share < IS_BODY else UNKNOWN


def short_class(words: Sequence[Sequence[str]], index: int, paragraphs: set[str], whole: str) -> int:
    """A short block is body when it is a paragraph of the gold, or stands there beside the same neighbour."""
    own = " ".join(words[index])
    if not own:
        return int(LineClass.OTHER)
    above = words[index - 1][-6:] if index and len(words[index - 1]) >= RUN else []
    below = words[index + 1][:6] if index + 1 < len(words) and len(words[index + 1]) >= RUN else []
    touches = (above and f" {' '.join(above)} {own} " in whole) or (below and f" {own} {' '.join(below)} " in whole)
    return int(LineClass.BODY if own in paragraphs or touches else LineClass.OTHER)


def drop_repeats(folded: Sequence[str], classes: list[int], words: Sequence[Sequence[str]]) -> None:
    """Of a paragraph that stands twice only the one among more of the body is body."""
    seen: dict[str, int] = {}
    for i, text in enumerate(folded):
        if classes[i] != LineClass.BODY or len(words[i]) < SHORT:
            continue
        other = seen.setdefault(text, i)
        if other != i:
            near = [sum(c == LineClass.BODY for c in classes[max(0, k - 3) : k + 4]) for k in (other, i)]
            worse, seen[text] = (other, i) if near[1] >= near[0] else (i, other)
            classes[worse] = int(LineClass.OTHER)


def fold(text: str) -> str:
    """Case, white space, quotes and dashes folded."""
    table = str.maketrans(
        {**dict.fromkeys("‘’‚‛`´′", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
    )
    return " ".join(re.sub("[\u200b\u200c\u200d\u2060\ufeff\u00ad]", "", text).translate(table).split()).casefold()


def stacked(files: Sequence[LineFile]) -> Floats:
    """The features of all blocks."""
    return np.concatenate([file.features for file in files])
