"""The six tables are described, keyed and partitioned by what they have."""

import pytest

from tidings.schemas.table import Table
from tidings.schemas.tables import TABLES
from tidings.schemas.validation_frames import LISTS, NESTED, REFERENCES

every_table = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)


def test_there_are_six_tables() -> None:
    assert list(TABLES) == ["documents", "articles", "actors", "mentions", "events", "rejections"]


@every_table
def test_columns_are_described_once(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert all(
        column.description.strip() and not column.description.removesuffix("...").endswith(".")
        for column in table.columns
    )


@every_table
def test_description_travels_with_the_file(table: Table) -> None:
    assert all(field.metadata[b"description"] for field in table.stored)
    assert table.stored.metadata[b"schema_version"]


@every_table
def test_key_order_and_partition_are_columns(table: Table) -> None:
    assert {*table.key, *table.order, table.partition_of} <= set(table.schema.names)
    assert all(table[name].required for name in table.key)


@every_table
def test_lists_are_never_null(table: Table) -> None:
    assert all(column.required for column in table.columns if str(column.type).startswith("list"))


@every_table
def test_every_nested_column_is_checked_exploded(table: Table) -> None:
    structs = {
        column.name for column in table.columns if str(column.type).startswith("list<") and "struct" in str(column.type)
    }
    assert structs == set(NESTED.get(table.name, ()))
    assert set(LISTS.get(table.name, ())) <= set(table.schema.names)


@every_table
def test_every_id_of_another_table_is_checked(table: Table) -> None:
    ids = {"document_id": "documents", "article_id": "articles", "actor_id": "actors", "speaker_id": "actors"}
    foreign = {name: ids[name] for name in table.schema.names if name in ids and name not in table.key}
    if table.name != "rejections":  # a rejection may name a record that was never let in
        assert foreign == REFERENCES.get(table.name, {})
