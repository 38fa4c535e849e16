"""Write the events of a warehouse in a format of others: which there are, and how each is made."""

import shutil
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa

from tidings.flows.exports.formulas import as_texts
from tidings.flows.exports.geo import write_geojson, write_geoparquet
from tidings.flows.exports.graph import write_gexf, write_graphml
from tidings.flows.storage.database import literal
from tidings.flows.telling.countries import country_names
from tidings.schemas.tables import TABLES

# How each community's files are laid out; GDELT's have no header, POLECAT's say None for nothing.
LAYOUTS = {
    "polecat": r"HEADER, DELIMITER '\t', NULLSTR 'None'",
    "gdelt": r"HEADER false, DELIMITER '\t'",
    "acled-like": "HEADER",
}
WRITERS: Mapping[str, Callable[[duckdb.DuckDBPyConnection, Path], int]] = {
    "geojson": write_geojson,
    "geoparquet": write_geoparquet,
    "graphml": write_graphml,
    "gexf": write_gexf,
}
# How exact the place of an event is (`point`, `town`, `region`, `country`), where the tables tell it.
HAS_PRECISION = "place_precision" in TABLES["events"].schema.names
PRECISION = f"SELECT event_id, {'place_precision' if HAS_PRECISION else 'NULL::VARCHAR'} AS precision FROM events"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_export(
    database: duckdb.DuckDBPyConnection, layout: str, out: Path, *, keep_formulas: bool, with_mark: bool
) -> int:
    """Write the file, complete or not at all; how many rows, features or pairs it has.

    `with_mark`: a byte-order mark before a file of text, by which Excel knows that it is UTF-8.
    """
    fresh = out.with_name(f".{out.name}.part")
    database.execute(f"CREATE TEMP VIEW exactness AS {PRECISION}")
    try:
        if layout in WRITERS:
            count = WRITERS[layout](database, fresh)
        else:
            count = _write_columns(database, layout, fresh, keep_formulas=keep_formulas)
        if with_mark:
            _mark(fresh)
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)
    return count


def _write_columns(database: duckdb.DuckDBPyConnection, layout: str, out: Path, *, keep_formulas: bool) -> int:
    names = pa.table({"code": list(country_names()), "name": list(country_names().values())})
    database.register("countries", names)
    answer = database.sql(files("tidings.flows.exports").joinpath(f"{layout}.sql").read_text(encoding="utf-8"))
    if not keep_formulas:
        answer = as_texts(answer)
    answer.create_view("exported")
    ((count,),) = database.execute(
        f"COPY (FROM exported) TO {literal(str(out))} (FORMAT csv, {LAYOUTS[layout]})"
    ).fetchall()
    return int(count)


def _mark(file: Path) -> None:
    marked = file.with_name(f"{file.name}.marked")
    with file.open("rb") as reading, marked.open("wb") as writing:
        writing.write(BYTE_ORDER_MARK)
        shutil.copyfileobj(reading, writing)
    marked.replace(file)
