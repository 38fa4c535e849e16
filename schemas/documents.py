"""The table of source documents: one row for each, whatever became of it."""

from tidings.schemas.table import COUNT, MOMENT, TEXT, Column, Table, codes
from tidings.vocabulary import DocumentStatus, Reason

DOCUMENTS = Table(
    name="documents",
    description="One row per source document",
    key=("document_id", "source_path"),
    partition="ingested_month",
    partition_of="ingested_at",
    order=("source_path",),
    columns=(
        Column("document_id", TEXT, "Hash of the decoded text", required=True),
        Column(
            "source_path", TEXT, "Path relative to the ingested root; a member is `archive.zip!member`", required=True
        ),
        Column("sha256", TEXT, "SHA-256 of the raw bytes, hexadecimal", required=True),
        Column("media_type", TEXT, "Media type as detected"),
        Column("encoding", TEXT, "Character encoding as detected"),
        Column("language", TEXT, "ISO 639-1 code as detected"),
        Column("text", TEXT, "The decoded text, to which every offset refers; null when it cannot be read"),
        Column("status", TEXT, "What became of the document", required=True, codes=codes(DocumentStatus)),
        Column("reason", TEXT, "Why it was not loaded; null when it was", codes=codes(Reason)),
        Column("detail", TEXT, "What was found, in words, where there is a reason"),
        Column("article_count", COUNT, "Articles cut from it", required=True),
        Column("event_count", COUNT, "Events read out of its articles", required=True),
        Column("pipeline_version", TEXT, "Version of tidings that read it", required=True),
        Column("run_id", TEXT, "The run that brought it in", required=True),
        Column("ingested_at", MOMENT, "When that run began", required=True),
    ),
)
