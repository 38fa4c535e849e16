"""What differs between two snapshots: rows added, gone and changed, by the keys of their tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from tidings.flows.publish.merge_rows import key_of
from tidings.flows.storage.database import connect, define, fetch, quoted, scan
from tidings.flows.storage.warehouse import Snapshot
from tidings.schemas.tables import TABLES

# Of a row that is in both, whether any column differs.
COMPARED = """(
    SELECT coalesce(one_key, other_key) AS key,
           CASE WHEN one_key IS NULL THEN 'added' WHEN other_key IS NULL THEN 'gone' ELSE 'changed' END AS change
    FROM (SELECT {key} AS one_key, hash(one) AS said FROM one_{name} one) a
    FULL JOIN (SELECT {key} AS other_key, hash(other) AS said FROM other_{name} other) b ON one_key = other_key
    WHERE a.said IS DISTINCT FROM b.said
)"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not the same in both: `added` is in the second only, `gone` in the first only."""

    table: str
    change: str
    key: str


def differences(one: Snapshot, other: Snapshot) -> Iterator[Difference]:
    """The rows that differ, table by table, ordered by change and key. Files that both have are not read."""
    database = connect()
    for name, table in TABLES.items():
        files = {file.relative_to(one.folder) for file in one.files(name)}
        shared = files & {file.relative_to(other.folder) for file in other.files(name)}
        for side, snapshot in (("one", one), ("other", other)):
            own = [file for file in snapshot.files(name) if file.relative_to(snapshot.folder) not in shared]
            names = ", ".join(quoted(column) for column in table.schema.names)
            define(database, f"{side}_{name}", f"(SELECT {names} FROM {scan(own, table.schema)})")
        query = COMPARED.format(name=name, key=key_of(table))
        for row in fetch(database, f"SELECT change, key FROM {query} ORDER BY ALL").to_pylist():
            yield Difference(name, row["change"], row["key"])
