"""Link the whole warehouse, old rows and new: near-duplicates and stories of articles, happenings of events."""

from collections.abc import Iterator, Mapping

import duckdb
import pyarrow as pa

from flows.database import stream
from flows.merge import set_links
from tidings.linking.articles import ArticleKey, link_articles
from tidings.linking.events import EventKey, link_events
from tidings.vocabulary import EventType, Status

READ_ARTICLES = 1_000  # bodies in memory at a time
READ_EVENTS = 50_000

EVENT_KEYS = """
SELECT e.event_id, e.article_id, l.story_id, a.published_date, e.event_type, e.status, e."trigger",
       list_concat(e.source_ids, e.target_ids) AS actor_ids,
       list_concat(e.source_countries, e.target_countries) AS countries,
       e.event_date_start, e.event_date_end, e.place_name, e.place_country,
       list_max([coalesce(m.low, m.high) FOR m IN e.magnitudes IF m.kind = 'killed']) AS killed
FROM whole_events e JOIN whole_articles a USING (article_id) JOIN links_articles l USING (article_id)
ORDER BY e.event_id
"""


def link_all(database: duckdb.DuckDBPyConnection) -> None:
    """Tables `links_articles` and `links_events`, a row for every article and event."""
    articles = link_articles(_articles(database))
    set_links(
        database,
        "articles",
        _table(
            article_id=list(articles),
            duplicate_of=[link.duplicate_of for link in articles.values()],
            story_id=[link.story_id for link in articles.values()],
        ),
    )
    events: Mapping[str, str] = link_events(_events(database))
    set_links(database, "events", _table(event_id=list(events), canonical_event_id=list(events.values())))


def _table(**columns: list[str] | list[str | None]) -> pa.Table:
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _articles(database: duckdb.DuckDBPyConnection) -> Iterator[ArticleKey]:
    query = "SELECT article_id, title, body, published_date, language FROM whole_articles ORDER BY article_id"
    for batch in stream(database, query, READ_ARTICLES):
        yield from (ArticleKey(*row.values()) for row in batch.to_pylist())


def _events(database: duckdb.DuckDBPyConnection) -> Iterator[EventKey]:
    for batch in stream(database, EVENT_KEYS, READ_EVENTS):
        for row in batch.to_pylist():
            yield EventKey(
                event_id=row["event_id"],
                article_id=row["article_id"],
                story_id=row["story_id"],
                published=row["published_date"],
                event_type=EventType(row["event_type"]),
                status=Status(row["status"]),
                trigger=row["trigger"],
                actor_ids=frozenset(row["actor_ids"]),
                countries=frozenset(row["countries"]),
                date_start=row["event_date_start"],
                date_end=row["event_date_end"],
                place_name=row["place_name"],
                place_country=row["place_country"],
                killed=row["killed"],
            )
