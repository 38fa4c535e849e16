"""take documents, and all that came of them, out of the warehouse for good

their rows leave every table, older snapshots and half done runs are let go, and a run that meets the same text again
does not take it in; only the ids, which are hashes, stay in the manifest
"""

import argparse

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import add_warehouse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings forget`."""
    parser.add_argument("document_ids", nargs="+", metavar="DOCUMENT_ID", help="as it stands in the documents table")
    add_warehouse(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Print how many rows went."""
    from tidings.flows.storage.places import warehouse_at
    from tidings.flows.storage.upkeep import forget
    from tidings.flows.storage.warehouse import WarehouseError

    try:
        house = warehouse_at(chosen.warehouse)
        house.require()
        with house.writing():
            gone = forget(house, chosen.document_ids)
    except WarehouseError as error:
        raise CommandError(str(error), Exit.UNUSABLE) from None
    print(
        f"{house.name}: forgotten: {', '.join(f'{count} {name}' for name, count in gone.items() if count) or 'nothing'}"
    )
    print("the source files are yours to delete")
    return Exit.GOOD
