"""Where a text says a name: of the actor table, or of a person, organisation or place that only the text knows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tidings.actors.folding import PARTICLES, fold
from tidings.actors.localities import country_of_place
from tidings.actors.nouns import NounHit
from tidings.actors.rows import word_list
from tidings.actors.table import ActorTable, Name, NameUse
from tidings.actors.words import Words
from tidings.vocabulary import ActorKind

# Acronyms shorter than this are only themselves in capitals: "Who" and "Car" are words.
SHORTEST_CASELESS = 4
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
ENTITY_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC"})
PLACE_LABELS = frozenset({"GPE", "LOC"})
# A name in a text is rarely longer; lists run together are.
LONGEST_NAME = 12
# Names of deeds and documents that the parser takes for organisations.
NOT_ACTORS = word_list("not_actors")
# "Russian-backed" rebels are not Russia's, "anti-Syrian" journalists not Syria's; "Saudi-led" forces are Saudi.
STANCE_AFTER = re.compile(
    r"[-‑–](?:backed|occupied|controlled|held|allied|supported|funded|sponsored|trained|friendly|aligned|made|built|besieged|imposed|speaking|style|flagged|bound)\b"
)
STANCE_BEFORE = re.compile(r"\b(?:anti|pro|non|ex)[-‑–]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameHit:
    """Tokens [start, end) that are a name, with those the table has for it; `label` is the parser's opinion or None.

    `inside`: names of the table within a longer name, as the state in "Chadian Human Rights League". `place`: the
    country of a place. `is_stance`: it says whose friend or foe somebody is ("pro-Moscow"), not where they belong.
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
        if self.is_stance:
            return None
        named = (*self.names, *self.inside)
        countries = {table.countries.get(name.actor_id) for name in named if name.use is not NameUse.SURNAME}
        return countries.pop() if len(countries) == 1 else self.place


def find_names(words: Words, table: ActorTable, nouns: Sequence[NounHit]) -> tuple[NameHit, ...]:
    """All names of the text in order, without overlaps; the table comes before the parser's opinion."""
    known = _in_context(list(_known(words, table)), table)
    named = {country for hit in known if (country := hit.country(table))}
    by_token = {i: hit for hit in known for i in range(hit.start, hit.end)}
    ending = {noun.end - 1: noun for noun in nouns}
    hits = list(known)
    dropped: set[int] = set()
    for start, end, label in words.entities:
        if label not in ENTITY_LABELS:
            continue
        start, end = _trimmed(words, start, end, label, nouns)
        if not 0 < end - start <= LONGEST_NAME:
            continue
        inside = sorted({by_token[i].start for i in range(start, end) if i in by_token})
        within = [by_token[i] for i in inside]
        if label == "ORG" and _is_common(words, start, end, within, ending):
            continue
        if label == "PERSON" and (last := ending.get(end - 1)) and last.noun.is_plural:
            continue
        if not within:
            if _is_nameable(words, start, end, label):
                place = country_of_place(_written(words, start, end), named) if label in PLACE_LABELS else None
                hits.append(NameHit(start, end, (), label, place=place))
        elif _outranks(start, end, label, within, table):
            dropped.update(inside)
            inner = tuple(name for hit in within for name in hit.names if not hit.is_stance)
            hits.append(NameHit(min(start, within[0].start), end, (), label, inner))
    hits = [hit for hit in hits if not (hit.names and hit.start in dropped)]
    hits = list(_supported_surnames(words, hits, nouns))
    hits += _repeated_surnames(words, hits)
    return _without_overlaps(hits)


def _written(words: Words, start: int, end: int) -> str:
    return " ".join(words.text[words.start[start] : words.end[end - 1]].split())


def _known(words: Words, table: ActorTable) -> Iterator[NameHit]:
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
    return not (
        before.isalnum() or after.isalnum() or before == "@" or (after == "." and folded[end + 1 : end + 2].isalnum())
    )


def _fits(words: Words, first: int, last: int, written: str, name: Name, table: ActorTable) -> bool:
    """Whether the name as written in the text may be this name of the table: case decides."""
    if words.entity[first] == "DATE" and words.entity[last - 1] == "DATE":
        return False
    is_guarded = fold(name.alias) in table.guarded
    is_shouting = words.is_shouting[words.sentence[first]]
    if name.use is NameUse.CONTEXT:
        return written[1:] == name.alias[1:] and not (
            last < len(words) and (words.is_capital(last) or words.lower[last] in ("-", "of"))
        )
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
    named = {table.countries[name.actor_id] for name in plain if name.use is not NameUse.SURNAME}
    if not named:
        return [hit for hit in hits if NameUse.CONTEXT not in hit.uses]
    kept: list[NameHit] = []
    for hit in hits:
        names = tuple(
            name for name in hit.names if not _is_contextual(name, table) or table.countries[name.actor_id] in named
        )
        if names:
            kept.append(hit if len(names) == len(hit.names) else replace(hit, names=names))
    return kept


def _is_contextual(name: Name, table: ActorTable) -> bool:
    return name.use is NameUse.CONTEXT or fold(name.alias) in table.contextual


def _trimmed(words: Words, start: int, end: int, label: str, nouns: Sequence[NounHit]) -> tuple[int, int]:
    """The name without articles, possessive endings, punctuation and (for a person) titles; with its particles."""
    while start < end and (words.lower[start] in ("the", "a", "an") or words.pos[start] in ("PUNCT", "SPACE")):
        start += 1
    while end > start and (words.words[end - 1] in POSSESSIVES or words.pos[end - 1] in ("PUNCT", "SPACE")):
        end -= 1
    if label != "PERSON":
        return start, next((i for i in range(start, end) if "\n" in words.words[i]), end)
    titles = {noun.start: noun.end for noun in nouns if start <= noun.start < end} if end - start > 1 else {}
    while start in titles and titles[start] < end:
        start = titles[start]
    end = next((i for i in range(start, end) if not _is_name_part(words.words[i])), end)
    last = words.last[start] if start < end else end
    while end + 1 < last and words.lower[end] in PARTICLES and words.is_capital(_past_hyphen(words, end + 1)):
        end = _past_hyphen(words, end + 1) + 1
    return start, end


def _past_hyphen(words: Words, i: int) -> int:
    return i + 1 if words.words[i] == "-" and i + 1 < len(words) else i


def _is_name_part(word: str) -> bool:
    return word == "-" or (
        word[:1].isalpha() and not any(character.isdigit() or character in "*@/|" for character in word)
    )


def _is_common(words: Words, start: int, end: int, within: list[NameHit], ending: dict[int, NounHit]) -> bool:
    """Whether an "organisation" is only nationality and nouns, or cuts a phrase ("[British Defence] Secretary")."""
    covered = {i for hit in within if hit.is_state for i in range(hit.start, hit.end)}
    has_noun = False
    for noun in (ending[i] for i in range(start, min(len(words), end + LONGEST_NAME)) if i in ending):
        if noun.start >= end:
            break
        if noun.end > end or noun.start < start:
            return True
        covered.update(range(noun.start, noun.end))
        has_noun = True
    return has_noun and all(i in covered or words.lower[i] in ("the", "of", "'s", "’s", "-") for i in range(start, end))


def _is_nameable(words: Words, start: int, end: int, label: str) -> bool:
    """Whether an entity that the table does not know is a name."""
    text = words.words[start:end]
    if not any(word[:1].isupper() for word in text) or (
        end - start == 1 and (len(text[0]) < 2 or words.tag[start] == "PRP")
    ):
        return False
    if label in ("PERSON", "NORP") and any(word.isdigit() for word in text):
        return False
    if label == "ORG" and (text[-1] in NOT_ACTORS or text[0] in NOT_ACTORS):
        return False
    if words.is_shouting[words.sentence[start]]:
        return label in PLACE_LABELS or (label == "PERSON" and end - start == 2)
    return True


def _outranks(start: int, end: int, label: str, within: list[NameHit], table: ActorTable) -> bool:
    """Whether the parser's longer name is another one: "Igor Putin" is not Putin, "Michael Jordan" no state."""
    first, last = within[0], within[-1]
    if sum(hit.end - hit.start for hit in within) >= end - start:
        return False
    if label == "PERSON":
        kinds = {table.actors[name.actor_id].kind for hit in within for name in hit.names}
        if kinds == {ActorKind.PERSON}:
            return all(hit.end - hit.start == 1 for hit in within)
        uses = {name.use for hit in within for name in hit.names}
        return (
            not uses <= {NameUse.ADJECTIVE, NameUse.PEOPLE}
            and first.start > start
            and last.end == end
            and end - start <= 3
        )
    if label == "ORG":
        return not (len(within) == 1 and not first.is_state) or end - start > 2 * (first.end - first.start)
    return False


def _supported_surnames(words: Words, hits: list[NameHit], nouns: Sequence[NounHit]) -> Iterator[NameHit]:
    """The hits without bare surnames of the table that nothing supports: no full name, title or parser's opinion."""
    named = {name.actor_id for hit in hits for name in hit.names if name.use is NameUse.NAME}
    titles = {noun.end for noun in nouns}
    common = {i for noun in nouns for i in range(noun.start, noun.end)}
    for hit in hits:
        if (
            hit.uses != {NameUse.SURNAME}
            or any(name.actor_id in named for name in hit.names)
            or (hit.start not in common and (words.entity[hit.start] == "PERSON" or hit.start in titles))
        ):
            yield hit


def _repeated_surnames(words: Words, hits: Iterable[NameHit]) -> Iterator[NameHit]:
    """Bare surnames of people whose full name the parser has seen elsewhere in the text."""
    covered: set[int] = set()
    surnames: defaultdict[str, bool] = defaultdict(bool)
    for hit in hits:
        covered.update(range(hit.start, hit.end))
        if hit.label == "PERSON" and not hit.names and hit.end - hit.start > 1:
            surnames[words.words[hit.end - 1]] = True
    for i, word in enumerate(words.words):
        if word in surnames and i not in covered and words.pos[i] in ("PROPN", "NOUN", "ADJ", "X"):
            yield NameHit(i, i + 1, (), "PERSON")


def _without_overlaps(hits: list[NameHit]) -> tuple[NameHit, ...]:
    kept: list[NameHit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)
