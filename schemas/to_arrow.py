"""The one strict door from records to Arrow: a table with exactly the schema, or an error that names row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from tidings.schemas.table import Column, Table

Row = Mapping[str, Any]
MISFITS = (ValueError, TypeError, OverflowError)  # what Arrow raises on a value of the wrong type
DETAIL_LENGTH = 200  # enough to recognise a bad value by; a whole document text would drown the message


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A row that may not pass: its position among the rows, and the reason why."""

    position: int
    reason: str
    detail: str


class BadRow(ValueError):
    """A row does not fit its table; `reason` is machine-readable."""

    def __init__(self, table: Table, row: Row, reason: str, detail: str) -> None:
        key = "/".join(str(row.get(name)) for name in table.key)
        super().__init__(f"{table.name} row {key}: {reason}: {detail}")
        self.reason, self.detail = reason, detail


def to_table(rows: Sequence[Row], table: Table) -> pa.Table:
    """The rows as an Arrow table of exactly `table.schema`; BadRow on the first that does not fit.

    Arrow's own `from_pylist` drops unknown keys and lets null into required columns: both are errors here.
    """
    columns = {column.name: column for column in table.columns}
    inner = {name: keys for name, column in columns.items() if (keys := _inner_keys(column))}
    for row in rows:
        _check_shape(row, table, columns, inner)
    try:
        return pa.Table.from_pylist(list(rows), schema=table.schema)
    except MISFITS as misfit:
        _blame(rows, table, columns)
        raise BadRow(table, rows[0], "wrong_type", str(misfit)[:DETAIL_LENGTH]) from misfit


def split_valid(rows: Sequence[Row], table: Table) -> tuple[pa.Table, tuple[RefusedRecord, ...]]:
    """The rows that fit, as an Arrow table, and a refusal for each that does not."""
    try:
        return to_table(rows, table), ()
    except BadRow:
        fit, refused = [], []
        for position, row in enumerate(rows):
            try:
                to_table([row], table)
                fit.append(row)
            except BadRow as bad:
                refused.append(RefusedRecord(position, bad.reason, bad.detail))
        return to_table(fit, table), tuple(refused)


def _check_shape(row: Row, table: Table, columns: Mapping[str, Column], inner: Mapping[str, frozenset[str]]) -> None:
    if unknown := sorted(row.keys() - columns.keys()):
        raise BadRow(table, row, "unknown_column", ", ".join(unknown))
    if missing := sorted(columns.keys() - row.keys()):
        raise BadRow(table, row, "missing_column", ", ".join(missing))
    if absent := [name for name, column in columns.items() if column.required and row[name] is None]:
        raise BadRow(table, row, "null_in_required", ", ".join(absent))
    for name, value in row.items():
        if isinstance(value, float) and pa.types.is_integer(columns[name].type):  # Arrow would cut it off
            raise BadRow(table, row, "wrong_type", f"{name}: {value!r} is no {columns[name].type}")
    for name, keys in inner.items():
        if any(item.keys() != keys for item in row[name]):
            raise BadRow(table, row, "unknown_field", f"{name}: items must have exactly {', '.join(sorted(keys))}")


def _inner_keys(column: Column) -> frozenset[str]:
    """The field names of the structs in a list column; empty for any other column."""
    item = column.type.value_type if pa.types.is_list(column.type) else None
    return frozenset(field.name for field in item) if item is not None and pa.types.is_struct(item) else frozenset()


def _blame(rows: Sequence[Row], table: Table, columns: Mapping[str, Column]) -> None:
    """BadRow that names the row and the column whose value has the wrong type."""
    for row in rows:
        for name, column in columns.items():
            try:
                pa.array([row[name]], column.type)
            except MISFITS as misfit:
                detail = f"{name}: {str(row[name])[:DETAIL_LENGTH]!r} is no {column.type}"
                raise BadRow(table, row, "wrong_type", detail) from misfit
