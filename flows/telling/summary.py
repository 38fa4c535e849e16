"""What a run did, in figures: read back from the tables it published, or from those there were."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tidings.flows.storage.database import connect, define, fetch, literal, scan
from tidings.flows.storage.warehouse import Snapshot
from tidings.schemas.tables import TABLES

TOP_ACTORS = 8
MOST_REFUSED = 10
REFUSED = "SELECT source_path, reason FROM documents WHERE status = 'quarantined'"


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one run. `rejected` is by table and reason; `actors` are those with most events, best first.

    `note` is what a person should know beside them. `dropped`: triggers that made no event, by reason, of all that was
    read; the tables do not keep them.
    `refused`: the first files that are not read, each with its reason. `run_url`: the run's page, if a server has one.
    `dropped`: triggers that made no event, by reason, of all that was read; the tables do not keep them.
    """

    warehouse: str
    run_id: str
    snapshot: int | None
    files_new: int
    files_seen: int
    documents: Mapping[str, int]
    quarantined: Mapping[str, int]
    articles: int
    languages: Mapping[str, int]
    mentions: int
    events: Mapping[str, int]
    statuses: Mapping[str, int]
    actors: tuple[tuple[str, str, int], ...]
    rejected: Mapping[str, int]
    dropped: Mapping[str, int]
    totals: Mapping[str, int]
    seconds: float
    note: str | None = None
    refused: tuple[tuple[str, str], ...] = ()
    run_url: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether anything was read."""
        return self.files_new > 0

    def as_json(self) -> dict[str, Any]:
        """Plain data, for machines."""
        return asdict(self)


def summarise(
    snapshot: Snapshot | None,
    *,
    warehouse: str,
    run_id: str,
    files_new: int,
    files_seen: int,
    dropped: Mapping[str, int],
    seconds: float,
    note: str | None = None,
    run_url: str | None = None,
) -> Summary:
    """The figures of the run with this id, as the snapshot tells them; `dropped` is handed on, no table has it."""
    database = connect()
    for name, table in TABLES.items():
        define(database, name, scan(snapshot.files(name) if snapshot else (), table.schema))
    run = f"run_id = {literal(run_id)}"
    define(database, "mine", f"(SELECT document_id FROM documents WHERE {run} AND status = 'loaded')")
    for name in ("articles", "events", "mentions"):
        define(database, f"my_{name}", f"(SELECT * FROM {name} WHERE document_id IN (SELECT document_id FROM mine))")

    def counts(query: str) -> dict[str, int]:
        rows = fetch(database, f"SELECT what, count(*) AS n FROM ({query}) GROUP BY what ORDER BY n DESC, what")
        return dict(zip(rows["what"].to_pylist(), rows["n"].to_pylist(), strict=True))

    def count(name: str) -> int:
        return sum(counts(f"SELECT 'all' AS what FROM {name}").values())

    return Summary(
        warehouse=warehouse,
        run_id=run_id,
        snapshot=snapshot.number if snapshot else None,
        files_new=files_new,
        files_seen=files_seen,
        documents=counts(f"SELECT status AS what FROM documents WHERE {run}"),
        quarantined=counts(f"SELECT reason AS what FROM documents WHERE {run} AND status = 'quarantined'"),
        articles=count("my_articles"),
        languages=counts("SELECT coalesce(language, 'unknown') AS what FROM my_articles"),
        mentions=count("my_mentions"),
        events=counts("SELECT event_type AS what FROM my_events"),
        statuses=counts("SELECT status AS what FROM my_events"),
        actors=_top_actors(fetch(database, TOP).to_pylist()),
        rejected=counts(f"SELECT \"table\" || ': ' || reason AS what FROM rejections WHERE {run}"),
        dropped=dropped,
        totals={name: count(name) for name in TABLES},
        seconds=round(seconds, 1),
        note=note,
        refused=_refused(fetch(database, f"{REFUSED} AND {run} ORDER BY ALL LIMIT {MOST_REFUSED}").to_pylist()),
        run_url=run_url,
    )


TOP = f"""
SELECT any_value(a.name) AS name, any_value(a.actor_kind) AS kind, count(DISTINCT event_id) AS n FROM (
    SELECT event_id, unnest(list_concat(source_ids, target_ids)) AS actor_id FROM my_events
) JOIN actors a USING (actor_id) GROUP BY actor_id ORDER BY n DESC, name LIMIT {TOP_ACTORS}
"""


def _top_actors(rows: list[dict[str, Any]]) -> tuple[tuple[str, str, int], ...]:
    return tuple((row["name"], row["kind"], row["n"]) for row in rows)


def _refused(rows: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((row["source_path"], row["reason"]) for row in rows)
