"""Read a web crawl (WARC): each page that was fetched is a document, with its address and the day it was fetched."""

import logging
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import BytesIO, StringIO
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # it has no types
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # it has no types
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]  # it has no types

from tidings.readers.decode import decode
from tidings.readers.page import CHARSET, html_document
from tidings.readers.raw import MAX_TEXT_BYTES, Raw, Reader
from tidings.readers.record import loaded, quarantined
from tidings.records import Document
from tidings.vocabulary import Reason

logging.getLogger("warcio").setLevel(logging.CRITICAL)

MEDIA_TYPE = "application/warc"

# What a damaged record raises in warcio; EOFError and zlib errors of its own decompressor come as these.
WARC_ERRORS = (ArchiveLoadFailed, EOFError, OSError, ValueError, LookupError, TypeError, AttributeError)

PAGES = ("text/html", "application/xhtml+xml")


def is_warc(raw: Raw) -> bool:
    """Whether the file is a web crawl, packed or not."""
    names = raw.source_path.lower()
    return raw.data.startswith(b"WARC/1") or (raw.data.startswith(b"\x1f\x8b") and names.endswith(".warc.gz"))


def record_starts(file: BinaryIO) -> Iterator[int]:
    """Where each record begins in the file; stops where it is damaged."""
    records = ArchiveIterator(file, no_record_parse=True)
    try:
        for _ in _quietly(records):
            yield records.get_record_offset()
    except WARC_ERRORS:
        return


def read_warc(raw: Raw) -> Iterator[Document]:
    """One document for each page or plain text fetched with success, `crawl.warc.gz!12` for the twelfth record.

    Records of another kind (requests, images, failures) are passed over.
    """
    is_any = False
    number = raw.first_record - 1
    try:
        for number, record in enumerate(_quietly(ArchiveIterator(BytesIO(raw.data))), start=raw.first_record):
            if _is_page(record):
                is_any = True
                yield _from_record(record, f"{raw.source_path}!{number}")
    except WARC_ERRORS as error:
        is_any = True
        detail = f"after record {number}: {error}"
        yield quarantined(raw.data, raw.source_path, Reason.BROKEN_RECORD, detail, media_type=MEDIA_TYPE)
    if not is_any:
        yield quarantined(raw.data, raw.source_path, Reason.EMPTY, "no page or text in it", media_type=MEDIA_TYPE)


def _quietly(records: Iterator[ArcWarcRecord]) -> Iterator[ArcWarcRecord]:
    """The records, without the warnings that warcio prints for damaged ones: their reasons are told otherwise."""
    while True:
        with redirect_stderr(StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type not in {"response", "resource", "conversion"}:
        return False
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return False
    return _content_type(record).startswith(("text/html", "text/plain", "application/xhtml+xml"))


def _content_type(record: ArcWarcRecord) -> str:
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return str(headers.get_header("Content-Type") or "").strip().lower()


def _from_record(record: ArcWarcRecord, source_path: str) -> Document:
    url = record.rec_headers.get_header("WARC-Target-URI")
    crawled = record.rec_headers.get_header("WARC-Date")
    data = record.content_stream().read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        detail = f"a record of more than {MAX_TEXT_BYTES:,} bytes"
        return quarantined(data, source_path, Reason.TOO_LARGE, detail, media_type=MEDIA_TYPE)
    content_type = _content_type(record)
    named = CHARSET.search(content_type.encode("utf-8", "replace"))
    charset = named[1].decode("ascii") if named else None
    more = {"url": url, "crawled": crawled}
    if content_type.startswith(PAGES):
        return html_document(data, source_path, charset=charset, more=more)
    decoded = decode(data, declared=charset)
    if decoded is None:
        detail = "no encoding fits its bytes"
        return quarantined(data, source_path, Reason.UNKNOWN_ENCODING, detail, media_type="text/plain")
    return loaded(
        data,
        decoded.text,
        source_path=source_path,
        media_type="text/plain",
        encoding=decoded.encoding,
        declared=more,
    )


WARC = Reader(name="web crawl", matches=is_warc, read=read_warc)
