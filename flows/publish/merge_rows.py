"""Bring staged rows and published rows together: which are new, who is who, how often, and how they are linked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from tidings.flows.batches.staging import staged_schema
from tidings.flows.publish.rewriting import LINKED, files_to_rewrite, partition_of
from tidings.flows.storage.database import columns, define, insert, quoted, scan, stream
from tidings.flows.storage.snapshot import Draft
from tidings.flows.storage.table_files import PARTITION, row_group
from tidings.flows.storage.warehouse import Snapshot
from tidings.schemas.table import Table
from tidings.schemas.tables import TABLES

COUNTED = ("mention_count", "article_count", "event_count", "first_seen", "last_seen")

# What was forgotten is not taken in again. Of several documents with one text the first by path is loaded, whenever it
# comes. `reader` is the document whose rows are those of the text: it may be a copy that was read in its stead.
FATE = """
CREATE TABLE fate AS
WITH readers AS (
    SELECT DISTINCT ON (reading) reading, source_path AS reader, status, reason, detail
    FROM staged_documents WHERE is_read ORDER BY reading, source_path
),
fresh AS (
    SELECT DISTINCT ON (s.source_path, s.document_id) s.document_id, s.source_path, s.sha256, reader,
           CASE WHEN is_forgotten THEN 'quarantined' WHEN s.is_read THEN s.status ELSE coalesce(r.status, s.status) END
           AS status,
           CASE WHEN is_forgotten THEN 'forgotten' WHEN s.is_read THEN s.reason ELSE r.reason END AS reason,
           CASE WHEN s.is_read THEN s.detail ELSE r.detail END AS detail
    FROM (SELECT *, document_id IN (FROM forgotten) AS is_forgotten FROM staged_documents) s
    LEFT JOIN readers r USING (reading)
    ANTI JOIN have_documents h ON (s.source_path, s.sha256) = (h.source_path, h.sha256)
    ANTI JOIN have_documents i ON (s.source_path, s.document_id) = (i.source_path, i.document_id)
    ORDER BY s.source_path, s.document_id, s.sha256
),
loaded AS (SELECT document_id, min(source_path) AS first_path FROM have_documents WHERE status = 'loaded' GROUP BY ALL),
ranked AS (
    SELECT f.*, status = 'loaded' AND (
        row_number() OVER (PARTITION BY document_id, status ORDER BY source_path) > 1
        OR coalesce(first_path < source_path, false)
    ) AS is_copy
    FROM fresh f LEFT JOIN loaded USING (document_id)
)
SELECT document_id, source_path, sha256, reader, detail,
       CASE WHEN is_copy THEN 'duplicate' ELSE status END AS status,
       CASE WHEN is_copy THEN 'same_text' ELSE reason END AS reason
FROM ranked
"""

# Documents of the warehouse whose text now comes from a path before theirs: their rows give way to those read from it.
REPLACED = """
CREATE TABLE replaced AS
SELECT document_id, source_path, sha256 FROM have_documents
WHERE status = 'loaded' AND document_id IN (SELECT document_id FROM fate WHERE status = 'loaded');
INSERT INTO gone SELECT *, true FROM replaced
"""

# The kind and country of an actor are part of its id. Of its names the shortest stands, of its sectors the first by
# alphabet: so the order in which articles come does not show.
ACTORS = """
CREATE TABLE merged_actors AS
WITH seen AS (
    SELECT actor_id, name, actor_kind, country, sector, wikidata_id, aliases, roles FROM new_actors
    UNION ALL
    SELECT actor_id, name, actor_kind, country, sector, wikidata_id, aliases, roles FROM have_actors
),
described AS (
    SELECT actor_id, min({'length': length(name), 'name': name}).name AS name, min(actor_kind) AS actor_kind,
           min(country) AS country, min(sector) AS sector, min(wikidata_id) AS wikidata_id
    FROM seen GROUP BY actor_id
),
names AS (
    SELECT actor_id, list_sort(list(DISTINCT alias)) AS aliases FROM (
        SELECT actor_id, unnest(aliases) AS alias FROM seen UNION ALL SELECT actor_id, name FROM seen
    ) ANTI JOIN (SELECT actor_id, name AS alias FROM described) USING (actor_id, alias) GROUP BY actor_id
),
offices AS (
    SELECT actor_id, list({'title': title, 'country': land, 'first_seen': first, 'last_seen': last}
                          ORDER BY first NULLS LAST, title, land) AS roles
    FROM (
        SELECT actor_id, office.title AS title, office.country AS land,
               min(office.first_seen) AS first, max(office.last_seen) AS last
        FROM (SELECT actor_id, unnest(roles) AS office FROM seen) GROUP BY ALL
    ) GROUP BY actor_id
)
SELECT actor_id, name, actor_kind, country, sector, wikidata_id,
       coalesce(aliases, []) AS aliases, coalesce(roles, []) AS roles
FROM described LEFT JOIN names USING (actor_id) LEFT JOIN offices USING (actor_id)
"""

COUNTS = """
CREATE TABLE actor_counts AS
WITH met AS (
    SELECT actor_id, count(*) AS mention_count, count(DISTINCT article_id) AS article_count,
           min(published_date) AS first_seen, max(published_date) AS last_seen
    FROM whole_mentions GROUP BY actor_id
),
acted AS (
    SELECT actor_id, count(DISTINCT event_id) AS event_count FROM (
        SELECT event_id, unnest(source_ids) AS actor_id FROM whole_events UNION ALL
        SELECT event_id, unnest(target_ids) FROM whole_events UNION ALL
        SELECT event_id, speaker_id FROM whole_events WHERE speaker_id IS NOT NULL
    ) GROUP BY actor_id
)
SELECT actor_id, coalesce(mention_count, 0) AS mention_count, coalesce(article_count, 0) AS article_count,
       coalesce(event_count, 0) AS event_count, first_seen, last_seen
FROM met FULL JOIN acted USING (actor_id)
"""

# The rejections of a copy or of a record read before are those of the first reading, told once.
REJECTIONS = """(
    SELECT DISTINCT ON (rejection_id) * FROM staged_rejections
    ANTI JOIN have_rejections USING (rejection_id)
    WHERE "table" = 'documents' OR (document_id, source_path) IN (SELECT document_id, reader FROM fate
                                                                  WHERE status = 'loaded')
)"""


def gather(
    database: duckdb.DuckDBPyConnection,
    shards: Mapping[str, Sequence[Path]],
    last: Snapshot | None,
    *,
    gone: pa.Table | None = None,
) -> None:
    """Views of every table: `have_*` what is published, `new_*` what was staged and is not there yet.

    The documents of `gone` (see `tidings.flows.storage.selection`), and all that came of them, count as not published.
    """
    database.execute("CREATE TABLE gone (document_id VARCHAR, source_path VARCHAR, sha256 VARCHAR, owns_rows BOOLEAN)")
    database.execute("CREATE TABLE forgotten (document_id VARCHAR)")
    if gone is not None:
        insert(database, "gone", gone)
    if last is not None and (forgotten := last.manifest().forgotten):
        insert(database, "forgotten", pa.table({"document_id": list(forgotten)}))
    for name, table in TABLES.items():
        define(database, f"staged_{name}", scan(shards.get(name, ()), staged_schema(table)))
        define(database, f"have_{name}", _staying(name, scan(last.files(name) if last else (), table.schema)))
    database.execute(FATE)
    for statement in REPLACED.split(";"):
        database.execute(statement)
    _define_documents(database, last)
    for name in ("articles", "actors", "mentions", "events"):
        whose = "SELECT document_id, reader AS source_path FROM fate WHERE status = 'loaded'"
        by = columns({"document_id", "source_path"} & set(staged_schema(TABLES[name]).names))
        define(database, f"new_{name}", f"(SELECT * FROM staged_{name} SEMI JOIN ({whose}) f USING ({by}))")
    define(database, "new_rejections", REJECTIONS)
    database.execute(f"CREATE TABLE refused AS SELECT * FROM {scan((), TABLES['rejections'].schema)}")


def _define_documents(database: duckdb.DuckDBPyConnection, last: Snapshot | None) -> None:
    """View `new_documents`: those that were staged, as is their fate, and the published ones that are copies now."""
    names = columns(TABLES["documents"].schema.names)
    text = "CASE WHEN fate.reason = 'forgotten' THEN NULL ELSE s.text END AS text"
    fate = f"REPLACE (fate.status AS status, fate.reason AS reason, fate.detail AS detail, {text})"
    staged = f"""
        SELECT {names} FROM (
            SELECT DISTINCT ON (fate.source_path, fate.document_id) s.* {fate} FROM staged_documents s
            JOIN fate ON (s.document_id, s.source_path, s.sha256) = (fate.document_id, fate.source_path, fate.sha256)
        )"""
    copies = f"""
        SELECT {names} FROM (
            SELECT * REPLACE ('duplicate' AS status, 'same_text' AS reason, 0 AS article_count, 0 AS event_count)
            FROM {scan(last.files("documents") if last else (), TABLES["documents"].schema)}
            SEMI JOIN replaced USING (document_id, source_path)
        )"""
    define(database, "new_documents", f"({staged} UNION ALL {copies})")


def _staying(name: str, rows: str) -> str:
    """The rows of a table that are not of documents which are gone."""
    if name == "documents":
        return f"(SELECT * FROM {rows} r ANTI JOIN gone USING (document_id, source_path))"
    if "document_id" not in TABLES[name].schema.names:
        return rows
    return f"(SELECT * FROM {rows} r ANTI JOIN (FROM gone WHERE owns_rows) g USING (document_id))"


def key_of(table: Table, alias: str = "") -> str:
    """SQL for the key of a row as one text, as rejections name it."""
    prefix = f"{alias}." if alias else ""
    return " || '/' || ".join(f"{prefix}{quoted(name)}" for name in table.key)


def accept(database: duckdb.DuckDBPyConnection, name: str, rows: str) -> None:
    """View `accepted_*`: rows but for the refused ones; `whole_*`: with the published ones; table `ids_*`: of these."""
    table = TABLES[name]
    refused = f"(SELECT key FROM refused WHERE \"table\" = '{name}')"
    define(database, f"accepted_{name}", f"(SELECT * FROM {rows} r WHERE {key_of(table, 'r')} NOT IN {refused})")
    names = columns(table.schema.names)
    whole = f"(SELECT {names} FROM have_{name} UNION ALL SELECT {names} FROM accepted_{name})"
    define(database, f"whole_{name}", whole)
    database.execute(f"CREATE TABLE ids_{name} AS SELECT DISTINCT {quoted(table.key[0])} AS id FROM whole_{name}")


def describe_actors(database: duckdb.DuckDBPyConnection) -> None:
    """Table `merged_actors`: one row for each actor, old or new, not yet counted; view `described_actors`: in full."""
    database.execute(ACTORS)
    zeroes = "0::BIGINT AS mention_count, 0::BIGINT AS article_count, 0::BIGINT AS event_count"
    nulls = "NULL::DATE AS first_seen, NULL::DATE AS last_seen"
    define(database, "described_actors", f"(SELECT *, {zeroes}, {nulls} FROM merged_actors)")


def count_actors(database: duckdb.DuckDBPyConnection) -> None:
    """View `whole_actors`: every accepted actor with its counts and days over the whole warehouse."""
    database.execute(COUNTS)
    kept = columns(name for name in TABLES["actors"].schema.names if name not in COUNTED)
    counts = ", ".join(f"coalesce({name}, 0) AS {name}" for name in COUNTED if name.endswith("_count"))
    joined = f"(SELECT * EXCLUDE ({columns(COUNTED)}) FROM accepted_actors) LEFT JOIN actor_counts USING (actor_id)"
    define(database, "whole_actors", f"(SELECT {kept}, {counts}, first_seen, last_seen FROM {joined})")


def count_documents(database: duckdb.DuckDBPyConnection) -> None:
    """View `counted_documents`: the accepted documents with their articles and events counted."""
    database.execute(
        "CREATE TABLE document_counts AS "
        "SELECT document_id, article_count, coalesce(event_count, 0) AS event_count "
        "FROM (SELECT document_id, count(*) AS article_count FROM accepted_articles GROUP BY ALL) "
        "LEFT JOIN (SELECT document_id, count(*) AS event_count FROM accepted_events GROUP BY ALL) USING (document_id)"
    )
    counts = ", ".join(
        f"CASE WHEN status = 'loaded' THEN coalesce(c.{name}, 0)::INT ELSE 0 END AS {name}"
        for name in ("article_count", "event_count")
    )
    query = f"(SELECT d.* REPLACE ({counts}) FROM accepted_documents d LEFT JOIN document_counts c USING (document_id))"
    define(database, "counted_documents", query)


def set_links(database: duckdb.DuckDBPyConnection, name: str, links: pa.Table) -> None:
    """Table `links_*`: the links of every row of a table, old or new."""
    key, names = LINKED[name]
    wide = ", ".join(f"{column} VARCHAR" for column in (key, *names))
    database.execute(f"CREATE TABLE links_{name} ({wide})")
    insert(database, f"links_{name}", links)


def write_tables(
    database: duckdb.DuckDBPyConnection, draft: Draft, last: Snapshot | None, *, again: Iterable[Path] = ()
) -> None:
    """Write every table into the draft; unchanged files of the last snapshot, but for `again`, are linked."""
    sources = {name: f"accepted_{name}" for name in TABLES} | {"documents": "counted_documents"}
    for name, table in TABLES.items():
        if name == "actors":  # its counts change with every run
            draft.write(table, _sorted(database, table, "whole_actors"))
            continue
        old = last.files(name) if last else []
        touched = files_to_rewrite(database, table, old, sources[name]) | (set(again) & set(old))
        for file in old:
            if file not in touched:
                draft.link(table, file)
        staying = _staying(name, scan(sorted(touched), table.schema))
        names = columns(table.schema.names)
        draft.write(
            table,
            _sorted(database, table, f"(SELECT {names} FROM {staying} UNION ALL SELECT {names} FROM {sources[name]})"),
        )


def _sorted(database: duckdb.DuckDBPyConnection, table: Table, rows: str) -> Iterator[pa.RecordBatch]:
    names = [f"r.{quoted(name)}" for name in table.schema.names]
    joined = ""
    if table.name in LINKED:
        key, links = LINKED[table.name]
        names = [f"l.{name}" if name in links else f"r.{quoted(name)}" for name in table.schema.names]
        joined = f"JOIN links_{table.name} l ON r.{key} = l.{key}"
    by = columns(dict.fromkeys((PARTITION, *table.order, *table.key)))
    query = f"SELECT {', '.join(names)}, {partition_of(table)} AS {PARTITION} FROM {rows} r {joined} ORDER BY {by}"
    return stream(database, query, row_group(table))
