"""The tables of a snapshot as DuckDB views, with a few that answer what is asked most."""

import json
from pathlib import Path
from typing import TextIO

import duckdb

from flows.database import define, scan
from flows.warehouse import Snapshot
from schemas.tables import TABLES

# Who does how much to whom: pairs of countries, one row for each pair and type.
DYADS = """(
    SELECT source_country, target_country, event_type, quad_class, count(*) AS events,
           round(avg(goldstein), 2) AS goldstein, min(event_date_start) AS first, max(event_date_end) AS last
    FROM (
        SELECT *, unnest(target_countries) AS target_country
        FROM (SELECT *, unnest(source_countries) AS source_country FROM happenings)
    )
    WHERE source_country <> target_country
    GROUP BY ALL ORDER BY events DESC, source_country, target_country, event_type
)"""

# One row for each happening, whoever reports it: the report with the highest confidence stands for all.
HAPPENINGS = """(
    SELECT DISTINCT ON (canonical_event_id) *, count(*) OVER (PARTITION BY canonical_event_id) AS reports
    FROM events WHERE status = 'actual'
    ORDER BY canonical_event_id, confidence DESC, event_id
)"""

TIMELINE = """(
    SELECT event_date_start AS day, date_precision, event_type, source_names, target_names, place_name,
           evidence, reports, event_id
    FROM happenings WHERE event_date_start IS NOT NULL
    ORDER BY day, event_type, event_id
)"""

BY_COUNTRY = """(
    SELECT country, count(*) AS events,
           count(*) FILTER (role = 'source') AS as_source, count(*) FILTER (role = 'target') AS as_target,
           count(*) FILTER (quad_class LIKE '%conflict') AS conflict,
           count(*) FILTER (quad_class LIKE '%cooperation') AS cooperation,
           round(avg(goldstein), 2) AS goldstein
    FROM (
        SELECT unnest(source_countries) AS country, 'source' AS role, quad_class, goldstein FROM happenings UNION ALL
        SELECT unnest(target_countries), 'target', quad_class, goldstein FROM happenings
    )
    GROUP BY country ORDER BY events DESC, country
)"""

READY = {"happenings": HAPPENINGS, "dyads": DYADS, "timeline": TIMELINE, "by_country": BY_COUNTRY}
ROWS = 10_000  # rows of an answer in memory at a time
WIDE = 10_000  # rows printed as a table at most; a longer answer belongs in a file


def open_views(folder: Path, *, least_confidence: float | None = None) -> duckdb.DuckDBPyConnection:
    """A connection with a view for every table of the snapshot in the folder, and the ready ones.

    With `least_confidence`, events that are less sure are in none of them.
    """
    snapshot = Snapshot(folder.resolve())
    database = duckdb.connect(":memory:")
    database.execute("SET TimeZone = 'UTC'")
    for name, table in TABLES.items():
        define(database, name, scan(snapshot.files(name), table.schema))
    if least_confidence is not None:
        events = scan(snapshot.files("events"), TABLES["events"].schema)
        # as a FLOAT, which the column is: 0.7 as a DOUBLE is more than 0.7 as a FLOAT, and a row at 0.7 would be lost
        define(database, "events", f"(SELECT * FROM {events} WHERE confidence >= CAST({least_confidence} AS FLOAT))")
    for name, query in READY.items():
        define(database, name, query)
    return database


def show(answer: duckdb.DuckDBPyRelation, form: str, out: TextIO) -> None:
    """Print an answer as a table, CSV or JSON lines."""
    if form == "table":
        answer.show(max_rows=WIDE)
        return
    for number, batch in enumerate(answer.to_arrow_reader(ROWS)):
        if form == "csv":
            out.write(batch.to_pandas().to_csv(index=False, header=number == 0))
        else:
            out.writelines(json.dumps(row, default=str, ensure_ascii=False) + "\n" for row in batch.to_pylist())
