"""What a table is: its columns, each defined once with type and description, its key, order and partition."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

SCHEMA_VERSION = "3"

TEXT = pa.string()
TEXTS = pa.list_(pa.string())
COUNT = pa.int32()
TOTAL = pa.int64()
DAY = pa.date32()
MOMENT = pa.timestamp("us", tz="UTC")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `codes` are the only values it, or the members of its list, may have."""

    name: str
    type: pa.DataType
    description: str
    required: bool = False
    codes: frozenset[str] | None = None

    @property
    def field(self) -> pa.Field:
        """The Arrow field; the description travels in its metadata."""
        return pa.field(self.name, self.type, not self.required, {"description": self.description})


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the warehouse: files partitioned by `partition`, made of `partition_of`, and sorted by `order`.

    `partition` differs from `partition_of` where the partition is the month of a date.
    """

    name: str
    description: str
    key: tuple[str, ...]
    partition: str
    partition_of: str
    order: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the whole row, the partition's source column included."""
        return pa.schema([column.field for column in self.columns], {"description": self.description})

    @property
    def stored(self) -> pa.Schema:
        """The Arrow schema inside a file: without a column that stands in the folder's name."""
        kept = [column.field for column in self.columns if column.name != self.partition]
        return pa.schema(kept, {"description": self.description, "schema_version": SCHEMA_VERSION})

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def struct(**fields: pa.DataType) -> pa.DataType:
    """A struct type with these fields, in this order."""
    return pa.struct(list(fields.items()))


def codes(vocabulary: type[StrEnum]) -> frozenset[str]:
    """The values of a closed vocabulary."""
    return frozenset(member.value for member in vocabulary)


def by_name(*tables: Table) -> Mapping[str, Table]:
    """The tables by their names, in the order given."""
    return {table.name: table for table in tables}
