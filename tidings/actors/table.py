"""The actor table: states, people with dated offices, organisations, armed groups, by every name they go by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ahocorasick_rs import AhoCorasick

from tidings.actors.lexicon import load_lexicon
from tidings.records import Actor
from tidings.vocabulary import ActorKind, CountryBasis, Sector

# Sectors whose bearers, once out of office, are elites.
ELITE_ONCE = frozenset({Sector.GOV, Sector.MIL, Sector.SPY, Sector.LEG, Sector.JUD, Sector.COP, None})


class NameUse(StrEnum):
    """How a name stands for its actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    SURNAME = "surname"
    CONTEXT = "context"


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
    contextual: frozenset[str]
    leader_offices: Mapping[str, str]
    successors: Mapping[str, str]
    countries: Mapping[str, str | None]
    matcher: AhoCorasick
    patterns: tuple[str, ...]

    def holder(self, country: str | None, office: str, day: date | None) -> Actor | None:
        """Who holds the office of the country on that day, if the table knows exactly one."""
        if day is None:
            return None
        held = {term.actor_id for term in self.offices.get((country, office), ()) if term.covers(day)}
        return self.actors[held.pop()] if len(held) == 1 else None

    def today(self, actor: Actor) -> Actor:
        """The actor with the code of the state that continues its own: ISO 3166-1 has none for the Soviet Union."""
        successor = self.successors.get(actor.country or "")
        return replace(actor, country=successor) if successor else actor

    def on(self, actor_id: str, day: date | None) -> Actor:
        """The actor as of that day: former office-holders are ELI, people of international bodies are of no country."""
        actor = self.actors[actor_id]
        terms = self.terms.get(actor_id, ())
        if not terms:
            return of_no_country(actor) if actor.kind is ActorKind.PERSON and actor.sector is Sector.IGO else actor
        current = [term for term in terms if term.covers(day)]
        if current:
            sector = load_lexicon().office_sectors.get(current[-1].office, actor.sector)
            served = replace(actor, sector=sector, country_basis=CountryBasis.TABLE if actor.country else None)
            return of_no_country(served) if sector is Sector.IGO else served
        is_over = any(term.end is not None and (day is None or term.end <= day) for term in terms)
        return replace(actor, sector=Sector.ELI) if is_over and actor.sector in ELITE_ONCE else actor


def of_no_country(actor: Actor) -> Actor:
    """The actor in the service of an international body, whatever the passport."""
    return replace(actor, sector=Sector.IGO, country=None, country_basis=None)
