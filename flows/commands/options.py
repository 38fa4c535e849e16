"""Options that several commands share."""

import argparse
import math
from pathlib import Path

from flows.commands.errors import Exit, Failure

SURE_ENOUGH = "how sure an event must be to be told, 0 to 1 (what docs/accuracy.md advises)"


def add_warehouse(parser: argparse.ArgumentParser) -> None:
    """`--warehouse`, the folder of the tables."""
    parser.add_argument("--warehouse", default="warehouse", metavar="W", help="folder of the tables (%(default)s)")


def add_knowledge(parser: argparse.ArgumentParser) -> None:
    """`--actors` and `--lexicon`, the user's own rows."""
    parser.add_argument("--actors", metavar="FILE", help="CSV file with actors of your own")
    parser.add_argument("--lexicon", metavar="FILE", help="CSV file with event words of your own")


def add_min_confidence(parser: argparse.ArgumentParser, meaning: str = SURE_ENOUGH) -> None:
    """`--min-confidence`, a share; `meaning` is what it does in the command."""
    parser.add_argument("--min-confidence", type=share, metavar="X", help=meaning)


def check_knowledge(actors: str | None, lexicon: str | None) -> None:
    """Look at the weights and read the user's own rows, before any work begins; Failure names what is wrong."""
    from tidings.encoder.run import check_weights

    try:
        check_weights()
        if actors is not None or lexicon is not None:
            from flows.work import knowledge

            knowledge(actors, lexicon)
    except OSError as error:
        raise Failure(f"{error.filename}: {error.strerror}; check the path") from None
    except ValueError as error:  # of the rows, or WeightsError
        raise Failure(str(error)) from None


def positive(text: str) -> int:
    """A whole number above zero, for argparse."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not above zero")
    return number


def share(text: str) -> float:
    """A number from 0 to 1, for argparse.

    >>> share("0.7")
    0.7
    """
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:  # nor is NaN
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return number


def existing_tables(warehouse: str) -> Path:
    """The folder of a published snapshot's tables; Failure when there is none."""
    from flows.warehouse import Warehouse, WarehouseError

    try:
        return Warehouse(Path(warehouse)).require().folder
    except WarehouseError as error:
        raise Failure(str(error), Exit.UNUSABLE) from None
