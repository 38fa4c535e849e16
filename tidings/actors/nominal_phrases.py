"""Phrases whose head is a common noun for an actor: "the Belarusian defence minister", "five gunmen", "parliament"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tidings.actors.hit_index import LISTING, HitIndex
from tidings.actors.known_names import NameHit
from tidings.actors.lexicon import Noun
from tidings.actors.localities import country_of_place
from tidings.actors.nouns import NounHit
from tidings.actors.person_phrases import DOMESTIC_SECTORS, FORMER, title_text
from tidings.actors.phrases import Phrase
from tidings.actors.table import ELITE_ONCE, Name
from tidings.csv_rows import word_list
from tidings.vocabulary import ActorKind, MentionKind, Sector

DEFINITE = word_list("definite", "tidings.actors")
HOSTED = word_list("hosted", "tidings.actors")
# Kinds that act through an event noun: "a police raid", "the rebel attack", "government offensive".
ACTING_MODIFIERS = frozenset(
    {Sector.MIL, Sector.COP, Sector.GOV, Sector.REB, Sector.UAF, Sector.PRM, Sector.LEG, Sector.OPP}
)
ACTING_PERSONS = frozenset({Sector.REB, Sector.UAF, Sector.MIL, Sector.PRM})
# Nouns that are adjectives before another noun unless a nation stands before them: "military drills".
ADJECTIVES = word_list("adjectives_before_nouns", "tidings.actors")
# Words that place a group outside any one country.
FOREIGN_WORDS = word_list("foreign_words", "tidings.actors")


def nominal(scene: HitIndex, hit: NounHit, taken: set[int]) -> Iterator[Phrase]:
    """The phrase of a noun for an actor, if it refers to one here; two when it joins two nations."""
    if not _refers(scene, hit):
        return
    words, start = scene.words, _start(scene, hit, taken)
    noun, end, countries, sector, office = _reach(scene, hit, start, taken)
    owner = words.child(hit.head, "poss")
    countries = countries or _located(scene, hit.head, end) or _owned(scene, owner) or _placed(scene, start, hit, end)
    if noun.is_transparent and end == hit.end and DEFINITE.isdisjoint(words.lower[start : hit.start]):
        return
    if _is_bare(scene, hit, start, end):
        return
    before = words.lower[start : hit.start]
    is_former = not FORMER.isdisjoint(before)
    sector, body = sector or noun.sector, _body(scene, start, hit.start)
    phrase = Phrase(
        start=start,
        end=end,
        root=hit.head,
        form=MentionKind.NOMINAL,
        kind=ActorKind.GROUP if noun.kind is ActorKind.PERSON and noun.is_plural else noun.kind,
        names=_membership(scene, start, hit),
        noun=noun.phrase,
        plural=noun.plural if noun.is_plural else None,
        country=countries[-1] if countries else noun.country,
        sector=Sector.ELI if is_former and sector in ELITE_ONCE else sector,
        office=office,
        title=title_text(scene, [hit]) if noun.kind is ActorKind.PERSON and not noun.is_plural else None,
        gender=noun.gender,
        owner=owner if owner is not None and owner < start else None,
        body=body,
        friend=_friend(scene, start, hit.start),
        is_pair=noun.is_plural and ("two" in before or "both" in before or noun.phrase == "both sides"),
        is_plural=noun.is_plural,
        is_definite=not DEFINITE.isdisjoint(before) or (start > 0 and words.tag[start - 1] in ("PRP$", "POS")),
        is_former=is_former,
        is_domestic=_is_domestic(noun, sector, before) and body is None and not _is_named(scene, start, hit),
        is_worldly=scene.is_worldly(start if owner is None else min(start, owner), hit.start),
    )
    yield from _split(scene, phrase, hit)


def _start(scene: HitIndex, hit: NounHit, taken: set[int]) -> int:
    """Where the phrase begins among the words that no other phrase has taken."""
    start, words = scene.left_edge(hit.start, hit.head), scene.words
    while start < hit.start:
        if start not in taken and not (start - 1 in taken and words.pos[start] in ("PART", "PUNCT", "ADP")):
            break
        start += 1
    return start


def _reach(
    scene: HitIndex, hit: NounHit, start: int, taken: set[int]
) -> tuple[Noun, int, list[str], Sector | None, str | None]:
    """What the "of" phrases make of the noun: the noun itself, the end of its phrase, countries, sector and office."""
    words, noun, end = scene.words, hit.noun, hit.end
    countries = list(scene.countries(start, hit.start))
    sector = scene.modifier_sector(start, hit.start, noun)
    office = noun.office
    for inner in scene.complements(hit.head, end):
        if not taken.isdisjoint(range(inner.start, inner.end)):
            countries = countries or list(scene.countries(inner.start, inner.end))
            break
        if not _joins(scene, noun, inner):
            break
        if noun.is_transparent and isinstance(inner, NounHit):
            noun = replace(inner.noun, is_plural=True)
        told = inner.noun.sector if isinstance(inner, NounHit) else _own_sector(scene, inner)
        if told and (noun.sector is None or noun.yields or noun.phrase in LEADING_NOUNS):
            sector, office = sector or told, None
        if isinstance(inner, NameHit) and not countries:
            countries += scene.countries(inner.start, inner.end)
        if words.lower[end] == "of" or isinstance(inner, NounHit):
            end = inner.end
    return noun, end, countries, sector, office


# Offices of a body, not of a state: the "president of the Riigikogu" leads no country.
LEADING_NOUNS = word_list("leading_nouns", "tidings.actors")


def _is_named(scene: HitIndex, start: int, hit: NounHit) -> bool:
    """Whether a name stands before the noun, so that the setting does not say whose it is: "[Karen] rebels"."""
    words = scene.words
    first = start - 1 if start > 0 and words.head[start - 1] == hit.head else start
    is_telling = not words.is_shouting[words.sentence[hit.head]]
    stances = {i for name in scene.names_from.values() if name.is_stance for i in range(name.start, name.end)}
    return is_telling and any(words.tag[i] in ("NNP", "NNPS") and i not in stances for i in range(first, hit.start))


def _is_domestic(noun: Noun, sector: Sector | None, before: Sequence[str]) -> bool:
    return not (
        (sector not in DOMESTIC_SECTORS and not (sector is None and noun.kind is ActorKind.PERSON))
        or noun.is_worldly
        or not FOREIGN_WORDS.isdisjoint(before)
        or (sector is not Sector.GOV and not FOREIGN_WORDS.isdisjoint(noun.phrase.lower().split()))
    )


def _friend(scene: HitIndex, start: int, end: int) -> str | None:
    """Whose friends or foes a word before the noun says they are, a country not their own: "pro-Moscow" separatists."""
    hits = (hit for i in range(start, end) if (hit := scene.names_from.get(i)))
    return next((scene.table.countries[hit.names[0].actor_id] for hit in hits if hit.is_stance and hit.is_state), None)


def _body(scene: HitIndex, start: int, end: int) -> str | None:
    """The organisation named among the words before the noun: [NATO] forces."""
    names = [
        hit
        for i in range(start, end)
        if (hit := scene.names_from.get(i)) and _is_organisation(scene, hit) and not hit.is_stance
    ]
    if not names:
        return None
    if names[-1].names:
        return scene.table.actors[names[-1].names[0].actor_id].name
    words = scene.words
    return " ".join(words.text[words.start[names[-1].start] : words.end[names[-1].end - 1]].split())


def _own_sector(scene: HitIndex, hit: NameHit) -> Sector | None:
    if not hit.names or hit.is_state:
        return None
    return scene.table.actors[hit.names[0].actor_id].sector


def _joins(scene: HitIndex, noun: Noun, inner: NameHit | NounHit) -> bool:
    """Whether the "of" phrase belongs into the mention: a body's or country's, not "the arrest of"-like people."""
    if isinstance(inner, NameHit):
        return not scene.is_person(inner)
    if noun.is_transparent:
        return True
    return inner.noun.kind is not ActorKind.PERSON or bool(inner.noun.office) or noun.kind is not ActorKind.PERSON


def _membership(scene: HitIndex, start: int, hit: NounHit) -> tuple[Name, ...]:
    """The armed group or outlet that the words before the noun name: [Taliban] fighters, [KCNA] news agency."""
    i = hit.start - 1
    if i >= start and scene.words.words[i] == "-":
        i -= 1
    name = scene.names_to.get(i)
    if name is None or name.start < start or not name.names or name.is_stance:
        return ()
    actor = scene.table.actors[name.names[0].actor_id]
    is_member = actor.kind is ActorKind.ARMED_GROUP and hit.noun.sector in (
        Sector.REB,
        Sector.UAF,
        Sector.PRM,
        Sector.MIL,
        None,
    )
    return (
        name.names
        if is_member or (actor.kind is hit.noun.kind and actor.kind is not ActorKind.PERSON and not name.is_state)
        else ()
    )


def _refers(scene: HitIndex, hit: NounHit) -> bool:
    """Whether the noun stands for an actor rather than inside another word or before a name."""
    words, noun = scene.words, hit.noun
    for i in range(hit.start, max(-1, hit.start - 6), -1):
        name = scene.names_from.get(i)
        if name is not None:
            if name.end > hit.start and not hit.start <= name.start < name.end <= hit.head:
                return False
            break
    after = scene.names_from.get(hit.end)
    if (
        after is not None
        and _is_organisation(scene, after)
        and (noun.kind is not ActorKind.PERSON or words.dep[hit.head] == "compound")
    ):
        return False
    if noun.kind is ActorKind.PERSON and not noun.sector and not noun.office and noun.phrase[0].isupper():
        return False
    if noun.phrase.split()[-1][0].isupper() and words.dep[hit.head] == "compound" and words.is_capital(hit.end):
        return False  # "the West" Indies
    above = words.head[hit.head]
    if (
        words.dep[hit.head] in ("compound", "nmod", "amod")
        and above >= hit.end
        and words.pos[above] in ("NOUN", "PROPN")
    ):
        if noun.kind is ActorKind.PERSON:
            return noun.sector in ACTING_PERSONS
        is_adjective = noun.phrase in ADJECTIVES and hit.start - 1 not in scene.names_to
        return noun.sector in ACTING_MODIFIERS and above not in scene.nouns_to and not is_adjective
    return True


def _is_bare(scene: HitIndex, hit: NounHit, start: int, end: int) -> bool:
    """Whether a countable noun stands without article or modifier: no actor ("side by side", "in association with")."""
    noun, words = hit.noun, scene.words
    if noun.is_plural or noun.plural == "-" or noun.kind not in COUNTED_KINDS or words.is_capital(hit.start):
        return False
    is_owned = start > 0 and words.tag[start - 1] in ("PRP$", "POS")
    return start == hit.start and end == hit.end and not is_owned and words.dep[hit.head] != "compound"


COUNTED_KINDS = frozenset({ActorKind.ORGANISATION, ActorKind.COMPANY, ActorKind.GROUP, ActorKind.PARTY})


def _is_organisation(scene: HitIndex, hit: NameHit) -> bool:
    return not scene.is_person(hit) and not hit.is_state and not hit.is_place and hit.label != "NORP"


# Prepositions before the country somebody is of, and before the one he may only be in.
FROM = frozenset({"from", "of"})
SOMEWHERE = frozenset({"in", "across", "inside"})


def _located(scene: HitIndex, head: int, end: int) -> list[str]:
    """The countries that follow in an "in" or "from" phrase: "a court in Minsk", "envoys of Peru and Chile", but not
    "negotiators in Geneva"."""
    words = scene.words
    links = FROM if words.lemma[head] in HOSTED else FROM | SOMEWHERE
    for child in words.children[head]:
        if child >= end - 1 and words.lower[child] in links:
            place, found = words.child(child, "pobj"), list[str]()
            while place is not None:
                hit = scene.names_to.get(place)
                if hit is not None and (hit.is_state or hit.is_place):
                    found += scene.countries(hit.start, hit.end)
                place = words.child(place, "conj")
            if found:
                return found
    return []


def _owned(scene: HitIndex, owner: int | None) -> list[str]:
    """The country of a body that owns the noun: "Gazprom's chairman"."""
    hit = scene.names_to.get(owner) if owner is not None else None
    return list(scene.countries(hit.start, hit.end)) if hit is not None else []


def _placed(scene: HitIndex, start: int, hit: NounHit, end: int) -> list[str]:
    """The country of a place before or "of" after the noun that the parser took for no name: "Sindh police"."""
    words = scene.words
    beside = hit.start - 1 if hit.start > start else end + 1 if end < len(words) and words.lower[end] == "of" else -1
    if not 0 <= beside < len(words) or words.pos[beside] != "PROPN" or not words.is_capital(beside):
        return []
    if beside > start and words.pos[beside - 1] == "PROPN":
        return []
    is_known = any(i in scene.names_from or i in scene.nouns_from for i in (beside, beside + 1) if i != hit.start)
    country = (
        None if is_known or len(words.words[beside]) < SHORTEST_PLACE else country_of_place(words.words[beside], set())
    )
    return [country] if country else []


# Shorter names of places are words too often.
SHORTEST_PLACE = 5


def _split(scene: HitIndex, phrase: Phrase, hit: NounHit) -> Iterator[Phrase]:
    """The phrase, or one for each nation that it joins: "Hungarian and Romanian officials" are two actors."""
    words = scene.words
    nations = [
        name
        for i in range(phrase.start, hit.start)
        if (name := scene.names_from.get(i)) and name.is_state and not name.is_stance and name.end <= hit.start
    ]
    of_several = dict.fromkeys(_located(scene, hit.head, phrase.end)) if phrase.is_plural and not nations else {}
    if len(of_several) > 1:
        yield from (replace(phrase, country=country) for country in of_several)
        return
    if len(nations) < 2 or LISTING.isdisjoint(words.lower[nations[0].end : nations[-1].start]):
        yield phrase
        return
    for nation in nations:
        yield replace(phrase, country=next(scene.countries(nation.start, nation.end), None))
