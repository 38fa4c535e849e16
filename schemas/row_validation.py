"""Which rows of a table do not mean what they should: the row suites, run on the table's frames."""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from tidings.schemas.run_expectations import FailedExpectation, examine
from tidings.schemas.suites import row_suite, table_suite
from tidings.schemas.table import Table
from tidings.schemas.validation_frames import References, frames


class SuiteError(Exception):
    """A check could not be made, so nothing is known about the rows; the message names it."""


@dataclass(frozen=True, slots=True)
class InvalidRow:
    """A row that fails an expectation: its position among the rows, and what was found."""

    position: int
    expectation: str
    detail: str


def invalid_rows(table: Table, rows: pa.Table, known: References) -> list[InvalidRow]:
    """The rows that fail, each once, with the first expectation that it fails; in order of position."""
    suite = row_suite(table)
    first: dict[int, InvalidRow] = {}
    for name, frame in frames(table, rows, known).items():
        owners = frame["row"].tolist() if name != table.name else range(len(frame))
        for failure in examine(frame, suite.get(name, ())):
            if not failure.positions:
                raise SuiteError(f"{name}: {failure.expectation} on {failure.columns}: {failure.detail}")
            for at in failure.positions:
                row = int(owners[at])
                first.setdefault(row, InvalidRow(row, failure.expectation, _detail(name, failure)))
    return [first[row] for row in sorted(first)]


def _detail(frame: str, failure: FailedExpectation) -> str:
    return f"{frame}: {failure.columns}: {failure.detail}"


def table_faults(table: Table, keys: pd.DataFrame, *, least_rows: int) -> list[str]:
    """What is wrong with a table as a whole, seen by its keys. An empty frame passes every check, so it is counted."""
    if len(keys) < least_rows:
        return [f"{table.name}: {len(keys)} rows, at least {least_rows} expected"]
    found = examine(keys, table_suite(table, least_rows=least_rows))
    return [f"{table.name}: {failure.expectation} on {failure.columns}: {failure.detail}" for failure in found]
