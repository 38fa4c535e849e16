"""Checked rows of a CSV text: every refusal names the file, the line and the value."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

Code = TypeVar("Code", bound=StrEnum)


class TableError(ValueError):
    """A row that cannot be used; the message reads `file:line: what is wrong: value`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its place in the file and its cells by column name."""

    file: str
    line: int
    cells: dict[str, str]

    def error(self, problem: str, value: str) -> TableError:
        """The error to raise about this row."""
        return TableError(f"{self.file}:{self.line}: {problem}: {value!r}")

    def text(self, column: str) -> str | None:
        """The cell, or None if it is empty."""
        return self.cells[column] or None

    def required(self, column: str) -> str:
        """The cell, which must not be empty."""
        if not self.cells[column]:
            raise self.error("empty cell in column", column)
        return self.cells[column]

    def several(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that are separated by `|`."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def code(self, column: str, vocabulary: type[Code]) -> Code | None:
        """The cell as a member of a closed vocabulary, or None if it is empty."""
        value = self.cells[column]
        if value and value not in set(vocabulary):
            raise self.error(f"unknown {column}", value)
        return vocabulary(value) if value else None

    def day(self, column: str) -> date | None:
        """The cell as a date; `2019` and `2019-05` stand for their first day."""
        value = self.cells[column]
        if not value:
            return None
        parts = value.split("-")
        try:
            year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
            return date(year, month, day)
        except ValueError:
            raise self.error(f"no date (YYYY, YYYY-MM or YYYY-MM-DD) in column {column}", value) from None


def read_rows(text: str, file: str, columns: Sequence[str], *, optional: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of a CSV text whose header has the `columns`; columns named in `optional` may be left out.

    >>> [row.text("name") for row in read_rows("name,note\\nAda,x\\n", "a.csv", ["name", "note"])]
    ['Ada']
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    header = [cell.strip() for cell in next(reader, [])]
    for column in header:
        if column not in columns or header.count(column) > 1:
            raise TableError(f"{file}:1: unknown or repeated column (known: {', '.join(columns)}): {column!r}")
    for column in columns:
        if column not in header and column not in optional:
            raise TableError(f"{file}:1: missing column: {column!r}")
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise TableError(
                f"{file}:{reader.line_num}: {len(cells)} cells, {len(header)} columns: {','.join(cells)!r}"
            )
        known = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        yield Row(file, reader.line_num, {column: known.get(column, "") for column in columns})


def read_data(file: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a CSV file that stands beside this module."""
    return read_rows(files("tidings.actors").joinpath(file).read_text(encoding="utf-8"), file, columns)


def word_list(name: str) -> frozenset[str]:
    """The words of one list of word_lists.csv.

    >>> sorted(word_list("she"))
    ['her', 'hers', 'herself', 'she']
    """
    return _word_lists()[name]


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for row in read_data("word_lists.csv", ("list", "word", "note")):
        lists.setdefault(row.required("list"), set()).add(row.required("word"))
    return {name: frozenset(words) for name, words in lists.items()}
