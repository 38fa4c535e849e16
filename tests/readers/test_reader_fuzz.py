"""Whatever the bytes: at least one document, no exception, the same ids again."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.readers.raw import Raw
from tidings.readers.read import READERS, read
from tidings.records import Document
from tidings.vocabulary import DocumentStatus

STARTS = [
    b"",
    b"%PDF-1.4\n",
    b"WARC/1.0\r\n",
    b"\x1f\x8b\x08",
    b"<html>",
    b"<?xml ",
    b"{",
    b'[{"text":"',
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]
STARTS += [
    b'{"text":"a"}\n{',
    b"id,text,title\n",
    b"PK\x03\x04",
    b"{\\rtf1 ",
    b"<p>",
    b"ZCZC ",
    b"1 of 2 DOCUMENTS\nLENGTH: 3 words\n",
]
NAMES = [
    "a.txt",
    "a.md",
    "a.html",
    "a.json",
    "a.jsonl",
    "a.csv",
    "a.tsv",
    "a.pdf",
    "a.warc",
    "a.warc.gz",
    "a.docx",
    "a",
    "a.zip!b!c.txt",
]

tails = st.one_of(
    st.binary(max_size=400), st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
)


def check(documents: list[Document], path: str) -> None:
    assert documents
    for document in documents:
        assert document.source_path.startswith(path)
        assert (
            (document.text is None) == (document.status is DocumentStatus.QUARANTINED) == (document.reason is not None)
        )
        for value in (document.text, document.detail, *document.declared.values()):
            (value or "").encode("utf-8")
        if document.text is not None:
            assert document.text.strip()
            assert "\r" not in document.text


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STARTS), tails, st.sampled_from(NAMES))
def test_any_bytes_give_documents_and_the_same_again(start: bytes, tail: bytes, path: str) -> None:
    documents = list(read(start + tail, path))
    check(documents, path)
    assert list(read(start + tail, path)) == documents


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STARTS), tails)
def test_no_reader_raises_on_what_is_not_its_own(start: bytes, tail: bytes) -> None:
    def documents(data: bytes) -> Iterator[Document]:
        for reader in READERS:
            yield from reader.read(Raw(data, "a"))

    check(list(documents(start + tail)), "a")


@pytest.mark.parametrize(
    "data",
    [
        b"word " * 200_000,
        b"\n" * 1_000_000 + b"a",
        ("‏" * 20_000 + "​a" * 20_000).encode(),
        ("Ã©" * 200_000).encode(),
        b'{"text": "' + b"a " * 400_000 + b'"}',
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b"<b>" * 100_000 + b"x",
        b"<" * 200_000,
        b"<html>" + b"<!--" * 100_000,
        b"<html>" + b"&#" * 100_000,
        b'id,text\n1,"' + b'""' * 200_000,
        b"," * 300_000,
        b"HD   x\n" * 30_000,
        b"1 of 9 DOCUMENTS\nLENGTH: 3 words\n" * 10_000,
        b"_" * 300_000,
        b"A: b\n" * 60_000,
        b"{\\rtf1 " + b"{" * 300_000,
        b"{\\rtf1 " + b"\\u99999?" * 60_000,
    ],
    ids=lambda data: data[:12].decode("utf-8", "replace"),
)
def test_large_and_strange_input_takes_bounded_time(data: bytes) -> None:
    from tidings.readers.export_markers import export_parts

    for path in ("a.txt", "a.html", "a.json", "a.csv"):
        documents = list(read(data, path))
        check(documents, path)
        for document in documents[:2]:
            export_parts(document.text or "")
