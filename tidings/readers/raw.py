"""What a reader is given and what a reader is."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tidings.records import Document

# A single text above this is refused, not read: parsing it would take about ten minutes of one core. Files of records
# (JSON lines, CSV, WARC) may be of any size, their single texts not.
MAX_TEXT_BYTES = 20_000_000

# How much of a file's beginning a reader looks at to recognise its format.
HEAD_BYTES = 65_536

# Endings of single packed files, which reach a reader unpacked.
PACKED = (".gz", ".bz2", ".xz")


def wide_encoding(data: bytes) -> str | None:
    """UTF-32 or UTF-16, if the bytes begin with its mark."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # first: the one of UTF-16-LE is a part of it
        return "utf-32"
    return "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one file, or of a slice of whole records of it, the first of them being record `first_record`."""

    data: bytes
    source_path: str
    first_record: int = 1

    @property
    def head(self) -> bytes:
        """The beginning of the file, in UTF-8 if the file is marked as UTF-16 or UTF-32."""
        head = self.data[:HEAD_BYTES]
        wide = wide_encoding(head)
        return head.decode(wide, errors="ignore").encode("utf-8", "ignore") if wide else head

    @property
    def suffix(self) -> str:
        """The ending of the file's name in lower case, that of its packing left out.

        >>> Raw(b"", "dump.zip!a/Page.HTML").suffix, Raw(b"", "news.csv.gz").suffix
        ('.html', '.csv')
        """
        name = self.source_path.lower()
        for packed in PACKED:
            name = name.removesuffix(packed)
        return "." + name.rpartition(".")[2] if "." in name else ""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how to recognise it and how to read it. `read` yields at least one document and never raises."""

    name: str
    matches: Callable[[Raw], bool]
    read: Callable[[Raw], Iterator[Document]]
