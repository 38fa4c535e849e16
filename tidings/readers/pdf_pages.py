"""Read the text layer of a PDF, page after page."""

import logging
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from tidings.readers.pdf_columns import page_text
from tidings.readers.raw import MAX_TEXT_BYTES, Raw
from tidings.readers.record import loaded, quarantined
from tidings.records import Document
from tidings.vocabulary import Reason

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

MEDIA_TYPE = "application/pdf"

# A newspaper of a week has three hundred pages.
MAX_PAGES = 2_000

# Between pages, as in the output of pdftotext; running heads are found by it.
PAGE_BREAK = "\n\f"

# What damaged files have raised in pypdf (found by feeding it damaged files).
PDF_ERRORS = (
    PyPdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    OSError,
    EOFError,
    struct.error,
    zlib.error,
)


def read_pages(raw: Raw) -> Iterator[Document]:
    """One document of all pages, with a form feed between them. A page that cannot be read is left out."""
    try:
        reader = PdfReader(BytesIO(raw.data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            yield _refused(raw, Reason.UNREADABLE, "it is under a password")
            return
        count = len(reader.pages)
    except PDF_ERRORS as error:
        yield _refused(raw, Reason.UNREADABLE, f"a damaged PDF: {error}")
        return
    if count > MAX_PAGES:
        yield _refused(raw, Reason.TOO_LARGE, f"{count:,} pages; the limit is {MAX_PAGES:,}: split it")
        return
    text = PAGE_BREAK.join(_pages(reader, count))
    if len(text) > MAX_TEXT_BYTES:
        yield _refused(raw, Reason.TOO_LARGE, f"more than {MAX_TEXT_BYTES:,} characters of text: split it")
        return
    if not text.strip():
        yield _refused(raw, Reason.NO_TEXT_LAYER, f"{count} pages without text: recognise it (OCR) first")
        return
    yield loaded(raw.data, text, source_path=raw.source_path, media_type=MEDIA_TYPE, encoding=None)


def _pages(reader: PdfReader, count: int) -> Iterator[str]:
    size = 0
    for number in range(count):
        page = ""
        for read_page in (page_text, PageObject.extract_text):  # where columns cannot be read, the order drawn can
            try:
                page = read_page(reader.pages[number])
                break
            except PDF_ERRORS:
                continue
        yield page
        size += len(page)
        if size > MAX_TEXT_BYTES:
            return


def _refused(raw: Raw, reason: Reason, detail: str) -> Document:
    return quarantined(raw.data, raw.source_path, reason, detail, media_type=MEDIA_TYPE)
