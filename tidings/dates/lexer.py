"""Cut text into tokens of time: numbers, dates in figures, words of the tables, and all else as `other`."""

import re
from functools import lru_cache
from typing import NamedTuple

from tidings.dates.words import feasts, letters, words
from tidings.magnitudes.numbers import number_words, read_number

# One token; the alternatives from the most to the least specific. Figures that go on with letters ("F16", "3D", "4x4")
# are one `other` token, so are "1.500.000" and "24.5.1"; "1990s", "20th" and "Q3" are whole.
TOKEN = re.compile(
    r"""
    (?P<paragraph>\n[^\S\n]*\n\s*)
    |(?P<iso>\d{4}-\d{2}-\d{2}(?![\d-]))
    |(?P<slash_date>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])|\d{2}-\d{2}-(?:\d{4}|\d{2})(?![\d-]))
    |(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
    |(?P<decade>['’]?\d{1,3}0['’]?s\b)
    |(?P<monthday_ordinal>\d{1,2}(?:st|nd|rd|th)\b)
    |(?P<figures>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?(?![\d]))
    |(?P<short_year>['’]\d{2}\b)
    |(?P<quarter_code>[QH][1-4]\b)
    |(?P<dotted>(?:[ap]\.m\b|b\.c\b(?:\.e\b)?|a\.d\b)\.?)
    |(?P<oclock>o['’]clock\b)
    |(?P<possessive>['’]s\b)
    |(?P<word>[^\W\d_]+(?:\d\w*)?)
    |(?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
MARKS = {
    ",": "comma",
    "-": "hyphen",
    "–": "hyphen",
    "—": "hyphen",
    ".": "dot",
    "(": "open_bracket",
    ")": "close_bracket",
}
FIRST_YEAR, LAST_YEAR, LAST_MONTHDAY = 1000, 2199, 31
LONGEST_NUMBER = 8  # words: "nine hundred and ninety-nine thousand five hundred" and no more


class TimeToken(NamedTuple):
    """A token of time: `text[start:end]`, its class, and its value (of "september" 9, of "twenty-five" 25)."""

    start: int
    end: int
    word: str
    word_class: str
    value: str


@lru_cache(maxsize=1)
def _feast_pattern() -> re.Pattern[str]:
    names = sorted(feasts(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b", re.IGNORECASE)


def tokens_of(text: str) -> list[TimeToken]:
    """The tokens of a text, in order, white space left out."""
    found: list[TimeToken] = []
    feast_at = {m.start(): m for m in _feast_pattern().finditer(text) if not text[m.start()].islower()}
    covered = 0
    for match in TOKEN.finditer(text):
        if match.start() < covered:
            continue
        if feast := feast_at.get(match.start()):
            word = feast.group().lower()
            found.append(TimeToken(feast.start(), feast.end(), word, "feast", feasts()[word]))
            covered = feast.end()
            continue
        found.append(_token(match))
    return _with_numbers(found, text)


def letters_of(tokens: list[TimeToken]) -> str:
    """One letter per token: what the grammar's patterns read."""
    table = letters()
    return "".join([table[token.word_class] for token in tokens])


def _token(match: re.Match[str]) -> TimeToken:
    kind, word = match.lastgroup or "mark", match.group().lower()
    word_class, value = kind, word
    if kind in ("word", "dotted"):
        entry = words().get(word if kind == "word" else word.replace(".", ""))
        word_class, value = (entry.word_class, entry.value) if entry else ("other", word)
        if entry is None and word in number_words():
            word_class = "number_word"
    elif kind == "mark":
        word_class = MARKS.get(word, "other")
    elif kind == "figures":
        word_class, value = _figures(word)
    elif kind == "monthday_ordinal":
        value = word[:-2]
    elif kind == "decade":
        value = "".join(c for c in word if c.isdigit())
    elif kind == "short_year":
        value = word[1:]
    return TimeToken(match.start(), match.end(), word, word_class, value)


def _figures(word: str) -> tuple[str, str]:
    plain = word.replace(",", "")
    if plain.isdecimal() and "," not in word:
        if len(plain) == 4 and FIRST_YEAR <= int(plain) <= LAST_YEAR:
            return "year", plain
        if len(plain) <= 2 and 1 <= int(plain) <= LAST_MONTHDAY:
            return "monthday", str(int(plain))
    return "number", plain


def _with_numbers(tokens: list[TimeToken], text: str) -> list[TimeToken]:
    """Number words that follow each other become one token of class `number`; "twenty-first" one `ordinal`."""
    merged: list[TimeToken] = []
    i = 0
    while i < len(tokens):
        if tokens[i].word_class != "number_word":
            merged.append(tokens[i])
            i += 1
            continue
        j, parts = i + 1, [tokens[i].word]
        while j < len(tokens) and j - i < LONGEST_NUMBER:
            step = 2 if tokens[j].word in ("-", "and") and j + 1 < len(tokens) else 1
            after = tokens[j + step - 1]
            if after.word_class != "number_word" or read_number([*parts, after.word]) is None:
                break
            parts.append(after.word)
            j += step
        first, last = tokens[i], tokens[j - 1]
        value = read_number(parts)
        merged.append(TimeToken(first.start, last.end, text[first.start : last.end].lower(), "number", str(value)))
        i = j
    return merged
