"""Texts in files for spreadsheets: one that a spreadsheet would take for a formula is marked as a text."""

import duckdb

from tidings.flows.storage.database import quoted

# A cell that begins so is computed when the file is opened: `=HYPERLINK(...)` of a headline could send data away.
SIGNS = "[=+@\\t\\r-]"


def as_texts(answer: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The rows, an apostrophe before every text that begins like a formula; numbers stay as they are.

    >>> as_texts(duckdb.sql("SELECT '=1+1' AS a, 'b-c' AS b, -1 AS c")).fetchall()
    [("'=1+1", 'b-c', -1)]
    """
    shown = [
        _as_text(quoted(name)) if kind == "VARCHAR" else quoted(name)
        for name, kind in zip(answer.columns, map(str, answer.types), strict=True)
    ]
    return answer.project(", ".join(shown))


def _as_text(name: str) -> str:
    return f"CASE WHEN regexp_matches({name}, '^{SIGNS}') THEN '''' || {name} ELSE {name} END AS {name}"
