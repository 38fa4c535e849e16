"""Where a warehouse is, by what a user calls it: a folder, or an address of an object store."""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from tidings.flows.storage.warehouse import Warehouse

if TYPE_CHECKING:
    from tidings.flows.storage.object_store import ObjectStore

CACHE = "TIDINGS_CACHE"  # where the copies of warehouses on object stores lie


def warehouse_at(name: str | Path, *, is_pulled: bool = True) -> Warehouse:
    """The warehouse in a folder, or at an address like `s3://bucket/name`, whose copy is then made current.

    WarehouseError where the address is none, or the store cannot be asked.
    """
    if "://" not in str(name):
        return Warehouse(Path(name))
    from tidings.flows.storage.object_store import ObjectStore
    from tidings.flows.storage.remote import Remote

    store = ObjectStore.at(str(name))
    remote = Remote(store)
    house = Warehouse(_cache() / _folder(store), remote)
    if is_pulled:
        remote.pull(house)
    return house


def _folder(store: "ObjectStore") -> str:
    """A name for the copy: of one address on two stores there are two."""
    whole = f"{store.client.meta.endpoint_url} {store.url}"
    return f"{store.bucket}-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"


def _cache() -> Path:
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get(CACHE) or home / "tidings")
