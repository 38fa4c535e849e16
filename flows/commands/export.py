"""write events in the columns another community loads (polecat, gdelt, acled-like), for maps, or as a network

geojson and geoparquet hold the happenings that have a place (QGIS, geopandas), graphml and gexf who acts on whom
(Gephi, igraph). What each format keeps and what it loses stands in docs/exports.md.
"""

import argparse
import sys
from pathlib import Path

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import (
    add_keep_formulas,
    add_min_confidence,
    add_warehouse,
    check_output,
    existing_tables,
)

TABLES = ("polecat", "gdelt", "acled-like")
FORMATS = {
    **dict.fromkeys(TABLES, "rows in the columns of {layout}"),
    "geojson": "points",
    "geoparquet": "points",
    "graphml": "pairs of actors",
    "gexf": "pairs of actors",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings export`."""
    parser.add_argument("output", metavar="OUT", help="the file to write")
    parser.add_argument("--format", choices=sorted(FORMATS), required=True, help="what to write")
    parser.add_argument("--bom", action="store_true", help="a byte-order mark, for Excel (of tables)")
    add_min_confidence(parser, "leave out events that are less sure, 0 to 1")
    add_keep_formulas(parser)
    add_warehouse(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Write the events of the warehouse to the file."""
    if chosen.bom and chosen.format not in TABLES:
        raise CommandError(f"--bom goes with {', '.join(TABLES)}")
    folder, output = existing_tables(chosen.warehouse), Path(chosen.output)
    check_output(output)
    from tidings.flows.exports.write import write_export
    from tidings.flows.storage.views import open_views

    database = open_views(folder, least_confidence=chosen.min_confidence)
    try:
        count = write_export(database, chosen.format, output, keep_formulas=chosen.keep_formulas, with_mark=chosen.bom)
    except OSError as error:
        raise CommandError(f"{output}: {error.strerror or error}", Exit.BROKEN) from None
    print(f"{output}: {count} {FORMATS[chosen.format].format(layout=chosen.format)}", file=sys.stderr)
    return Exit.GOOD
