"""Build the actor table from its CSV files and a user's, and check what only the whole can show."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from tidings.actors.folding import fold, person_id, short_names, slug, state_id
from tidings.actors.lexicon import load_lexicon
from tidings.actors.table import ActorTable, Name, NameUse, Term
from tidings.csv_rows import Row, read_data, read_rows
from tidings.records import Actor, Office
from tidings.vocabulary import ActorKind, CountryBasis, Sector

STATE_COLUMNS = (
    "country",
    "name",
    "aliases",
    "in_context",
    "adjectives",
    "people",
    "capitals",
    "metonyms",
    "leader_office",
    "successor",
    "wikidata_id",
    "note",
)
ACTOR_COLUMNS = (
    "name",
    "kind",
    "country",
    "sector",
    "aliases",
    "gender",
    "office",
    "start",
    "end",
    "members",
    "wikidata_id",
    "note",
)
GUARD_COLUMNS = ("alias", "rule", "note")


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
    leader_offices: dict[str, str] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)
    owners: dict[str, tuple[str, Row]] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()

    def name(self, alias: str, actor_id: str, use: NameUse) -> None:
        self.names[fold(alias)].setdefault((actor_id, use), Name(alias, actor_id, use))

    def own_name(self, alias: str, actor_id: str, row: Row) -> None:
        """A proper name; two actors that are no persons may share one only if it holds beside its country alone."""
        key = f"{fold(alias)} {row.cells.get('kind') == 'person'}"
        owner, first = self.owners.setdefault(key, (actor_id, row))
        if owner != actor_id and row.cells.get("kind") != "person" and fold(alias) not in self.shared:
            raise row.error(f"name already taken at {first.file}:{first.line}", alias)
        self.name(alias, actor_id, NameUse.NAME)


def load_table(extra: str | None = None, name: str = "actors.csv") -> ActorTable:
    """The table that ships with tidings, with a user's rows (CSV text, `name` for its errors) added to it.

    Raises TableError, `file:line: problem: value`, for an unknown column, country, kind, sector or date, a repeated row
    or name, and terms of one office that overlap. A user's later term closes an open one of ours.
    """
    return _load(None, "") if extra is None else _load(extra, name)


@lru_cache(maxsize=4)
def _load(extra: str | None, name: str) -> ActorTable:
    builder = _Builder(shared=_guards()["country"])
    for row in read_data("states.csv", STATE_COLUMNS):
        _add_state(builder, row)
    for file in ("people.csv", "organisations.csv"):
        _add_actors(builder, read_data(file, ACTOR_COLUMNS))
    if extra is not None:
        optional = tuple(column for column in ACTOR_COLUMNS if column not in ("name", "kind"))
        _add_actors(builder, read_rows(extra, name, ACTOR_COLUMNS, optional=optional))
    return _finish(builder)


def _add_state(builder: _Builder, row: Row) -> None:
    country, name = row.required("country"), row.required("name")
    actor_id = state_id(country)
    if actor_id in builder.actors:
        raise row.error("country already in the table", country)
    builder.actors[actor_id] = Actor(
        actor_id,
        name,
        ActorKind.STATE,
        country,
        None,
        row.text("wikidata_id"),
        row.several("aliases"),
        country_basis=CountryBasis.TABLE,
    )
    for alias in (name, *row.several("aliases")):
        builder.own_name(alias, actor_id, row)
    uses = {
        "in_context": NameUse.CONTEXT,
        "adjectives": NameUse.ADJECTIVE,
        "people": NameUse.PEOPLE,
        "capitals": NameUse.CAPITAL,
        "metonyms": NameUse.SEAT,
    }
    for column, use in uses.items():
        for alias in row.several(column):
            builder.name(alias, actor_id, use)
    builder.adjectives[country] = (*row.several("adjectives"), name)[0]
    builder.leader_offices[country] = row.required("leader_office")
    if row.text("successor"):
        builder.successors[country] = row.required("successor")


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
        builder.actors[actor_id] = Actor(
            actor_id,
            name,
            kind,
            country,
            sector,
            row.text("wikidata_id"),
            row.several("aliases"),
            country_basis=CountryBasis.TABLE if country else None,
        )
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


def _finish(builder: _Builder) -> ActorTable:
    guards = _guards()
    single = load_lexicon().single_offices
    offices: dict[tuple[str | None, str], tuple[Term, ...]] = {}
    for key, held in builder.offices.items():
        offices[key] = tuple(_closed(held)) if key[1] in single else tuple(term for term, _ in held)
        for term in offices[key]:
            builder.terms[term.actor_id].append(term)
    actors = {
        actor_id: _with_roles(actor, builder.terms.get(actor_id, [])) for actor_id, actor in builder.actors.items()
    }
    for actor in actors.values():
        if actor.kind is ActorKind.PERSON:
            for surname in _surnames(actor):
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
        guarded=guards["case"],
        contextual=guards["country"],
        leader_offices=builder.leader_offices,
        successors=builder.successors,
        countries={actor_id: actor.country for actor_id, actor in actors.items()},
        matcher=AhoCorasick(list(patterns)),
        patterns=patterns,
    )


def _surnames(actor: Actor) -> Iterator[str]:
    """The surnames of a person by every spelling of the full name; what else they are called has none ("King Ali")."""
    first = fold(actor.name.split()[0])
    for name in (actor.name, *actor.aliases):
        if fold(name.split()[0]) == first:
            yield from short_names(name, actor.country)


def _with_roles(actor: Actor, terms: list[Term]) -> Actor:
    roles = tuple(Office(term.office, term.country, term.start, term.end) for term in terms)
    sectors = load_lexicon().office_sectors
    sector = actor.sector or next((sectors[term.office] for term in terms if term.office in sectors), None)
    return replace(actor, roles=roles, sector=sector)


def _guards() -> dict[str, frozenset[str]]:
    """The folded aliases that hold only as written with capitals (`case`) or beside their country (`country`)."""
    guards: dict[str, set[str]] = {"case": set(), "country": set()}
    for row in read_data("guards.csv", GUARD_COLUMNS):
        if row.cells["rule"] not in guards:
            raise row.error("unknown rule", row.cells["rule"])
        guards[row.cells["rule"]].add(fold(row.required("alias")))
    return {rule: frozenset(aliases) for rule, aliases in guards.items()}
