"""The labelled items of this folder as records; README.md beside this file explains the labels."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SPLITS = ("dev", "held")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldActor:
    """Who should be found: by the words of the text, by the country, or by either."""

    text: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A label; an event fits it if its type is accepted and a place that tells it lies in the trigger's sentence."""

    event_type: str
    accepted_types: tuple[str, ...]
    modes: tuple[str, ...]
    status: tuple[str, ...]
    is_optional: bool
    triggers: tuple[Span, ...]
    sources: tuple[GoldActor, ...]
    targets: tuple[GoldActor, ...]
    speaker: str | None
    dates: tuple[date | None, date | None] | None
    place: str | None
    magnitudes: tuple[tuple[str, float | None, float | None], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled text; `split` is "dev" (may be studied) or "held" (only its figures are looked at)."""

    item_id: str
    split: str
    published: date | None
    rulings: tuple[int, ...]
    text: str
    events: tuple[GoldEvent, ...]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _actors(rows: Iterable[Mapping[str, str | None]]) -> tuple[GoldActor, ...]:
    return tuple(GoldActor(row["text"], row["country"]) for row in rows)


def _event(row: Mapping[str, Any]) -> GoldEvent:
    dates = row["date"]
    return GoldEvent(
        event_type=row["event_type"],
        accepted_types=tuple(row["accepted_types"]),
        modes=tuple(row["modes"]),
        status=tuple(row["status"]),
        is_optional=row["optional"],
        triggers=tuple((start, end) for start, end in row["triggers"]),
        sources=_actors(row["sources"]),
        targets=_actors(row["targets"]),
        speaker=row["speaker"],
        dates=(_day(dates[0]), _day(dates[1])) if dates else None,
        place=row["place"],
        magnitudes=tuple((m["kind"], m["low"], m["high"]) for m in row["magnitudes"]),
    )


def load(name: str) -> tuple[Item, ...]:
    """The items of one file of this folder, in its order."""
    rows = map(json.loads, (HERE / name).read_text(encoding="utf-8").splitlines())
    return tuple(
        Item(
            item_id=row["id"],
            split=row["split"],
            published=_day(row.get("published")),
            rulings=tuple(row.get("rulings", ())),
            text=row["text"],
            events=tuple(map(_event, row.get("events", ()))),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Files that belong together: texts with labelled events, and texts that tell none."""

    name: str
    labelled: tuple[str, ...]
    no_events: str | None = None

    def items(self, split: str) -> tuple[Item, ...]:
        return tuple(item for name in self.labelled for item in load(name) if item.split == split)

    def quiet_items(self, split: str) -> tuple[Item, ...]:
        return tuple(item for item in load(self.no_events) if item.split == split) if self.no_events else ()


FIRST = GoldSet("first", ("types.jsonl", "rulings.jsonl", "documents.jsonl"), "no_events.jsonl")
FRESH = GoldSet("fresh", ("fresh_sentences.jsonl", "fresh_documents.jsonl"), "fresh_no_events.jsonl")
SECOND_FRESH = GoldSet("second fresh", ("fresh2_sentences.jsonl", "fresh2_documents.jsonl"), "fresh2_no_events.jsonl")
IDIOMS = GoldSet("idioms", ("fresh_idioms.jsonl",))
GOLD_SETS = (FIRST, FRESH, SECOND_FRESH, IDIOMS)
