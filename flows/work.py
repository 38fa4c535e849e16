"""What a worker process does: take one batch of sources, read and annotate it, leave its rows on disk."""

import gc
import logging
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from flows.shards import Shards
from schemas.rejections import Stage
from schemas.rows import Origin, Row, Unfit, annotation_rows, article_row, document_row
from tidings.annotate import Knowledge, annotate, load_knowledge
from tidings.articles.cut import cut
from tidings.model import Article, Document, Passage
from tidings.vocabulary import DocumentStatus, Reason

Value = TypeVar("Value")
log = logging.getLogger("tidings.work")


@lru_cache(maxsize=1)
def knowledge(actors: str | None, lexicon: str | None, least_confidence: float | None = None) -> Knowledge:
    """What a reading rests on, loaded once per process, with the user's own files (paths) and least confidence.

    Raises WeightsError where the weights cannot be used.
    """
    texts = [Path(path).read_text(encoding="utf-8-sig") if path else None for path in (actors, lexicon)]
    known = load_knowledge(actors=texts[0], lexicon=texts[1])
    gc.freeze()  # they live as long as the process: the collector need not walk hundreds of thousands of rows again
    return replace(known, least_confidence=least_confidence)


def stage_batch(documents: Iterator[Document], folder: Path, run: Row, known: Knowledge) -> Counter[str]:
    """Leave the rows of all documents in the folder, complete or not at all; how many were read and rejected."""
    half_done = folder.with_name(f"{folder.name}.part{os.getpid()}")
    shutil.rmtree(half_done, ignore_errors=True)  # of a process that died and had this number
    with Shards(half_done, run) as shards:
        for document in documents:
            _stage_document(document, shards, run, known)
    half_done.replace(folder)
    return shards.tally


def _stage_document(document: Document, shards: Shards, run: Row, known: Knowledge) -> None:
    where = {"source_path": document.source_path, "document_id": document.document_id}
    articles = _bounded(lambda: cut(document), Stage.CUT, "articles", document.document_id, shards, where) or ()
    if document.status is DocumentStatus.LOADED and not articles:
        document = replace(document, status=DocumentStatus.QUARANTINED, reason=Reason.NO_ARTICLE)
    shards.add("documents", document_row(document, run), where)
    for article in articles:
        shards.add("articles", article_row(article), where)
        if article.reason is None:
            _stage_annotation(Origin(document, article), shards, where, known)


def _stage_annotation(origin: Origin, shards: Shards, where: Row, known: Knowledge) -> None:
    article = origin.article
    said = _bounded(
        lambda: annotate(_passage(article), knowledge=known),
        Stage.ANNOTATE,
        "events",
        article.article_id,
        shards,
        where,
    )
    if said is None:
        return
    shards.count_dropped(dropped.reason for dropped in (said.coded.dropped if said.coded else ()))
    where = where | {"seen_in": article.article_id, "seen_on": article.published_date}
    for name, row in annotation_rows(said, origin):
        if isinstance(row, Unfit):
            shards.refuse(name, row.key, Stage.ANNOTATE, row.reason, row.detail, where)
        else:
            shards.add(name, row, where)


def _passage(article: Article) -> Passage:
    return Passage(article.text, article.published_date, article.dateline_place, article.body_start)


def _bounded(read: Callable[[], Value], stage: Stage, table: str, key: str, shards: Shards, where: Row) -> Value | None:
    """What `read` gives. The one boundary where any error is caught: one bad text must not stop the others."""
    try:
        return read()
    except Exception as error:
        log.exception("%s failed on %s", stage, key)
        shards.refuse(table, key, stage, "exception", f"{type(error).__name__}: {error}"[:500], where)
        return None
