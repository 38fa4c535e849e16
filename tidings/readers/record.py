"""Make the document of a text that was read, or of bytes that could not be."""

import hashlib
from collections.abc import Mapping

from tidings.readers.language import detect_language
from tidings.readers.raw import MAX_TEXT_BYTES
from tidings.readers.repair import repair
from tidings.records import Document
from tidings.vocabulary import DocumentStatus, Reason

# Hexadecimal digits of a document's id: 80 bits, so that a billion documents meet with a chance of one in a million.
ID_DIGITS = 20


def loaded(
    data: bytes,
    text: str,
    *,
    source_path: str,
    media_type: str,
    encoding: str | None,
    declared: Mapping[str, str | None] | None = None,
) -> Document:
    """The document of `text`, repaired; quarantined if nothing is left or it is too long. `data` are its raw bytes.

    `declared` keeps the values that say something.
    """
    text = repair(text)
    if not text.strip():
        return quarantined(data, source_path, Reason.EMPTY, "no text", media_type=media_type, encoding=encoding)
    if len(text) > MAX_TEXT_BYTES:
        detail = f"{len(text):,} characters; the limit is {MAX_TEXT_BYTES:,}: split it"
        return quarantined(data, source_path, Reason.TOO_LARGE, detail, media_type=media_type, encoding=encoding)
    said = {key: repair(value).strip() for key, value in (declared or {}).items() if value is not None}
    return Document(
        document_id=_document_id(text.encode("utf-8")),
        source_path=source_path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        encoding=encoding,
        language=detect_language(text),
        text=text,
        status=DocumentStatus.LOADED,
        declared={key: value for key, value in said.items() if value},
    )


def quarantined(
    data: bytes,
    source_path: str,
    reason: Reason,
    detail: str,
    *,
    media_type: str | None = None,
    encoding: str | None = None,
) -> Document:
    """The document of bytes that give no text, with the reason."""
    return Document(
        document_id=_document_id(data),
        source_path=source_path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        encoding=encoding,
        language=None,
        text=None,
        status=DocumentStatus.QUARANTINED,
        reason=reason,
        detail=repair(detail),
    )


def unread(source_path: str, reason: Reason, detail: str) -> Document:
    """The document of a file whose bytes were not to be had; its id is that of its path, so each has its own row."""
    key = f"unread\0{source_path}\0{reason}".encode("utf-8", "surrogatepass")
    return Document(
        document_id=_document_id(key),
        source_path=source_path,
        sha256=hashlib.sha256(b"").hexdigest(),
        media_type=None,
        encoding=None,
        language=None,
        text=None,
        status=DocumentStatus.QUARANTINED,
        reason=reason,
        detail=repair(detail),
    )


def _document_id(data: bytes) -> str:
    return "d_" + hashlib.sha256(data).hexdigest()[:ID_DIGITS]
