"""The table of articles: one row for each article cut from a document."""

import pyarrow as pa

from tidings.schemas.table import COUNT, DAY, TEXT, TEXTS, Column, Table, codes, struct
from tidings.vocabulary import DatePrecision, PublishedBasis

REMOVED = pa.list_(struct(kind=TEXT, start=COUNT, end=COUNT))
PUBLISHED_PRECISIONS = frozenset({DatePrecision.DAY.value, DatePrecision.MONTH.value, DatePrecision.YEAR.value})

ARTICLES = Table(
    name="articles",
    description="One row per article",
    key=("article_id",),
    partition="published_month",
    partition_of="published_date",
    order=("published_date", "document_id", "ordinal"),
    columns=(
        Column("article_id", TEXT, "Stable id of the article", required=True),
        Column("document_id", TEXT, "The document it was cut from", required=True),
        Column("ordinal", COUNT, "Position in its document, from 0", required=True),
        Column("start", COUNT, "First character of its title (or body) in `documents.text`", required=True),
        Column("end", COUNT, "End of its body in `documents.text`, exclusive", required=True),
        Column("title", TEXT, "Headline"),
        Column("standfirst", TEXT, "Summary between headline and body"),
        Column("authors", TEXTS, "Names in the byline, in order", required=True),
        Column("agency", TEXT, "News agency: `Reuters`, `AFP`, ..."),
        Column("publisher", TEXT, "The outlet"),
        Column("section", TEXT, "Section of the outlet"),
        Column("url", TEXT, "Address of the article"),
        Column("dateline_place", TEXT, "Place named in the dateline, as written"),
        Column("published_date", DAY, "Day of publication, or the first day of its month or year"),
        Column("published_precision", TEXT, "How exact that date is", codes=PUBLISHED_PRECISIONS),
        Column("published_basis", TEXT, "What that date was read from", codes=codes(PublishedBasis)),
        Column("published_evidence", TEXT, "The words it was read from"),
        Column("language", TEXT, "ISO 639-1 code"),
        Column("body", TEXT, "Clean text; a blank line between paragraphs", required=True),
        Column("word_count", COUNT, "Words of the body", required=True),
        Column("sentence_count", COUNT, "Sentences of the body", required=True),
        Column("removed", REMOVED, "What cleaning took out: kind and span in `documents.text`", required=True),
        Column("duplicate_of", TEXT, "article_id of the earliest near-duplicate in the warehouse, else null"),
        Column("story_id", TEXT, "Shared by the articles that report the same story"),
        Column("reason", TEXT, "Why no events were read from it; null when they were"),
    ),
)
