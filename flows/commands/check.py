"""check a warehouse again: its links, its files, its list of files read, every row, every reference

a warehouse whose files were changed by hand, or by another program, does not pass; --repair mends what is known for
sure: links, the pointer to the published snapshot, manifests and lists of files read (each snapshot keeps them twice)
"""

import argparse
from pathlib import Path

from flows.commands.errors import Exit, Failure
from flows.commands.options import add_warehouse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings check`."""
    add_warehouse(parser)
    parser.add_argument("--repair", action="store_true", help="mend what can be mended, then check")


def execute(chosen: argparse.Namespace) -> int:
    """Print the faults and what mends each, or that there are none."""
    from flows.settings import prepare
    from flows.storage.faults import WarehouseError
    from flows.storage.layout import is_warehouse
    from flows.storage.repair import repair
    from flows.storage.verify_snapshot import verify_snapshot
    from flows.storage.warehouse import Warehouse

    prepare()
    house = Warehouse(Path(chosen.warehouse))
    if not is_warehouse(house):
        raise Failure(f"{house.root}: holds no tables yet; fill it with: tidings run SOURCE", Exit.UNUSABLE)
    try:
        if chosen.repair:
            with house.locked():
                for done in repair(house):
                    print(f"mended: {done}")
        faults = verify_snapshot(house)
    except WarehouseError as error:
        raise Failure(str(error), Exit.UNUSABLE) from None
    for fault in faults:
        print(fault)
    if faults:
        return Exit.CONDEMNED
    print(f"{house.root}: every table passes its checks")
    return Exit.GOOD
