"""The table of mentions: one row for each place where an article refers to an actor."""

from tidings.schemas.table import COUNT, DAY, TEXT, Column, Table, codes
from tidings.vocabulary import MentionKind

MENTIONS = Table(
    name="mentions",
    description="One row per mention of an actor",
    key=("mention_id",),
    partition="published_month",
    partition_of="published_date",
    order=("published_date", "article_id", "start", "end"),
    columns=(
        Column("mention_id", TEXT, "Stable id of the mention", required=True),
        Column("actor_id", TEXT, "The actor referred to", required=True),
        Column("article_id", TEXT, "The article it stands in", required=True),
        Column("document_id", TEXT, "The document of that article", required=True),
        Column("text", TEXT, "The words, white space folded", required=True),
        Column("start", COUNT, "Start in `documents.text`", required=True),
        Column("end", COUNT, "End, exclusive", required=True),
        Column("mention_kind", TEXT, "How the text refers to the actor", required=True, codes=codes(MentionKind)),
        Column("role_title", TEXT, "The office as written there"),
        Column("published_date", DAY, "Publication day of the article"),
    ),
)
