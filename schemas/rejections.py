"""The table of rejections: one row for each record refused, with the reason, so that nothing vanishes."""

from enum import StrEnum

from tidings.schemas.table import MOMENT, TEXT, Column, Table, codes


class Stage(StrEnum):
    """Where a record was refused."""

    LOAD = "load"
    CUT = "cut"
    ANNOTATE = "annotate"
    SHAPE = "shape"
    MEANING = "meaning"


REJECTIONS = Table(
    name="rejections",
    description="One row per record refused",
    key=("rejection_id",),
    partition="ingested_month",
    partition_of="ingested_at",
    order=("table", "stage", "document_id", "key"),
    columns=(
        Column("rejection_id", TEXT, "Stable id of the rejection", required=True),
        Column("table", TEXT, "Table the record was meant for", required=True),
        Column("document_id", TEXT, "Document it came from"),
        Column("key", TEXT, "Id or path of the record", required=True),
        Column("stage", TEXT, "Where it was refused", required=True, codes=codes(Stage)),
        Column("reason", TEXT, "Machine-readable reason", required=True),
        Column("detail", TEXT, "What was found"),
        Column("run_id", TEXT, "The run that refused it", required=True),
        Column("ingested_at", MOMENT, "When that run began", required=True),
    ),
)
