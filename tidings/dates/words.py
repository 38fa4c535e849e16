"""The words of time with their classes, each class one letter, so that an expression is a pattern over letters."""

from dataclasses import dataclass
from functools import lru_cache

from tidings.csv_rows import Row, read_table
from tidings.dates.feast_days import day_of

# Classes that the lexer gives by form, not by word list.
FORM_CLASSES = (
    "monthday",  # 1 to 31
    "number",  # any other number, in digits or words
    "year",  # four digits, 1000 to 2199
    "short_year",  # '99
    "decade",  # 1990s, '90s
    "monthday_ordinal",  # 20th
    "iso",  # 2021-12-29
    "slash_date",  # 12/29/2021
    "clock",  # 10:50
    "quarter_code",  # Q3, H1
    "comma",
    "hyphen",
    "dot",
    "possessive",  # 's
    "open_bracket",
    "close_bracket",
    "feast",
    "paragraph",
    "other",
)
HEADER = ["word", "class", "value", "note"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of time: its class, and the value its row gives ("september": month 9)."""

    word_class: str
    value: str


@lru_cache(maxsize=1)
def words() -> dict[str, Word]:
    """All rows of words.csv by word. Raises TableError for a row that stands twice."""
    table: dict[str, Word] = {}
    for row in read_table("tidings.dates", "words.csv", HEADER):
        if not row["class"].isidentifier():
            raise row.error("no name of a class", row["class"])
        if row["word"] in table:
            raise row.error("stands twice", row["word"])
        table[row.required("word")] = Word(row["class"], row["value"])
    return table


@lru_cache(maxsize=1)
def feasts() -> dict[str, str]:
    """Feasts and other named days by lower-case name; the value is a rule of `feast_days`, YYYY-MM-DD, or
    empty where no calendar tells the day. Raises ValueError naming file and line of a bad row."""
    table: dict[str, str] = {}
    for row in read_table("tidings.dates", "feasts.csv"):
        if row["name"] in table:
            raise row.error("stands twice", row["name"])
        if row["day"] and len(row["day"]) != len("YYYY-MM-DD"):
            _check(row)
        table[row["name"]] = row["day"]
    return table


def _check(row: Row) -> None:
    try:
        day_of(row["day"])
    except ValueError:
        raise row.error("no rule for a day", row["day"]) from None


@lru_cache(maxsize=1)
def neighbours() -> dict[str, frozenset[str]]:
    """The words that decide what the ambiguous word after them is, by what they decide."""
    groups: dict[str, set[str]] = {}
    for row in read_table("tidings.dates", "neighbours.csv"):
        groups.setdefault(row["group"], set()).add(row["word"])
    return {group: frozenset(members) for group, members in groups.items()}


@lru_cache(maxsize=1)
def letters() -> dict[str, str]:
    """One letter for each class, the same in every run."""
    classes = sorted({word.word_class for word in words().values()} | set(FORM_CLASSES))
    return {name: chr(ord("A") + i) if i < 26 else chr(0x3B1 + i - 26) for i, name in enumerate(classes)}
