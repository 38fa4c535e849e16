"""Read one file: its bytes in, its documents out."""

from collections.abc import Iterator

from tidings.readers.binary import BINARY
from tidings.readers.csv_table import TABLE
from tidings.readers.docx import DOCX
from tidings.readers.jsonl import JSON, JSON_LINES
from tidings.readers.news_xml import NEWS_XML
from tidings.readers.page import HTML
from tidings.readers.pdf import PDF
from tidings.readers.plain import PLAIN
from tidings.readers.raw import Raw, Reader
from tidings.readers.record import quarantined
from tidings.readers.rtf import RTF
from tidings.readers.warc import WARC
from tidings.records import Document
from tidings.vocabulary import Reason

# The first that knows the file reads it. Formats with a signature come before the test for bytes that are no text,
# the readers of text after it, from the most to the least particular; plain text takes all that is left.
READERS: tuple[Reader, ...] = (PDF, WARC, DOCX, RTF, BINARY, NEWS_XML, HTML, JSON_LINES, JSON, TABLE, PLAIN)


def read(data: bytes, source_path: str, *, first_record: int = 1) -> Iterator[Document]:
    """At least one document for the bytes of one file; what cannot be read is quarantined with its reason.

    A record of a file of records has the path `file.jsonl!12`. `first_record`: when `data` is a slice of such a file,
    the number of its first record.

    >>> [(d.text, d.media_type) for d in read("Grüße\\r\\naus Köln".encode(), "a.txt")]
    [('Grüße\\naus Köln', 'text/plain')]
    """
    raw = Raw(data, source_path, first_record)
    if not data.strip():
        yield quarantined(data, source_path, Reason.EMPTY, "an empty file" if not data else "nothing but white space")
        return
    reader = next(reader for reader in READERS if reader.matches(raw))
    yield from reader.read(raw)
