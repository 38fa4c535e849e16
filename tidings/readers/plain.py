"""Read plain text in any encoding: the whole file is one document."""

from collections.abc import Iterator

from tidings.readers.decode import decode
from tidings.readers.raw import MAX_TEXT_BYTES, Raw, Reader
from tidings.readers.record import loaded, quarantined
from tidings.records import Document
from tidings.vocabulary import Reason

MARKDOWN = frozenset({".md", ".markdown", ".mkd"})


def read_plain(raw: Raw) -> Iterator[Document]:
    """One document: the decoded bytes. Markdown's marks are left in; cleaning knows them."""
    media_type = "text/markdown" if raw.suffix in MARKDOWN else "text/plain"
    if len(raw.data) > MAX_TEXT_BYTES:
        detail = f"{len(raw.data):,} bytes of one text; the limit is {MAX_TEXT_BYTES:,}: split it"
        yield quarantined(raw.data, raw.source_path, Reason.TOO_LARGE, detail, media_type=media_type)
        return
    decoded = decode(raw.data)
    if decoded is None:
        detail = "no encoding fits its bytes; convert it to UTF-8"
        yield quarantined(raw.data, raw.source_path, Reason.UNKNOWN_ENCODING, detail, media_type=media_type)
        return
    yield loaded(raw.data, decoded.text, source_path=raw.source_path, media_type=media_type, encoding=decoded.encoding)


PLAIN = Reader(name="text", matches=lambda raw: True, read=read_plain)
