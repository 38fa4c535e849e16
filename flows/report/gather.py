"""Gather what a report shows: the events that were asked for, with their sentences and marks, in small columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from tidings.flows.storage.database import literal, rows_of
from tidings.flows.telling.countries import country_names
from tidings.flows.telling.marks import Mark, apart, marks_of
from tidings.schemas.tables import TABLES

MOST_EVENTS = 10_000  # what a page of five million characters holds, and a browser draws in a second
QUADS = ("material_conflict", "verbal_conflict", "verbal_cooperation", "material_cooperation")
STATUSES = ("actual", "planned", "hypothetical", "denied")
LEAST_COUNTRIES = 3  # fewer make no network
LINKS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events a report is about: a condition in SQL, the first day, a name; None: all."""

    where: str | None = None
    since: date | None = None
    actor: str | None = None

    def sql(self) -> str:
        """The condition on the columns of `events`, and `reported` (the day of the article)."""
        parts = [f"({self.where}\n)"] if self.where else []  # a comment ends with its line
        if self.since:
            parts.append(f"coalesce(event_date_start, reported) >= DATE {literal(self.since.isoformat())}")
        if self.actor:
            names = "list_concat(source_names, target_names, source_ids, target_ids, [speaker_name])"
            parts.append(f"contains(lower(array_to_string({names}, '\n')), {literal(self.actor.lower())})")
        return " AND ".join(parts) or "true"

    def said(self) -> str:
        """The condition in words."""
        parts = [f"where {self.where}" if self.where else "", f"since {self.since}" if self.since else ""]
        return ", ".join(part for part in (*parts, f"with {self.actor}" if self.actor else "") if part)


class Numbers:
    """Gives each value a number, in the order they come."""

    def __init__(self) -> None:
        self.of: dict[Any, int] = {}

    def __call__(self, value: Any) -> int:
        return self.of.setdefault(value, len(self.of))


def gather(database: duckdb.DuckDBPyConnection, wanted: Wanted, most: int = MOST_EVENTS) -> dict[str, Any]:
    """What the page reads; of more than `most` events the surest. duckdb.Error for a condition that is none."""
    database.execute(f"CREATE OR REPLACE TEMP TABLE chosen AS {_chosen(wanted)}").fetchall()
    found = rows_of(database, "SELECT count(*) AS n FROM chosen")[0]["n"]
    database.execute(
        f"CREATE OR REPLACE TEMP TABLE shown AS FROM chosen ORDER BY confidence DESC, event_id LIMIT {most}"
    ).fetchall()
    rows = rows_of(database, "FROM shown ORDER BY confidence DESC, event_id")
    mentions = _mentions(database)
    numbers = {name: Numbers() for name in ("types", "actors", "places", "articles", "sentences", "happenings")}
    columns: dict[str, list[Any]] = {}
    for row in rows:
        for name, value in _event(row, mentions.get(row["article_id"], ()), numbers):
            columns.setdefault(name, []).append(value)
    return {
        "events": columns or {"id": []},
        "found": found,
        "types": list(numbers["types"].of),
        "actors": list(numbers["actors"].of),
        "places": [_place(place) for place in numbers["places"].of],
        "articles": [_article(article) for article in numbers["articles"].of],
        "sentences": list(numbers["sentences"].of),
        "is_of_countries": len(_countries(rows)) >= LEAST_COUNTRIES,
        "countries": {code: name for code, name in country_names().items() if code in _countries(rows)},
        "days": _days(rows),
    }


def _chosen(wanted: Wanted) -> str:
    precision = "e.place_precision" if "place_precision" in TABLES["events"].schema.names else "NULL"
    return f"""
        SELECT * FROM (
            SELECT e.*, a.published_date AS reported, {precision} AS precision,
                   a.title, a.publisher, a.agency, a.url, d.source_path,
                   substr(d.text, e.evidence_start + 1, e.evidence_end - e.evidence_start) AS raw
            FROM events e JOIN articles a USING (article_id)
            JOIN (SELECT document_id, min(source_path) AS source_path, any_value(text) AS text
                  FROM documents WHERE text IS NOT NULL GROUP BY document_id) d
              ON d.document_id = e.document_id
        ) WHERE {wanted.sql()}
    """


def _mentions(database: duckdb.DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    """The mentions of each article that the events shown are told in."""
    query = """SELECT article_id, actor_id, start, "end" FROM mentions
               WHERE article_id IN (SELECT article_id FROM shown) ORDER BY article_id, start"""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(database, query):
        found.setdefault(row["article_id"], []).append(row)
    return found


def _event(
    row: Mapping[str, Any], mentions: Iterable[Mapping[str, Any]], numbers: Mapping[str, Numbers]
) -> Iterator[tuple[str, Any]]:
    """(column, value) of one event."""
    sentence, marks = folded(row["raw"], row["evidence_start"], apart(marks_of(row, mentions)))
    yield "id", row["event_id"]
    yield "type", numbers["types"](row["event_type"])
    yield "mode", row["event_mode"]
    yield "quad", QUADS.index(row["quad_class"])
    yield "status", STATUSES.index(row["status"])
    yield "sure", round(100 * row["confidence"])
    yield "party_sure", round(100 * row["party_confidence"])
    yield "day", _iso(row["event_date_start"])
    yield "last", _iso(row["event_date_end"]) if row["event_date_end"] != row["event_date_start"] else None
    yield "reported", _iso(row["reported"])
    for side in ("source", "target"):
        yield f"{side}s", [numbers["actors"](name) for name in row[f"{side}_names"]]
        yield f"{side}_countries", row[f"{side}_countries"]
    place = (row["place_name"], row["place_country"], row["latitude"], row["longitude"], row["precision"])
    yield "place", numbers["places"](place) if row["latitude"] is not None else -1
    told_by = row["publisher"] or row["agency"]
    article = (row["title"], told_by, row["url"], _iso(row["reported"]), row["source_path"], row["article_id"])
    yield "article", numbers["articles"](article)
    yield "sentence", numbers["sentences"](sentence)
    yield "marks", marks
    yield "happening", numbers["happenings"](row["canonical_event_id"])
    yield "counted", ", ".join(f"{m['kind']}: {m['text']}" for m in row["magnitudes"]) or None
    yield "speaker", row["speaker_name"]


def folded(raw: str, offset: int, marks: Iterable[Mark]) -> tuple[str, list[tuple[int, int, str]]]:
    """The sentence with its white space folded, and where the marks stand in it; `raw` begins at `offset`.

    >>> folded(" two\\n\\nwords", 10, [Mark(16, 21, "trigger")])
    ('two words', [(4, 9, 'trigger')])
    """
    at, length, is_gap, places = [0], 0, True, []
    for character in raw:
        if character.isspace():
            is_gap = True
        else:
            length += 1 + (is_gap and length > 0)
            is_gap = False
        at.append(length)
    for mark in marks:
        end = at[mark.end - offset]
        places.append((end - len(" ".join(raw[mark.start - offset : mark.end - offset].split())), end, mark.name))
    return " ".join(raw.split()), places


def _place(place: tuple[Any, ...]) -> dict[str, Any]:
    name, country, latitude, longitude, precision = place
    return {
        "name": name,
        "country": country,
        "latitude": round(latitude, 4),
        "longitude": round(longitude, 4),
        "precision": precision,
    }


def _article(article: tuple[Any, ...]) -> dict[str, Any]:
    title, publisher, url, day, file, _ = article
    safe = url if url and url.startswith(LINKS) else None
    return {"title": title, "publisher": publisher, "url": safe, "day": day, "file": file}


def _countries(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    sides = {code for row in rows for side in ("source", "target") for code in row[f"{side}_countries"]}
    return sides | {row["place_country"] for row in rows if row["place_country"]}


def _days(rows: Iterable[Mapping[str, Any]]) -> tuple[str, str] | None:
    days = sorted(day for row in rows if (day := row["event_date_start"] or row["reported"]))
    return (days[0].isoformat(), days[-1].isoformat()) if days else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
