"""What can be wrong with a warehouse, and what to do about it."""

from dataclasses import dataclass

MEND = "tidings check --repair --warehouse {root}"


class WarehouseError(Exception):
    """A warehouse cannot be used; the message says why and what to do."""


class WarehouseBusy(WarehouseError):
    """Another run is writing."""


class DamagedManifest(WarehouseError):
    """The manifest of a snapshot cannot be read, or does not say what it said when it was sealed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was published: where, what, and what mends it."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"
