"""Find the encoding of a file's bytes: bytes in, text out."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from charset_normalizer import from_bytes

from tidings.csv_rows import read_table
from tidings.readers.language import detect_language

# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The detector's time grows with its input; this much decides as well as more.
SAMPLE_BYTES = 32_768

# UTF-8 with damage (cut in the middle of a character, a quoted Latin-1 name) is still UTF-8 if good sequences outnumber
# bad bytes by this factor.
GOOD_PER_BAD = 2

# In Latin text as UTF-16 the high bytes are NUL, the low ones never.
UTF16_NULS = 0.3
UTF16_STRAYS = 0.02

# More NUL characters than this in valid UTF-8, and it is something else.
MAX_NULS = 0.01

# What Windows-1252 and Latin-1 text in western languages has above ASCII: quotes, dashes, accented letters, signs.
WESTERN = re.compile(rb"[\x80\x82\x84\x85\x91-\x97\xa0-\xff]")
# Three in a row do not occur in western words: another script's bytes do.
HIGH_RUN = re.compile(rb"[\xc0-\xff]{3}")
# A character above ASCII in UTF-8.
MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")

NAME = re.compile(r"[A-Za-z0-9._:-]{2,40}")
# Python knows encodings that no page has (punycode, hex, unicode_escape), some of them slow.
TEXT_ENCODING = re.compile(r"(?:utf|cp|iso|koi8|gb|big5|shift|euc|mac|hz|tis|johab|ptcp)[a-z0-9_-]{0,20}|ascii")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read with; where bytes did not fit they stand as U+FFFD or as Windows-1252."""

    text: str
    encoding: str


def decode(data: bytes, *, declared: str | None = None) -> Decoded | None:
    """The text of the bytes, or None when no encoding fits. `declared`: the encoding the file itself names, if any.

    >>> decode("Łódź".encode("utf-16"))
    Decoded(text='Łódź', encoding='utf-16')
    >>> decode(b"caf\\xe9 \\x93au lait\\x94").text
    'café “au lait”'
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return Decoded(text.lstrip("\ufeff"), encoding.removesuffix("-sig"))
    if (text_of_utf8 := _strict(data, "utf-8")) is not None and data.count(0) <= len(data) * MAX_NULS:
        return Decoded(text_of_utf8, "utf-8")
    certain = _utf16_unmarked(data) or _utf8_damaged(data) or _named(data, declared)
    if certain is not None:
        return certain
    guess = _western(data) or _guessed(data)
    return None if guess is None else _by_alphabet(data, guess)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError: a file may declare an encoding that does not exist
        return None


def looks_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without its mark, or None: every other byte of Latin text is NUL."""
    half = max(1, len(data) // 2)
    for encoding, nuls, others in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        if nuls.count(0) > half * UTF16_NULS and others.count(0) < half * UTF16_STRAYS:
            return encoding
    return None


def _utf16_unmarked(data: bytes) -> Decoded | None:
    encoding = looks_utf16(data[:SAMPLE_BYTES])
    text = _strict(data[: len(data) // 2 * 2], encoding) if encoding else None
    return Decoded(text, encoding) if encoding and text is not None else None


def _utf8_damaged(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes that are not: those are read as Windows-1252."""
    bad = data.decode("utf-8", errors="replace").count("\ufffd")
    if bad * GOOD_PER_BAD > len(MULTIBYTE.findall(data)):
        return None
    return Decoded(data.decode("utf-8", errors=WESTERN_BYTES), "utf-8")


def _western_bytes(error: UnicodeError) -> tuple[str, int]:
    """What to put for bytes that are no UTF-8; half a character at the very end is lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data":
        return "\ufffd", error.end
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


WESTERN_BYTES = "tidings.western"
codecs.register_error(WESTERN_BYTES, _western_bytes)


def text_encoding(name: str) -> str | None:
    """Python's name of an encoding, or None if it is none of text.

    >>> text_encoding("Windows-1251"), text_encoding("punycode"), text_encoding("x-none")
    ('cp1251', None, None)
    """
    try:
        known = codecs.lookup(name).name if NAME.fullmatch(name) else ""
    except LookupError:
        return None
    return known if TEXT_ENCODING.fullmatch(known) else None


def _named(data: bytes, declared: str | None) -> Decoded | None:
    """What the file says, if it is true; `latin-1` means Windows-1252, as in every browser."""
    name = text_encoding(declared) if declared else None
    if name is None:
        return None
    name = "cp1252" if name in {"iso8859-1", "ascii"} else name
    text = _strict(data, name)
    return None if text is None else Decoded(text, name)


def _western(data: bytes) -> Decoded | None:
    """Windows-1252, if its high bytes are few and where western text has them."""
    sample = data[:SAMPLE_BYTES]
    high = len(re.findall(rb"[\x80-\xff]", sample))
    if high > len(sample) * 0.2 or HIGH_RUN.search(sample) or len(WESTERN.findall(sample)) < high:
        return None
    text = _strict(data, "cp1252")
    return None if text is None else Decoded(text, "cp1252")


def _guessed(data: bytes) -> Decoded | None:
    best = from_bytes(data[:SAMPLE_BYTES], enable_fallback=False).best()
    if best is None or best.encoding == "ascii":
        return None
    return Decoded(data.decode(best.encoding, errors="replace"), best.encoding)


@cache
def _alphabets() -> Mapping[str, tuple[tuple[str, ...], frozenset[str]]]:
    """By language: the encodings its files are in, and its letters above ASCII."""
    rows = read_table("tidings.readers", "alphabets.csv")
    return {row["language"]: (row.words("encodings"), frozenset(row["letters"])) for row in rows}


def _by_alphabet(data: bytes, guess: Decoded) -> Decoded:
    """The guess, or that encoding of its language which gives more of the language's own letters.

    Which language it is can be told with some letters wrong or left out; which of two encodings it is, by the letters
    alone.
    """
    ascii_only = "".join(char if char.isascii() else " " for char in guess.text[:SAMPLE_BYTES])
    best, most = guess, 0
    for language in (detect_language(guess.text), detect_language(ascii_only)):
        encodings, letters = _alphabets().get(language or "", ((), frozenset()))
        most = max(most, _count(best.text, letters))
        for encoding in encodings:
            text = _strict(data, encoding)
            if text is not None and (count := _count(text, letters)) > most:
                best, most = Decoded(text, encoding), count
    return best


def _count(text: str, letters: frozenset[str]) -> int:
    return sum(map(letters.__contains__, text[:SAMPLE_BYTES].lower()))
