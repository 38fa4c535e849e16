"""Read a table (CSV, TSV) with a text column: each row is a document."""

import csv
import io
from collections.abc import Iterator

from tidings.readers.decode import decode
from tidings.readers.fields import declared_of, fold, known_names, text_column
from tidings.readers.html_text import plain_text
from tidings.readers.raw import HEAD_BYTES, MAX_TEXT_BYTES, Raw, Reader
from tidings.readers.record import loaded, quarantined
from tidings.records import Document
from tidings.vocabulary import Reason

TABLES = frozenset({".csv", ".tsv", ".tab"})
MEDIA_TYPE = "text/csv"

DELIMITERS = ",\t;|"
# An unnamed file is a table when its first line names a text column and as many known columns as this, all of them
# short: a sentence that happens to say "title, text" is none.
KNOWN_NAMES = 3
MAX_NAME = 40

# How many rows decide which column holds the text when no name says so.
ROWS_TRIED = 50


def is_table(raw: Raw) -> bool:
    """Whether the file is a table: by its name, or by a header line that names a text column and two others."""
    if raw.suffix in TABLES:
        return True
    header = raw.head.partition(b"\n")[0].decode("utf-8", "replace").strip("\ufeff\r ")
    names = _cells(header, delimiter_of(header))
    known = known_names(names)
    return "text" in known and len(known) >= KNOWN_NAMES and max(map(len, names)) <= MAX_NAME


def delimiter_of(header: str) -> str:
    """What separates the cells of the header: the mark that gives most known names, else the most frequent."""
    return max(DELIMITERS, key=lambda mark: (len(known_names(_cells(header, mark))), header.count(mark)))


def allow_long_cells() -> None:
    """Lift the csv module's limit of 128 kB a cell, a setting of the whole process: articles are longer."""
    csv.field_size_limit(MAX_TEXT_BYTES)


def read_table(raw: Raw) -> Iterator[Document]:
    """One document a row, `file.csv!12` for the twelfth row under the header."""
    decoded = decode(raw.data)
    if decoded is None:
        detail = "no encoding fits its bytes; convert it to UTF-8"
        yield quarantined(raw.data, raw.source_path, Reason.UNKNOWN_ENCODING, detail, media_type=MEDIA_TYPE)
        return
    allow_long_cells()
    header, *first = [row for _, row in zip(range(ROWS_TRIED + 1), _rows(decoded.text), strict=False)] or [[]]
    column = text_column(header, first)
    if column is None or not first:
        reason = Reason.NO_TEXT_FIELD if first else Reason.EMPTY
        detail = "no column with a text among: " + ", ".join(header[:20]) if first else "no rows"
        yield quarantined(raw.data, raw.source_path, reason, detail, media_type=MEDIA_TYPE)
        return
    is_any = False
    for number, row in enumerate(_rows(decoded.text), start=raw.first_record - 1):
        if number >= raw.first_record and any(row):
            is_any = True
            yield _from_row(header, row, column, f"{raw.source_path}!{number}", decoded.encoding)
    if not is_any:
        yield quarantined(raw.data, raw.source_path, Reason.EMPTY, "no row with anything in it", media_type=MEDIA_TYPE)


def _rows(text: str) -> Iterator[list[str]]:
    """The rows; those after one that cannot be read are one row of a single cell, which no text column has."""
    file = io.StringIO(text, newline=None)  # None: every kind of line end ends a row
    rows = csv.reader(file, delimiter=delimiter_of(text[:HEAD_BYTES].partition("\n")[0]))
    while True:
        try:
            yield next(rows)
        except csv.Error:
            yield [file.read()]
        except StopIteration:
            return


def _from_row(header: list[str], row: list[str], column: int, source_path: str, encoding: str) -> Document:
    data = "\x1f".join(row).encode("utf-8", "surrogatepass")
    if column >= len(row):
        detail = f"{len(row)} cells, the text is expected in cell {column + 1}"
        return quarantined(data, source_path, Reason.BROKEN_RECORD, detail, media_type=MEDIA_TYPE)
    fields = {fold(name): cell for name, cell in zip(header, row, strict=False)}
    text = plain_text(row[column])
    return loaded(
        data, text, source_path=source_path, media_type=MEDIA_TYPE, encoding=encoding, declared=declared_of(fields)
    )


def _cells(header: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in header.split(delimiter)]


TABLE = Reader(name="table", matches=is_table, read=read_table)
