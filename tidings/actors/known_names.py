"""Where a text says a name of the actor table: spelt as there, between word borders, in a context that allows it."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from tidings.actors.folding import fold
from tidings.actors.table import ActorTable, Name, NameUse
from tidings.actors.token_columns import TokenColumns
from tidings.csv_rows import word_list
from tidings.vocabulary import ActorKind

# Acronyms shorter than this are only themselves in capitals: "Who" and "Car" are words.
SHORTEST_CASELESS = 4
PLACE_LABELS = frozenset({"GPE", "LOC"})
# "Russian-backed" rebels are not Russia's, "anti-Syrian" journalists not Syria's; "Saudi-led" forces are Saudi.
STANCE_AFTER = re.compile(rf"[-‑–](?:{'|'.join(sorted(word_list('stances', 'tidings.actors')))})\b")
# "Zia-ul-Haq", "Lashkar-e-Taiba": what follows the particle is no name of its own.
PARTICLE_BEFORE = re.compile(r"\w-(?:u[a-z]|a[a-z]|e[lz]?|i|o)-$")
STANCE_BEFORE = re.compile(r"\b(?:anti|pro|non|ex)[-‑–]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameHit:
    """Tokens [start, end) that are a name, with those the table has for it; `label` is the parser's opinion or None.

    `inside`: names of the table within a longer name, as the state in "Chadian Human Rights League". `place`: the
    country of a place, or of a people that lives in several and of which the text names that one ("Kurdish").
    `is_stance`: it says whose friend or foe somebody is ("pro-Moscow"), not where they belong.
    """

    start: int
    end: int
    names: tuple[Name, ...]
    label: str | None
    inside: tuple[Name, ...] = ()
    place: str | None = None
    is_stance: bool = False

    @property
    def uses(self) -> frozenset[NameUse]:
        """How the table uses the name."""
        return frozenset(name.use for name in self.names)

    @property
    def is_state(self) -> bool:
        """Whether it names a state by its name, adjective, people, capital or seat of power."""
        return any(name.actor_id.startswith("state:") for name in self.names)

    @property
    def is_place(self) -> bool:
        """Whether it is a place that no actor is named after."""
        return not self.names and self.label in PLACE_LABELS

    def country(self, table: ActorTable) -> str | None:
        """The one country that the name's actors have, or None."""
        if self.is_stance or self.place:
            return None if self.is_stance else self.place
        named = (*self.names, *self.inside)
        countries = {table.countries.get(name.actor_id) for name in named if name.use is not NameUse.SURNAME}
        return countries.pop() if len(countries) == 1 else None


def find_known_names(words: TokenColumns, table: ActorTable) -> list[NameHit]:
    """The names of the table in the text, in order, without overlaps."""
    return _in_context(list(_known(words, table)), table)


def _known(words: TokenColumns, table: ActorTable) -> Iterator[NameHit]:
    """Names of the table that stand in the text between word borders, the longest at each place."""
    folded = fold(words.text)
    found = table.matcher.find_matches_as_indexes(folded, overlapping=True)
    end_of_last = 0
    for pattern, start, end in sorted(found, key=lambda match: (match[1], -match[2])):
        if start < end_of_last or not _is_bounded(folded, start, end):
            continue
        first, last = words.covering(start, end)
        written = words.text[start:end]
        names = tuple(
            name for name in table.names[table.patterns[pattern]] if _fits(words, first, last, written, name, table)
        )
        if names:
            end_of_last = end
            is_stance = bool(STANCE_AFTER.match(folded, end) or STANCE_BEFORE.search(folded[max(0, start - 6) : start]))
            yield NameHit(first, last, names, words.entity[first] or None, is_stance=is_stance)


def _is_bounded(folded: str, start: int, end: int) -> bool:
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if before == "-" and PARTICLE_BEFORE.search(folded[max(0, start - 6) : start]):
        return False
    return not (
        before.isalnum() or after.isalnum() or before == "@" or (after == "." and folded[end + 1 : end + 2].isalnum())
    )


def _fits(words: TokenColumns, first: int, last: int, written: str, name: Name, table: ActorTable) -> bool:
    """Whether the name as written in the text may be this name of the table: case decides."""
    if words.entity[first] == "DATE" and words.entity[last - 1] == "DATE":
        return False
    is_guarded = fold(name.alias) in table.guarded
    is_shouting = words.is_shouting[words.sentence[first]]
    if name.use is NameUse.CONTEXT:
        return written[1:] == name.alias[1:] and not (
            last < len(words) and (words.is_capital(last) or words.lower[last] in ("-", "of"))
        )
    if is_guarded and written.isupper() and name.use is NameUse.NAME and name.actor_id.startswith("state:"):
        return words.pos[first] == "PROPN"  # "CHINA has sent troops"
    if is_guarded and is_shouting:
        return name.alias.isupper() and first > 0 and words.lower[first - 1] == "the"
    if written == name.alias:
        is_adjective = name.use is NameUse.ADJECTIVE and words.pos[first] == "ADJ"
        return not is_guarded or name.alias.isupper() or words.pos[first] == "PROPN" or is_adjective
    if is_guarded or (name.use is NameUse.SURNAME and is_shouting):
        return False
    if written.isupper():
        return len(written) >= SHORTEST_CASELESS or (is_shouting and name.alias.isupper())
    if name.alias.isupper() and len(name.alias) < SHORTEST_CASELESS:
        return False
    return written[0].isupper() or not name.alias[0].isupper() or not words.has_capitals


def _in_context(hits: list[NameHit], table: ActorTable) -> list[NameHit]:
    """The hits without names that hold only beside their country ("the Senate", "the North") where it is not named."""
    plain = [name for hit in hits for name in hit.names if not _is_contextual(name, table)]
    named = {
        table.countries[name.actor_id]
        for name in plain
        if name.use is not NameUse.SURNAME and not _lives_abroad(name.actor_id, table)
    }
    named.discard(None)
    if not named:
        return [hit for hit in hits if NameUse.CONTEXT not in hit.uses]
    kept: list[NameHit] = []
    for hit in hits:
        names = tuple(
            name for name in hit.names if not _is_contextual(name, table) or table.countries[name.actor_id] in named
        )
        if names:
            kept.append(replace(hit, names=names, place=_home_of_people(names[0].actor_id, named, table)))
    return kept


def _home_of_people(actor_id: str, named: Set[str | None], table: ActorTable) -> str | None:
    """The one country, of those where a people lives, that the text names: Kurds are whose the text is about."""
    homes = table.members[actor_id] & named if _lives_abroad(actor_id, table) else set[str]()
    return next(iter(homes)) if len(homes) == 1 else None


def _lives_abroad(actor_id: str, table: ActorTable) -> bool:
    """Whether it is a people of several states."""
    return table.actors[actor_id].kind is ActorKind.GROUP and bool(table.members[actor_id])


def _is_contextual(name: Name, table: ActorTable) -> bool:
    return name.use is NameUse.CONTEXT or fold(name.alias) in table.contextual
