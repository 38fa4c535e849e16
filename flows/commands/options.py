"""Options that several commands share."""

import argparse
import math
from datetime import date
from pathlib import Path

from tidings.flows.batches.limits import LEAST_MEGABYTES, Limits
from tidings.flows.commands.errors import CommandError, Exit

SURE_ENOUGH = "how sure an event must be to be told, 0 to 1 (what docs/accuracy.md advises)"


def add_warehouse(parser: argparse.ArgumentParser) -> None:
    """`--warehouse`, where the tables are."""
    parser.add_argument(
        "--warehouse", default="warehouse", metavar="W", help="folder of the tables, or s3:// address (%(default)s)"
    )


def add_knowledge(parser: argparse.ArgumentParser) -> None:
    """`--actors` and `--lexicon`, the user's own rows."""
    parser.add_argument("--actors", metavar="FILE", help="CSV file with actors of your own")
    parser.add_argument("--lexicon", metavar="FILE", help="CSV file with event words of your own")


def add_min_confidence(parser: argparse.ArgumentParser, meaning: str = SURE_ENOUGH) -> None:
    """`--min-confidence`, a share; `meaning` is what it does in the command."""
    parser.add_argument("--min-confidence", type=share, metavar="X", help=meaning)


def add_keep_formulas(parser: argparse.ArgumentParser) -> None:
    """`--keep-formulas`: what a spreadsheet would compute is otherwise marked as a text in CSV."""
    parser.add_argument(
        "--keep-formulas",
        action="store_true",
        help="leave texts that begin with = + - @ as they are in CSV (a spreadsheet computes them; an apostrophe "
        "before them is the default)",
    )


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """`--as-of`, an earlier state of the tables."""
    parser.add_argument("--as-of", metavar="WHEN", help="number of a snapshot, or the day it was the newest (history)")


def add_allow_files(parser: argparse.ArgumentParser) -> None:
    """`--allow-files`: SQL may otherwise read nothing but the tables, and write nothing."""
    parser.add_argument(
        "--allow-files", action="store_true", help="let SQL read and write other files, and load extensions"
    )


def add_limits(parser: argparse.ArgumentParser) -> None:
    """`--text-seconds` and `--text-megabytes`: what one text may cost before it is given up."""
    sound = Limits()
    parser.add_argument(
        "--text-seconds",
        type=above_zero,
        default=sound.seconds,
        metavar="S",
        help=f"processor time that one text may take ({sound.seconds:g})",
    )
    parser.add_argument(
        "--text-megabytes",
        type=megabytes,
        default=sound.megabytes,
        metavar="N",
        help=f"memory that one text may take, beside the model ({sound.megabytes})",
    )


def limits_of(chosen: argparse.Namespace) -> Limits:
    """The limits that were chosen."""
    return Limits(chosen.text_seconds, chosen.text_megabytes)


def check_knowledge(actors: str | None, lexicon: str | None) -> None:
    """Look at the weights and read the user's own rows, before any work begins; CommandError names what is wrong."""
    from tidings.encoder.run import check_weights

    try:
        check_weights()
        if actors is not None or lexicon is not None:
            from tidings.flows.batches.knowledge import knowledge

            knowledge(actors, lexicon)
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}; check the path") from None
    except ValueError as error:  # of the rows, or WeightsError
        raise CommandError(str(error)) from None


def check_output(output: Path) -> None:
    """Failure when no file can be written there."""
    if not output.absolute().parent.is_dir():
        raise CommandError(f"{output}: no such folder; make it first")
    if output.is_dir():
        raise CommandError(f"{output}: is a folder; name a file in it, like {output / 'out.html'}")


def day(text: str) -> date:
    """A day in ISO 8601, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2022-02-24") from None


def positive(text: str) -> int:
    """A whole number above zero, for argparse."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not above zero")
    return number


def above_zero(text: str) -> float:
    """A number above zero, for argparse.

    >>> above_zero("0.5")
    0.5
    """
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above zero")
    return number


def megabytes(text: str) -> int:
    """A whole number of megabytes in which an ordinary article has room, for argparse."""
    number = int(text)
    if number < LEAST_MEGABYTES:
        raise argparse.ArgumentTypeError(f"{number} is too few for an ordinary article; at least {LEAST_MEGABYTES}")
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


def existing_tables(warehouse: str, as_of: str | None = None) -> Path:
    """The folder of the published snapshot's tables, or of an earlier one's; CommandError when there is none."""
    from tidings.flows.storage.places import warehouse_at
    from tidings.flows.storage.warehouse import WarehouseError

    try:
        house = warehouse_at(warehouse)
        published = house.require().folder
        if as_of is None:
            return published
        from tidings.flows.storage import history

        return history.as_of(house, as_of).folder
    except WarehouseError as error:
        raise CommandError(str(error), Exit.UNUSABLE) from None
