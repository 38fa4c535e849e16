"""Read JSON: lines of records, an array of them, or one; each record with a text is a document."""

import json
from collections.abc import Iterator

from tidings.readers.decode import Decoded, decode
from tidings.readers.fields import declared_of, flat, text_of
from tidings.readers.raw import MAX_TEXT_BYTES, Raw, Reader, wide_encoding
from tidings.readers.record import loaded, quarantined
from tidings.records import Document
from tidings.vocabulary import Reason

LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
MEDIA_LINES = "application/x-ndjson"
MEDIA_JSON = "application/json"

# How many lines of an unnamed file are tried before it is taken for plain text.
LINES_TRIED = 5

# Names under which interfaces give their list of articles.
LISTS = ("articles", "results", "items", "docs", "documents", "hits", "records", "data", "entries", "news", "value")
# How deep such a list may stand: Solr has `response.docs`, Elasticsearch `hits.hits`.
LIST_DEPTH = 2


def is_json_lines(raw: Raw) -> bool:
    """Whether there is one JSON record a line."""
    if raw.suffix in LINES:
        return True
    lines = [line for line in raw.head.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()][:LINES_TRIED]
    starts = [line.lstrip().startswith(b"{") for line in lines]
    return len(lines) > 1 and all(starts) and any(isinstance(_parsed(line), dict) for line in lines)


def is_json(raw: Raw) -> bool:
    """Whether the file is one JSON value."""
    start = raw.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if raw.suffix in {".json", ".geojson"}:
        return start in {b"{", b"["}
    return start in {b"{", b"["} and len(raw.data) <= MAX_TEXT_BYTES and isinstance(_parsed(raw.data), dict | list)


def read_json_lines(raw: Raw) -> Iterator[Document]:
    """One document a line, `file.jsonl!12` for line 12; a broken line is quarantined and the rest goes on."""
    wide = wide_encoding(raw.data)
    data = raw.data.decode(wide, errors="replace").encode("utf-8", "replace") if wide else raw.data
    is_any = False
    for number, line in enumerate(_lines(data), start=raw.first_record):
        if line.strip():
            is_any = True
            yield _from_line(line, f"{raw.source_path}!{number}", number)
    if not is_any:
        yield quarantined(raw.data, raw.source_path, Reason.EMPTY, "no records", media_type=MEDIA_LINES)


def read_json(raw: Raw) -> Iterator[Document]:
    """One document for each record of the array, `file.json!3` for the third."""
    if len(raw.data) > MAX_TEXT_BYTES:
        detail = f"{len(raw.data):,} bytes of JSON; the limit is {MAX_TEXT_BYTES:,}: write one record a line (.jsonl)"
        yield quarantined(raw.data, raw.source_path, Reason.TOO_LARGE, detail, media_type=MEDIA_JSON)
        return
    decoded = decode(raw.data)
    if decoded is None:
        detail = "no encoding fits its bytes; convert it to UTF-8"
        yield quarantined(raw.data, raw.source_path, Reason.UNKNOWN_ENCODING, detail, media_type=MEDIA_JSON)
        return
    value = _parsed(decoded.text)
    if isinstance(value, str):
        yield quarantined(raw.data, raw.source_path, Reason.BROKEN_RECORD, value, media_type=MEDIA_JSON)
        return
    records = _records(value)
    if records is None:
        yield _from_value(value, raw.data, raw.source_path, MEDIA_JSON, decoded.encoding)
    elif not records:
        yield quarantined(raw.data, raw.source_path, Reason.EMPTY, "no records", media_type=MEDIA_JSON)
    for number, record in enumerate(records or (), start=1):
        data = json.dumps(record, ensure_ascii=True, sort_keys=True).encode()
        yield _from_value(record, data, f"{raw.source_path}!{number}", MEDIA_JSON, decoded.encoding)


def _lines(data: bytes) -> Iterator[bytes]:
    r"""The lines, without a list of them all; only `\n` ends a line, for other breaks may stand inside a string."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        yield data[start:end]
        start = end + 1


def _from_line(line: bytes, source_path: str, number: int) -> Document:
    decoded = decode(line) or Decoded(line.decode("utf-8", errors="replace"), "utf-8")
    value = _parsed(decoded.text)
    if isinstance(value, str):
        detail = f"line {number}: {value}"
        return quarantined(line, source_path, Reason.BROKEN_RECORD, detail, media_type=MEDIA_LINES)
    return _from_value(value, line, source_path, MEDIA_LINES, decoded.encoding)


def _from_value(value: object, data: bytes, source_path: str, media_type: str, encoding: str) -> Document:
    if not isinstance(value, dict):
        detail = "not a record with named fields"
        return quarantined(data, source_path, Reason.NO_TEXT_FIELD, detail, media_type=media_type)
    fields = flat(value)
    text = text_of(fields)
    if text is None:
        detail = "no field with a text among: " + ", ".join(map(str, list(value)[:20]))
        return quarantined(data, source_path, Reason.NO_TEXT_FIELD, detail, media_type=media_type)
    return loaded(
        data, text, source_path=source_path, media_type=media_type, encoding=encoding, declared=declared_of(fields)
    )


def _parsed(text: str | bytes) -> object:
    """The value, or as a bare str what is wrong with it (no record is a bare string)."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return f"{error.msg} at column {error.colno}"
    except (ValueError, RecursionError) as error:  # RecursionError: a thousand brackets in each other
        return str(error) or type(error).__name__
    return "a bare string" if isinstance(value, str) else value


def _records(value: object, depth: int = 0) -> list[object] | None:
    """The list of records, wherever it stands; None if the value is one record."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and depth < LIST_DEPTH and text_of(flat(value)) is None:
        for name in (*LISTS, "response"):
            found = _records(value.get(name), depth + 1) if isinstance(value.get(name), list | dict) else None
            if found is not None:
                return found
    return None


JSON_LINES = Reader(name="json lines", matches=is_json_lines, read=read_json_lines)
JSON = Reader(name="json", matches=is_json, read=read_json)
