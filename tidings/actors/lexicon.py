"""The common nouns that refer to actors: offices, groups of people and bodies, as checked rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from tidings.csv_rows import Row, read_data
from tidings.vocabulary import ActorKind, Sector

ROLE_COLUMNS = (
    "phrase",
    "plural",
    "office",
    "sector",
    "country",
    "gender",
    "is_single",
    "yields",
    "is_worldly",
    "note",
)
NOUN_COLUMNS = ("phrase", "plural", "kind", "sector", "country", "yields", "is_worldly", "note")
FIRST_NAME_COLUMNS = ("name", "gender", "note")
MODIFIER_COLUMNS = ("word", "sector", "wins", "note")
PLURAL_COLUMNS = ("singular", "plural", "note")


@dataclass(frozen=True, slots=True)
class Noun:
    """A phrase for an actor: what it names, and whether it stands here in the plural.

    `is_transparent`: a "group" is what its "of" phrase is. `yields`: a modifier's sector ("church" leaders) leads.
    `is_worldly`: without a country in the text it belongs to none ("experts"), unlike "parliament".
    """

    phrase: str
    plural: str
    kind: ActorKind
    sector: Sector | None
    is_plural: bool
    office: str | None = None
    gender: str | None = None
    country: str | None = None
    is_transparent: bool = False
    yields: bool = False
    is_worldly: bool = False


@dataclass(frozen=True, slots=True)
class SectorWord:
    """A modifier that gives its noun a sector ("military" officers); `wins` over the sector of the noun itself."""

    sector: Sector
    wins: bool


@dataclass(frozen=True, slots=True)
class NounLexicon:
    """All nouns by their lower-case words, with the longest phrase that starts with each first word."""

    nouns: Mapping[tuple[str, ...], Noun]
    longest: Mapping[str, int]
    single_offices: frozenset[str]
    office_sectors: Mapping[str, Sector]
    sector_words: Mapping[str, SectorWord]
    first_names: Mapping[str, str]


def plural(phrase: str) -> str:
    """The regular English plural of a noun phrase.

    >>> plural("deputy minister of defence"), plural("army"), plural("congressman")
    ('deputy ministers of defence', 'armies', 'congressmen')
    """
    head, of, rest = phrase.partition(" of ")
    for singular, irregular in irregular_plurals().items():
        if head == singular or head.endswith(
            (" " + singular, singular if singular.endswith("man") else " " + singular)
        ):
            return head.removesuffix(singular) + irregular + of + rest
    if head.endswith(("s", "x", "ch", "sh")):
        return head + "es" + of + rest
    if head.endswith("y") and head[-2] not in "aeiou":
        return head[:-1] + "ies" + of + rest
    return head + "s" + of + rest


@lru_cache(maxsize=1)
def irregular_plurals() -> Mapping[str, str]:
    """The plurals that no ending makes, by their singulars."""
    return {row.required("singular"): row.required("plural") for row in read_data("plurals.csv", PLURAL_COLUMNS)}


@lru_cache(maxsize=1)
def load_lexicon() -> NounLexicon:
    """The lexicon that ships with tidings, loaded once."""
    roles = list(read_data("roles.csv", ROLE_COLUMNS))
    nouns: dict[tuple[str, ...], Noun] = {}
    for row in roles:
        _add(nouns, row, _role(row))
    for file in ("group_nouns.csv", "bodies.csv"):
        for row in read_data(file, NOUN_COLUMNS):
            _add(nouns, row, _noun(row))
    longest: dict[str, int] = {}
    for words in nouns:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return NounLexicon(
        nouns=nouns,
        longest=longest,
        single_offices=frozenset(row.cells["office"] for row in roles if row.cells["is_single"] == "yes"),
        office_sectors=_office_sectors(roles),
        sector_words=dict(_sector_words()),
        first_names={
            row.required("name").lower(): row.required("gender")
            for row in read_data("first_names.csv", FIRST_NAME_COLUMNS)
        },
    )


def _role(row: Row) -> Noun:
    if row.cells["gender"] not in ("", "m", "f"):
        raise row.error("unknown gender", row.cells["gender"])
    return Noun(
        phrase=row.required("phrase"),
        plural=row.text("plural") or plural(row.required("phrase")),
        kind=ActorKind.PERSON,
        sector=row.code("sector", Sector),
        is_plural=False,
        office=row.text("office"),
        gender=row.text("gender"),
        country=row.text("country"),
        yields=row.cells["yields"] == "yes",
        is_worldly=row.cells["is_worldly"] == "yes",
    )


def _noun(row: Row) -> Noun:
    kind = row.code("kind", ActorKind)
    return Noun(
        phrase=row.required("phrase"),
        plural=row.text("plural") or plural(row.required("phrase")),
        kind=kind or ActorKind.GROUP,
        sector=row.code("sector", Sector),
        is_plural=False,
        country=row.text("country"),
        is_transparent=kind is None,
        yields=row.cells["yields"] == "yes",
        is_worldly=row.cells["is_worldly"] == "yes",
    )


def _add(nouns: dict[tuple[str, ...], Noun], row: Row, noun: Noun) -> None:
    forms = {noun.phrase: False} | ({} if noun.plural == "-" else {noun.plural: True})
    if noun.phrase == noun.plural:
        forms = {noun.phrase: True}
    for form, is_plural in forms.items():
        words = tuple(form.lower().replace("-", " ").replace("'s", " 's").split())
        if words in nouns:
            raise row.error("phrase already in the lexicon", form)
        nouns[words] = replace(noun, is_plural=is_plural)


def _office_sectors(roles: Iterable[Row]) -> dict[str, Sector]:
    sectors: dict[str, Sector] = {}
    for row in roles:
        sector = row.code("sector", Sector)
        if row.cells["office"] and sector:
            sectors.setdefault(row.cells["office"], sector)
    return sectors


def _sector_words() -> Iterable[tuple[str, SectorWord]]:
    for row in read_data("sector_words.csv", MODIFIER_COLUMNS):
        sector = row.code("sector", Sector)
        if sector is None:
            raise row.error("no sector for", row.required("word"))
        yield row.required("word"), SectorWord(sector, row.cells["wins"] == "yes")
