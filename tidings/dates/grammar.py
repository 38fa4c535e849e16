"""The grammar of time expressions, named patterns over token classes, and what of a text they match."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tidings.csv_rows import Row, read_table
from tidings.dates.lexer import TimeToken, letters_of
from tidings.dates.words import letters

# A name in a pattern: a token class in lower case, a macro in capitals. All else is regular expression; a repetition
# without a bound does not occur, so that no text takes long.
NAME = re.compile(r"[A-Za-z_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule matched: tokens[first:last] of the whole text's `tokens`."""

    rule: str
    tokens: list[TimeToken]
    first: int
    last: int

    def __iter__(self) -> Iterator[TimeToken]:
        return iter(self.tokens[self.first : self.last])

    def __len__(self) -> int:
        return self.last - self.first

    def of(self, *classes: str) -> TimeToken | None:
        """The first token of one of these classes."""
        for token in self:
            if token.word_class in classes:
                return token
        return None

    def has(self, *classes: str) -> bool:
        return self.of(*classes) is not None

    @property
    def start(self) -> int:
        return self.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.tokens[self.last - 1].end

    @property
    def before(self) -> TimeToken | None:
        """The token before the match."""
        return self.tokens[self.first - 1] if self.first else None

    @property
    def after(self) -> TimeToken | None:
        """The token after the match."""
        return self.tokens[self.last] if self.last < len(self.tokens) else None


@lru_cache(maxsize=1)
def _macros() -> dict[str, str]:
    return {row["macro"]: row["pattern"] for row in read_table("tidings.dates", "macros.csv")}


@lru_cache(maxsize=1)
def rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Rule names with their compiled patterns. Raises TableError for an unknown class."""
    rows = read_table("tidings.dates", "rules.csv")
    return tuple((row["rule"], re.compile(_expand(row["pattern"], row))) for row in rows)


def _expand(pattern: str, row: Row) -> str:
    def expanded(found: re.Match[str]) -> str:
        name = found.group()
        if name in _macros():
            return f"(?:{_expand(_macros()[name], row)})"
        if name not in letters():
            raise row.error(f"no token class or macro {name!r} in", pattern)
        return letters()[name]

    return NAME.sub(expanded, pattern).replace(" ", "")


def matches(tokens: list[TimeToken], is_wanted: Callable[[Match], bool]) -> list[Match]:
    """The matches wanted, leftmost first, at one place the longest, of equals the earlier rule, none overlapping."""
    line = letters_of(tokens)
    found = [
        (match.start(), -match.end(), order, name)
        for order, (name, pattern) in enumerate(rules())
        for match in pattern.finditer(line)
    ]
    kept: list[Match] = []
    covered = 0
    for start, minus_end, _, name in sorted(found):
        if start >= covered and is_wanted(match := Match(name, tokens, start, -minus_end)):
            kept.append(match)
            covered = -minus_end
    return kept
