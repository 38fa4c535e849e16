"""Write the rows of one batch as Arrow shards on disk, a bounded number at a time."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tidings.schemas.ids import content_id
from tidings.schemas.rejections import Stage
from tidings.schemas.rows import Row
from tidings.schemas.table import Table
from tidings.schemas.tables import TABLES
from tidings.schemas.to_arrow import split_valid
from tidings.vocabulary import DropReason

# Provenance of a staged row: the file it was read from. Of a document too what is read in it, which others may have in
# common with it, and whether its rows are those that were read.
PROVENANCE = {"source_path": pa.string(), "reading": pa.string(), "is_read": pa.bool_()}
FLUSH_ROWS = 5_000  # about 10 MB of rows in memory
DROPPED = "dropped: "  # before the reason, where a tally counts triggers that made no event


def staged_schema(table: Table) -> pa.Schema:
    """The schema of a staged row: the table's and where the row came from."""
    schema = table.schema
    for name, kind in PROVENANCE.items():
        if name not in schema.names:
            schema = schema.append(pa.field(name, kind))
    return schema


class StagedRows:
    """The staged rows of one batch; use as a context manager. Rows that do not fit their table become rejections."""

    def __init__(self, folder: Path, run: Row) -> None:
        self._folder, self._run = folder, run
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._origins: dict[str, list[Row]] = defaultdict(list)
        self._writers: dict[str, pq.ParquetWriter] = {}
        self.tally: Counter[str] = Counter()

    def __enter__(self) -> "StagedRows":
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            for name in TABLES:  # rejections come last: flushing the others may add to them
                self._flush(name)
            (self._folder / "tally.json").write_text(json.dumps(self.tally, sort_keys=True), encoding="utf-8")
        for writer in self._writers.values():
            writer.close()

    def add(self, name: str, row: Row, origin: Row) -> None:
        """Stage a row for the table of this name."""
        self.tally[f"{name}_read"] += 1
        self._pend(name, row, origin)
        if len(self._rows[name]) >= FLUSH_ROWS:
            self._flush(name)

    def refuse(self, table: str, key: str, stage: Stage, reason: str, detail: str | None, origin: Row) -> None:
        """Stage the rejection of a record that was meant for the table and makes no row."""
        self.tally[f"{table}_read"] += 1
        self._reject(table, key, stage, reason, detail, origin)

    def count_dropped(self, reasons: Iterable[DropReason]) -> None:
        """Count triggers that made no event, by why not: they are no records and have no table."""
        self.tally.update(f"{DROPPED}{reason}" for reason in reasons)

    def _pend(self, name: str, row: Row, origin: Row) -> None:
        self._rows[name].append(row)
        self._origins[name].append(origin)

    def _reject(self, table: str, key: str, stage: Stage, reason: str, detail: str | None, origin: Row) -> None:
        self.tally[f"{table}_rejected"] += 1
        row = rejection_row(table, origin.get("document_id"), key, stage, reason, detail)
        self._pend("rejections", row | {name: self._run[name] for name in ("run_id", "ingested_at")}, origin)

    def _flush(self, name: str) -> None:
        rows, origins, table = self._rows.pop(name, []), self._origins.pop(name, []), TABLES[name]
        if not rows:
            return
        kept, refusals = split_valid(rows, table)
        refused = {refusal.position for refusal in refusals}
        fit = [origin for position, origin in enumerate(origins) if position not in refused]
        for column, kind in PROVENANCE.items():
            if column not in kept.column_names:
                kept = kept.append_column(column, pa.array([origin.get(column) for origin in fit], kind))
        self._writer(name).write_table(kept)
        for refusal in refusals:
            key = "/".join(str(rows[refusal.position].get(part)) for part in table.key)
            self._reject(name, key, Stage.SHAPE, refusal.reason, refusal.detail, origins[refusal.position])

    def _writer(self, name: str) -> pq.ParquetWriter:
        if name not in self._writers:
            path = self._folder / f"{name}.parquet"
            self._writers[name] = pq.ParquetWriter(path, staged_schema(TABLES[name]), compression="zstd")
        return self._writers[name]


def rejection_row(table: str, document_id: str | None, key: str, stage: Stage, reason: str, detail: str | None) -> Row:
    """The row of a rejection, but for the columns that tell of the run."""
    return {
        "rejection_id": content_id("x", table, document_id, key, stage.value, reason, detail),
        "table": table,
        "document_id": document_id,
        "key": key,
        "stage": stage.value,
        "reason": reason,
        "detail": detail,
    }
