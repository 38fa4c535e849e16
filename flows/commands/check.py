"""check the published tables again: every row, every reference, every file

a warehouse whose files were changed by hand, or by another program, does not pass
"""

import argparse
from pathlib import Path

from flows.commands.errors import Exit
from flows.commands.options import add_warehouse, existing_tables


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings check`."""
    add_warehouse(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Print the faults, or that there are none."""
    folder: Path = existing_tables(chosen.warehouse)
    from flows.recheck import faults_of
    from flows.settings import prepare
    from flows.warehouse import Snapshot

    prepare()
    faults = faults_of(Snapshot(folder))
    for fault in faults:
        print(fault)
    if faults:
        return Exit.CONDEMNED
    print(f"{chosen.warehouse}: every table passes its checks")
    return Exit.GOOD
