"""Go through archives as a stream: the files in a zip, tar, gz, bz2 or xz, one after the other, in bounded memory."""

import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Generic, Protocol, TypeVar, cast

from tidings.flows.sources.zip_directory import open_entry, zip_entries
from tidings.readers.raw import HEAD_BYTES
from tidings.vocabulary import Reason

Taken = TypeVar("Taken")


class Reads(Protocol):
    """A stream that gives some of its bytes, at most so many, before it looks for more."""

    def read1(self, size: int, /) -> bytes: ...


# An archive in an archive in an archive is still read; what is deeper is a puzzle, not a collection.
MAX_DEPTH = 3

# Text packs to a tenth, a log to a fiftieth. What unpacks to more than this multiple is made to fill a disk; the first
# bytes are free, for a small file of one repeated line does no harm.
MAX_RATIO = 200
FREE_BYTES = 50_000_000

# The most one archive may unpack to, whatever its ratio.
MAX_UNPACKED_BYTES = 1_000_000_000_000

# The processor time that going through an archive may take: a minute, and a second for each megabyte of it.
FREE_SECONDS = 60.0
SECONDS_PER_BYTE = 1e-6

# An archive inside another must be sought in; up to this size it is held in memory, above it in a temporary file.
SPOOL_BYTES = 16_000_000

# Zip files by their form, documents by their use.
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".jar", ".apk", ".whl", ".kmz")

# What a damaged or locked archive raises: BadGzipFile and tarfile's errors are among these, RuntimeError is zipfile's
# word for a password, NotImplementedError for an unknown packing.
ARCHIVE_ERRORS = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    struct.error,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)


# Single packed files, by kind.
OPENERS: Mapping[str, Callable[[BinaryIO], Reads]] = {
    "gz": lambda stream: gzip.GzipFile(fileobj=stream),
    "bz2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
}


class ArchiveBombError(ValueError):
    """The archive unpacks to far more than its size, or takes far longer; `reason` says which."""

    def __init__(self, message: str, reason: Reason = Reason.ARCHIVE_BOMB) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked from one archive of the given size, the archives inside it included, and how much
    processor time it may take."""

    packed_bytes: int
    unpacked_bytes: int = 0
    begun: float = field(default_factory=time.process_time)

    def look(self) -> None:
        """Look at the clock. Raises ArchiveBombError when the time is up."""
        allowed = FREE_SECONDS + self.packed_bytes * SECONDS_PER_BYTE
        if time.process_time() - self.begun > allowed:
            raise ArchiveBombError(f"not gone through after {allowed:.0f} s of processor time", Reason.TOO_SLOW)

    def spend(self, count: int) -> None:
        """Count unpacked bytes. Raises ArchiveBombError when they are too many, or the time is up."""
        self.look()
        self.unpacked_bytes += count
        allowed = min(MAX_UNPACKED_BYTES, max(FREE_BYTES, self.packed_bytes * MAX_RATIO))
        if self.unpacked_bytes > allowed:
            raise ArchiveBombError(f"{self.packed_bytes:,} bytes unpack to more than {allowed:,}")


class CountedStream(io.RawIOBase):
    """A stream of unpacked bytes that keeps to its budget."""

    def __init__(self, stream: Reads, budget: Budget) -> None:
        self.stream = stream
        self.budget = budget
        self.damage: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # every caller here hands a memoryview
        """Fill the buffer; where the stream is damaged, give what comes before the damage first."""
        filled = 0
        while filled < len(buffer) and self.damage is None:
            try:
                data = self.stream.read1(len(buffer) - filled)
            except ARCHIVE_ERRORS as error:
                self.damage = error
                break
            if not data:
                break
            self.budget.spend(len(data))
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        if self.damage is not None and not filled:
            raise self.damage
        return filled


@dataclass(frozen=True, slots=True)
class RefusedMember:
    """A file of an archive, or an archive, that is not read (further), and why."""

    path: str
    reason: Reason
    detail: str


def archive_kind(head: bytes, path: str) -> str | None:
    """What kind of archive begins with these bytes (262 or more of them), or None."""
    name = path.lower()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not name.endswith(OFFICE):
        return "zip"
    if head.startswith(b"\x1f\x8b\x08") and not name.endswith(".warc.gz"):
        return "gz"
    if head.startswith(b"BZh") and head[4:10] == b"1AY&SY":
        return "bz2"
    if head.startswith(b"\xfd7zXZ\x00"):
        return "xz"
    return "tar" if head[257:262] == b"ustar" else None


def check_places(stream: BinaryIO) -> None:
    """Raises ArchiveBombError, before any is unpacked, when the files of a zip lie on one another: by its own table of
    contents they are longer than it is. (What they unpack to is counted as they do: the table may lie.)"""
    room, packed = stream.seek(0, os.SEEK_END), 0
    try:
        for info in zip_entries(stream):
            packed += info.compress_size
            if packed > room:
                raise ArchiveBombError(
                    f"its files lie on one another: together they are longer than its {room:,} bytes"
                )
    except zipfile.BadZipFile:
        return  # what comes before the damage is read; the walk comes upon it


@dataclass(frozen=True, slots=True)
class Unpacker(Generic[Taken]):
    """Goes through one archive and the archives inside it; `take` reads each file that is none, at once or never."""

    take: Callable[[io.BufferedReader, str], Iterator[Taken]]
    budget: Budget

    def unpack(self, stream: BinaryIO, kind: str, path: str, depth: int = 1) -> Iterator[Taken | RefusedMember]:
        """What was taken from its files; damage ends it with a refusal that says why."""
        walk = {"zip": self._zip, "tar": self._tar}.get(kind)
        try:
            yield from walk(stream, path, depth) if walk else self._packed(stream, kind, path, depth)
        except ArchiveBombError as error:
            if depth > 1:
                raise  # it ends the outermost archive too, or a thousand bombs in it would each be tried
            yield RefusedMember(path, error.reason, str(error))
        except ARCHIVE_ERRORS as error:
            yield RefusedMember(path, Reason.BROKEN_ARCHIVE, f"{kind}: {error}" if str(error) else f"{kind}: cut off")

    def _counted(self, stream: Reads) -> io.BufferedReader:
        """The stream within its budget, with so much of it in hand that its beginning can be looked at."""
        return io.BufferedReader(CountedStream(stream, self.budget), HEAD_BYTES)

    def _member(self, stream: Reads, path: str, depth: int) -> Iterator[Taken | RefusedMember]:
        """The member itself, or the files in it if it is an archive."""
        counted = self._counted(stream)
        kind = archive_kind(counted.peek(512), path)
        if kind is None:
            yield from self.take(counted, path)
        elif depth >= MAX_DEPTH:
            yield RefusedMember(
                path, Reason.ARCHIVE_TOO_DEEP, f"more than {MAX_DEPTH} archives in each other; unpack it first"
            )
        elif kind == "zip":
            with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES) as spool:
                while block := counted.read(1 << 20):
                    spool.write(block)
                spool.seek(0)
                yield from self.unpack(cast(BinaryIO, spool), kind, path, depth + 1)
        else:
            yield from self.unpack(counted, kind, path, depth + 1)

    def _packed(self, stream: BinaryIO, kind: str, path: str, depth: int) -> Iterator[Taken | RefusedMember]:
        """A gz, bz2 or xz: one file, which keeps the path, or a tar, which does not count as an archive of its own."""
        unpacked = self._counted(OPENERS[kind](stream))
        if archive_kind(unpacked.peek(512), path) == "tar":
            yield from self._tar(unpacked, path, depth)
        else:
            yield from self._member(unpacked, path, depth)

    def _tar(self, stream: BinaryIO, path: str, depth: int) -> Iterator[Taken | RefusedMember]:
        with tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape") as tar:
            while (info := tar.next()) is not None:
                self.budget.look()
                tar.members.clear()  # type: ignore[attr-defined]  # tarfile would keep a record of each member to the end
                inner = f"{path}!{info.name}"
                if info.issym() or info.islnk():
                    yield RefusedMember(inner, Reason.LINK_OUTSIDE, f"a link in an archive, to {info.linkname}")
                elif info.isfile() and (file := cast(io.BufferedReader | None, tar.extractfile(info))) is not None:
                    yield from self._member(file, inner, depth)

    def _zip(self, stream: BinaryIO, path: str, depth: int) -> Iterator[Taken | RefusedMember]:
        check_places(stream)
        for info in zip_entries(stream):
            self.budget.look()
            inner = f"{path}!{info.filename}"
            try:
                if not info.filename.endswith("/"):
                    with open_entry(stream, info) as file:
                        yield from self._member(file, inner, depth)
            except ArchiveBombError:
                raise
            except ARCHIVE_ERRORS as error:  # one damaged file says nothing of the next: their places are known
                yield RefusedMember(inner, Reason.BROKEN_ARCHIVE, f"zip: {error}" if str(error) else "zip: cut off")
