"""Named people with the titles, offices and nationality that stand before the name."""

from collections.abc import Sequence

from tidings.actors.hit_index import LONGEST_PREMODIFIER, HitIndex
from tidings.actors.known_names import NameHit
from tidings.actors.lexicon import Noun
from tidings.actors.nouns import NounHit
from tidings.actors.phrases import Phrase
from tidings.actors.table import ELITE_ONCE
from tidings.csv_rows import word_list
from tidings.vocabulary import ActorKind, MentionKind, Sector

FORMER = word_list("former", "tidings.actors")
TITLE_PREFIXES = FORMER | word_list("title_prefixes", "tidings.actors")
LONGEST_TITLE = 3 * LONGEST_PREMODIFIER


def person(scene: HitIndex, hit: NameHit) -> Phrase:
    """The phrase of a person's name, with the titles before it and the country after it."""
    words = scene.words
    start, end = title_start(scene, hit.start), hit.end
    nouns = [noun for i in range(start, hit.start) if (noun := scene.nouns_from.get(i))]
    titles = [noun for noun in nouns if noun.noun.kind is ActorKind.PERSON]
    # "China's ambassador to Britain" is China's
    countries = list(scene.countries(start, titles[0].start)) if titles else []
    countries = countries or list(scene.countries(start, hit.start))
    after = scene.names_from.get(end + 1)
    if end + 1 < len(words) and words.lower[end] == "of" and after is not None and after.is_state and nouns:
        end = after.end
        countries += scene.countries(after.start, after.end)
    main = next((noun.noun for noun in titles if noun.noun.office), titles[-1].noun if titles else None)
    is_former = not FORMER.isdisjoint(words.lower[start : hit.start])
    sector = _title_sector(scene, nouns, main, start, hit.start)
    return Phrase(
        start=start,
        end=end,
        root=hit.end - 1,
        form=MentionKind.NAME,
        kind=ActorKind.PERSON,
        names=hit.names,
        name=" ".join(words.text[words.start[hit.start] : words.end[hit.end - 1]].split()),
        country=countries[-1] if countries else main.country if main else None,
        sector=Sector.ELI if is_former and sector in ELITE_ONCE and titles else sector,
        office=main.office if main else None,
        noun=main.phrase if main else None,
        title=title_text(scene, nouns),
        gender=next((noun.noun.gender for noun in titles if noun.noun.gender), None),
        is_definite=True,
        is_former=is_former,
        is_domestic=any(noun.noun.sector in DOMESTIC_SECTORS and not noun.noun.is_worldly for noun in nouns),
        is_worldly=scene.is_worldly(start, hit.start),
    )


# Sectors of those who serve or live in a state: without a country in the text, theirs is what the text is about.
DOMESTIC_SECTORS = frozenset(
    {
        Sector.GOV,
        Sector.MIL,
        Sector.COP,
        Sector.LEG,
        Sector.JUD,
        Sector.OPP,
        Sector.SPY,
        Sector.REB,
        Sector.PRM,
        Sector.UAF,
        Sector.CVL,
        Sector.LAB,
        Sector.EDU,
        Sector.REL,
        Sector.PTY,
        Sector.AGR,
        Sector.CRM,
        Sector.ELI,
        Sector.MED,
    }
)


def title_text(scene: HitIndex, nouns: Sequence[NounHit]) -> str | None:
    """The office as written, from the first to the last of its words; forms of address ("Mr") are no office."""
    shown = [noun for noun in nouns if noun.noun.sector or noun.noun.office or noun.noun.kind is not ActorKind.PERSON]
    if not shown:
        return None
    words = scene.words
    return " ".join(words.text[words.start[shown[0].start] : words.end[shown[-1].end - 1]].split())


def _title_sector(scene: HitIndex, nouns: list[NounHit], main: Noun | None, start: int, end: int) -> Sector | None:
    told = next((noun.noun.sector for noun in nouns if noun.noun.sector), None)
    if main is None or (main.office and main.sector and not main.yields):
        return main.sector if main else told
    if main.yields or main.sector is None:
        return scene.modifier_sector(start, end, main) or main.sector or told
    return main.sector


def title_start(scene: HitIndex, name_start: int) -> int:
    """Where the titles, offices and nationality before a name begin."""
    words = scene.words
    anchor, i = name_start, name_start
    while i > words.first[name_start] and name_start - i < LONGEST_TITLE:
        step = _title_step(scene, i, name_start)
        if step is None:
            break
        i, is_anchor = step
        if is_anchor:
            anchor = i
    if words.first[name_start] < anchor < name_start and words.lower[anchor - 1] in ("the", "a", "an"):
        anchor -= 1
    return anchor


def _title_step(scene: HitIndex, i: int, name_start: int) -> tuple[int, bool] | None:
    """One step to the left from token i: the new left edge, and whether the phrase may begin there."""
    words, j = scene.words, i - 1
    if words.pos[j] == "SPACE":
        return None if words.is_break(j) else (j, False)
    noun = scene.nouns_to.get(j)
    if noun is not None:
        return None if noun.noun.is_plural and noun.noun.kind is ActorKind.PERSON else (noun.start, True)
    hit = scene.names_to.get(j - 1 if words.tag[j] == "POS" else j)
    if hit is not None:
        if _may_precede_title(scene, hit, i, name_start):
            return hit.start, True
        office = _bridged(scene, hit.start, name_start)
        return (office.start, True) if office is not None else None
    if words.lower[j] in TITLE_PREFIXES or words.words[j] == "-":
        return j, words.words[j] != "-"
    bridge = _bridged(scene, i, name_start)
    if bridge is not None:
        return bridge.start, True
    if words.dep[j] in ("compound", "nmod", "amod") and i <= words.head[j] < i + LONGEST_PREMODIFIER:
        return j, False
    return None


def _bridged(scene: HitIndex, i: int, name_start: int) -> NounHit | None:
    """The office left of an "of": [President of] Russia V. Putin, [Chief of the] General Staff V. Gerasimov."""
    words, before = scene.words, i - 1
    if i == name_start or before - 1 < words.first[name_start]:
        return None
    before -= words.lower[before] == "the"
    office = scene.nouns_to.get(before - 1)
    if office is None:
        return None
    name, body = scene.names_from.get(i), scene.nouns_from.get(i)
    if body is not None and body.noun.kind is not ActorKind.PERSON:
        return office if words.lower[before] in ("of", "for") else None
    is_near = name is not None and name.end == name_start and office.noun.kind is ActorKind.PERSON
    return office if is_near and words.lower[before] in ("of", "for", "to") else None


def _may_precede_title(scene: HitIndex, hit: NameHit, i: int, name_start: int) -> bool:
    words, last = scene.words, hit.end - 1
    if scene.is_person(hit):
        return False
    if words.tag[last] == "JJ" or words.dep[last] in ("compound", "nmod", "amod"):
        return True
    if words.dep[last] == "poss" or words.tag[i - 1] == "POS":
        return i < name_start
    return i < name_start and hit.is_state and i - 1 == last
