"""Which published files of a table a run writes again: those with a row that changes, and small ones that it joins.

Each file of a table costs some kilobytes whatever is in it, and each that is written again stands twice on disk as long
as an older snapshot has it. So small files are joined, the smallest first, within a budget for each run: what a run
writes grows with what is new.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tidings.flows.storage.database import literal, one_file, quoted
from tidings.schemas.table import Table

LINKED = {"articles": ("article_id", ("duplicate_of", "story_id")), "events": ("event_id", ("canonical_event_id",))}
TINY_FILE = 65_536  # bytes; of a smaller file a good part is its footer
SMALL_FILE = 64_000_000  # bytes; a larger file is not joined
JOINED_PART = 8  # of all a table has, no more than this part is written again for the sake of joining


@dataclass(frozen=True, slots=True)
class Sized:
    """A published file: its place and its bytes."""

    path: Path
    size: int


def files_to_rewrite(database: duckdb.DuckDBPyConnection, table: Table, old: Iterable[Path], source: str) -> set[Path]:
    """The published files to write again when the rows of `source` come in: those with a row that is gone or whose
    link has changed, and what is joined with them and with new rows."""
    files = [Sized(path, path.stat().st_size) for path in old]
    if not files:
        return set()
    growing = {
        f"{table.partition}={row[0]}"
        for row in database.execute(f"SELECT DISTINCT {partition_of(table)} FROM {source}").fetchall()
    }
    changed = _changed(database, table, [file.path for file in files])
    return changed | joined(files, growing | {path.parent.name for path in changed}, changed)


def partition_of(table: Table) -> str:
    """SQL for the partition that a row belongs to."""
    if table.partition == table.partition_of:
        return quoted(table.partition)
    return f"coalesce(strftime({quoted(table.partition_of)}, '%Y-%m'), 'unknown')"


def joined(files: Collection[Sized], growing: Collection[str], changed: Collection[Path]) -> set[Path]:
    """The files that are written again for the sake of joining: of partitions that are written to, the smallest first,
    each no more than twice all before it, and all within the budget. So a row is written again a few times in its life,
    few files pile up, and no run writes a good part of the table again."""
    budget = min(SMALL_FILE, max(TINY_FILE, sum(file.size for file in files) // JOINED_PART))
    written: dict[Path, int] = {}
    for file in files:
        if file.path in changed:
            written[file.path.parent] = written.get(file.path.parent, TINY_FILE) + file.size
    chosen = set()
    for file in sorted(files, key=lambda file: (file.size, file.path)):
        folder = file.path.parent
        so_far = written.get(folder, TINY_FILE)
        if folder.name not in growing or file.path in changed or file.size > 2 * so_far:
            continue
        if file.size > budget:
            break
        budget -= file.size
        written[folder] = so_far + file.size
        chosen.add(file.path)
    return chosen


def _changed(database: duckdb.DuckDBPyConnection, table: Table, paths: Iterable[Path]) -> set[Path]:
    """The files that have a row which is gone, or whose link has changed."""
    listed = ", ".join(literal(one_file(path)) for path in paths)
    files = f"read_parquet([{listed}], filename = true, hive_partitioning = false) f"
    found = []
    if "document_id" in table.schema.names:
        found = database.execute(f"SELECT DISTINCT filename FROM {files} SEMI JOIN gone USING (document_id)").fetchall()
    if table.name in LINKED:
        key, links = LINKED[table.name]
        differs = " OR ".join(f"f.{link} IS DISTINCT FROM l.{link}" for link in links)
        query = f"SELECT DISTINCT filename FROM {files} JOIN links_{table.name} l USING ({key}) WHERE {differs}"
        found += database.execute(query).fetchall()
    return {Path(row[0]) for row in found}
