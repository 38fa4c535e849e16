"""The text of a PDF's page column by column, also where the page draws its columns row by row."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pypdf import PageObject

SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})  # the operators that draw text
LEAST_ROWS = 4  # as many rows must hold columns side by side
LEAST_WIDTH = 90.0  # points from one column's start to the next
SAME_ROW = 2.0  # points
LEAST_CELL = 15  # characters of the middle cell of a column of prose: fewer are a table's
# What stands apart in a row: words with single spaces between.
CELL = re.compile(r"\S+(?: \S+)*")

Cell = tuple[int, str]  # the character at which it starts, its words
Row = list[Cell]


def page_text(page: PageObject) -> str:
    """The text of a page, its columns one after another."""
    places: list[tuple[float, float]] = []

    def visit(operator: bytes, _: object, __: Sequence[float], place: Sequence[float]) -> None:
        if operator in SHOWS:
            places.append((place[4], place[5]))

    text = page.extract_text(visitor_operand_before=visit)
    if not draws_rows(places):
        return text
    rows = [cells_of(line) for line in page.extract_text(extraction_mode="layout").split("\n")]
    ordered = in_columns([row for row in rows if row])
    return text if ordered is None else "\n".join(ordered)


def draws_rows(places: Sequence[tuple[float, float]]) -> bool:
    """Whether a page often draws on, in the row that it has begun, a column's width farther right."""
    jumps = (
        abs(here[1] - there[1]) <= SAME_ROW and there[0] - here[0] >= LEAST_WIDTH for here, there in pairwise(places)
    )
    return sum(jumps) >= LEAST_ROWS


def cells_of(line: str) -> Row:
    """The cells of a line that shows where things stand.

    >>> cells_of("closed its bor-    rejected it")
    [(0, 'closed its bor-'), (19, 'rejected it')]
    """
    return [(cell.start(), cell.group()) for cell in CELL.finditer(line)]


def in_columns(rows: Sequence[Row]) -> list[str] | None:
    """The lines of the rows column by column, None when few rows hold columns of prose side by side."""
    counts = Counter(len(row) for row in rows if len(row) > 1)
    count, times = counts.most_common(1)[0] if counts else (0, 0)
    full = [number for number, row in enumerate(rows) if len(row) == count]
    if times < LEAST_ROWS:
        return None
    starts = [median(rows[number][column][0] for number in full) for column in range(count)]
    if any(median(len(rows[number][column][1]) for number in full) < LEAST_CELL for column in range(count)):
        return None
    first, last = full[0], full[-1]
    while last + 1 < len(rows) and nearest(rows[last + 1][0][0], starts) > 0:  # a column goes on below the first
        last += 1
    columns: list[list[str]] = [[] for _ in starts]
    for row in rows[first : last + 1]:
        for column, words in placed(row, starts):
            columns[column].append(words)
    around = [[" ".join(words for _, words in row) for row in part] for part in (rows[:first], rows[last + 1 :])]
    return [*around[0], *(line for column in columns for line in column), *around[1]]


def placed(row: Row, starts: Sequence[float]) -> list[tuple[int, str]]:
    """The cells of a row with the columns that they stand in: in their order when there is one for each."""
    if len(row) == len(starts):
        return [(column, words) for column, (_, words) in enumerate(row)]
    return [(nearest(start, starts), words) for start, words in row]


def nearest(start: int, starts: Sequence[float]) -> int:
    """The column that starts nearest to a place."""
    return min(range(len(starts)), key=lambda column: abs(starts[column] - start))
