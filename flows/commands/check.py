"""check a warehouse again: its links, its files, its list of files read, every row, every reference

a warehouse whose files were changed by hand, or by another program, does not pass; --repair mends what is known for
sure: links, the pointer to the published snapshot, manifests and lists of files read (each snapshot keeps them twice)
"""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import add_warehouse

if TYPE_CHECKING:
    from tidings.flows.storage.faults import Fault
    from tidings.flows.storage.warehouse import Warehouse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings check`."""
    add_warehouse(parser)
    parser.add_argument("--repair", action="store_true", help="mend what can be mended, then check")
    parser.add_argument(
        "--data-docs", metavar="DIR", help="also write what Great Expectations finds in the rows as pages (Data Docs)"
    )


def execute(chosen: argparse.Namespace) -> int:
    """Print the faults and what mends each, or that there are none."""
    from tidings.flows.settings import prepare
    from tidings.flows.storage.faults import WarehouseError
    from tidings.flows.storage.places import warehouse_at

    prepare()
    try:
        house = warehouse_at(chosen.warehouse, is_pulled=False)
        for done in _mended(house) if chosen.repair else ():
            print(f"mended: {done}")
        faults = _faults(house)
        if chosen.data_docs is not None:
            _write_data_docs(house, Path(chosen.data_docs))
    except WarehouseError as error:
        raise CommandError(str(error), Exit.UNUSABLE) from None
    for fault in faults:
        print(fault)
    if faults:
        return Exit.CONDEMNED
    print(f"{house.name}: every table passes its checks")
    return Exit.GOOD


def _write_data_docs(house: "Warehouse", folder: Path) -> None:
    """Write Data Docs, where the files are whole and their rows can be read."""
    from tidings.flows.storage.layout import layout_faults
    from tidings.flows.storage.verify_snapshot import data_docs

    if not layout_faults(house):
        print(f"pages: {data_docs(house.require(), folder)}")


def _mended(house: "Warehouse") -> list[str]:
    """Mend what can be; what was done."""
    from tidings.flows.storage.check_remote import mend_remote
    from tidings.flows.storage.remote import Remote
    from tidings.flows.storage.repair import repair

    if house.remote is None:
        _require(house)
    with house.locked():
        return mend_remote(house.remote, house) if isinstance(house.remote, Remote) else repair(house)


def _faults(house: "Warehouse") -> "list[Fault]":
    """What is wrong: on the store first, if it is on one, then in the folder."""
    from tidings.flows.storage.check_remote import remote_faults
    from tidings.flows.storage.remote import Remote
    from tidings.flows.storage.verify_snapshot import verify_snapshot

    if not isinstance(house.remote, Remote):
        _require(house)
        return verify_snapshot(house)
    if faults := remote_faults(house.remote, house):
        return faults
    house.remote.pull(house)
    _require(house)
    todo = f"take {house.root} away, this machine's copy: it is fetched again"
    return [replace(fault, remedy=todo) for fault in verify_snapshot(house)]


def _require(house: "Warehouse") -> None:
    from tidings.flows.storage.layout import is_warehouse

    if not is_warehouse(house):
        raise CommandError(f"{house.name}: holds no tables yet; fill it with: tidings run SOURCE", Exit.UNUSABLE)
