"""What a reader is given and what a reader is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tidings.model import Document

# A single text above this is refused, not read: parsing it would take about four minutes of one core. Files of records
# (JSON lines, CSV, WARC) may be of any size, their single texts not.
MAX_TEXT_BYTES = 20_000_000

# How much of a file's beginning a reader looks at to recognise its format.
HEAD_BYTES = 65_536

# Endings of single packed files, which reach a reader unpacked.
PACKED = (".gz", ".bz2", ".xz")


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one file, or of a slice of whole records of it, the first of them being record `first_record`."""

    data: bytes
    source_path: str
    first_record: int = 1

    @property
    def head(self) -> bytes:
        """The beginning of the file."""
        return self.data[:HEAD_BYTES]

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
