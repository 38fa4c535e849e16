"""list the snapshots that are kept: when each was made, by what, and how many rows it has

any of them can be asked: tidings query --as-of NUMBER (or a day); tidings diff A B; tidings gc lets old ones go
"""

import argparse

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import add_warehouse

COLUMNS = ("snapshot", "made", "by", "documents", "articles", "events", "own MB", "run")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings history`."""
    add_warehouse(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Print a line for each snapshot, newest first; `own MB` is what no newer one has."""
    from tidings.flows.storage.history import history
    from tidings.flows.storage.places import warehouse_at
    from tidings.flows.storage.warehouse import WarehouseError

    try:
        house = warehouse_at(chosen.warehouse)
        house.require()
    except WarehouseError as error:
        raise CommandError(str(error), Exit.UNUSABLE) from None
    lines: list[tuple[str, ...]] = [COLUMNS]
    for entry in history(house):
        said = entry.manifest
        counts = (f"{entry.rows(name):,}" for name in ("documents", "articles", "events"))
        own = f"{entry.own_bytes / 1e6:.1f}"
        lines.append((str(said.number), said.ingested_at[:19], said.operation, *counts, own, said.run_id))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    return Exit.GOOD
