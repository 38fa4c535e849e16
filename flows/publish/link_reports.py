"""Link the whole warehouse, old rows and new: near-duplicates and stories of articles, happenings of events."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from tidings.flows.publish.merge_rows import set_links
from tidings.flows.storage.database import stream
from tidings.linking.articles import ArticleKey, link_articles
from tidings.linking.events import EventKey, link_events
from tidings.vocabulary import EventType, Status

READ_ARTICLES = 1_000  # bodies in memory at a time
READ_EVENTS = 50_000

EVENT_KEYS = """
SELECT e.event_id, e.article_id, l.story_id, a.published_date, e.event_type, e.event_mode, e.status,
       [substr(d.text, m.trigger_start + 1, m.trigger_end - m.trigger_start) FOR m IN e.event_mentions] AS triggers,
       list_concat(e.source_ids, e.target_ids) AS actor_ids,
       list_concat(e.source_countries, e.target_countries) AS countries,
       e.event_date_start, e.event_date_end, e.place_name, e.place_country,
       list_max([coalesce(m.low, m.high) FOR m IN e.magnitudes IF m.kind = 'killed' AND m.scope = 'incident']) AS killed
FROM whole_events e JOIN whole_documents d USING (document_id)
JOIN whole_articles a USING (article_id) JOIN links_articles l USING (article_id)
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


def event_key(number: int, place: int) -> str:
    """The id of an event by its line in the file and its place in the line: ordered as they stand."""
    return f"{number:09d}:{place:05d}"


def link_answers(source: Path, answers: Path) -> dict[str, str]:
    """The canonical event of every event, by `event_key`, in the answers to a file of texts."""
    articles = link_articles(_passages(source))
    return link_events(_answered_events(source, answers, {key: link.story_id for key, link in articles.items()}))


def _passages(source: Path) -> Iterator[ArticleKey]:
    for number, record in _records(source):
        text = record.get("text")
        yield ArticleKey(f"{number:09d}", None, text if isinstance(text, str) else "", _day(record.get("date")), "en")


def _answered_events(source: Path, answers: Path, stories: Mapping[str, str]) -> Iterator[EventKey]:
    with answers.open(encoding="utf-8") as lines:
        for (number, record), line in zip(_records(source), lines, strict=True):
            article_id = f"{number:09d}"
            for place, event in enumerate(json.loads(line).get("events", ())):
                parties = [*event["source"], *event["target"]]
                killed = [
                    m["low"] or m["high"]
                    for m in event["magnitudes"]
                    if (m["kind"], m["scope"]) == ("killed", "incident")
                ]
                yield EventKey(
                    event_id=event_key(number, place),
                    article_id=article_id,
                    story_id=stories[article_id],
                    published=_day(record.get("date")),
                    event_type=EventType(event["event_type"]),
                    event_mode=event["event_mode"],
                    status=Status(event["status"]),
                    triggers=frozenset(
                        record["text"][m["trigger_start"] : m["trigger_end"]] for m in event["event_mentions"]
                    ),
                    actor_ids=frozenset(party["actor_id"] for party in parties),
                    countries=frozenset(party["country"] for party in parties if party["country"]),
                    date_start=_day(event["event_date_start"]),
                    date_end=_day(event["event_date_end"]),
                    place_name=event["place_name"],
                    place_country=event["place_country"],
                    killed=max(filter(None, killed), default=None),
                )


def _records(source: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The texts of a file with the number of their line in the answers; a bad line is an empty record."""
    with source.open("rb") as lines:
        for number, line in enumerate(line for line in lines if line.strip()):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                record = None
            yield number, record if isinstance(record, dict) else {}


def _day(written: object) -> date | None:
    """The day as annotating reads it: 20220224 is one too."""
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


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
                event_mode=row["event_mode"],
                status=Status(row["status"]),
                triggers=frozenset(row["triggers"]),
                actor_ids=frozenset(row["actor_ids"]),
                countries=frozenset(row["countries"]),
                date_start=row["event_date_start"],
                date_end=row["event_date_end"],
                place_name=row["place_name"],
                place_country=row["place_country"],
                killed=row["killed"],
            )
