"""Read a text at once, in this process: its articles, events and mentions, as the tables would hold them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tidings.articles.paste import keeps_sentences
from tidings.articles.segment import segment
from tidings.readers.read import read
from tidings.records import Article, Document, Passage
from tidings.schemas.rows import Origin, Row, UnplacedRecord, annotation_rows, article_row, document_row, itself
from tidings.vocabulary import DatePrecision, DocumentStatus, PublishedBasis

if TYPE_CHECKING:
    from tidings.annotate import Knowledge

# A text so short is read as it stands where cutting would leave sentences of it out: a paste is no page.
SHORT = 2_000  # characters
# What the tables say of a run, of which there is none here.
NO_RUN: Row = {"pipeline_version": "", "run_id": "", "ingested_at": None}


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of each table that a text gives; offsets count in `documents.text`."""

    documents: tuple[Row, ...]
    articles: tuple[Row, ...]
    events: tuple[Row, ...]
    mentions: tuple[Row, ...]

    def text_of(self, row: Mapping[str, Any]) -> str:
        """The text of the document that a row is about."""
        texts: Iterator[str] = (d["text"] for d in self.documents if d["document_id"] == row["document_id"])
        return next(texts)


def read_bytes(data: bytes, name: str, published: date | None, known: "Knowledge") -> Read:
    """All that the bytes of a file say. `published` is the day of articles that state none themselves."""
    rows: dict[str, list[Row]] = {"documents": [], "articles": [], "events": [], "mentions": []}
    for document in read(data, name):
        rows["documents"].append(document_row(document, NO_RUN))
        for article in _articles(document, published):
            for table, row in _rows(Origin(document, article), known):
                rows[table].append(row)
    return Read(**{table: tuple(found) for table, found in rows.items()})


def _articles(document: Document, published: date | None) -> Iterator[Article]:
    if document.status is not DocumentStatus.LOADED or not document.text:
        return
    articles = segment(document)
    if len(document.text) < SHORT and not keeps_sentences(document.text, articles):
        articles = (replace(itself(document.text).article, document_id=document.document_id),)
    for article in articles:
        yield article if article.published_date or not published else _dated(article, published)


def _dated(article: Article, published: date) -> Article:
    return replace(
        article,
        published_date=published,
        published_precision=DatePrecision.DAY,
        published_basis=PublishedBasis.STATED,
    )


def _rows(origin: Origin, known: "Knowledge") -> Iterator[tuple[str, Row]]:
    from tidings.annotate import annotate

    article = origin.article
    yield "articles", article_row(article)
    if article.reason is not None:
        return
    passage = Passage(article.text, article.published_date, article.dateline_place, article.body_start)
    for table, row in annotation_rows(annotate(passage, knowledge=known), origin):
        if table in ("events", "mentions") and not isinstance(row, UnplacedRecord):
            yield table, row | ({"canonical_event_id": row["event_id"]} if table == "events" else {})
