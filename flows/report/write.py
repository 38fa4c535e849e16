"""Write a report of a warehouse, or of a text just read."""

from pathlib import Path

import duckdb
import pyarrow as pa

from tidings.flows.report.gather import MOST_EVENTS, Wanted, gather
from tidings.flows.report.page import page
from tidings.flows.telling.read_text import Read
from tidings.schemas.tables import TABLES

EVERYTHING = Wanted()
TITLE = "Who did what to whom"
FOOTER = (
    "Read by tidings {version} from {source}. Confidence is the chance that such an event is told there; that of its "
    "parties the chance that all of them are right. Outline of the world: Natural Earth. Drawn with d3."
)


def of_warehouse(
    database: duckdb.DuckDBPyConnection,
    out: Path,
    *,
    source: str,
    wanted: Wanted = EVERYTHING,
    title: str | None = None,
    most: int = MOST_EVENTS,
) -> int:
    """Write the page of the events that are wanted; how many there are. duckdb.Error for a condition that is none."""
    from importlib.metadata import version

    data = gather(database, wanted, most)
    said = f"{source}; {wanted.said()}" if wanted.said() else source
    footer = FOOTER.format(version=version("tidings"), source=said)
    fresh = out.with_name(f".{out.name}.part")
    fresh.write_text(page(data, title=title or wanted.actor or TITLE, footer=footer), encoding="utf-8")
    fresh.replace(out)
    found: int = data["found"]
    return found


def of_reading(found: Read, out: Path, *, source: str) -> int:
    """Write the page of a text that was read; how many events it has."""
    database = duckdb.connect(":memory:")
    for name in ("documents", "articles", "events", "mentions"):
        database.register(name, pa.Table.from_pylist(list(getattr(found, name)), schema=TABLES[name].schema))
    title = next((article["title"] for article in found.articles if article["title"]), None)
    return of_warehouse(database, out, source=source, title=title)
