"""Judge a draft before it is published: are the tables what they must be, and has no row been lost?"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from tidings.flows.storage.database import columns, define, fetch, literal, quoted, scan
from tidings.flows.storage.warehouse import Snapshot
from tidings.schemas.tables import TABLES

KEYS_TOGETHER = 1_000_000  # keys looked at together: about 100 MB as a frame


@dataclass(frozen=True, slots=True)
class TableFaults:
    """What is wrong with the tables; nothing is when `faults` is empty."""

    faults: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return not self.faults


class InvalidTables(Exception):
    """The tables of a run are not what they must be; nothing was published."""

    def __init__(self, verdict: TableFaults) -> None:
        super().__init__("; ".join(verdict.faults))
        self.verdict = verdict


def validate_tables(
    database: duckdb.DuckDBPyConnection, draft: Snapshot, batches: Sequence[Path], tally: Counter[str]
) -> TableFaults:
    """The verdict on a draft: keys unique and present, rows where there was input, rows in = rows out + rejected."""
    lost = [fault for name in TABLES for fault in _lost_rows(database, name, draft, batches, tally)]
    return TableFaults((*key_faults(database, draft), *lost))


def key_faults(database: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> list[str]:
    """What the table suites find wrong with the keys of a snapshot."""
    from tidings.schemas.row_validation import table_faults

    for name, table in TABLES.items():
        define(database, f"draft_{name}", scan(snapshot.files(name), table.schema))
    has_articles = _count(database, "draft_documents", "article_count > 0") > 0
    least = {"documents": 1, "articles": int(has_articles)}
    faults = []
    for name, table in TABLES.items():
        parts = max(1, math.ceil(_count(database, f"draft_{name}") / KEYS_TOGETHER))
        for part in range(parts):
            where = f"hash({quoted(table.key[0])}) % {parts} = {part}"
            keys = fetch(database, f"SELECT {columns(table.key)} FROM draft_{name} WHERE {where}").to_pandas()
            faults += table_faults(table, keys, least_rows=least.get(name, 0) if parts == 1 else 0)
    return faults


def _lost_rows(
    database: duckdb.DuckDBPyConnection, name: str, draft: Snapshot, batches: Sequence[Path], tally: Counter[str]
) -> list[str]:
    """Whether each stage's sum is right: rows in = rows out + rows refused."""
    read, refused = tally[f"{name}_read"], tally[f"{name}_rejected"]
    staged = _rows(path for folder in batches if (path := folder / f"{name}.parquet").exists())
    have, written = _count(database, f"have_{name}"), _rows(draft.files(name))
    if name == "rejections":
        offered, gone = _count(database, "new_rejections") + _count(database, "refused"), 0
    elif name == "actors":  # described from old and new rows together
        offered, gone, have = _count(database, "described_actors"), _refused(database, name), 0
    else:
        offered, gone = _count(database, f"new_{name}"), _refused(database, name)
    faults = []
    if name != "rejections" and read != staged + refused:
        faults.append(f"{name}: {read} read, but {staged} staged and {refused} refused")
    if written != have + offered - gone:
        faults.append(f"{name}: {have} published, {offered} new, {gone} refused, but {written} written")
    return faults


def _rows(files: Iterable[Path]) -> int:
    return sum(pq.read_metadata(file).num_rows for file in files)


def _refused(database: duckdb.DuckDBPyConnection, name: str) -> int:
    return _count(database, "refused", f'"table" = {literal(name)}')


def _count(database: duckdb.DuckDBPyConnection, view: str, where: str = "true") -> int:
    return int(fetch(database, f"SELECT count(*) AS n FROM {view} WHERE {where}")["n"][0].as_py())
