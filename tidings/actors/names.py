"""Where a text says a name: of the actor table, or of a person, organisation or place that only the text knows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from tidings.actors.folding import PARTICLES
from tidings.actors.known_names import PLACE_LABELS, NameHit, find_known_names
from tidings.actors.localities import country_of_place
from tidings.actors.nouns import NounHit
from tidings.actors.table import ActorTable, NameUse
from tidings.actors.token_columns import TokenColumns
from tidings.csv_rows import word_list
from tidings.places.gazetteer import load as load_gazetteer
from tidings.vocabulary import ActorKind

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
ENTITY_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC"})
# A name in a text is rarely longer; lists run together are.
LONGEST_NAME = 12
LONGEST_PERSON = 5
# What the parser takes a bare surname for: "Sample was held" as a body, "a Sample ally" as a people.
BODY_LABELS = frozenset({"ORG", "NORP"})
# Surnames that tell nobody alone, and how long another must be to tell its bearer.
COMMON_SURNAMES = word_list("common_surnames", "tidings.actors")
SHORTEST_TELLING = 5
# Given names that are also states.
GIVEN_NAMES = word_list("given_names", "tidings.actors")
# Names of deeds and documents that the parser takes for organisations.
NOT_ACTORS = word_list("not_actors", "tidings.actors")


def find_names(
    words: TokenColumns, table: ActorTable, nouns: Sequence[NounHit], *, published: date | None = None
) -> tuple[NameHit, ...]:
    """All names of the text in order, without overlaps; the table comes before the parser's opinion."""
    known = find_known_names(words, table)
    named = {country for hit in known if (country := hit.country(table))}
    by_token = {i: hit for hit in known for i in range(hit.start, hit.end)}
    ending = {noun.end - 1: noun for noun in nouns}
    hits = list(known)
    dropped: set[int] = set()
    for start, end, label in words.entities:
        if label not in ENTITY_LABELS:
            continue
        if label == "ORG" and (first := _after_title(words, start, end, ending)) is not None:
            start, label = first, "PERSON"
        start, end = _trimmed(words, start, end, label, nouns)
        if label == "PERSON" and start > 0 and words.lower[start - 1] in GIVEN_NAMES and words.head[start - 1] < end:
            start -= words.dep[start - 1] == "compound" and words.is_capital(start - 1)
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
        elif _outranks(start, end, label, within, table) or (
            label == "PERSON" and _bears_a_country(words, start, end, within, ending)
        ):
            dropped.update(inside)
            inner = tuple(name for hit in within for name in hit.names if not hit.is_stance)
            hits.append(NameHit(min(start, within[0].start), end, (), label, inner))
    hits = [hit for hit in hits if not (hit.names and hit.start in dropped)]
    hits = list(_supported_surnames(words, hits, nouns, is_alone=published is None))
    surnames = {words.words[hit.end - 1] for hit in hits if _is_full_name(hit)}
    hits = [_as_person(words, hit, surnames) for hit in hits]
    hits += _repeated_surnames(words, hits, surnames)
    return _without_overlaps(hits)


def _after_title(words: TokenColumns, start: int, end: int, ending: Mapping[int, NounHit]) -> int | None:
    """The first token of a person's name after an office, two words or more: "Prime Minister [Agathe Sample]"."""
    while start - 1 not in ending and words.dep[start - 1] == "compound" and words.is_capital(start - 1):
        start -= 1
    title = ending.get(start - 1)
    has_noun = any(i in ending for i in range(start, end))
    is_name = 1 < end - start < LONGEST_PERSON and all(words.is_capital(i) for i in range(start, end))
    is_office = title is not None and title.noun.office is not None and not title.noun.is_plural
    return start if is_office and is_name and not has_noun else None


def _written(words: TokenColumns, start: int, end: int) -> str:
    return " ".join(words.text[words.start[start] : words.end[end - 1]].split())


def _trimmed(words: TokenColumns, start: int, end: int, label: str, nouns: Sequence[NounHit]) -> tuple[int, int]:
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


def _past_hyphen(words: TokenColumns, i: int) -> int:
    return i + 1 if words.words[i] == "-" and i + 1 < len(words) else i


def _is_name_part(word: str) -> bool:
    return word == "-" or (
        word[:1].isalpha() and not any(character.isdigit() or character in "*@/|" for character in word)
    )


def _is_common(words: TokenColumns, start: int, end: int, within: list[NameHit], ending: dict[int, NounHit]) -> bool:
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


def _is_nameable(words: TokenColumns, start: int, end: int, label: str) -> bool:
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


def _bears_a_country(
    words: TokenColumns, start: int, end: int, within: list[NameHit], ending: Mapping[int, NounHit]
) -> bool:
    """Whether a person's given name is that of a state: "[Chad] Sample", but not "[Jordan] King Sample"."""
    first, rest = within[0], within[1:]
    is_given = first.is_state and (first.start, first.end) == (start, start + 1) and words.lower[start] in GIVEN_NAMES
    if not is_given or any(hit.uses != {NameUse.SURNAME} for hit in rest):
        return False
    return start + 1 < end <= start + 3 and all(words.is_capital(i) and i not in ending for i in range(start + 1, end))


def _supported_surnames(
    words: TokenColumns, hits: list[NameHit], nouns: Sequence[NounHit], *, is_alone: bool
) -> Iterator[NameHit]:
    """The hits without bare surnames of the table that nothing supports: no full name, title or parser's opinion.

    In a sentence that stands alone, without its article and date, a rare surname that is no place supports itself.
    """
    named = {name.actor_id for hit in hits for name in hit.names if name.use is NameUse.NAME}
    titles = {noun.end for noun in nouns}
    common = {i for noun in nouns for i in range(noun.start, noun.end)}
    for hit in hits:
        if hit.uses == {NameUse.SURNAME} and _is_first_name(words, hit):
            continue
        if (
            hit.uses != {NameUse.SURNAME}
            or any(name.actor_id in named for name in hit.names)
            or (hit.start not in common and (words.entity[hit.start] == "PERSON" or hit.start in titles))
            or (is_alone and hit.start not in common and _is_telling(words, hit))
        ):
            yield hit


def _is_first_name(words: TokenColumns, hit: NameHit) -> bool:
    """Whether the surname of the table is somebody else's first name: "[Ali] Sample"."""
    last = hit.end - 1
    return words.dep[last] == "compound" and words.head[last] == hit.end and words.tag[hit.end] == "NNP"


def _is_telling(words: TokenColumns, hit: NameHit) -> bool:
    """Whether a surname of the table is long and rare enough to be nothing else here."""
    surname = words.words[hit.end - 1]
    is_place = words.entity[hit.start] in PLACE_LABELS and bool(load_gazetteer().find(surname))
    is_rare = len(surname) >= SHORTEST_TELLING and surname.lower() not in COMMON_SURNAMES
    last = hit.end - 1
    is_noun = words.tag[last] == "NNP" or (words.tag[last] in ("NN", "NNS") and words.dep[last] == "nsubj")
    return is_rare and is_noun and not is_place and not words.is_shouting[words.sentence[last]]


def _is_full_name(hit: NameHit) -> bool:
    """Whether it is a name and surname that the parser has seen and no table has."""
    return hit.label == "PERSON" and not hit.names and hit.end - hit.start > 1


def _as_person(words: TokenColumns, hit: NameHit, surnames: Set[str]) -> NameHit:
    """The hit as a person's, where one word that the parser took for a body is a surname of the text."""
    is_alone = hit.end - hit.start == 1 and not hit.names and words.words[hit.start] in surnames
    return replace(hit, label="PERSON", place=None) if is_alone and hit.label in BODY_LABELS else hit


def _repeated_surnames(words: TokenColumns, hits: Iterable[NameHit], surnames: Set[str]) -> Iterator[NameHit]:
    """Bare surnames of people whose full name the parser has seen elsewhere in the text."""
    covered = {i for hit in hits for i in range(hit.start, hit.end)}
    for i, word in enumerate(words.words):
        if word in surnames and i not in covered and words.pos[i] in ("PROPN", "NOUN", "ADJ", "X"):
            yield NameHit(i, i + 1, (), "PERSON")


def _without_overlaps(hits: list[NameHit]) -> tuple[NameHit, ...]:
    kept: list[NameHit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)
