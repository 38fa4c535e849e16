"""Frames to check: the rows of a table as pandas, with what they are compared to, and their lists exploded.

Great Expectations passes over nested columns in silence, so each list of structs becomes a frame of its own, whose
`row` says which row of the table an item belongs to.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from tidings.schemas.country_bounds import boxes
from tidings.schemas.rows import fold
from tidings.schemas.table import Table

MISSING = "missing_column"
NESTED = {"articles": ("removed",), "actors": ("roles",), "events": ("magnitudes", "event_mentions")}
LISTS = {
    "events": (
        "contexts",
        "source_ids",
        "target_ids",
        "source_countries",
        "target_countries",
        "source_basis",
        "target_basis",
    )
}


@dataclass(frozen=True, slots=True)
class References:
    """What rows refer to: the texts of the documents, and which ids exist."""

    texts: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, Callable[[Sequence[str]], set[str]]] = field(default_factory=dict)


def frames(table: Table, rows: pa.Table, known: References) -> dict[str, pd.DataFrame]:
    """Frames by name: the table's own and one for each of its lists, indexed 0, 1, 2, ..."""
    main = _flat(table, rows)
    main[MISSING] = _missing(table, main)
    records = rows.to_pylist()
    for name, add in DERIVED.get(table.name, {}).items():
        main[name] = [add(record, known) for record in records]
    for column, target in REFERENCES.get(table.name, {}).items():
        main[f"{column}_found"] = _found(main[column], target, known)
    result = {table.name: main}
    for column in NESTED.get(table.name, ()):
        result[f"{table.name}.{column}"] = _exploded(records, column, table, known)
    for column in LISTS.get(table.name, ()):
        result[f"{table.name}.{column}"] = _members(records, column, known)
    return result


def _flat(table: Table, rows: pa.Table) -> pd.DataFrame:
    plain = [column.name for column in table.columns if not pa.types.is_nested(column.type)]
    return rows.select(plain).to_pandas(date_as_object=False, timestamp_as_object=False).reset_index(drop=True)


def _missing(table: Table, rows: pd.DataFrame) -> "pd.Series[str]":
    """For each row the first of its required columns that is null; null where none is. One expectation asks for all."""
    first = pd.Series(None, index=rows.index, dtype="object")
    for column in reversed([column.name for column in table.columns if column.required and column.name in rows]):
        first[rows[column].isna()] = column
    return first


def _exploded(records: Sequence[Mapping[str, Any]], column: str, table: Table, known: References) -> pd.DataFrame:
    """One line for each item of a list of structs, with the length of the text that its offsets count in."""
    names = [inner.name for inner in table[column].type.value_type]
    lines = [
        {"row": row, **item, "text_length": len(known.texts.get(record.get("document_id", ""), ""))}
        for row, record in enumerate(records)
        for item in record[column]
    ]
    return pd.DataFrame(lines, columns=["row", *names, "text_length"])


def _members(records: Sequence[Mapping[str, Any]], column: str, known: References) -> pd.DataFrame:
    """One line for each member of a list of texts."""
    lines = [(row, member) for row, record in enumerate(records) for member in record[column]]
    frame = pd.DataFrame(lines, columns=["row", "member"])
    if column.endswith("_ids"):
        frame["member_found"] = _found(frame["member"], "actors", known)
    return frame


def _found(column: "pd.Series[str]", target: str, known: References) -> list[str | None]:
    """Each id if it exists in the target table, else null; null stays null."""
    wanted = column.dropna().unique().tolist()
    have = known.ids[target](wanted) if wanted else set()
    return [value if value in have else None for value in column]


def _slice(record: Mapping[str, Any], start: str, end: str, known: References) -> str:
    text = known.texts.get(record["document_id"], "")
    return fold(text[record[start] : record[end]])


def _text_length(record: Mapping[str, Any], known: References) -> int:
    return len(known.texts.get(record["document_id"], ""))


def _length(column: str) -> Callable[[Mapping[str, Any], References], int]:
    """How many members the list of a row has."""
    return lambda record, known: len(record[column])


def _edge(record: Mapping[str, Any], side: str) -> float | None:
    """The edge of the box of the country a place is in; null when there is no place to compare."""
    box = boxes().get(record["place_country"] or "")
    return getattr(box, side) if box and record["latitude"] is not None else None


# What a row says, read again from the text: the suites compare the two.
DERIVED: Mapping[str, Mapping[str, Callable[[Mapping[str, Any], References], object]]] = {
    "articles": {"text_length": _text_length},
    "mentions": {
        "text_length": _text_length,
        "text_found": lambda record, known: _slice(record, "start", "end", known),
    },
    "events": {
        "text_length": _text_length,
        "evidence_found": lambda record, known: _slice(record, "evidence_start", "evidence_end", known),
        "trigger_found": lambda record, known: _slice(record, "trigger_start", "trigger_end", known),
        "source_count": _length("source_ids"),
        "source_basis_count": _length("source_basis"),
        "target_count": _length("target_ids"),
        "target_basis_count": _length("target_basis"),
        "country_south": lambda record, known: _edge(record, "south"),
        "country_north": lambda record, known: _edge(record, "north"),
        "country_west": lambda record, known: _edge(record, "west"),
        "country_east": lambda record, known: _edge(record, "east"),
    },
}

# Which columns are ids of rows of another table.
REFERENCES = {
    "articles": {"document_id": "documents"},
    "mentions": {"article_id": "articles", "document_id": "documents", "actor_id": "actors"},
    "events": {"article_id": "articles", "document_id": "documents", "speaker_id": "actors"},
}
