"""Take out of the actors what only forgotten documents said of them: rows, names, aliases and offices."""

import duckdb

from tidings.flows.storage.database import define, scan
from tidings.flows.storage.warehouse import Snapshot
from tidings.schemas.tables import TABLES

# All that the forgotten documents say, as one text; and of each actor in them what other documents call it.
SAID = """
CREATE TABLE forgotten_text AS
SELECT coalesce(string_agg(regexp_replace(text, '\\s+', ' ', 'g'), ' '), '') AS said
FROM all_documents SEMI JOIN gone USING (document_id);
CREATE TABLE named_elsewhere AS
SELECT actor_id, list(DISTINCT text) AS texts, list(DISTINCT role_title) AS titles
FROM whole_mentions GROUP BY actor_id;
CREATE TABLE acting_elsewhere AS
SELECT DISTINCT unnest(list_concat(source_ids, target_ids, [speaker_id])) AS actor_id FROM whole_events;
CREATE TABLE in_forgotten AS
SELECT actor_id FROM all_mentions SEMI JOIN gone USING (document_id) UNION
SELECT unnest(list_concat(source_ids, target_ids, [speaker_id])) FROM all_events SEMI JOIN gone USING (document_id)
"""
NOBODY = """
DELETE FROM merged_actors WHERE actor_id IN (FROM in_forgotten)
AND actor_id NOT IN (SELECT actor_id FROM named_elsewhere)
AND actor_id NOT IN (SELECT actor_id FROM acting_elsewhere WHERE actor_id IS NOT NULL)
"""
# A name that stands in the forgotten text stays when another document bears it out.
WORDS = """
UPDATE merged_actors a SET
    aliases = [x FOR x IN a.aliases IF NOT contains(t.said, x) OR list_contains(n.texts, x)],
    roles = [r FOR r IN a.roles IF NOT contains(t.said, r.title) OR list_contains(n.titles, r.title)],
    name = CASE WHEN NOT contains(t.said, a.name) OR contains(array_to_string(n.texts, ' '), a.name) THEN a.name
                ELSE list_sort(n.texts)[1] END
FROM named_elsewhere n, forgotten_text t WHERE a.actor_id = n.actor_id AND a.actor_id IN (FROM in_forgotten)
"""


def purge_actors(database: duckdb.DuckDBPyConnection, last: Snapshot) -> None:
    """Change `merged_actors`, once the rows of the forgotten documents are out of the views of all other tables."""
    for name in ("documents", "mentions", "events"):
        define(database, f"all_{name}", scan(last.files(name), TABLES[name].schema))
    for statement in (*SAID.split(";"), NOBODY, WORDS):
        database.execute(statement)
