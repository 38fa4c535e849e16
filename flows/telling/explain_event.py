"""The story of one event: its sentence with the parties marked, and the words or the rule behind each field."""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from tidings.flows.storage.database import literal, rows_of
from tidings.flows.telling.marks import Mark, marked, marks_of


class UnknownEvent(ValueError):
    """No event, or more than one, has an id that begins so."""


def explain_event(database: duckdb.DuckDBPyConnection, event_id: str, *, is_coloured: bool) -> str:
    """What one screen can tell of an event; UnknownEvent when the id fits none, or several."""
    event = _only(database, event_id)
    article = rows_of(database, f"SELECT * FROM articles WHERE article_id = {literal(event['article_id'])}")[0]
    document = rows_of(database, f"SELECT * FROM documents WHERE document_id = {literal(event['document_id'])}")[0]
    span = event["evidence_start"], event["evidence_end"]
    sentence = marked(document["text"], span, _marks(database, event), is_coloured=is_coloured)
    sure = f"confidence {event['confidence']:.2f}, of its parties {event['party_confidence']:.2f}"
    lines = [
        f"{event['event_type']}{_dash(event['event_mode'])}, {event['status']}, {sure}",
        "",
        *sentence,
        "",
        *(f"  {name:<12}{said}" for name, said in _fields(event, article, document)),
    ]
    return "\n".join(lines)


def _only(database: duckdb.DuckDBPyConnection, event_id: str) -> dict[str, Any]:
    found = rows_of(database, f"SELECT * FROM events WHERE starts_with(event_id, {literal(event_id)}) LIMIT 2")
    if not found:
        raise UnknownEvent(f"no event {event_id!r}; list them with: tidings query 'SELECT event_id FROM events'")
    if len(found) > 1:
        raise UnknownEvent(f"several events begin with {event_id!r}; give more of the id")
    return found[0]


def _marks(database: duckdb.DuckDBPyConnection, event: dict[str, Any]) -> list[Mark]:
    """Trigger and parties inside the sentence, the trigger first."""
    of_article = f'SELECT actor_id, start, "end" FROM mentions WHERE article_id = {literal(event["article_id"])}'
    return marks_of(event, rows_of(database, of_article))


def _fields(event: dict[str, Any], article: dict[str, Any], document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, its value and what it rests on) for every field that has one."""
    yield "event", f"{event['event_id']}, one happening with {event['canonical_event_id']}"
    yield "rule", event["rule"]
    for side in ("source", "target"):
        if event[f"{side}_names"]:
            countries = ", ".join(event[f"{side}_countries"])
            yield side, f"{'; '.join(event[f'{side}_names'])}{_dash(countries)}, by {_by(event[f'{side}_basis'])}"
    if event["speaker_name"]:
        yield "speaker", event["speaker_name"]
    if event["event_date_start"] or event["date_evidence"]:
        days = " to ".join(dict.fromkeys(str(event[f"event_date_{end}"]) for end in ("start", "end")))
        basis = f"{event['date_precision']}, {event['date_basis']}"
        words = _quoted(event["date_evidence"]) or (", its own date" if event["date_basis"] == "article" else "")
        yield "when", f"{days} ({basis}){words}"
    if event["place_name"]:
        exact = f", {event['place_precision']}" if event["place_precision"] else ""
        exact += f", by {event['place_basis']}"
        yield "where", f"{event['place_name']}{_dash(event['place_country'])}{_point(event)}{exact}"
    for magnitude in event["magnitudes"]:
        low, high = ("?" if bound is None else f"{bound:,.10g}" for bound in (magnitude["low"], magnitude["high"]))
        yield "how many", f"{magnitude['kind']} {low} to {high}{_quoted(magnitude['text'])}"
    yield "scores", f"{event['quad_class']}, goldstein {event['goldstein']:+.1f}, CAMEO {event['cameo_code']}"
    if event["contexts"]:
        yield "contexts", ", ".join(event["contexts"])
    yield "told", f"{len(event['event_mentions'])} time(s) in the article"
    yield "article", f"{article['title'] or '(no title)'}{_dash(article['agency'])}, {article['published_date'] or '?'}"
    yield "document", f"{document['source_path']}, characters {event['evidence_start']} to {event['evidence_end']}"


def _by(bases: Sequence[str]) -> str:
    """Who proposed the parties of a side: one word where it is the same for all, else one for each in their order."""
    return bases[0] if len(set(bases)) == 1 else "; ".join(bases)


def _dash(text: str | None) -> str:
    return f" - {text}" if text else ""


def _quoted(text: str | None) -> str:
    return f', from "{text}"' if text else ""


def _point(event: dict[str, Any]) -> str:
    return f" ({event['latitude']:.3f}, {event['longitude']:.3f})" if event["latitude"] is not None else ""
