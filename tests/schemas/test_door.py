"""The door lets in rows that fit, and says of every other which row, which column, and why."""

from datetime import date
from typing import Any

import pytest

from tidings.schemas.articles import ARTICLES
from tidings.schemas.mentions import MENTIONS
from tidings.schemas.to_arrow import BadRow, RefusedRecord, split_valid, to_table

GOOD: dict[str, Any] = {
    "mention_id": "m1",
    "actor_id": "a1",
    "article_id": "x1",
    "document_id": "d1",
    "text": "the minister",
    "start": 4,
    "end": 16,
    "mention_kind": "nominal",
    "role_title": None,
    "published_date": date(2022, 2, 24),
}

BAD = [
    ({"colour": "red"}, "unknown_column", "colour"),
    ({"text": None}, "null_in_required", "text"),
    ({"start": "four"}, "wrong_type", "start: 'four' is no int32"),
    ({"start": 2**31}, "wrong_type", "start"),
    ({"start": 4.5}, "wrong_type", "start"),
    ({"text": "\ud800"}, "wrong_type", "text"),
    ({"published_date": "2022-02-24"}, "wrong_type", "published_date"),
]


@pytest.mark.parametrize(("change", "reason", "detail"), BAD)
def test_bad_row_is_named(change: dict[str, Any], reason: str, detail: str) -> None:
    with pytest.raises(BadRow, match="mentions row m1") as refused:
        to_table([GOOD | change], MENTIONS)
    assert refused.value.reason == reason
    assert detail in refused.value.detail


def test_missing_column_is_named() -> None:
    short = {name: value for name, value in GOOD.items() if name != "role_title"}
    with pytest.raises(BadRow, match="missing_column: role_title"):
        to_table([short], MENTIONS)


def test_good_rows_have_exactly_the_schema() -> None:
    table = to_table([GOOD, GOOD | {"mention_id": "m2"}], MENTIONS)
    assert table.schema.equals(MENTIONS.schema, check_metadata=True)
    assert table["mention_id"].to_pylist() == ["m1", "m2"]


def test_no_rows_make_an_empty_table() -> None:
    assert to_table([], MENTIONS).schema == MENTIONS.schema


def test_sifting_keeps_the_good_and_the_order() -> None:
    rows = [GOOD, GOOD | {"mention_id": "m2", "text": None}, GOOD | {"mention_id": "m3"}]
    kept, refused = split_valid(rows, MENTIONS)
    assert kept["mention_id"].to_pylist() == ["m1", "m3"]
    assert refused == (RefusedRecord(1, "null_in_required", "text"),)


@pytest.mark.parametrize(
    "item", [{"kind": "caption", "start": 1}, {"kind": "caption", "start": 1, "end": 2, "why": ""}]
)
def test_struct_must_have_exactly_its_fields(item: dict[str, Any]) -> None:
    empty = dict.fromkeys(ARTICLES.schema.names)
    row = {c.name: "x" if c.required else empty[c.name] for c in ARTICLES.columns}
    row |= dict.fromkeys(("ordinal", "start", "end", "word_count", "sentence_count"), 0) | {"authors": []}
    with pytest.raises(BadRow, match="unknown_field: removed"):
        to_table([row | {"removed": [item]}], ARTICLES)
