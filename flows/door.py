"""The Python door, which `import tidings` opens: read a text, run over files, open a warehouse.

>>> import tidings
>>> said = tidings.read("Mali's junta expelled the French ambassador on Monday.", date="2022-02-03")
>>> frame = said.events.to_pandas()
>>> frame[["event_type", "event_mode", "event_date_start"]].values.tolist()
[['SANCTION', 'expel', Timestamp('2022-01-31 00:00:00')]]
>>> [event["source_names"] for event in said.events]
[['Malian junta']]
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from tidings.flows.settings import prepare, uncollected
from tidings.schemas.tables import TABLES

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa

    from tidings.flows.telling.summary import Summary


class Failure(Exception):
    """What was asked cannot be done; the message says why and what to do, `code` is the exit code of the command."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


class Rows(Sequence[dict[str, Any]]):
    """The rows of one table, each a dict; as Arrow or pandas on demand."""

    def __init__(self, name: str, rows: Sequence[dict[str, Any]]) -> None:
        self.name, self._rows = name, rows

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[dict[str, Any]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | Sequence[dict[str, Any]]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} {self.name}>"

    def to_arrow(self) -> "pa.Table":
        """The rows as an Arrow table with the columns of docs/tables.md."""
        from tidings.schemas.to_arrow import to_table

        return to_table(self._rows, TABLES[self.name])

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a frame with dtypes one can compute with."""
        from tidings.flows.telling.typed_frames import to_pandas

        return to_pandas(self.to_arrow())


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: its articles, its events, and the mentions of actors in it. Offsets count in `text`."""

    text: str
    articles: Rows
    events: Rows
    mentions: Rows

    def __str__(self) -> str:
        return f"{len(self.events)} events in {len(self.articles)} articles"


def read(
    text: str,
    *,
    date: date | str | None = None,
    actors: str | Path | None = None,
    lexicon: str | Path | None = None,
    min_confidence: float | None = None,
) -> Reading:
    """The articles and events of a text. `date`: the day of articles that state none, from which "Monday" counts.

    `actors` and `lexicon` are CSV files of your own; `min_confidence`, 0 to 1, is how sure an event must be.
    Raises ValueError for a date that is none, and for files of your own that cannot be used.
    """
    prepare()
    with uncollected():
        from tidings.flows.batches.knowledge import knowledge
        from tidings.flows.telling.read_text import read_bytes
    known = knowledge(_path(actors), _path(lexicon), min_confidence)
    found = read_bytes(text.encode("utf-8", "replace"), "text", _day(date), known)
    told = "\n\n".join(document["text"] or "" for document in found.documents)
    rows = {name: Rows(name, getattr(found, name)) for name in ("articles", "events", "mentions")}
    return Reading(text=told, **rows)


def run(
    source: str | Path | Sequence[str | Path],
    warehouse: str | Path = "warehouse",
    *,
    workers: int | None = None,
    actors: str | Path | None = None,
    lexicon: str | Path | None = None,
    min_confidence: float | None = None,
    quiet: bool = False,
) -> "Summary":
    """Read files, folders, patterns or archives into a warehouse, as `tidings run` does; what it did, in figures.

    It runs in a process of its own: a notebook, or a script without a main guard, may call it. Raises Failure.
    """
    from tidings.flows.telling.summary import Summary

    given = [source] if isinstance(source, str | Path) else list(source)
    options = {"workers": workers, "actors": actors, "lexicon": lexicon, "min-confidence": min_confidence}
    command = [sys.executable, "-m", "tidings", "run", *map(str, given), "--warehouse", str(warehouse), "--json"]
    command += [part for name, value in options.items() if value is not None for part in (f"--{name}", str(value))]
    done = subprocess.run(
        [*command, *(["--quiet"] if quiet else [])],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if quiet else None,
        text=True,
    )
    if done.returncode:
        raise Failure((done.stderr or "the run did not end well; see above").strip(), done.returncode)
    return Summary(**json.loads(done.stdout))


class Tables:
    """The tables of a warehouse in DuckDB: a connection with a view for each, which also gives frames.

    Whatever a DuckDB connection can do (`sql`, `execute`, ...) it can too.
    """

    def __init__(self, connection: "duckdb.DuckDBPyConnection", names: Sequence[str]) -> None:
        self.connection, self.names = connection, tuple(names)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def __dir__(self) -> Iterator[str]:
        yield from (*super().__dir__(), *dir(self.connection))

    def frame(self, sql: str) -> "pd.DataFrame":
        """The answer to a question in SQL, with days as datetime64, whole numbers as Int64 and codes as categories."""
        from tidings.flows.telling.typed_frames import to_pandas

        return to_pandas(self.connection.sql(sql).to_arrow_table())

    def table(self, name: str, where: str | None = None) -> "pd.DataFrame":
        """A table or view as a frame, all of it or the rows for which the condition in SQL holds."""
        if name not in self.names:
            raise ValueError(f"no table or view {name!r}; there are {', '.join(self.names)}")
        return self.frame(f"SELECT * FROM {name}" + (f" WHERE {where}" if where else ""))

    def events(self, where: str | None = None) -> "pd.DataFrame":
        """The events, or those for which the condition holds: `events("event_type = 'PROTEST'")`."""
        return self.table("events", where)

    def articles(self, where: str | None = None) -> "pd.DataFrame":
        """The articles, or those for which the condition holds."""
        return self.table("articles", where)

    def actors(self, where: str | None = None) -> "pd.DataFrame":
        """The actors, or those for which the condition holds."""
        return self.table("actors", where)

    def dyads(self, where: str | None = None) -> "pd.DataFrame":
        """How much which country does to which, by type, each happening once."""
        return self.table("dyads", where)


def open(warehouse: str | Path = "warehouse", *, min_confidence: float | None = None) -> Tables:
    """The published tables of a warehouse, as they are now. Raises WarehouseError when there are none.

    `min_confidence`: leave out events that are less sure.
    """
    from tidings.flows.storage.places import warehouse_at
    from tidings.flows.storage.ready_views import READY
    from tidings.flows.storage.views import open_views

    folder = warehouse_at(warehouse).require().folder
    return Tables(open_views(folder, least_confidence=min_confidence), (*TABLES, *READY))


def _day(said: date | str | None) -> date | None:
    return date.fromisoformat(said) if isinstance(said, str) else said


def _path(file: str | Path | None) -> str | None:
    return None if file is None else str(file)
