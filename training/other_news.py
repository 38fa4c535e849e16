"""Other news at hand, which nobody has labelled: a teacher reads it, and the small network learns from what it says."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from training.data import LABELS, Text, labelled_news, read_jsonl
from training.learning_set import runs_of
from training.packaged_news import ISO_DAY, MOST_CHARACTERS, packaged_news

FOLDERS = ("places/geovirus", "dates/aquaint", "actors/re3d", "linking/ecb_1_35", "rawtext/gold")
ARCHIVE = "throughput.jsonl.gz"
FEWEST_WORDS = 60
# Shares of words that belong to politics and conflict: without such a share a text teaches little.
LEAST_SHARE, LEAST_SHARE_PACKAGED, LEAST_SHARE_OF_ARCHIVE = 0.006, 0.008, 0.012
# A text that shares more of its runs of words with a labelled text tells the same story; with another one, is a copy.
OF_LABELLED, OF_OTHERS = 0.1, 0.3
PUBLIC_LIFE = re.compile(
    r"\b(?:(?:kill|attack|protest|minister|troops|rebel|sanction|president|police|militant|bomb|clash|ceasefire|treaty"
    r"|talks|accus|condemn|arrest|strike|army|soldier|missile|embassy|government|court|summit|refugee|hostage|threat"
    r"|negotiat|opposition|parliament|nuclear|militia|violence|detain|demonstrat|border)\w*|wars?|aid|un|nato)\b",
    re.IGNORECASE,
)


def other_news(data: Path) -> list[Text]:
    """The texts at hand that are whole news, tell of public life and share no story with a labelled one."""
    known: set[tuple[str, ...]] = set()
    for name in ("labelled.jsonl", "labelled2.jsonl", "unlabelled.jsonl.gz"):
        for row in read_jsonl(data / "corpus" / name):
            known.update(runs_of(row["text"]))
    for text in labelled_news(LABELS):
        known.update(runs_of(text.text))
    seen: set[tuple[str, ...]] = set()
    told = []
    for text, least in chain(
        candidates(data / "bench" / "data"), ((text, LEAST_SHARE_PACKAGED) for text in packaged_news())
    ):
        own, words = set(runs_of(text.text)), len(text.text.split())
        if words < FEWEST_WORDS or len(PUBLIC_LIFE.findall(text.text)) < least * words or not own:
            continue
        if len(own & known) > OF_LABELLED * len(own) or len(own & seen) > OF_OTHERS * len(own):
            continue
        seen |= own
        told.append(text)
    return told


def candidates(folder: Path) -> Iterator[tuple[Text, float]]:
    """Every text of the sets, with the share of words of public life that it must have."""
    for name in FOLDERS:
        for row in read_jsonl(folder / f"{name}.jsonl"):
            yield as_text(name, row.get("body") or row.get("text") or "", row), LEAST_SHARE
    for row in read_jsonl(folder / ARCHIVE):
        yield as_text("archive", row["text"], row), LEAST_SHARE_OF_ARCHIVE


def as_text(source: str, body: str, row: Mapping[str, Any]) -> Text:
    day = ISO_DAY.match(str(row.get("date") or ""))
    clean = body.replace("\x03", "").strip()[:MOST_CHARACTERS]
    return Text(f"other/{source}/{row.get('id')}", source, day.group() if day else None, clean, None)
