"""join the files of each partition into one: many small files are slow to read

runs join small files themselves; what is left are partitions that have outgrown one file
"""

import argparse

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import add_warehouse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings compact`."""
    add_warehouse(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Print what was done."""
    from tidings.flows.storage.places import warehouse_at
    from tidings.flows.storage.upkeep import compact
    from tidings.flows.storage.warehouse import WarehouseError

    try:
        house = warehouse_at(chosen.warehouse)
        house.require()
        with house.writing():
            snapshot = compact(house)
    except WarehouseError as error:
        raise CommandError(str(error), Exit.UNUSABLE) from None
    done = f"compacted into snapshot {snapshot.number}" if snapshot else "every partition is one file already"
    print(f"{house.name}: {done}")
    return Exit.GOOD
