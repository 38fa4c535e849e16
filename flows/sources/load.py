"""Find the files to read, in folders, archives and object stores, and load their documents.

The process that lists looks only at names, first bytes and archives; workers read and decode.
"""

import glob
import io
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import PurePath
from typing import Any, BinaryIO

from tidings.flows.sources.archives import Budget, RefusedMember, Unpacker, archive_kind
from tidings.flows.sources.record_splitting import SLICE_BYTES, Slice, slicer
from tidings.readers.raw import HEAD_BYTES
from tidings.records import Document
from tidings.vocabulary import Reason

# Above this a file that is not made of records is not read at all: it would not fit beside the model.
MAX_FILE_BYTES = 100_000_000

# The files of an archive travel to the workers in memory, so less is allowed them.
MAX_MEMBER_BYTES = 30_000_000

# What systems and editors leave behind, and a page about the folder, which is no news; names that begin with a dot are
# hidden too.
LEFTOVERS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini", "README.md"})

URL = re.compile(r"([a-z][a-z0-9+]{1,20})://")

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class SourceError(ValueError):
    """A source that cannot be read from at all; says what to do."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file, or a slice of whole records of it; small to send to a worker, which gets the bytes by `read_bytes`.

    A file in an archive carries its `data`; any other its `location` (path or URL) and the range [start, end) in it.
    With a `reason` there is nothing to read: the document is to be quarantined.
    """

    source_path: str
    size: int
    location: str | None = None
    start: int = 0
    end: int | None = None
    head: bytes = b""
    data: bytes | None = None
    first_record: int = 1
    reason: Reason | None = None
    detail: str | None = None

    def read_bytes(self) -> bytes:
        """The bytes. Raises OSError when they cannot be had."""
        if self.data is not None:
            return self.head + self.data
        try:
            with open_location(self.location or "") as file:
                if self.start:
                    file.seek(self.start)
                return self.head + file.read(-1 if self.end is None else self.end - self.start)
        except _store_errors() as error:
            raise OSError(_said(error)) from error


def find(sources: Sequence[str], *, skipped: Counter[str] | None = None) -> Iterator[SourceFile]:
    """The files of all sources, in their order, those of a folder sorted by name; archives and large files are opened.

    A source is a file, a folder, a pattern (`news/**/*.txt`) or a URL of an object store (`s3://bucket/news`).
    `skipped` counts what is passed over: `hidden` files and folders, `link` (to a folder that is walked anyway),
    `folder` (that a pattern matches, but no file in it).
    Raises SourceError at once, before the first file, for a source that is not there.
    """
    counts = Counter[str]() if skipped is None else skipped
    return chain.from_iterable([_from_source(source, counts) for source in sources])


def load(source: SourceFile) -> Iterator[Document]:
    """The documents of a file, at least one; what cannot be read is a quarantined document."""
    from tidings.readers.read import read
    from tidings.readers.record import unread

    if source.reason is not None:
        yield unread(source.source_path, source.reason, source.detail or "")
        return
    try:
        data = source.read_bytes()
    except OSError as error:
        yield unread(source.source_path, Reason.UNREADABLE, _said(error))
        return
    yield from read(data, source.source_path, first_record=source.first_record)


def open_location(location: str) -> BinaryIO:
    """The file at a path or URL, for reading. Raises OSError."""
    if URL.match(location):
        import fsspec  # type: ignore[import-untyped]  # it has no types

        # its files lack parts of the interface: a readline with a limit, a read1
        return io.BufferedReader(fsspec.open(location, "rb").open())
    return open(location, "rb")


def _from_source(source: str, counts: Counter[str]) -> Iterable[SourceFile]:
    """The files of one source; looks at once whether it is there."""
    if (url := URL.match(source)) and url[1] != "file":
        return _from_store(source, url[1], counts)
    path = source.removeprefix("file://")
    if os.path.isdir(path):
        return _walk(os.path.realpath(path), counts)
    if os.path.lexists(path):
        return _look(os.path.abspath(path), os.path.basename(path), counts)
    if not glob.has_magic(path):
        raise SourceError(f"no such file or folder: {printable(path)}; check the path")
    found = sorted(glob.glob(path, recursive=True), key=os.fsencode)
    if not found:
        raise SourceError(f"no file matches {printable(path)}; check the pattern, and quote it against your shell")
    base = os.path.dirname(re.split(r"[*?[]", path)[0]) or "."
    files = [name for name in found if not os.path.isdir(name)]
    if not files:
        raise SourceError(f"only folders match {printable(path)}; name the folder itself, or quote a pattern of files")
    counts["folder"] += len(
        {name for name in found if not is_hidden(os.path.basename(name))} - {*files} - _above(files)
    )
    return chain.from_iterable(_look(os.path.abspath(name), os.path.relpath(name, base), counts) for name in files)


def _above(files: Iterable[str]) -> set[str]:
    """The folders that any of the files is in."""
    return {str(folder) for file in files for folder in PurePath(file).parents}


def _from_store(url: str, protocol: str, counts: Counter[str]) -> Iterable[SourceFile]:
    """The files of an object store, sorted by name. Raises SourceError when it cannot be reached."""
    if protocol in {"http", "https", "ftp"}:
        raise SourceError(f"{url}: tidings reads files, folders and object stores; download it first")
    try:
        import fsspec

        store, root = fsspec.core.url_to_fs(url)
        sizes = {name: int(info["size"]) for name, info in store.find(root, detail=True).items()}
    except ImportError as error:
        raise SourceError(f"{url}: {error}; install the support for {protocol}:// first") from error
    except _store_errors() as error:
        raise SourceError(f"{url}: {_said(error)}; check the address and your credentials") from error
    if not sizes:
        raise SourceError(f"no such file or folder: {url}; check the address")
    return _look_in_store(store, root, sizes, counts)


def _store_errors() -> tuple[type[Exception], ...]:
    """What opening, listing and reading raise; ValueError is for a NUL in a path. An object store adds its own."""
    if "botocore" not in sys.modules:
        return OSError, ValueError
    from botocore.exceptions import BotoCoreError, ClientError

    return OSError, ValueError, BotoCoreError, ClientError


def _look_in_store(store: Any, root: str, sizes: dict[str, int], counts: Counter[str]) -> Iterator[SourceFile]:
    for name in sorted(sizes):
        relative = name.removeprefix(root).lstrip("/") or name.rpartition("/")[2]
        if any(map(is_hidden, relative.split("/"))):
            counts["hidden"] += 1
        else:
            yield from _look(store.unstrip_protocol(name), relative, counts, size=sizes[name])


def _walk(root: str, counts: Counter[str]) -> Iterator[SourceFile]:
    """All files under the folder, sorted; no recursion, so that no depth of folders is too much."""
    folders = [root]
    while folders:
        path = folders.pop()
        relative = os.path.relpath(path, root)
        if os.path.isdir(path) and not (path != root and os.path.islink(path)):
            try:
                names = sorted(os.listdir(path), key=os.fsencode, reverse=True)
            except OSError as error:
                yield _refused(relative, Reason.UNREADABLE, _said(error))
                continue
            counts["hidden"] += sum(map(is_hidden, names))
            folders += [os.path.join(path, name) for name in names if not is_hidden(name)]
        elif os.path.islink(path):
            yield from _follow(path, relative, root, counts)
        else:
            yield from _look(path, relative, counts)


def _follow(path: str, relative: str, root: str, counts: Counter[str]) -> Iterator[SourceFile]:
    """The file a link in a folder leads to, if it is in the same folder."""
    target = os.path.realpath(path)
    if not os.path.lexists(target) or os.path.islink(target):
        is_loop = os.path.islink(target)
        reason = Reason.LINK_LOOP if is_loop else Reason.UNREADABLE
        yield _refused(relative, reason, "a link in a circle" if is_loop else "a link to nothing")
    elif (path + os.sep).startswith(target + os.sep):
        yield _refused(relative, Reason.LINK_LOOP, "a link to a folder it is in")
    elif os.path.commonpath([root, target]) != root:
        yield _refused(relative, Reason.LINK_OUTSIDE, f"a link to {target}, which is outside the folder")
    elif os.path.isdir(target):
        counts["link"] += 1  # what is in it is read under its own name
    else:
        yield from _look(path, relative, counts)


def _look(path: str, relative: str, counts: Counter[str], size: int | None = None) -> Iterator[SourceFile]:
    """The file as it is; if it is an archive, the files in it; if large and made of records, its slices."""
    try:
        if size is None:
            status = os.stat(path)
            if not stat.S_ISREG(status.st_mode):
                yield _refused(relative, Reason.UNREADABLE, "not a regular file")
                return
            size = status.st_size
        with open_location(path) as file:
            yield from _look_inside(file, path, relative, size, counts)
    except _store_errors() as error:
        yield _refused(relative, Reason.UNREADABLE, _said(error))


def _look_inside(file: BinaryIO, path: str, relative: str, size: int, counts: Counter[str]) -> Iterator[SourceFile]:
    head = file.read(HEAD_BYTES if size > SLICE_BYTES else 512)
    file.seek(0)
    kind = archive_kind(head, relative)
    if kind is not None:
        take = partial(_from_member, counts=counts)
        for found in Unpacker(take, Budget(size)).unpack(file, kind, relative):
            yield _refused(found.path, found.reason, found.detail) if isinstance(found, RefusedMember) else found
        return
    whole = SourceFile(printable(relative), size, location=path)
    cut = slicer(head, relative, is_seekable=True) if size > SLICE_BYTES else None
    if cut is not None:
        yield from (_slice(whole, piece) for piece in cut(file))
    elif size > MAX_FILE_BYTES:
        yield _refused(relative, Reason.TOO_LARGE, f"{size:,} bytes; the limit is {MAX_FILE_BYTES:,}: split it")
    else:
        yield whole


def _slice(whole: SourceFile, piece: Slice) -> SourceFile:
    part = replace(whole, start=piece.start, end=piece.end, size=piece.end - piece.start, head=piece.head)
    part = replace(part, first_record=piece.first_record, data=piece.data if piece.is_rewritten else None)
    if piece.data is None:
        path, detail = f"{part.source_path}!{part.first_record}", f"a record of {part.size:,} bytes"
        return replace(part, source_path=path, reason=Reason.TOO_LARGE, detail=detail)
    return part


def _from_member(stream: io.BufferedReader, path: str, counts: Counter[str]) -> Iterator[SourceFile]:
    """The file in an archive, with its bytes; if made of records, its slices."""
    if any(map(is_hidden, re.split("[/!]", path.partition("!")[2]))):
        counts["hidden"] += 1
        return
    whole = SourceFile(printable(path), 0)
    head = stream.peek(HEAD_BYTES)
    cut = slicer(head, path, is_seekable=False) if len(head) >= HEAD_BYTES else None
    if cut is not None:
        yield from (replace(_slice(whole, piece), data=piece.data) for piece in cut(stream))
        return
    data = stream.read(MAX_MEMBER_BYTES + 1)
    if len(data) > MAX_MEMBER_BYTES:
        yield _refused(path, Reason.TOO_LARGE, f"more than {MAX_MEMBER_BYTES:,} bytes, packed; unpack it first")
    else:
        yield replace(whole, size=len(data), data=data)


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is passed over.

    >>> [name for name in (".git", "a.txt", "__MACOSX", "..", "~$letter.docx") if is_hidden(name)]
    ['.git', '__MACOSX', '~$letter.docx']
    """
    return (name.startswith((".", "~$")) and name not in {".", ".."}) or name in LEFTOVERS


def printable(path: str) -> str:
    r"""The path as text that any table and terminal can hold: bytes that are no text and control characters escaped.

    >>> printable("caf\udce9\n.txt")
    'caf\\xe9\\x0a.txt'
    """
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _refused(path: str, reason: Reason, detail: str) -> SourceFile:
    return SourceFile(printable(path), 0, reason=reason, detail=printable(detail))


def _said(error: Exception) -> str:
    """What went wrong, without the path, which is told beside it."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
