"""Frames that pandas users expect: days as datetime64, whole numbers as Int64, codes as categories, lists as tuples."""

from typing import Any

import pandas as pd
import pyarrow as pa

from tidings.schemas.tables import TABLES

# Columns with a closed vocabulary, in any table or view: their values come in the vocabulary's order of letters.
CODES = {c.name: sorted(c.codes) for t in TABLES.values() for c in t.columns if c.codes and pa.types.is_string(c.type)}
DAYS = "datetime64[s]"  # nanoseconds would not reach the years 1600 or 2300


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """The table with a dtype for each column that `resample`, `groupby` and `merge` can use.

    >>> day = pa.array([None], pa.date32())
    >>> frame = to_pandas(pa.table({"event_date_start": day, "status": ["actual"], "n": [1], "who": [["FRA"]]}))
    >>> [str(dtype) for dtype in frame.dtypes], frame.who[0]
    (['datetime64[s]', 'category', 'Int64', 'object'], ('FRA',))
    """
    return pd.DataFrame({name: _column(table[name], name) for name in table.column_names})


def _column(values: pa.ChunkedArray, name: str) -> "pd.Series[Any]":
    kind = values.type
    if pa.types.is_date(kind):
        return pd.Series(values.cast(pa.timestamp("s")).to_pandas(), dtype=DAYS)
    if pa.types.is_integer(kind):
        return pd.Series(pd.array(values.to_pylist(), dtype="Int64"))
    if pa.types.is_list(kind):
        return pd.Series([None if v is None else tuple(v) for v in values.to_pylist()], dtype=object)
    known = CODES.get(name)
    found = pd.Series(values.to_pandas())
    if known is not None and pa.types.is_string(kind) and set(values.unique().to_pylist()) <= {*known, None}:
        return found.astype(pd.CategoricalDtype(known))
    return found
