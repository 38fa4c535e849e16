"""Turn away files that hold no text: images, programs, office files, noise."""

import re
from collections.abc import Iterator

from tidings.readers.decode import MARKS, looks_utf16
from tidings.readers.raw import HEAD_BYTES, Raw, Reader
from tidings.readers.record import quarantined
from tidings.records import Document
from tidings.vocabulary import Reason

# First bytes, media type. Containers are unpacked before a reader sees them: one that arrives here was not asked to be.
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x7fELF", "application/x-elf"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"RIFF", "application/x-riff"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"%!PS", "application/postscript"),
)

# Control characters that no text has, in any encoding; tab, line ends, form feed, backspace and escape occur in telex.
CONTROL = re.compile(rb"[\x00-\x07\x0e-\x1a\x1c-\x1f]")
# A text with stray control characters has far fewer than this share; a compressed file has ten times as many.
MAX_CONTROL_SHARE = 0.01


def is_binary(raw: Raw) -> bool:
    """Whether the bytes are no text in any encoding."""
    head = raw.data[:HEAD_BYTES]
    if any(head.startswith(mark) for mark, _ in MARKS) or looks_utf16(head):
        return False
    if any(head.startswith(signature) for signature, _ in SIGNATURES):
        return True
    return len(CONTROL.findall(head)) > len(head) * MAX_CONTROL_SHARE


def read_binary(raw: Raw) -> Iterator[Document]:
    """One quarantined document."""
    known = next((kind for signature, kind in SIGNATURES if raw.data.startswith(signature)), None)
    detail = f"not a text ({known})" if known else "not a text"
    media_type = known or "application/octet-stream"
    yield quarantined(raw.data, raw.source_path, Reason.BINARY, detail, media_type=media_type)


BINARY = Reader(name="binary", matches=is_binary, read=read_binary)
