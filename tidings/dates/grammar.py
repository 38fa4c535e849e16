"""The grammar of time expressions: named patterns over token classes, and the matches they find, leftmost and longest first.

A pattern is written in class names (`month comma? year`); capital names are macros. Each name becomes one letter, so a
pattern is a regular expression over the string of a text's token letters. Repetition is bounded throughout.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tidings.dates.lexer import Token, letters_of
from tidings.dates.words import letters

MACROS = {
    "MON": "(month|short_month dot?)",
    "WD": "(weekday|short_weekday dot?)",
    "DAY": "(monthday|monthday_ordinal)",
    "ORD": "(ordinal|monthday_ordinal)",
    "YEAR": "(year era?|year ad|short_year|(number|monthday) era)",
    "COUNT": "((article vague|article couple of?|vague|number|monthday|article|couple of?)(and article half)?)",
    "DEICTIC": "(this|last|past|next|coming)",
    "NARRATIVE": "(that same|the same|this same|that|same|the? previous|the? following|the next)",
    "UNIT": "(unit|weekday|month|season|daypart|fiscal? unit)",
    "UNITS": "(unit|units|hrs)",
    "JOIN": "(to|hyphen|and|or|comma|until|till|through)",
    # "early", "mid-", "early in the", "the end of the", "late last"
    "PART": "((the|this|that)? modifier hyphen? part? (in|on|of)? the?|the? (modifier hyphen?)? edge of the?)",
    "DAYTIME": "((the? (modifier hyphen?)? daypart (units)? of))",
    "TIME": "(clock (ampm|hrs)?|monthday ampm|monthday oclock|clock_word) zone?",
}
# Name and pattern; the name is the reader's. At the same place the longest match wins, then the earlier rule.
RULES = (
    ("calendar", "DAYTIME? PART? (WD comma?)? the? DAY of? MON (comma? of? YEAR)?"),
    ("calendar", "DAYTIME? PART? (WD comma?)? MON the? DAY (comma? of? YEAR)?"),
    ("calendar", "PART? MON (comma|of)? YEAR"),
    ("calendar", "PART? month"),
    ("calendar", "PART? short_month dot"),
    ("calendar", "PART? the? season (of|comma)? YEAR"),
    ("calendar", "PART? YEAR season"),
    ("season", "PART? (the? season)"),
    ("calendar", "PART? YEAR"),
    ("calendar", "PART? the? (unit|units) YEAR"),
    ("calendar", "fiscal unit? YEAR"),
    (
        "month_of_unit",
        "PART? (the? DAY of?)? MON DAY? comma? of? (the same|that same|that|this|last|next|the previous|the following) unit",
    ),
    (
        "season_of_unit",
        "PART? (the? season) of (the same|that same|that|this|last|next|the previous|the following) unit",
    ),
    ("day_list", "the? DAY(?=JOIN the? DAY of? MON)"),
    ("day_more", "(?<=MON1 DAY JOIN)DAY(comma? year)?"),
    ("bc_list", "(number|monthday|year)(?=(to|hyphen|and|comma|until)(number|monthday|year) era)"),
    ("year_more", "(?<=year hyphen)(monthday|number)"),
    ("iso", "iso"),
    ("slash", "slash_date"),
    ("decade", "(PART|the modifier?)? decade era?"),
    ("decade", "(PART|the) decade_word"),
    ("century", "PART? the? ORD hyphen? unit era?"),
    ("quarter", "PART? (quarter_code) (of|comma)? fiscal? YEAR?"),
    (
        "part_of",
        "PART? the? (ORD|last|past) fiscal? (unit|half|weekday) (of|in)? (the? (fiscal (unit)?)? YEAR|MON YEAR?|DEICTIC unit|NARRATIVE unit|the unit)",
    ),
    ("ordinal_unit", "(the|this|last|next|coming|article)? ORD (fiscal|hyphen)? (unit|half)"),
    ("span_of", "the? (ORD|last|past) COUNT units"),
    ("deictic", "PART? deictic (daypart)?"),
    ("deictic", "(modifier) (deictic)"),
    ("around_deictic", "the unit (before|after) deictic"),
    ("tonight", "tonight"),
    ("shifted", "PART? (modifier|later|earlier)? (in)? DEICTIC UNIT (daypart)?"),
    ("shifted", "PART? (modifier|later|earlier)? (in)? NARRATIVE UNIT (daypart)?"),
    ("shifted", "the unit (before|after|following|previous|earlier|later)"),
    ("same_unit", "(PART|later in|earlier in|modifier in) the unit"),
    ("weekday", "WD (comma? modifier? daypart)?"),
    ("weekday", "modifier (on)? weekday"),
    ("weekday_time", "WD comma? TIME"),
    ("calendar_time", "MON the? DAY (comma? YEAR)? comma? (at)? TIME"),
    ("time", "TIME"),
    ("time", "TIME (on|comma) WD"),
    ("daypart", "(the|that|this|number|article) modifier? daypart"),
    ("distance", "(modifier)? COUNT units (ago|later|earlier|before|after|previous|from now)"),
    ("distance", "COUNT unit (ago|later|earlier|before|after|from now)"),
    ("distance", "units (ago|later|earlier|before|after)"),
    ("distance", "unit hyphen (ago|earlier)"),
    ("duration", "(the)? (DEICTIC|previous|following) COUNT? units"),
    ("recent", "(recent) units"),
    ("duration", "(the)? COUNT hyphen? UNITS ((hyphen? (long|old))|(of age))?"),
    ("duration", "half article unit"),
    ("duration", "(article|the)? unit hyphen long"),
    ("duration", "units"),
    ("duration", "units hyphen long"),
    ("set", "(every|each|per) (COUNT|ordinal|other)? (unit|units|weekday|daypart|month|season)"),
    ("set", "set"),
    ("feast", "feast (comma? year)?"),
    ("reference", "ref"),
    ("reference", "now"),
    ("reference", "(in)? (the) future"),
    ("reference", "the (present|past)"),
    ("reference", "(these) units"),
    ("daypart", "(?<=at)daypart"),
)
NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule matched: tokens[first:last] of the whole text's `tokens`."""

    rule: str
    tokens: list[Token]
    first: int
    last: int

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens[self.first : self.last])

    def of(self, *classes: str) -> Token | None:
        """The first token of one of these classes."""
        return next((token for token in self if token.word_class in classes), None)

    def has(self, *classes: str) -> bool:
        return self.of(*classes) is not None

    @property
    def start(self) -> int:
        return self.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.tokens[self.last - 1].end


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(_expand(pattern).replace(" ", ""))) for name, pattern in RULES)


def _expand(pattern: str) -> str:
    table = letters()

    def letter(found: re.Match[str]) -> str:
        name = found.group()
        if name in MACROS:
            return f"(?:{_expand(MACROS[name])})"
        if name == "MON1":
            return table["month"]
        if name not in table:
            raise ValueError(f"grammar: no class {name!r} in {pattern!r}")
        return table[name]

    return NAME.sub(letter, pattern)


def matches(tokens: list[Token]) -> list[Match]:
    """The matches of all rules, leftmost first, at one place the longest, none overlapping."""
    line = letters_of(tokens)
    found = [
        (m.start(), -m.end(), order, name)
        for order, (name, pattern) in enumerate(_compiled())
        for m in pattern.finditer(line)
        if m.end() > m.start()
    ]
    kept: list[Match] = []
    covered = 0
    for start, minus_end, _, name in sorted(found):
        if start >= covered:
            kept.append(Match(name, tokens, start, -minus_end))
            covered = -minus_end
    return kept
