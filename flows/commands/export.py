"""write events in the columns another community loads: polecat, gdelt or acled-like

What each format keeps and what it loses stands in docs/exports.md.
"""

import argparse
import sys
from importlib.resources import files
from pathlib import Path

from flows.commands.errors import Exit, Failure
from flows.commands.options import add_keep_formulas, add_min_confidence, add_warehouse, existing_tables

# How each community's files are laid out; GDELT's have no header.
LAYOUTS = {"polecat": r"HEADER, DELIMITER '\t'", "gdelt": r"HEADER false, DELIMITER '\t'", "acled-like": "HEADER"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings export`."""
    parser.add_argument("output", metavar="OUT", help="the file to write")
    parser.add_argument("--format", choices=sorted(LAYOUTS), required=True, help="whose columns")
    add_min_confidence(parser, "leave out events that are less sure, 0 to 1")
    add_keep_formulas(parser)
    add_warehouse(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Write the events of the warehouse to the file."""
    folder = existing_tables(chosen.warehouse)
    output = Path(chosen.output)
    if not output.absolute().parent.is_dir():
        raise Failure(f"{output}: no such folder; make it first")
    from flows.database import literal
    from flows.formulas import as_texts
    from flows.views import open_views

    query = files("flows.exports").joinpath(f"{chosen.format}.sql").read_text(encoding="utf-8")
    layout = LAYOUTS[chosen.format]
    database = open_views(folder, least_confidence=chosen.min_confidence)
    answer = database.sql(query)
    if not chosen.keep_formulas:
        answer = as_texts(answer)
    answer.create_view("exported")
    database.execute(f"COPY (FROM exported) TO {literal(str(output))} (FORMAT csv, {layout})")
    (rows,) = database.execute("SELECT count(*) FROM exported").fetchone() or (0,)
    print(f"{output}: {rows} rows in the columns of {chosen.format}", file=sys.stderr)
    return Exit.GOOD
