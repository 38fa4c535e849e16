"""tell what changed between two snapshots: rows added, gone and changed in each table

A and B are numbers of snapshots or days, as `tidings history` lists them; --rows names each row by its key
"""

import argparse
from pathlib import Path

from tidings.flows.commands.errors import Exit
from tidings.flows.commands.options import add_warehouse, existing_tables

CHANGES = ("added", "gone", "changed")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings diff`."""
    parser.add_argument("one", metavar="A", help="number of a snapshot, or the day it was the newest")
    parser.add_argument("other", metavar="B", help="likewise, the later one")
    parser.add_argument("--rows", action="store_true", help="print the key of each row, with its table and its change")
    add_warehouse(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Print how many rows of each table differ, or which."""
    folders: list[Path] = [existing_tables(chosen.warehouse, when) for when in (chosen.one, chosen.other)]
    from collections import Counter

    from tidings.flows.storage.comparison import differences
    from tidings.flows.storage.warehouse import Snapshot
    from tidings.schemas.tables import TABLES

    found = differences(*map(Snapshot, folders))
    if chosen.rows:
        for row in found:
            print(f"{row.table}\t{row.change}\t{row.key}")
        return Exit.GOOD
    counts = Counter((row.table, row.change) for row in found)
    print(f"{'table':<12}{''.join(f'{change:>10}' for change in CHANGES)}")
    for name in TABLES:
        print(f"{name:<12}{''.join(f'{counts[name, change]:>10,}' for change in CHANGES)}")
    return Exit.GOOD
