"""let old snapshots go: the newest stay, and what only the others have is deleted

each run lets go of what takes more than 15 % of the tables' size; readers that still read an old snapshot fail
"""

import argparse

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import add_warehouse, positive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings gc`."""
    parser.add_argument("--keep", type=positive, metavar="N", help="how many snapshots stay (as after each run)")
    add_warehouse(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Print which snapshots are gone."""
    from tidings.flows.storage.history import let_go
    from tidings.flows.storage.places import warehouse_at
    from tidings.flows.storage.warehouse import WarehouseError

    try:
        house = warehouse_at(chosen.warehouse)
        house.require()
        with house.writing():
            gone = let_go(house, keep=chosen.keep)
    except WarehouseError as error:
        raise CommandError(str(error), Exit.UNUSABLE) from None
    print(f"{house.name}: {len(gone)} snapshots let go{': ' if gone else ''}{', '.join(map(str, gone))}")
    return Exit.GOOD
