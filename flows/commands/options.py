"""Options that several commands share."""

import argparse
from pathlib import Path

from flows.commands.errors import Exit, Failure


def add_warehouse(parser: argparse.ArgumentParser) -> None:
    """`--warehouse`, the folder of the tables."""
    parser.add_argument("--warehouse", default="warehouse", metavar="W", help="folder of the tables (%(default)s)")


def add_knowledge(parser: argparse.ArgumentParser) -> None:
    """`--actors` and `--lexicon`, the user's own rows."""
    parser.add_argument("--actors", metavar="FILE", help="CSV file with actors of your own")
    parser.add_argument("--lexicon", metavar="FILE", help="CSV file with event words of your own")


def check_knowledge(actors: str | None, lexicon: str | None) -> None:
    """Read the user's own rows once, before any work begins; Failure names what is wrong with them."""
    if actors is None and lexicon is None:
        return
    from flows.work import knowledge

    try:
        knowledge(actors, lexicon)
    except OSError as error:
        raise Failure(f"{error.filename}: {error.strerror}; check the path") from None
    except ValueError as error:
        raise Failure(str(error)) from None


def positive(text: str) -> int:
    """A whole number above zero, for argparse."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not above zero")
    return number


def existing_tables(warehouse: str) -> Path:
    """The folder of a published snapshot's tables; Failure when there is none."""
    from flows.warehouse import Warehouse, WarehouseError

    try:
        return Warehouse(Path(warehouse)).require().folder
    except WarehouseError as error:
        raise Failure(str(error), Exit.UNUSABLE) from None
