"""Where a text says a name: of the actor table, or of a person or organisation that only the text knows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tidings.actors.lexicon import Lexicon
from tidings.actors.table import ActorTable, Name, NameUse, fold
from tidings.actors.words import Words

# Acronyms shorter than this are only themselves in capitals: "Who" and "Car" are words.
SHORTEST_CASELESS = 4
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
NOT_NAME_TAGS = frozenset({"VB", "VBD", "VBZ", "VBP", "MD", "IN", "PRP", "WP", "DT", "RB", "CC", "TO", "WRB", "WDT"})
ENTITY_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC"})
# A name in a text is rarely longer; lists run together are.
LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class NameHit:
    """Tokens [start, end) that are a name, with those the table has for it; `label` is the parser's opinion or None.

    `inside`: names of the table within a longer name, as the state in "Chadian Human Rights League".
    """

    start: int
    end: int
    names: tuple[Name, ...]
    label: str | None
    inside: tuple[Name, ...] = ()

    @property
    def uses(self) -> frozenset[NameUse]:
        """How the table uses the name."""
        return frozenset(name.use for name in self.names)


def find_names(words: Words, table: ActorTable, lexicon: Lexicon) -> tuple[NameHit, ...]:
    """All names of the text in order, without overlaps; the table comes before the parser's opinion."""
    known = list(_known(words, table))
    taken = {i for hit in known for i in range(hit.start, hit.end)}
    hits = known
    for start, end, label in words.entities:
        if label not in ENTITY_LABELS:
            continue
        start, end = _trimmed(words, start, end, lexicon if label == "PERSON" else None)
        if end <= start or end - start > LONGEST_NAME:
            continue
        inside = [hit for hit in known if hit.start < end and start < hit.end]
        if not inside:
            if _is_nameable(words, start, end, label, lexicon):
                hits.append(NameHit(start, end, (), label))
        elif _outranks(words, start, end, label, inside):
            hits = [hit for hit in hits if hit not in inside]
            inner = tuple(name for hit in inside for name in hit.names)
            hits.append(NameHit(min(start, inside[0].start), end, (), label, inner))
    hits += _repeated_surnames(words, hits, taken)
    return _without_overlaps(hits)


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
        names = tuple(name for name in table.names[table.patterns[pattern]] if _fits(words, first, written, name, table))
        if names:
            end_of_last = end
            yield NameHit(first, last, names, words.entity[first] or None)


def _is_bounded(folded: str, start: int, end: int) -> bool:
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return not (before.isalnum() or after.isalnum() or before == "@" or (after == "." and folded[end + 1 : end + 2].isalnum()))


def _fits(words: Words, first: int, written: str, name: Name, table: ActorTable) -> bool:
    """Whether the name as written in the text may be this name of the table: case decides."""
    is_guarded = fold(name.alias) in table.guarded
    is_shouting = words.is_shouting[words.sentence[first]]
    if written == name.alias:
        return not is_guarded or name.alias.isupper() or words.pos[first] == "PROPN"
    if is_guarded or (name.use is NameUse.SURNAME and is_shouting):
        return False
    if written.isupper():
        return len(written) >= SHORTEST_CASELESS or (is_shouting and name.alias.isupper())
    if name.alias.isupper() and len(name.alias) < SHORTEST_CASELESS:
        return False
    return written[0].isupper() or not name.alias[0].isupper() or not words.has_capitals


def _trimmed(words: Words, start: int, end: int, titles: Lexicon | None) -> tuple[int, int]:
    """The name without articles, possessive endings, punctuation and (for a person) the titles before it."""
    while start < end and (words.lower[start] in ("the", "a", "an") or words.pos[start] in ("PUNCT", "SPACE")):
        start += 1
    while end > start and (words.words[end - 1] in POSSESSIVES or words.pos[end - 1] in ("PUNCT", "SPACE")):
        end -= 1
    if titles is not None:
        while end - start > 1 and ((words.lower[start],) in titles.nouns or words.lower[start] in ("former", "ex")):
            start += 1
    cut = next((i for i in range(start, end) if "\n" in words.words[i]), end)
    return start, cut


def _is_nameable(words: Words, start: int, end: int, label: str, lexicon: Lexicon) -> bool:
    """Whether an entity that the table does not know is a name of an actor."""
    text = words.words[start:end]
    if label == "GPE" or not any(word[:1].isalpha() for word in text):
        return False
    if label in ("PERSON", "NORP", "FAC") and any(word.isdigit() for word in text):
        return False
    if words.is_shouting[words.sentence[start]]:
        return label == "PERSON" and end - start == 2
    return any(word[:1].isupper() for word in text)


def _outranks(words: Words, start: int, end: int, label: str, inside: list[NameHit]) -> bool:
    """Whether the parser's longer name is another one: "Igor Putin" is not Putin, "Michael Jordan" no state."""
    if label == "PERSON":
        covered = {i for hit in inside for i in range(hit.start, hit.end)}
        uses = set().union(*(hit.uses for hit in inside))
        if covered >= set(range(start, end)):
            return False
        if uses <= {NameUse.ADJECTIVE, NameUse.PEOPLE}:
            return False
        return len(inside) == 1 and start < inside[0].start and inside[0].end == end and end - start <= 3
    if label == "ORG" and inside[0].end - inside[0].start < end - start:
        last = inside[-1]
        return not (NameUse.NAME in last.uses and last.end == end and len(inside) == 1 and start == last.start)
    return False


def _repeated_surnames(words: Words, hits: list[NameHit], taken: set[int]) -> Iterator[NameHit]:
    """Bare surnames of people whose full name the parser has seen elsewhere in the text."""
    covered = taken | {i for hit in hits for i in range(hit.start, hit.end)}
    surnames: defaultdict[str, bool] = defaultdict(bool)
    for hit in hits:
        if hit.label == "PERSON" and not hit.names and hit.end - hit.start > 1:
            surnames[words.words[hit.end - 1]] = True
    for i, word in enumerate(words.words):
        if i not in covered and word in surnames and words.pos[i] in ("PROPN", "NOUN", "ADJ", "X"):
            yield NameHit(i, i + 1, (), "PERSON")


def _without_overlaps(hits: list[NameHit]) -> tuple[NameHit, ...]:
    kept: list[NameHit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)
