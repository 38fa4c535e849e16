"""ask the tables in SQL (DuckDB) and print the answer

tables: documents, articles, actors, mentions, events, rejections; ready views: dyads, timeline, by_country
"""

import argparse
import sys

from flows.commands.errors import Exit, Failure
from flows.commands.options import add_warehouse, existing_tables

FORMATS = ("table", "csv", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings query`."""
    parser.add_argument("sql", metavar="SQL", help="one statement, in quotes")
    add_warehouse(parser)
    parser.add_argument("--format", choices=FORMATS, default="table", help="how to print (%(default)s)")


def execute(chosen: argparse.Namespace) -> int:
    """Print the answer to the question."""
    folder = existing_tables(chosen.warehouse)
    import duckdb

    from flows.views import open_views, show

    database = open_views(folder)
    try:
        answer = database.sql(chosen.sql)
        if answer is not None:
            show(answer, chosen.format, sys.stdout)
    except duckdb.Error as error:
        raise Failure(f"the query cannot be answered: {error}") from None
    return Exit.GOOD
