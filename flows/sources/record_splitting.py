"""Cut a large file of records into slices that a worker can read on its own, at the borders of its records."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO

from tidings.readers.raw import HEAD_BYTES, MAX_TEXT_BYTES, Raw, wide_encoding

# About three seconds of a worker's time. Smaller files are not looked into when they are listed.
SLICE_BYTES = 262_144

# An array whose first element is a record, whatever marks and spaces stand before it.
ARRAY = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}\[\s{0,200}\{")
NO_LINE_ENDS = str.maketrans("\r\n", "  ")
BETWEEN = re.compile(r"[, \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Slice:
    """Whole records of a file: `head` (a table's header line) followed by its bytes from `start`.

    `first_record` is the number of the first of them in the file. `data` is None for a record too long to be kept.
    `is_rewritten`: the bytes of the file would not do, only `data` is whole.
    """

    start: int
    end: int
    first_record: int
    data: bytes | None
    head: bytes = b""
    is_rewritten: bool = False


def slicer(head: bytes, source_path: str, *, is_seekable: bool) -> Callable[[BinaryIO], Iterator[Slice]] | None:
    """How to cut the file that begins with these bytes, or None if it is not a file of records, or cannot be cut."""
    from tidings.readers.csv_table import is_table
    from tidings.readers.jsonl import is_json_lines
    from tidings.readers.warc import is_warc

    raw = Raw(head[:HEAD_BYTES], source_path)
    if wide_encoding(head):
        return None  # a line end is two or four bytes there
    if is_warc(raw):
        return warc_slices if is_seekable else None
    if is_json_lines(raw):
        return line_slices
    if is_table(raw):
        return table_slices
    if ARRAY.match(raw.head):
        return array_slices
    return None


def line_slices(file: BinaryIO) -> Iterator[Slice]:
    """Slices of whole lines; a line above the limit comes alone, without its bytes."""
    return _gathered(_lines(file))


def table_slices(file: BinaryIO) -> Iterator[Slice]:
    """Slices of whole rows, each with the header before it; a row may go over many lines."""
    head = file.readline(HEAD_BYTES)
    return _gathered(_rows(file, head), start=len(head), head=head)


def array_slices(file: BinaryIO) -> Iterator[Slice]:
    """Slices of a JSON array of records, rewritten as one record a line; what cannot be parsed is one broken record."""
    # latin-1 is one character a byte and gives the bytes back; the signs of JSON are the same in every encoding used
    text = file.read(SLICE_BYTES).decode("latin-1")
    elements = _elements(file, text[text.index("[") + 1 :])
    lines = (element.translate(NO_LINE_ENDS).encode("latin-1") + b"\n" for element in elements)
    return (replace(piece, is_rewritten=True) for piece in _gathered(lines))


def _gathered(records: Iterable[bytes | int], *, start: int = 0, head: bytes = b"") -> Iterator[Slice]:
    """Slices of the records, which follow each other in the file; of one too long only its length is given."""
    first, size = 1, 0
    kept: list[bytes] = []
    for record in chain(records, [None]):
        if kept and (size >= SLICE_BYTES or not isinstance(record, bytes)):
            yield Slice(start, start + size, first, b"".join(kept), head)
            start, first, size, kept = start + size, first + len(kept), 0, []
        if isinstance(record, bytes):
            kept.append(record)
            size += len(record)
        elif record is not None:
            yield Slice(start, start + record, first, None)
            start, first = start + record, first + 1


def _lines(file: BinaryIO) -> Iterator[bytes | int]:
    while line := file.readline(MAX_TEXT_BYTES + 1):
        if len(line) <= MAX_TEXT_BYTES:
            yield line
            continue
        length = len(line)
        while not line.endswith(b"\n") and (line := file.readline(MAX_TEXT_BYTES)):
            length += len(line)
        yield length


def _rows(file: BinaryIO, head: bytes) -> Iterator[bytes]:
    """The bytes of each row under the header."""
    from tidings.readers.csv_table import allow_long_cells, delimiter_of

    allow_long_cells()
    row: list[bytes] = []

    def lines() -> Iterator[str]:
        while line := file.readline(MAX_TEXT_BYTES):
            row.append(line)
            yield line.decode("latin-1")  # one character a byte: marks and line ends are ASCII in every encoding used

    reader = csv.reader(lines(), delimiter=delimiter_of(head.decode("latin-1")))
    is_end = False
    while not is_end:
        try:
            is_end = next(reader, None) is None
        except csv.Error:  # a quote that is never closed: the reader of the slice will say so
            is_end = False
        if row:
            yield b"".join(row)
            row.clear()


def _elements(file: BinaryIO, text: str) -> Iterator[str]:
    """The elements of an array as they stand, after its opening bracket; the last may be broken."""
    decoder = json.JSONDecoder()
    at, is_all = 0, False
    while True:
        try:
            at = BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing as well
            end = decoder.raw_decode(text, at)[1]
        except (ValueError, RecursionError):
            text, at = text[at:], 0
            if is_all or len(text) > MAX_TEXT_BYTES:
                if text.rstrip() not in {"", "]"}:
                    yield text[:MAX_TEXT_BYTES]
                return
            # twice as much at a time: a long record must not be tried a thousand times
            more = file.read(max(SLICE_BYTES, len(text)))
            is_all, text = not more, text + more.decode("latin-1")
        else:
            yield text[at:end]
            at = end


def warc_slices(file: BinaryIO) -> Iterator[Slice]:
    """Slices of whole records of a web crawl, packed or not."""
    from tidings.readers.warc import record_starts

    start, first, number = 0, 1, 0
    for number, offset in enumerate(record_starts(file), start=1):
        if offset - start >= SLICE_BYTES:
            yield Slice(start, offset, first, b"")
            start, first = offset, number
    file.seek(0, 2)
    if number:
        yield Slice(start, file.tell(), first, b"")
