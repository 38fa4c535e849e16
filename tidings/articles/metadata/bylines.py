"""Who wrote it: the people and the agency named in a byline or in the sign-off of a wire story."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tidings.articles.boilerplate import read_rows
from tidings.articles.metadata.outlets import outlets
from tidings.csv_rows import any_of, word_list

LONGEST_BYLINE = 160
LONGEST_NAME = 5  # words
# "By Tom Brooks", "BY REUTERS", "Von Anna Schmidt"; never "By Monday the troops": the rest must be names.
BY = re.compile(
    r"^(?:story |written |words |text |reported |posted )?"
    rf"(?:{any_of('byline_openers', 'tidings.articles')})\b\s?:?\s*",
    re.I,
)
BY_WITHIN = re.compile(r"(?:^|[\s|·•/–—-])(?:[Bb]y|BY)(?:\b\s?:?\s*|(?=[A-Z][a-z.]))(?=[^\W\d_a-z])")
DESK_WORDS = 4
# A handle, a site, a year or a clock after the names
BYLINE_REST = re.compile(
    r"@\w|\b\w+\.(?:com|org|net|co)\b|\b(?:19|20)\d\d\b.|\d:\d\d|\bago\b|\b(?:Published|Updated|Posted)\b", re.I
)
ROLE_WITHIN = 4
# A small letter, then a capital: two words run together; not in McDonald, DeVito, LaSalle, MacArthur.
GLUED = re.compile(r"\b([A-Z]?[a-z]+)(?=[A-Z][a-z])")
PREFIXES = word_list("name_prefixes", "tidings.articles")
# What ends the names: place, outlet, role, date, address, number.
AFTER_NAMES = re.compile(
    r"\s*(?:\||•|·|—|–|\s-\s|\(|\[|@|\bin [A-Z]|\bfor (?:the )?[A-Z]|\bat \d|\bon [A-Z]|\d|https?:|"
    r"\bUpdated|\bPublished|\bPosted|\bLast )"
)
BETWEEN = re.compile(r"\s*(?:,\s*and\b|,|;|&|/|\band\b|\bAND\b|\bund\b|\bet\b|\by\b|\bwith\b|\s{2,})\s*")
SITE = re.compile(r"[\w-]+\.(?:com|org|net|co|news)\b", re.I)
WORD = re.compile(r"[^\W\d_]+(?:[.'’`-][^\W\d_]*)*\.?")
# "(Reporting by A in B; Writing by C; Editing by D)": who wrote, who helped; editors are no authors.
SIGN_OFF = re.compile(
    r"^[(\[]?\s*(?:additional )?(?:reporting|writing|written|compiled|reported) (?:and writing )?by\b", re.I
)
DUTY = re.compile(rf"\b(?P<duty>{any_of('duties', 'tidings.articles')})\s+by\b\s*:?", re.I)
WROTE = word_list("duties_of_authors", "tidings.articles")
HELPED = "additional reporting"


@dataclass(frozen=True, slots=True)
class Byline:
    """The people and the agency that a line names as authors; or, `is_desk`, a desk or team instead of people."""

    authors: tuple[str, ...]
    agency: str | None
    is_desk: bool = False


def read_byline(text: str) -> Byline | None:
    """The authors of a line that begins with "By", None when the rest are no names.

    >>> read_byline("By Anna Kowalska and Tom Brooks").authors
    ('Anna Kowalska', 'Tom Brooks')
    >>> read_byline("By Monday evening the troops had left.") is None
    True
    """
    if len(text) > LONGEST_BYLINE or not (by := BY.match(text)):
        return None
    return read_names(unglue(text[by.end() :]))


def find_byline(text: str) -> Byline | None:
    """The authors of a short line that says "by" anywhere; a team counts as an author, nameless staff do not.

    >>> find_byline("July 24, 2019 by Ida Lund 5 Comments").authors
    ('Ida Lund',)
    >>> find_byline("By Staff Reports -").authors, find_byline("By Staff Writer").authors
    (('Staff Reports',), ())
    """
    if len(text) > LONGEST_BYLINE or not (by := BY_WITHIN.search(text)):
        return None
    rest = unglue(text[by.end() :])
    if byline := read_names(rest):
        return byline
    end = AFTER_NAMES.search(rest)
    desk = (rest[: end.start()] if end else rest).strip(" .,:;-")
    is_desk = 1 <= len(desk.split()) <= DESK_WORDS and all(word[0].isupper() for word in desk.split())
    is_nobody = all(word.casefold() in roles() for word in desk.split())
    return Byline(() if is_nobody else (desk,), None, is_desk=True) if is_desk else None


def read_leading_names(text: str) -> Byline | None:
    """The authors that a line begins with, when a role, an outlet, a time or an address goes on after them.

    >>> read_leading_names("Ida Lund  Political Correspondent").authors
    ('Ida Lund',)
    >>> read_leading_names("Key Points") is None
    True
    """
    if len(text) > LONGEST_BYLINE or text.endswith((".", "?", "!", ":", "…")):
        return None
    text = unglue(text)
    end = AFTER_NAMES.search(text)
    listed = text[: end.start()] if end else text
    has_role = any(word.casefold() in roles() for word in listed.split()[2:])
    if not has_role and not (end and goes_on_as_byline(text[end.start() :])):
        return None
    byline = read_names(listed)
    if byline is None or not all(2 <= len(name.split()) <= 4 for name in byline.authors):
        return None
    return byline


def goes_on_as_byline(rest: str) -> bool:
    """Whether what follows the names is a role, an outlet, an address or a time, not the rest of a sentence.

    >>> goes_on_as_byline(" / EXAMPLE.COM / Sep 2, 2024"), goes_on_as_byline(" - closed until further notice")
    (True, False)
    """
    words = [word.casefold() for word in WORD.findall(rest)]
    return BYLINE_REST.search(rest) is not None or any(word in roles() for word in words[:ROLE_WITHIN])


def unglue(text: str) -> str:
    """A line with the words parted that a page ran together: "Ida LundTravel Reporter", "ByIda Lund".

    >>> unglue("ByIda LundTravel Reporter"), unglue("Ian McDonald")
    ('By Ida Lund | Travel Reporter', 'Ian McDonald')
    """
    return GLUED.sub(part_words, text)


def part_words(glue: re.Match[str]) -> str:
    """The first of two words run together, parted from the second; a name's own prefix stays with it."""
    word = glue.group(1)
    if word in PREFIXES:
        return word
    return word + (" " if word in {"By", "by"} else " | ")


def read_bare_byline(text: str) -> Byline | None:
    """The authors of a line that holds nothing but names, roles and an outlet; only its place says it is a byline.

    >>> read_bare_byline("Luis Ortega, Senior Correspondent").authors
    ('Luis Ortega',)
    """
    if len(text) > LONGEST_BYLINE or text.endswith((".", "?", "!", ":", "…")):
        return None
    byline = read_names(unglue(text))
    if byline is None or byline.agency:
        return byline
    return byline if all(2 <= len(name.split()) <= 4 for name in byline.authors) else None


def read_sign_off(text: str) -> Byline | None:
    """The writers of a closing "(Reporting by ...; Editing by ...)"; those who helped only when nobody else is named.

    >>> read_sign_off("(Reporting by Ida Lund in Oslo; Editing by Max Roth)").authors
    ('Ida Lund',)
    """
    if not SIGN_OFF.match(text):
        return None
    duties = list(DUTY.finditer(text))
    ends = [duty.start() for duty in duties[1:]] + [len(text)]
    wrote: list[str] = []
    helped: list[str] = []
    for duty, end in zip(duties, ends, strict=True):
        named = names_with_places(text[duty.end() : end])
        kind = duty["duty"].casefold()
        if kind in WROTE:
            wrote += named
        elif kind == HELPED:
            helped += named
    return Byline(tuple(dict.fromkeys(wrote or helped)), None)


def names_with_places(text: str) -> list[str]:
    """The names of "A in X, B in Y and C": what follows "in" is a place."""
    names: list[str] = []
    for part in re.split(r"\s*(?:;|,|\band\b)\s*", text.strip(" ;.)]")):
        name = re.split(r"\s+in\s+", part, maxsplit=1)[0].strip()
        if is_name(name) and len(name.split()) >= 2:
            names.append(name)
    return names


def read_names(text: str) -> Byline | None:
    """People and agency of a list of names, None when it holds anything else."""
    end = AFTER_NAMES.search(text)
    listed = text[: end.start()] if end else text
    authors: list[str] = []
    agency: str | None = None
    for part in BETWEEN.split(listed.strip(" .,:;")):
        name = without_role(part.strip(" .,:;\u200b\u200e"))
        if not name or name.casefold() in outlets() or SITE.fullmatch(name):
            continue
        if authors and len(name.split()) == 1 and not agency_of(name):
            break
        if found := agency_of(name):
            agency = agency or found
        elif is_role(name):
            continue
        elif is_name(name):
            authors.append(tidy_name(name))
        elif authors or agency:
            break
        else:
            return None
    if not authors and agency is None:
        return None
    return Byline(tuple(dict.fromkeys(authors)), agency)


def agency_of(name: str) -> str | None:
    """The agency that a name is, its "staff", "desk" and the like aside.

    >>> agency_of("Reuters staff")
    'Reuters'
    """
    words = [word for word in name.split() if word.casefold() not in roles()]
    return agencies().get(" ".join(words).casefold()) or agencies().get(name.casefold())


def without_role(name: str) -> str:
    """A name without the office set after it, and without degrees; an office alone stays as it is."""
    words = name.split()
    office = next((i for i, word in enumerate(words) if word.casefold() in roles()), len(words))
    return " ".join(words[:office]) if office >= 2 else name


def is_role(name: str) -> bool:
    """Whether a phrase is an office of the newsroom, not a person: "Senior Correspondent", "Staff Writer"."""
    words = name.casefold().split()
    return words[-1] in roles() or (len(words) > 1 and words[0] in roles())


def is_name(text: str) -> bool:
    """Whether a phrase is built like a person's name: capitalised words, particles between them.

    >>> is_name("Ursula von der Leyen"), is_name("the defence ministry")
    (True, False)
    """
    words = text.split()
    if not 1 <= len(words) <= LONGEST_NAME or not words[0][0].isupper() or words[0].casefold() in name_words("opener"):
        return False
    return all(
        WORD.fullmatch(word)
        and (word[0].isupper() or word.casefold() in name_words("particle") or word[:3] in {"al-", "el-"})
        for word in words
    )


def tidy_name(name: str) -> str:
    """A name as it is said: names set in capitals get small letters.

    >>> tidy_name("JANE DOE")
    'Jane Doe'
    """
    name = " ".join(name.split())
    return name.title() if name.isupper() and len(name) > 4 else name


@cache
def agencies() -> Mapping[str, str]:
    """What each wire agency is called, by its names in lower case."""
    return {row["name"].casefold(): row["agency"] for row in read_rows("agencies.csv") if row["kind"] == "wire"}


@cache
def name_words(kind: str) -> frozenset[str]:
    """Small words of names: a `particle` stands within a name, an `opener` begins a phrase that is none."""
    return frozenset(row["word"] for row in read_rows("name_words.csv") if row["kind"] == kind)


@cache
def roles() -> frozenset[str]:
    """Words of newsroom offices."""
    return frozenset(row["word"] for row in read_rows("roles.csv"))
