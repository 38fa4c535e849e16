"""ask the tables in SQL, question after question

end a statement with a semicolon; leave with .quit or Ctrl-D; .tables lists the tables and views
"""

import argparse

from tidings.flows.commands.errors import Exit
from tidings.flows.commands.options import add_allow_files, add_as_of, add_warehouse, existing_tables
from tidings.flows.commands.query import NOT_A_QUESTION

WELCOME = "DuckDB over {folder}. End statements with ';'. .tables lists tables and views, .quit leaves."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings shell`."""
    add_warehouse(parser)
    add_as_of(parser)
    add_allow_files(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Read statements and print answers until the input ends."""
    folder = existing_tables(chosen.warehouse, chosen.as_of)
    import contextlib

    from tidings.flows.storage.views import close_off, open_views

    with contextlib.suppress(ImportError):  # line editing, where the system has it
        import readline  # noqa: F401
    database = open_views(folder)
    if not chosen.allow_files:
        close_off(database, folder)
    print(WELCOME.format(folder=chosen.warehouse))
    statement = ""
    while True:
        try:
            line = input("tidings> " if not statement else "    ...> ")
        except EOFError:
            print()
            return Exit.GOOD
        if not statement and line.strip() in (".quit", ".exit"):
            return Exit.GOOD
        statement = f"{statement}\n{line}" if statement else line
        if statement.strip() == ".tables":
            statement = "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name;"
        if statement.rstrip().endswith(";"):
            _answer(database, statement, chosen.allow_files)
            statement = ""
        elif not statement.strip():
            statement = ""


def _answer(database: object, statement: str, is_free: bool) -> None:
    import sys

    import duckdb

    from tidings.flows.storage.views import reads_only, show

    assert isinstance(database, duckdb.DuckDBPyConnection)
    try:
        if not is_free and not reads_only(statement):
            print(NOT_A_QUESTION)
            return
        answer = database.sql(statement)
        if answer is not None:
            show(answer, "table", sys.stdout)
    except duckdb.Error as error:
        print(error)
