"""Checked rows of a CSV text: every refusal names the file, the line and the value."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TypeVar

MOST_LISTED = 40
Code = TypeVar("Code", bound=StrEnum)


class TableError(ValueError):
    """A row that cannot be used; the message reads `file:line: what is wrong: value`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its place in the file and its cells by column name."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell as it is written, perhaps empty. Raises TableError for a column that the file lacks."""
        if column not in self.cells:
            raise self.error("missing column", column)
        return self.cells[column]

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

    def codes(self, column: str, vocabulary: type[Code]) -> frozenset[Code]:
        """The members of a closed vocabulary that a cell names, separated by `|`."""
        told = self.several(column)
        for value in told:
            if value not in set(vocabulary):
                raise self.error(f"unknown {column}, one of {', '.join(vocabulary)}", value)
        return frozenset(vocabulary(value) for value in told)

    def required_code(self, column: str, vocabulary: type[Code]) -> Code:
        """Likewise, where the cell must not be empty."""
        value = self.cells[column]
        if value not in set(vocabulary):
            raise self.error(f"unknown {column}, one of {', '.join(vocabulary)}", value)
        return vocabulary(value)

    def one_of(self, column: str, known: Collection[str]) -> str:
        """The cell, which must be one of those known; few enough of them are listed in the error."""
        if self.cells[column] not in known:
            listed = f", one of {', '.join(sorted(known))}" if len(known) <= MOST_LISTED else ""
            raise self.error(f"unknown {column}{listed}", self.cells[column])
        return self.cells[column]

    def words(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that are separated by blanks."""
        return tuple(self.cells[column].split())

    def number(self, column: str) -> float:
        """The cell as a number."""
        try:
            return float(self.cells[column])
        except ValueError:
            raise self.error(f"no number in column {column}", self.cells[column]) from None

    def whole(self, column: str) -> int:
        """The cell as a whole number."""
        try:
            return int(self.cells[column])
        except ValueError:
            raise self.error(f"no whole number in column {column}", self.cells[column]) from None

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


def read_rows(
    text: str, file: str, columns: Sequence[str] | None = None, *, optional: Sequence[str] = ()
) -> Iterator[Row]:
    """The rows of a CSV text whose header has the `columns` (None: any); those named in `optional` may be left out.

    >>> [row.text("name") for row in read_rows("name,note\\nAda,x\\n", "a.csv", ["name", "note"])]
    ['Ada']
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    header = [cell.strip() for cell in next(reader, [])]
    columns = header if columns is None else columns
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


def read_table(room: str, file: str, columns: Sequence[str] | None = None) -> Iterator[Row]:
    """The rows of a CSV file of a package.

    >>> [row["day"] for row in read_table("tidings.dates", "feasts.csv") if row["name"] == "christmas"]
    ['12-25']
    """
    return read_rows(files(room).joinpath(file).read_text(encoding="utf-8"), file, columns)


def read_data(file: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a CSV file of the actors."""
    return read_table("tidings.actors", file, columns)


def word_list(name: str, room: str) -> frozenset[str]:
    """The words of one list of a room's word_lists.csv.

    >>> sorted(word_list("she", "tidings.actors"))
    ['her', 'hers', 'herself', 'she']
    """
    return _word_lists(room)[name]


def any_of(name: str, room: str) -> str:
    """Likewise, as a pattern that matches any of them, the longest first.

    >>> any_of("updated", "tidings.articles").split("|")[:3]
    ['aktualisiert', 'actualizado', 'modified']
    """
    return "|".join(map(re.escape, sorted(word_list(name, room), key=lambda word: (-len(word), word))))


@cache
def _word_lists(room: str) -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for row in read_table(room, "word_lists.csv", ("list", "word", "note")):
        word, note = row.required("word"), row.required("note")
        words = lists.setdefault(row.required("list"), set())
        if word in words:
            raise row.error(f"a second time in its list ({note})", word)
        words.add(word)
    return {name: frozenset(words) for name, words in lists.items()}
