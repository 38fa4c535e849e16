"""Know a PDF by its mark; the library that reads it is loaded when there is one."""

from collections.abc import Iterator

from tidings.readers.raw import Raw, Reader
from tidings.records import Document

# A PDF may begin with a few bytes of something else (a mail header, a printer's preamble).
PREAMBLE = 1024


def is_pdf(raw: Raw) -> bool:
    """Whether the bytes are a PDF."""
    return b"%PDF-" in raw.data[:PREAMBLE]


def read_pdf(raw: Raw) -> Iterator[Document]:
    """One document of all pages."""
    from tidings.readers.pdf_pages import read_pages

    yield from read_pages(raw)


PDF = Reader(name="pdf", matches=is_pdf, read=read_pdf)
