"""ask the tables in SQL (DuckDB) and print the answer

tables: documents, articles, actors, mentions, events, rejections; ready views: happenings, dyads, dyads_by_month,
timeline, by_country, by_actor, network, casualties, not_done (docs/tables.md tells their columns)
"""

import argparse
import sys

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import (
    add_allow_files,
    add_as_of,
    add_keep_formulas,
    add_warehouse,
    existing_tables,
)

FORMATS = ("table", "csv", "json")
NOT_A_QUESTION = "only one statement that reads (SELECT ...) is answered; with --allow-files any is carried out"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings query`."""
    parser.add_argument("sql", metavar="SQL", help="one statement, in quotes")
    add_warehouse(parser)
    add_as_of(parser)
    parser.add_argument("--format", choices=FORMATS, default="table", help="how to print (%(default)s)")
    add_keep_formulas(parser)
    add_allow_files(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Print the answer to the question."""
    folder = existing_tables(chosen.warehouse, chosen.as_of)
    import duckdb

    from tidings.flows.exports.formulas import as_texts
    from tidings.flows.storage.views import close_off, open_views, reads_only, show

    database = open_views(folder)
    try:
        if not chosen.allow_files:
            close_off(database, folder)
            if not reads_only(chosen.sql):
                raise CommandError(NOT_A_QUESTION)
        answer = database.sql(chosen.sql)
        if answer is not None:
            if chosen.format == "csv" and not chosen.keep_formulas:
                answer = as_texts(answer)
            show(answer, chosen.format, sys.stdout)
    except duckdb.Error as error:
        raise CommandError(f"the query cannot be answered: {error}") from None
    return Exit.GOOD
