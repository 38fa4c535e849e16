"""Phrases whose head is a common noun for an actor ("the Belarusian defence minister", "five gunmen"), and people with titles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tidings.actors.lexicon import Lexicon, Noun
from tidings.actors.names import NameHit
from tidings.actors.table import NameUse
from tidings.actors.words import LEFT_RELATIONS, Words
from tidings.vocabulary import ActorKind, Sector

FORMER = frozenset("former ex retired late ousted deposed disgraced onetime fugitive outgoing2".split())
TITLE_PREFIXES = FORMER | frozenset(
    "acting deputy senior new then newly elected first top outgoing incoming interim embattled veteran chief vice assistant "
    "current longtime hardline jailed exiled opposition fellow incumbent populist conservative liberal moderate powerful "
    "influential prominent billionaire rightist leftist socialist communist right-wing left-wing u.n. joint".split()
)
DEFINITE = frozenset("the this that these those its their his her our my".split())
STATE_USES = frozenset({NameUse.NAME, NameUse.ADJECTIVE, NameUse.PEOPLE, NameUse.CAPITAL, NameUse.SEAT})
LONGEST_PREMODIFIER = 10
# Kinds that act through an event noun: "a police raid", "the rebel attack", "government offensive".
ACTING_MODIFIERS = frozenset({Sector.MIL, Sector.COP, Sector.GOV, Sector.REB, Sector.UAF, Sector.PRM, Sector.LEG, Sector.OPP})
ACTING_PERSONS = frozenset({Sector.REB, Sector.UAF, Sector.MIL, Sector.PRM})


@dataclass(frozen=True, slots=True)
class NounHit:
    """Tokens [start, end) that are a phrase of the lexicon with head token `head`."""

    start: int
    end: int
    head: int
    noun: Noun


def find_nouns(words: Words, lexicon: Lexicon) -> tuple[NounHit, ...]:
    """The lexicon's phrases in the text, the longest at each place; hyphens do not count."""
    hits: list[NounHit] = []
    i, size = 0, len(words)
    while i < size:
        longest = lexicon.longest.get(words.lower[i])
        hit = _longest_noun(words, lexicon, i, longest) if longest else None
        if hit is not None:
            hits.append(hit)
        i = hit.end if hit is not None else i + 1
    return tuple(hits)


def _longest_noun(words: Words, lexicon: Lexicon, start: int, longest: int) -> NounHit | None:
    parts: list[int] = []
    i = start
    while i < words.last[start] and len(parts) < longest:
        if words.words[i] != "-":
            parts.append(i)
        i += 1
    for size in range(len(parts), 0, -1):
        noun = lexicon.nouns.get(tuple(words.lower[part] for part in parts[:size]))
        if noun is None:
            continue
        head = next((parts[k - 1] for k in range(1, size) if words.lower[parts[k]] in ("of", "for", "to", "in")), parts[size - 1])
        if words.pos[head] in ("NOUN", "PROPN") or size > 1 or (words.pos[head] == "ADJ" and words.dep[head] not in ("amod", "acomp")):
            return NounHit(start, parts[size - 1] + 1, head, noun)
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands where: name and noun hits by their first and by their last token."""

    words: Words
    names_from: Mapping[int, NameHit]
    names_to: Mapping[int, NameHit]
    nouns_from: Mapping[int, NounHit]
    nouns_to: Mapping[int, NounHit]


def survey(words: Words, names: tuple[NameHit, ...], nouns: tuple[NounHit, ...]) -> Surroundings:
    """The hits of a text, to be looked up by token."""
    return Surroundings(
        words,
        {hit.start: hit for hit in names},
        {hit.end - 1: hit for hit in names},
        {hit.start: hit for hit in nouns},
        {hit.end - 1: hit for hit in nouns},
    )


def is_state(hit: NameHit | None) -> bool:
    """Whether the name is one of a state: its name, adjective, people, capital or seat of power."""
    return hit is not None and any(name.use in STATE_USES and name.actor_id.startswith("state:") for name in hit.names)


def country_of(hit: NameHit, table_country: Mapping[str, str | None]) -> str | None:
    """The one country that the name's actors have, or None."""
    countries = {table_country.get(name.actor_id) for name in (*hit.names, *hit.inside) if name.use is not NameUse.SURNAME}
    return countries.pop() if len(countries) == 1 else None


def title_start(around: Surroundings, name_start: int) -> int:
    """Where the titles, offices and nationality before a person's name begin."""
    words = around.words
    anchor, i = name_start, name_start
    while i > words.first[name_start] and name_start - i < 3 * LONGEST_PREMODIFIER:
        step = _title_step(around, i, name_start)
        if step is None:
            break
        i, is_anchor = step
        if is_anchor:
            anchor = i
    if anchor < name_start and anchor > words.first[name_start] and words.lower[anchor - 1] in ("the", "a", "an"):
        anchor -= 1
    return anchor


def _title_step(around: Surroundings, i: int, name_start: int) -> tuple[int, bool] | None:
    """One step to the left from token i: the new left edge, and whether the phrase may begin there."""
    words, j = around.words, i - 1
    if words.pos[j] == "SPACE":
        return None
    noun = around.nouns_to.get(j)
    if noun is not None:
        return noun.start, True
    hit = around.names_to.get(j - 1 if words.tag[j] == "POS" else j)
    if hit is not None and _may_precede_title(words, hit, i, name_start):
        return hit.start, True
    if words.lower[j] in TITLE_PREFIXES or words.words[j] == "-":
        return j, words.words[j] != "-"
    if j > words.first[name_start] and i < name_start:
        before = j - 1 if words.lower[j] == "the" else j
        bridged = around.nouns_to.get(before - 1)
        right = around.nouns_from.get(i)
        if words.lower[before] in ("of", "for") and bridged is not None:
            if (right is not None and right.noun.kind is not ActorKind.PERSON) or is_state(around.names_from.get(i)):
                return bridged.start, True
    if words.dep[j] in ("compound", "nmod", "amod") and i > words.head[j] - LONGEST_PREMODIFIER and words.head[j] >= i:
        return j, False
    return None


def _may_precede_title(words: Words, hit: NameHit, i: int, name_start: int) -> bool:
    if hit.label == "PERSON" and not is_state(hit):
        return False
    last = hit.end - 1
    if words.tag[last] == "JJ" or words.dep[last] in ("compound", "nmod", "amod"):
        return True
    return words.dep[last] == "poss" and i < name_start


def left_edge(around: Surroundings, start: int, head: int) -> int:
    """Where the noun phrase with that head begins: articles, adjectives, nationality, numbers; a possessor stays outside."""
    words, i = around.words, start
    while i > words.first[head] and start - i < LONGEST_PREMODIFIER:
        j = i - 1
        if words.tag[j] == "POS":
            owner = around.names_to.get(j - 1)
            if not is_state(owner) or owner is None:
                return i
            i = owner.start
            continue
        if words.dep[j] not in LEFT_RELATIONS or words.pos[j] in ("ADP", "VERB", "SPACE") and words.dep[j] != "amod":
            break
        if not words.is_under(j, head) or words.tag[j] == "PRP$" or words.lower[j] in ("(", ")", '"', "“", ":", ";", "—"):
            break
        i = j
    while i < start and (words.pos[i] in ("PUNCT", "CCONJ", "PART") or words.lower[i] == "both"):
        i += 1
    return i


def complement(around: Surroundings, head: int, end: int) -> Iterator[NameHit | NounHit]:
    """The names or nouns of the "of" phrase that follows token `end - 1`, the outermost first; none if it lists several."""
    words = around.words
    for _ in range(2):
        if end >= words.last[head] or words.lower[end] not in ("of", "for", "from", "at"):
            return
        i = end + 1
        while i < words.last[head] and words.pos[i] in ("DET", "ADJ") and i not in around.names_from and i not in around.nouns_from:
            i += 1
        hit: NameHit | NounHit | None = around.names_from.get(i)
        if hit is not None and hit.end in around.nouns_from and is_state(hit):
            yield hit
            hit = around.nouns_from[hit.end]
        hit = hit or around.nouns_from.get(i)
        if hit is None or (hit.end < words.last[head] and words.lower[hit.end] in ("and", ",", "or") and words.child(hit.end - 1, "conj")):
            return
        yield hit
        end = hit.end
