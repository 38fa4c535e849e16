"""What a worker process does: take one batch of sources, read and annotate it, leave its rows on disk."""

import logging
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from tidings.annotate import Knowledge, annotate
from tidings.articles.segment import segment
from tidings.flows.batches.claims import CLAIMS, Claims, reading_of
from tidings.flows.batches.limits import MOST_TEXT
from tidings.flows.batches.staging import StagedRows
from tidings.flows.batches.steps import Refusal, Refused, Steps, told_of
from tidings.flows.sources.load import SourceFile, load
from tidings.readers.record import unread
from tidings.records import Article, Document, Passage
from tidings.schemas.rejections import Stage
from tidings.schemas.rows import Origin, Row, UnplacedRecord, annotation_rows, article_row, document_row
from tidings.vocabulary import DocumentStatus, DropReason, Reason

Value = TypeVar("Value")
NOTHING: Mapping[str, str] = MappingProxyType({})
log = logging.getLogger("tidings.work")


def stage_batch(
    sources: Iterable[SourceFile],
    folder: Path,
    run: Row,
    known: Knowledge,
    steps: Steps,
    loaded: Mapping[str, str] = NOTHING,
) -> Counter[str]:
    """Leave the rows of all documents in the folder, complete or not at all; how many were read and rejected.

    Of a text that another file of the run is read for, or that is `loaded` already from a path before, only the
    document gets a row.

    The steps are `<source>/<document>/read`, `.../cut` and `.../<article>`.
    """
    half_done = folder.with_name(f"{folder.name}.part{os.getpid()}")
    for left in folder.parent.glob(f"{folder.name}.part*"):  # of a worker that died
        shutil.rmtree(left)
    claims = Claims(folder.parent / CLAIMS, folder.name)
    with StagedRows(half_done, run) as shards:
        for number, source in enumerate(sources):
            for place, document in documents_of(source, f"{number}", steps):
                reading = _Reading(document, place, steps, shards, run, known)
                is_loaded = loaded.get(document.document_id, document.source_path) < document.source_path
                if document.status is DocumentStatus.LOADED and (is_loaded or not claims.take(reading.key)):
                    reading.stage_copy()
                else:
                    reading.stage()
        steps.begin("end")  # the rest of the rows goes to disk: nobody's fault, if it fails
    half_done.replace(folder)
    return shards.tally


def documents_of(source: SourceFile, place: str, steps: Steps) -> Iterator[tuple[str, Document]]:
    """The documents of a file, each with its place among the steps; one that is refused ends the file, and says so."""
    documents = load(source)
    for number in count():
        here = f"{place}/{number}"
        try:
            steps.begin(f"{here}/read")
        except Refused as refused:
            path = f"{source.source_path}!{source.first_record + number}" if number else source.source_path
            yield here, unread(path, refused.refusal.reason, refused.refusal.detail)
            return
        document = next(documents, None)
        if document is None:
            return
        yield here, document


@dataclass(frozen=True, slots=True)
class _Said:
    """What an article says: its rows by table, and why triggers made no event."""

    rows: tuple[tuple[str, Row | UnplacedRecord], ...]
    dropped: tuple[DropReason, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one document into rows."""

    document: Document
    place: str
    steps: Steps
    shards: StagedRows
    run: Row
    known: Knowledge

    def stage_copy(self) -> None:
        """Stage a document whose text is read under another path: no more than that it is there."""
        self._stage_document(self.document, is_read=False)

    def stage(self) -> None:
        """Stage the rows of the document. If nothing of it could be read, it is quarantined, with the first reason."""
        if self.document.status is not DocumentStatus.LOADED:
            self._stage_document(self.document)
            return
        articles = self._attempt(f"{self.place}/cut", lambda: tuple(segment(self.document)))
        if isinstance(articles, Refusal):
            self._quarantine(articles)
            return
        if not articles:
            self._stage_document(replace(self.document, status=DocumentStatus.QUARANTINED, reason=Reason.NO_ARTICLE))
            return
        failed: list[tuple[Article, Refusal]] = []
        for number, article in enumerate(articles):
            said = self._annotated(number, article)
            if isinstance(said, Refusal):
                failed.append((article, said))
            else:
                self._stage_article(article, said)
        if failed and len(failed) == len(articles):
            self._quarantine(failed[0][1])
            return
        for article, refusal in failed:
            self._refuse_article(article, refusal)
        self._stage_document(self.document)

    def _annotated(self, number: int, article: Article) -> _Said | Refusal | None:
        """What the article says; None where it is not to be annotated."""
        if article.reason is not None:
            return None
        if (size := len(article.text)) > MOST_TEXT:
            return Refusal(Reason.TOO_LARGE, f"an article of {size:,} characters; at most {MOST_TEXT:,}")
        return self._attempt(f"{self.place}/{number}", lambda: self._read(article))

    def _read(self, article: Article) -> _Said:
        passage = Passage(article.text, article.published_date, article.dateline_place, article.body_start)
        said = annotate(passage, knowledge=self.known)
        rows = tuple(annotation_rows(said, Origin(self.document, article)))
        return _Said(rows, tuple(dropped.reason for dropped in (said.coded.dropped if said.coded else ())))

    def _attempt(self, step: str, read: Callable[[], Value]) -> Value | Refusal:
        """What `read` gives, or why it gives nothing. The boundary where any error of one text is caught: one
        bad text must not stop the others."""
        try:
            self.steps.begin(step)
            return read()
        except Refused as refused:
            return refused.refusal
        except MemoryError:
            return Refusal(Reason.TOO_MUCH_MEMORY, "the memory that one text may take was not enough")
        except Exception as error:
            log.debug("%s failed on %s", step, self.document.document_id, exc_info=error)
            return Refusal(Reason.EXCEPTION, told_of(error))

    def _stage_article(self, article: Article, said: _Said | None) -> None:
        self.shards.add("articles", article_row(article), self._origin)
        if said is None:
            return
        self.shards.count_dropped(said.dropped)
        for name, row in said.rows:
            if isinstance(row, UnplacedRecord):
                self.shards.refuse(name, row.key, Stage.ANNOTATE, row.reason, row.detail, self._origin)
            else:
                self.shards.add(name, row, self._origin)

    def _refuse_article(self, article: Article, refusal: Refusal) -> None:
        """The article without what it says."""
        self.shards.add("articles", article_row(replace(article, reason=refusal.reason)), self._origin)
        self.shards.refuse(
            "events", article.article_id, Stage.ANNOTATE, refusal.reason.value, refusal.detail, self._origin
        )

    def _quarantine(self, refusal: Refusal) -> None:
        quarantined = DocumentStatus.QUARANTINED
        self._stage_document(replace(self.document, status=quarantined, reason=refusal.reason, detail=refusal.detail))

    def _stage_document(self, document: Document, *, is_read: bool = True) -> None:
        told = self._origin | {"reading": self.key, "is_read": is_read}
        self.shards.add("documents", document_row(document, self.run), told)

    @property
    def key(self) -> str:
        """What is read."""
        return reading_of(self.document)

    @property
    def _origin(self) -> Row:
        return {"source_path": self.document.source_path, "document_id": self.document.document_id}
