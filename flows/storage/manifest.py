"""What a snapshot says of itself: its files with their hashes, what made it, and a seal over all that it says."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tidings.flows.storage.faults import DamagedManifest, WarehouseError
from tidings.schemas.table import SCHEMA_VERSION

MANIFEST = "manifest.json"
SPARE = ".spare"  # folder of a snapshot with a second copy of its manifest and its ledger
SEAL = "seal"


class Record(BaseModel):
    """A part of the manifest: read strictly, never changed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class FileEntry(Record):
    """A file of the snapshot as it was when it was sealed."""

    path: str
    rows: int
    bytes: int
    sha256: str


class ReadSettings(Record):
    """How the documents of a run were read: rows read in two ways cannot be told apart by their columns."""

    least_confidence: float | None
    weights: str
    knowledge: str  # hash of the user's own rows; of nothing when there are none
    pipeline_version: str


class Manifest(Record):
    """What a snapshot says of itself. `operation` made it; `parent` is the snapshot it was made from."""

    schema_version: str
    number: int
    parent: int | None
    operation: str
    run_id: str = Field(pattern=r"^[a-z]+_[0-9a-z]+$")  # a folder of the staged rows bears it
    pipeline_version: str
    ingested_at: str
    reading: ReadSettings | None = None
    is_mixed: bool = False  # whether older documents were read in another way than the last ones
    forgotten: tuple[str, ...] = ()
    ledger: FileEntry
    tables: Mapping[str, tuple[FileEntry, ...]]


def write_manifest(folder: Path, facts: Mapping[str, Any]) -> None:
    """Seal a snapshot: the manifest goes into its folder, with the hash of what it says."""
    manifest = Manifest.model_validate_json(json.dumps({"schema_version": SCHEMA_VERSION, **facts}))
    (folder / MANIFEST).write_text(written(manifest), encoding="utf-8")


def written(manifest: Manifest) -> str:
    """The manifest as its file has it."""
    return _written(manifest.model_dump(mode="json"))


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot. WarehouseError when its tables are of another version, or it cannot be believed."""
    text = _text(folder / MANIFEST)
    said = _parsed(folder / MANIFEST, text)
    check_version(str(said.get("schema_version")), folder)
    said.pop(SEAL, None)
    if _written(said) != text:
        raise DamagedManifest(f"{folder / MANIFEST}: has been changed since it was sealed")
    try:
        return Manifest.model_validate_json(json.dumps(said))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise DamagedManifest(f"{folder / MANIFEST}: {where}: {first['msg']}") from None


def check_version(found: str, where: Path) -> None:
    """WarehouseError when tables of this version are not those of this tidings: their rows cannot be joined."""
    if found == SCHEMA_VERSION:
        return
    said = f"{where}: its tables are of version {found}, this tidings has version {SCHEMA_VERSION}"
    if found.isdecimal() and int(found) < int(SCHEMA_VERSION):
        raise WarehouseError(f"{said}; read the sources again: tidings run SOURCE --warehouse ANOTHER_FOLDER")
    raise WarehouseError(f"{said}; they were made by a newer tidings: use that one")


def _written(said: Mapping[str, Any]) -> str:
    """What a manifest says as its file has it, with the hash of it as the seal."""
    seal = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return json.dumps({**said, SEAL: seal}, indent=1, sort_keys=True) + "\n"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DamagedManifest(f"{path}: is missing") from None
    except (OSError, ValueError) as error:
        raise DamagedManifest(f"{path}: cannot be read ({type(error).__name__})") from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise DamagedManifest(f"{path}: is no JSON") from None
    if not isinstance(said, dict):
        raise DamagedManifest(f"{path}: is no JSON object")
    return said
