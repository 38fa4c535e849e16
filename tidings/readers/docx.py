"""Read a Word file (docx), the form in which databases now hand out their articles."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree  # type: ignore[import-untyped]  # no stubs on our lock

from tidings.readers.raw import MAX_TEXT_BYTES, Raw, Reader
from tidings.readers.record import loaded, quarantined
from tidings.records import Document
from tidings.vocabulary import Reason

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# ISO/IEC 29500: the text of the document, its paragraphs, runs of text, tabs and breaks.
PART = "word/document.xml"
SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, TEXT, TAB, BREAKS = f"{SPACE}p", f"{SPACE}t", f"{SPACE}tab", (f"{SPACE}br", f"{SPACE}cr")

# The marks of a paragraph take more room than its words.
MAX_XML_BYTES = 10 * MAX_TEXT_BYTES

DOCX_ERRORS = (zipfile.BadZipFile, zlib.error, etree.LxmlError, OSError, EOFError, KeyError, ValueError, RuntimeError)


def is_docx(raw: Raw) -> bool:
    """Whether the bytes are a Word file."""
    return raw.data.startswith(b"PK\x03\x04") and raw.suffix in {".docx", ".docm"}


def read_docx(raw: Raw) -> Iterator[Document]:
    """One document, its paragraphs separated by line ends."""
    try:
        with zipfile.ZipFile(BytesIO(raw.data)) as file, file.open(PART) as part:
            xml = part.read(MAX_XML_BYTES + 1)
        text = "" if len(xml) > MAX_XML_BYTES else "\n".join(_paragraphs(xml))
    except DOCX_ERRORS as error:
        yield quarantined(
            raw.data, raw.source_path, Reason.UNREADABLE, f"a damaged Word file: {error}", media_type=MEDIA_TYPE
        )
        return
    if len(xml) > MAX_XML_BYTES:
        detail = f"its text unpacks to more than {MAX_XML_BYTES:,} bytes"
        yield quarantined(raw.data, raw.source_path, Reason.TOO_LARGE, detail, media_type=MEDIA_TYPE)
        return
    yield loaded(raw.data, text, source_path=raw.source_path, media_type=MEDIA_TYPE, encoding="utf-8")


def _paragraphs(xml: bytes) -> Iterator[str]:
    """The text of each paragraph; no entity is resolved, so that none can name a file or grow without end."""
    words: list[str] = []
    events = etree.iterparse(BytesIO(xml), events=("end",), resolve_entities=False, no_network=True)
    for _, element in events:
        if element.tag == TEXT:
            words.append(_written(element))
        elif element.tag == TAB:
            words.append("\t")
        elif element.tag in BREAKS:
            words.append("\n")
        elif element.tag == PARAGRAPH:
            yield "".join(words)
            words.clear()
            element.clear()


def _written(element: etree._Element) -> str:
    """The words of a run, an entity as it is written there."""
    return "".join([element.text or "", *(f"{_entity(inside)}{inside.tail or ''}" for inside in element)])


def _entity(node: etree._Element) -> str:
    return str(node.text) if node.tag is etree.Entity else ""


DOCX = Reader(name="docx", matches=is_docx, read=read_docx)
