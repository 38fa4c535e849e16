"""Phrases that are names of states, organisations and groups, and metonyms: "Moscow said", "the Kremlin"."""

from collections.abc import Iterator
from dataclasses import replace

from tidings.actors.hit_index import HitIndex
from tidings.actors.known_names import NameHit
from tidings.actors.person_phrases import title_start
from tidings.actors.phrases import Phrase
from tidings.actors.table import NameUse
from tidings.actors.token_columns import TokenColumns
from tidings.csv_rows import word_list
from tidings.vocabulary import ActorKind, MentionKind, Sector

# Prepositions after which a capital is a place rather than a government.
PLACE_PREPOSITIONS = word_list("place_prepositions", "tidings.actors")
# Nouns whose "to" and "of" bring a government all the same: "an ultimatum to Damascus", "the silence of Washington".
ADDRESSED = word_list("addressed", "tidings.actors")
PLACE_NOUNS = word_list("place_nouns", "tidings.actors")
CHARGED_VERBS = word_list("charged_verbs", "tidings.actors")
FOREIGN_WORDS = word_list("foreign_words", "tidings.actors")
COMPANY_ENDINGS = word_list("company_endings", "tidings.actors")
MEDIA_WORDS = word_list("media_words", "tidings.actors")
# Kinds of bodies of which several states have one by the same name.
SHARED_KINDS = frozenset(
    {ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.ORGANISATION}
)
# After them a name that only the parser takes for a body is that of a place: "shelled a hospital in El Fasher".
SITED = frozenset({"in", "near", "outside", "around"})
NAMED_KINDS = frozenset(ActorKind) - {ActorKind.PERSON, ActorKind.STATE}


def named(scene: HitIndex, hit: NameHit) -> Iterator[Phrase]:
    """The phrase of a name that is no person's, if it stands for an actor here."""
    if hit.is_place:
        if hit.place is None and _acts(scene.words, _root(scene.words, hit)):
            yield _unheard_of(scene, hit)
        return
    if not hit.names:
        yield from _unknown(scene, hit)
        return
    uses = hit.uses - {NameUse.SURNAME}
    if not uses:
        return
    root = _root(scene.words, hit)
    if uses <= {NameUse.CAPITAL, NameUse.SEAT}:
        if NameUse.SEAT in uses or _acts(scene.words, root):
            yield _metonym(scene, hit, root)
    elif uses <= {NameUse.PEOPLE, NameUse.ADJECTIVE} and NameUse.PEOPLE in uses and _is_people(scene.words, root):
        yield _people(scene, hit, root)
    else:
        yield _known(scene, hit, root)


def _root(words: TokenColumns, hit: NameHit) -> int:
    return next(
        (i for i in range(hit.end - 1, hit.start - 1, -1) if words.pos[i] not in ("PUNCT", "PART")), hit.end - 1
    )


def _metonym(scene: HitIndex, hit: NameHit, root: int) -> Phrase:
    return Phrase(
        start=hit.start,
        end=hit.end,
        root=root,
        form=MentionKind.METONYM,
        kind=ActorKind.GOVERNMENT_BODY,
        noun="government",
        country=hit.country(scene.table),
        sector=Sector.GOV,
        is_definite=True,
    )


def _people(scene: HitIndex, hit: NameHit, root: int) -> Phrase:
    return Phrase(
        start=scene.left_edge(hit.start, root),
        end=hit.end,
        root=root,
        form=MentionKind.NOMINAL,
        kind=ActorKind.GROUP,
        noun="people",
        country=hit.country(scene.table),
        is_plural=scene.words.tag[root] in ("NNS", "NNPS", "JJ") or scene.words.lower[root].endswith("men"),
        is_definite=True,
    )


def _known(scene: HitIndex, hit: NameHit, root: int) -> Phrase:
    names = tuple(name for name in hit.names if name.use is not NameUse.SURNAME)
    actor = scene.table.actors[names[0].actor_id]
    start, country = hit.start, hit.country(scene.table)
    if actor.kind is not ActorKind.STATE:
        start = title_start(scene, hit.start)
        foreign = next(scene.countries(start, hit.start), None) or _owner(scene, hit)
        if foreign is not None and actor.country not in (None, foreign):
            text = " ".join(scene.words.text[scene.words.start[hit.start] : scene.words.end[hit.end - 1]].split())
            phrase = Phrase(start, hit.end, root, MentionKind.NAME, actor.kind, is_definite=True)
            return replace(phrase, name=text, country=foreign, sector=actor.sector)
    phrase = Phrase(start, hit.end, root, MentionKind.NAME, actor.kind, names, is_definite=True)
    return replace(phrase, country=country, sector=actor.sector)


def _owner(scene: HitIndex, hit: NameHit) -> str | None:
    """The state that a body of that name belongs to: "Chile's Supreme Court", "the Senate of Poland"."""
    words = scene.words
    if scene.table.actors[hit.names[0].actor_id].kind not in SHARED_KINDS:
        return None
    before = scene.names_to.get(hit.start - 2) if words.tag[hit.start - 1] == "POS" else None
    after = scene.names_from.get(hit.end + 1) if words.lower[hit.end : hit.end + 1] == ["of"] else None
    owner = before or after
    return owner.country(scene.table) if owner is not None and owner.is_state else None


def _is_people(words: TokenColumns, root: int) -> bool:
    """Whether a nationality word stands for people: "two Russians", "the French"."""
    if words.dep[root] in ("amod", "compound", "nmod", "poss") and words.head[root] > root:
        return False
    return words.tag[root] in ("NNS", "NNPS", "NN", "NNP") or words.child(root, "det") is not None


def _acts(words: TokenColumns, root: int) -> bool:
    """Whether a capital stands for its government: as subject, agent, partner or possessor of an act."""
    top = root
    while words.dep[top] == "conj" and words.pos[words.head[top]] == "PROPN":
        top = words.head[top]
    relation, above = words.dep[top], words.head[top]
    if relation in ("nsubj", "nsubjpass", "dative"):
        return True
    if relation == "pobj":
        is_addressed = words.lower[above] in ("to", "of") and words.lemma[words.head[above]] in ADDRESSED
        return is_addressed or words.lower[above] not in PLACE_PREPOSITIONS
    if relation == "poss":
        return words.lower[above] not in PLACE_NOUNS
    if relation == "dobj":
        return words.lemma[above] in CHARGED_VERBS
    return top == above and words.last[root] - words.first[root] <= 2


def _unknown(scene: HitIndex, hit: NameHit) -> Iterator[Phrase]:
    """An organisation or group that the table does not know."""
    words, root = scene.words, _root(scene.words, hit)
    if hit.label == "NORP" and words.dep[root] in ("amod", "compound", "nmod"):
        return
    if hit.label not in ("ORG", "NORP"):
        return
    start = title_start(scene, hit.start)
    kind, sector = _kind(scene, hit, start)
    if kind is ActorKind.ORGANISATION and words.dep[root] == "pobj" and words.lower[words.head[root]] in SITED:
        return
    country = hit.country(scene.table) or next(iter(scene.countries(start, hit.start)), None)
    text = " ".join(words.text[words.start[hit.start] : words.end[hit.end - 1]].split())
    phrase = Phrase(start, hit.end, root, MentionKind.NAME, kind, name=text, is_definite=True)
    is_foreign = not (FOREIGN_WORDS - {"foreign"}).isdisjoint(words.lower[start : hit.end])
    is_domestic = kind in SHARED_KINDS - {ActorKind.ORGANISATION} and sector is not None and not is_foreign
    yield replace(phrase, country=country, sector=sector, is_domestic=is_domestic)


def _unheard_of(scene: HitIndex, hit: NameHit) -> Phrase:
    """A name like a place's that no table has and that acts: a breakaway republic, a body taken for a town."""
    text = " ".join(scene.words.text[scene.words.start[hit.start] : scene.words.end[hit.end - 1]].split())
    root = _root(scene.words, hit)
    return Phrase(hit.start, hit.end, root, MentionKind.NAME, ActorKind.ORGANISATION, name=text, is_definite=True)


def _kind(scene: HitIndex, hit: NameHit, start: int) -> tuple[ActorKind, Sector | None]:
    """Kind and sector of an unknown name: from a noun in it or before it, else from its last word."""
    found = [one for i in range(start, hit.end) if (one := scene.nouns_from.get(i)) and one.end <= hit.end]
    noun = next((hit.noun for hit in reversed(found) if hit.noun.kind in NAMED_KINDS), None)
    if noun is not None:
        return noun.kind, scene.modifier_sector(start, hit.end, noun) or noun.sector
    lower = scene.words.lower[hit.start : hit.end]
    if lower[-1] in COMPANY_ENDINGS:
        return ActorKind.COMPANY, Sector.BUS
    if not MEDIA_WORDS.isdisjoint(lower):
        return ActorKind.MEDIA, Sector.JRN
    return (ActorKind.GROUP, None) if hit.label == "NORP" else (ActorKind.ORGANISATION, None)
