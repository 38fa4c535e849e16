"""The actor table: states, people with their dated offices, organisations and armed groups, by every name they go by."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from tidings.actors.lexicon import load_lexicon
from tidings.actors.rows import Row, TableError, read_data, read_rows
from tidings.vocabulary import ActorKind, Sector
from tidings.model import Actor, Role

STATE_COLUMNS = ("country", "name", "aliases", "adjectives", "people", "capitals", "metonyms", "wikidata_id", "note")
ACTOR_COLUMNS = (
    ("name", "kind", "country", "sector", "aliases", "gender", "office", "start", "end", "members", "wikidata_id", "note")
)
GUARD_COLUMNS = ("alias", "note")
# Where the family name comes first: the short name of Xi Jinping is Xi.
FAMILY_NAME_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "MAC", "KHM"})


class NameUse(StrEnum):
    """How a name stands for its actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    SURNAME = "surname"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the table spells it, and whom it may stand for."""

    alias: str
    actor_id: str
    use: NameUse


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody in an office of a country from `start` until `end` (exclusive); an open bound is None."""

    actor_id: str
    office: str
    country: str | None
    start: date | None
    end: date | None

    def covers(self, day: date | None) -> bool:
        """Whether the office is held on that day; without a day, whether the term is open."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class ActorTable:
    """All known actors. `names` is keyed by `fold`ed spelling; `terms` by actor; `offices` by (country, office)."""

    actors: Mapping[str, Actor]
    names: Mapping[str, tuple[Name, ...]]
    terms: Mapping[str, tuple[Term, ...]]
    offices: Mapping[tuple[str | None, str], tuple[Term, ...]]
    genders: Mapping[str, str]
    members: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, str]
    guarded: frozenset[str]
    countries: Mapping[str, str | None]
    matcher: AhoCorasick
    patterns: tuple[str, ...]

    def holder(self, country: str | None, office: str, day: date | None) -> Actor | None:
        """Who holds the office of the country on that day, if the table knows exactly one."""
        if day is None:
            return None
        held = {term.actor_id for term in self.offices.get((country, office), ()) if term.covers(day)}
        return self.actors[held.pop()] if len(held) == 1 else None

    def is_state_word(self, word: str) -> bool:
        """Whether the word is a state's name or adjective."""
        return any(name.actor_id.startswith("state:") for name in self.names.get(fold(word), ()))

    def on(self, actor_id: str, day: date | None) -> Actor:
        """The actor as of that day: former office-holders are ELI."""
        actor = self.actors[actor_id]
        terms = self.terms.get(actor_id, ())
        if not terms:
            return actor
        current = [term for term in terms if term.covers(day)]
        if current:
            return replace(actor, sector=load_lexicon().office_sectors.get(current[-1].office, actor.sector))
        is_over = any(term.end is not None and (day is None or term.end <= day) for term in terms)
        return replace(actor, sector=Sector.ELI if is_over else actor.sector)


@dataclass
class _Builder:
    """Collects the rows of all files, then checks what only the whole can show."""

    actors: dict[str, Actor] = field(default_factory=dict)
    names: dict[str, dict[tuple[str, NameUse], Name]] = field(default_factory=lambda: defaultdict(dict))
    terms: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    offices: dict[tuple[str | None, str], list[tuple[Term, Row]]] = field(default_factory=lambda: defaultdict(list))
    genders: dict[str, str] = field(default_factory=dict)
    members: dict[str, frozenset[str]] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    owners: dict[str, tuple[str, Row]] = field(default_factory=dict)

    def name(self, alias: str, actor_id: str, use: NameUse) -> None:
        self.names[fold(alias)].setdefault((actor_id, use), Name(alias, actor_id, use))

    def own_name(self, alias: str, actor_id: str, row: Row) -> None:
        """A proper name; two actors that are no persons may not share one."""
        key = f"{fold(alias)} {row.cells.get('kind') == 'person'}"
        owner, first = self.owners.setdefault(key, (actor_id, row))
        if owner != actor_id and row.cells.get("kind") != "person":
            raise row.error(f"name already taken at {first.file}:{first.line}", alias)
        self.name(alias, actor_id, NameUse.NAME)


# One character for one character, so that offsets stay: lower case, no accents, plain apostrophes, dashes and blanks.
class _Folding(dict[int, int]):
    def __missing__(self, code: int) -> int:
        character = chr(code)
        plain = unicodedata.normalize("NFKD", character)[0] if character.isalpha() else character
        plain = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-", "ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d"}.get(plain, plain)
        lower = " " if plain.isspace() else plain.lower()
        self[code] = ord(lower) if len(lower) == 1 else code
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text for comparing names, as long as it was: lower case, without accents.

    >>> fold("Élysée’s")
    "elysee's"
    """
    return text.translate(_FOLDING)


def slug(text: str) -> str:
    """The text as part of an id.

    >>> slug("Recep Tayyip Erdoğan")
    'recep-tayyip-erdogan'
    """
    return "-".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def state_id(country: str) -> str:
    """The actor_id of a state."""
    return f"state:{country}"


def person_id(name: str, country: str | None) -> str:
    """The actor_id of a person of that name and country, known to the table or not."""
    return f"person:{country or 'unknown'}:{slug(name)}"


def short_names(name: str, country: str | None) -> tuple[str, ...]:
    """The words by which a person may be called for short.

    >>> short_names("Xi Jinping", "CHN"), short_names("Angela Merkel", "DEU"), short_names("Jan Ole van Dyk", None)
    (('Xi',), ('Merkel',), ('van Dyk', 'Dyk'))
    """
    words = name.split()
    if len(words) < 2:
        return ()
    if country in FAMILY_NAME_FIRST and words[0].lower() not in load_lexicon().first_names:
        return (words[0],)
    last = len(words) - 1
    if words[last].rstrip(".") in ("Jr", "Sr", "II", "III", "Jr.") and last > 1:
        last -= 1
    return (f"{words[last - 1]} {words[last]}", words[last]) if words[last - 1].lower() in PARTICLES else (words[last],)


PARTICLES = frozenset("al el ben bin van von de der da di dos du le la abu ibn zu ould".split())


def load_table(extra: str | None = None, name: str = "actors.csv") -> ActorTable:
    """The table that ships with tidings, with a user's rows (CSV text, `name` for its errors) added to it.

    Raises TableError, `file:line: problem: value`, for an unknown column, country, kind, sector or date, a repeated row or
    name, and terms of one office that overlap. A user's later term closes an open one of ours.
    """
    return _load(None, "") if extra is None else _load(extra, name)


@lru_cache(maxsize=4)
def _load(extra: str | None, name: str) -> ActorTable:
    builder = _Builder()
    for row in read_data("states.csv", STATE_COLUMNS):
        _add_state(builder, row)
    for file in ("people.csv", "organisations.csv"):
        _add_actors(builder, read_data(file, ACTOR_COLUMNS))
    if extra is not None:
        optional = tuple(column for column in ACTOR_COLUMNS if column not in ("name", "kind"))
        _add_actors(builder, read_rows(extra, name, ACTOR_COLUMNS, optional=optional))
    return _finish(builder, frozenset(fold(row.required("alias")) for row in read_data("guards.csv", GUARD_COLUMNS)))


def _add_state(builder: _Builder, row: Row) -> None:
    country, name = row.required("country"), row.required("name")
    actor_id = state_id(country)
    if actor_id in builder.actors:
        raise row.error("country already in the table", country)
    builder.actors[actor_id] = Actor(
        actor_id, name, ActorKind.STATE, country, None, row.text("wikidata_id"), row.several("aliases")
    )
    for alias in (name, *row.several("aliases")):
        builder.own_name(alias, actor_id, row)
    uses = {"adjectives": NameUse.ADJECTIVE, "people": NameUse.PEOPLE, "capitals": NameUse.CAPITAL, "metonyms": NameUse.SEAT}
    for column, use in uses.items():
        for alias in row.several(column):
            builder.name(alias, actor_id, use)
    builder.adjectives[country] = (*row.several("adjectives"), name)[0]


def _add_actors(builder: _Builder, rows: Iterable[Row]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.cells[column] for column in ("name", "kind", "country", "office", "start"))
        if key in seen:
            raise row.error(f"row repeats line {seen[key]}", row.required("name"))
        seen[key] = row.line
        _add_actor(builder, row)


def _add_actor(builder: _Builder, row: Row) -> None:
    name, kind, country = row.required("name"), row.code("kind", ActorKind), row.text("country")
    if kind is None:
        raise row.error("empty cell in column", "kind")
    for code in (country, *row.several("members")):
        if code and state_id(code) not in builder.actors:
            raise row.error("unknown country (ISO 3166-1 alpha-3)", code)
    actor_id = person_id(name, country) if kind is ActorKind.PERSON else f"{kind}:{slug(name)}"
    if actor_id not in builder.actors:
        sector = row.code("sector", Sector)
        builder.actors[actor_id] = Actor(actor_id, name, kind, country, sector, row.text("wikidata_id"), row.several("aliases"))
        builder.members[actor_id] = frozenset(row.several("members"))
    elif not row.text("office"):
        raise row.error("actor already in the table", name)
    if row.cells["gender"] not in ("", "m", "f"):
        raise row.error("unknown gender (m, f or empty)", row.cells["gender"])
    if row.cells["gender"]:
        builder.genders[actor_id] = row.cells["gender"]
    for alias in (name, *row.several("aliases")):
        builder.own_name(alias, actor_id, row)
    if row.text("office"):
        _add_term(builder, row, actor_id, country)


def _add_term(builder: _Builder, row: Row, actor_id: str, country: str | None) -> None:
    term = Term(actor_id, row.required("office"), country, row.day("start"), row.day("end"))
    if term.start and term.end and term.end < term.start:
        raise row.error("office ends before it starts", row.required("end"))
    builder.offices[(country, term.office)].append((term, row))


def _closed(held: list[tuple[Term, Row]]) -> Iterator[Term]:
    """The terms of one office, checked; an open term of our own file ends where a user's next one starts."""
    held = sorted(held, key=lambda pair: pair[0].start or date.min)
    for (term, row), (later, later_row) in zip(held, [*held[1:], (None, None)], strict=True):
        if later is None or later_row is None or later.start is None:
            yield term
        elif term.end is None and row.file != later_row.file:
            yield replace(term, end=later.start)
        elif term.end is None or term.end > later.start:
            raise later_row.error(f"{term.office} overlaps the term at {row.file}:{row.line}", str(later.start))
        else:
            yield term


def _finish(builder: _Builder, guarded: frozenset[str]) -> ActorTable:
    single = load_lexicon().single_offices
    offices: dict[tuple[str | None, str], tuple[Term, ...]] = {}
    for key, held in builder.offices.items():
        offices[key] = tuple(_closed(held)) if key[1] in single else tuple(term for term, _ in held)
        for term in offices[key]:
            builder.terms[term.actor_id].append(term)
    actors = {actor_id: _with_roles(actor, builder.terms.get(actor_id, [])) for actor_id, actor in builder.actors.items()}
    for actor in actors.values():
        if actor.kind is ActorKind.PERSON:
            for surname in short_names(actor.name, actor.country):
                builder.name(surname, actor.actor_id, NameUse.SURNAME)
    patterns = tuple(builder.names)
    return ActorTable(
        actors=actors,
        names={folded: tuple(names.values()) for folded, names in builder.names.items()},
        terms={actor_id: tuple(terms) for actor_id, terms in builder.terms.items()},
        offices=offices,
        genders=builder.genders,
        members=builder.members,
        adjectives=builder.adjectives,
        guarded=guarded,
        countries={actor_id: actor.country for actor_id, actor in actors.items()},
        matcher=AhoCorasick(list(patterns)),
        patterns=patterns,
    )


def _with_roles(actor: Actor, terms: list[Term]) -> Actor:
    roles = tuple(Role(term.office, term.country, term.start, term.end) for term in terms)
    sectors = load_lexicon().office_sectors
    sector = actor.sector or next((sectors[term.office] for term in terms if term.office in sectors), None)
    return replace(actor, roles=roles, sector=sector)


__all__ = ["ActorTable", "Name", "NameUse", "TableError", "Term", "fold", "load_table", "person_id", "short_names", "slug", "state_id"]
