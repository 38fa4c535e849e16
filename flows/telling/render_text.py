"""Tell what a text says, on a terminal: each article with its events, each with the words it was read from."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tidings.flows.telling.marks import marked, marks_of
from tidings.flows.telling.read_text import Read


def as_text(found: Read, *, is_coloured: bool) -> str:
    """All events of a text in its order, under the titles of their articles; or why there are none."""
    lines: list[str] = []
    for article in found.articles:
        events = [event for event in found.events if event["article_id"] == article["article_id"]]
        if len(found.articles) > 1 or article["title"]:
            lines += [_title(article), ""]
        for event in sorted(events, key=lambda event: (event["trigger_start"], event["event_id"])):
            lines += [*_event(found, event, is_coloured=is_coloured), ""]
        if not events:
            lines += [f"  no events{_because(article)}", ""]
    return "\n".join([*lines, *_refused(found), _count(found)])


def _title(article: Mapping[str, Any]) -> str:
    day = f", {article['published_date']}" if article["published_date"] else ", no date"
    return f"{' '.join((article['title'] or '(no title)').split())}{day}"


def _because(row: Mapping[str, Any]) -> str:
    return f": {row['reason'].replace('_', ' ')}" if row["reason"] else ""


def _event(found: Read, event: Mapping[str, Any], *, is_coloured: bool) -> Iterator[str]:
    mode = f" - {event['event_mode']}" if event["event_mode"] else ""
    sure = f"confidence {event['confidence']:.2f}, of its parties {event['party_confidence']:.2f}"
    yield f"{event['event_type']}{mode}, {event['status']}, {sure}"
    mentions = [m for m in found.mentions if m["article_id"] == event["article_id"]]
    span = event["evidence_start"], event["evidence_end"]
    yield from marked(found.text_of(event), span, marks_of(event, mentions), is_coloured=is_coloured)
    yield from (f"    {name:<10}{said}" for name, said in _fields(event) if said)


def _fields(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for side in ("source", "target"):
        countries = f" - {', '.join(event[f'{side}_countries'])}" if event[f"{side}_countries"] else ""
        yield side, "; ".join(event[f"{side}_names"]) and f"{'; '.join(event[f'{side}_names'])}{countries}"
    yield "speaker", event["speaker_name"] or ""
    days = dict.fromkeys(str(event[f"event_date_{end}"]) for end in ("start", "end") if event[f"event_date_{end}"])
    undated = f'"{event["date_evidence"]}" of no date known' if event["date_evidence"] else ""
    yield "when", " to ".join(days) or undated
    country = f" - {event['place_country']}" if event["place_country"] else ""
    yield "where", f"{event['place_name']}{country}" if event["place_name"] else ""
    yield "how many", ", ".join(f'{m["kind"]} "{m["text"]}"' for m in event["magnitudes"])


def _refused(found: Read) -> list[str]:
    """Documents that were not read, by reason."""
    reasons = Counter(document["reason"] for document in found.documents if document["reason"])
    return [f"not read: {n}, {reason.replace('_', ' ')}" for reason, n in sorted(reasons.items())]


def _count(found: Read) -> str:
    counted = ((len(found.events), "event"), (len(found.articles), "article"))
    return " in ".join(f"{n} {what}{'s' if n != 1 else ''}" for n, what in counted)
