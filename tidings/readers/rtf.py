"""Read Rich Text (RTF), the form in which databases long handed out their articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tidings.readers.decode import text_encoding
from tidings.readers.raw import MAX_TEXT_BYTES, Raw, Reader
from tidings.readers.record import loaded, quarantined
from tidings.records import Document
from tidings.vocabulary import Reason

MEDIA_TYPE = "application/rtf"

# RTF specification 1.9.1: a control word with its number, a byte, a control sign, a group's border, or plain text.
TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])|"
    r"(?P<border>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")

# What these groups hold is not the text. Another group is not either if it begins with the sign `\*`.
DESTINATION_WORDS = """
    fonttbl colortbl stylesheet info pict object fldinst listtable listoverridetable themedata datastore xmlnstbl
    header headerl headerr headerf footer footerl footerr footerf
"""
DESTINATIONS = frozenset(DESTINATION_WORDS.split())
BREAKS = {"par": "\n", "sect": "\n\n", "page": "\n\f", "line": "\n", "row": "\n", "cell": "\t", "tab": "\t"}
MARKS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"}
CHARACTERS = BREAKS | MARKS
SIGNS = {"~": "\u00a0", "-": "", "_": "-", "\n": "\n", "\r": "\n"}

# Groups in groups beyond this are no document.
MAX_DEPTH = 10_000


def is_rtf(raw: Raw) -> bool:
    """Whether the bytes are Rich Text."""
    return raw.data.startswith(b"{\\rtf")


def read_rtf(raw: Raw) -> Iterator[Document]:
    """One document, without type faces, pictures, heads and feet of pages."""
    if len(raw.data) > 2 * MAX_TEXT_BYTES:
        detail = f"{len(raw.data):,} bytes of one text; the limit is {2 * MAX_TEXT_BYTES:,}: split it"
        yield quarantined(raw.data, raw.source_path, Reason.TOO_LARGE, detail, media_type=MEDIA_TYPE)
        return
    source = raw.data.decode("latin-1")
    page = CODE_PAGE.search(source[:4096])
    encoding = (text_encoding(f"cp{page[1]}") if page else None) or "cp1252"
    text = _Parser(encoding).text(source)
    yield loaded(raw.data, text, source_path=raw.source_path, media_type=MEDIA_TYPE, encoding=encoding)


@dataclass(slots=True)
class _Parser:
    """Goes through the tokens; a group's settings end with the group."""

    encoding: str
    is_silent: bool = False
    fallback: int = 1  # how many characters after a `\\u` escape stand for it in old programs
    to_skip: int = 0
    groups: list[tuple[bool, int]] = field(default_factory=list)
    held: bytearray = field(default_factory=bytearray)  # bytes of a character of two

    def text(self, source: str) -> str:
        """The text of the document."""
        parts: list[str] = []
        for token in TOKEN.finditer(source):
            said = self._said(token)
            if said is not None:
                parts += self.held.decode(self.encoding, errors="replace"), said
                self.held.clear()
        parts.append(self.held.decode(self.encoding, errors="replace"))
        joined = "".join(parts)  # a character beyond 16 bits came as two halves
        return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _said(self, token: re.Match[str]) -> str | None:
        """What a token adds to the text; None for a byte, which is held until its character is whole."""
        if token["border"]:
            self._enter_or_leave(token["border"])
        elif token["word"] in DESTINATIONS or token["sign"] == "*":
            self.is_silent = True
        elif token["word"]:
            return self._word(token["word"], int(token["number"] or 1))
        elif not self.is_silent and token["byte"]:
            self.held += b"" if self.to_skip else bytes.fromhex(token["byte"])
            self.to_skip = max(0, self.to_skip - 1)
            return None
        elif not self.is_silent and (said := token["text"] or SIGNS.get(token["sign"] or "", token["sign"])):
            skipped = min(self.to_skip, len(said))
            self.to_skip -= skipped
            return said[skipped:]
        return ""

    def _enter_or_leave(self, border: str) -> None:
        if border == "{" and len(self.groups) < MAX_DEPTH:
            self.groups.append((self.is_silent, self.fallback))
        elif border == "}" and self.groups:
            self.is_silent, self.fallback = self.groups.pop()

    def _word(self, word: str, number: int) -> str:
        if word == "uc":
            self.fallback = min(9, abs(number))
        elif word == "u" and not self.is_silent:
            self.to_skip = self.fallback
            return chr(number % 0x10000)
        return "" if self.is_silent else CHARACTERS.get(word, "")


RTF = Reader(name="rtf", matches=is_rtf, read=read_rtf)
