"""What is a table, what parts its cells and which column is the text; what is no text at all; in which language."""

import pytest

from tidings.readers.binary import is_binary, read_binary
from tidings.readers.csv_table import delimiter_of, is_table
from tidings.readers.fields import text_column
from tidings.readers.language import detect_language
from tidings.readers.raw import Raw
from tidings.vocabulary import Reason

TABLES = [
    ("a.csv", b"x,y\n1,2\n", True),  # its name says so
    ("a.tsv.gz", b"", True),
    ("a", b"title,date,text\nA,B,C\n", True),
    ("a", b"Headline;Date;Body\r\nA;B;C\r\n", True),
    ("a", b'"title","date","text"\n', True),
    ("a", b"title,date\nA,B\n", False),  # no text
    ("a", b"title,text\nA,B\n", False),  # two known names may be chance
    ("a", b"The ferry sank, the date is unknown, and the text of the law, with its title, is lost.\n", False),
    ("a", b"title,text,date,and what the minister of the interior said that day\n", False),  # no name is so long
    ("a", b"", False),
]


@pytest.mark.parametrize(("name", "data", "expected"), TABLES)
def test_is_table(name: str, data: bytes, expected: bool) -> None:
    assert is_table(Raw(data, name)) is expected


@pytest.mark.parametrize(
    ("header", "mark"),
    [
        ("title,date,text", ","),
        ("title;date;text", ";"),
        ("title\tdate\ttext", "\t"),
        ("title|date|text", "|"),
        ("title;date, of a kind, and, so, on;text", ";"),  # known names before many marks
    ],
)
def test_delimiter_of(header: str, mark: str) -> None:
    assert delimiter_of(header) == mark


LONG, SHORT = "A ferry sank off Malta on Monday. " * 20, "Malta"
COLUMNS = [
    (["id", "text"], [["1", SHORT]], 1),  # a name decides, whatever the length
    (["id", "words"], [["1", LONG]], 1),
    (["id", "words", "more"], [["1", LONG, LONG]], None),  # which of the two nobody can tell
    (["id", "words"], [["1", SHORT]], None),
    ([], [], None),
]


@pytest.mark.parametrize(("header", "rows", "column"), COLUMNS)
def test_text_column(header: list[str], rows: list[list[str]], column: int | None) -> None:
    assert text_column(header, rows) == column


BYTES = [
    (b"\x89PNG\r\n\x1a\n....", "image/png"),
    (b"\x7fELF\x02\x01", "application/x-elf"),
    (b"\x00\x01\x02" * 50, "application/octet-stream"),
    (b"ID3 cards were shown at the border.", "audio/mpeg"),  # the price of short marks
    (b"BZ hotels burned.", None),
    ("The ferry sank.".encode("utf-16-le"), None),  # every second byte is zero
    (b"\x01" + b"The ferry sank. " * 20, None),  # one stray sign
    (b"ZCZC\x08 telex\x1b" + b"The ferry sank. " * 20, None),
    (b"", None),
]


@pytest.mark.parametrize(("data", "kind"), BYTES)
def test_binary(data: bytes, kind: str | None) -> None:
    raw = Raw(data, "a")
    assert is_binary(raw) is (kind is not None)
    if kind is not None:
        (document,) = read_binary(raw)
        assert (document.reason, document.media_type) == (Reason.BINARY, kind)


LANGUAGES = [
    ("The ferry to Malta sank on Monday, and the coast guard saved forty people.", "en"),
    ("Le ferry pour Malte a coulé lundi et les garde-côtes ont sauvé quarante personnes.", "fr"),
    ("Die Fähre nach Malta ist am Montag gesunken, die Küstenwache rettete vierzig Menschen.", "de"),
    ("THE FERRY TO MALTA SANK ON MONDAY AND THE COAST GUARD SAVED FORTY PEOPLE", "en"),  # as telexes are
    ("Ferry sinks off Malta", None),  # too short to tell
    ("12 34 56 78 90 " * 20, None),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language
