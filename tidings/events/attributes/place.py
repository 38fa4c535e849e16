"""Place an event by the words of its sentence: codebook rulings 12 and 35."""

from collections.abc import Iterator, Sequence

from tidings.events.arguments import Trigger
from tidings.events.attributes.event_telling import SPOKEN
from tidings.events.passage_index import PassageIndex, told_in
from tidings.parse.clauses import DEEPEST, first, governor, is_verbal
from tidings.parse.tree import Token
from tidings.records import Mention, Place
from tidings.vocabulary import ActorKind, EventType, MentionKind, PlacePrecision

INSIDE = frozenset(
    {"in", "beneath", "beyond", "around", "at", "near", "over", "outside", "inside", "across", "throughout", "within"}
)
TOUCHED = frozenset({"on", "into", "to", "of", "from", "against", "off", "along", "through", "toward", "towards"})
LEAVING = frozenset({EventType.AID, EventType.RETREAT})  # kinds that take people away from a place
# Things that stand somewhere: "a Delhi court", "an Iranian prison", "the town of".
_SITES = """
court prison jail detention hospital parliament city town village capital base airport port territory soil airspace
water border province region district university school hotel market street mosque church square island area state
peninsula neighbourhood neighborhood suburb camp checkpoint station guesthouse compound county
highway quarter department slum governorate prefecture"""
SITES = frozenset(_SITES.split())
MISSIONS = frozenset({"embassy", "consulate", "mission"})  # of a country, in a town
BESIDE = frozenset({"neighbouring", "neighboring", "nearby", "surrounding"})  # read as verbs: "in neighbouring Chad"
SEATED = frozenset({"base", "bear", "headquarter", "exile"})  # where somebody is from, whatever they do
ADJECTIVES = frozenset({"u.s.", "us", "u.k.", "uk"})  # names that stand for an adjective before a noun
AT_ACTION, AT_OBJECT, BY_WAY, AT_DOER, IN_COUNTRY, ELSEWHERE = range(6)
BEFORE_NOUN = frozenset({"compound", "nmod", "amod", "poss"})
COUNTRIES = frozenset({"PCLI", "PCL", "PCLD", "PCLS", "PCLF", "PCLIX", "TERR"})


def place_of(reading: PassageIndex, trigger: Trigger) -> Place | None:
    """The most precise place of the trigger's sentence that the action can be in, the nearest in the tree first."""
    ranked = sorted(_ranked(reading, trigger), key=lambda found: found[:4])
    return ranked[0][4] if ranked else None


def _ranked(reading: PassageIndex, trigger: Trigger) -> Iterator[tuple[int, bool, bool, int, Place]]:
    for place in told_in(trigger.sentence, reading.places):
        token = reading.token_at(place.end - 1)
        if not _is_government(reading, token, trigger):
            rank = _rank(reading, token, trigger)
            if rank is not None:
                yield rank, not _is_below(token, trigger), place.feature in COUNTRIES, place.start, place
    for mention in told_in(trigger.sentence, reading.mentions):
        token, actor = reading.token_at(mention.root), reading.actors[mention.actor_id]
        if token.i not in reading.place_by_token:
            is_site = token.lemma_.lower() in SITES or (
                token.dep_ in BEFORE_NOUN and token.head.lemma_.lower() in SITES
            )
            rank = _rank(reading, token, trigger) if is_site and actor.country is not None else None
            place_of = country_place(reading, actor.country, mention) if rank is not None and actor.country else None
            if rank is not None and place_of is not None:
                yield max(rank, IN_COUNTRY), not _is_below(token, trigger), True, mention.start, place_of


def _is_government(reading: PassageIndex, token: Token, trigger: Trigger) -> bool:
    """Whether the name of a capital stands for its government; what is attacked is the town: "strikes on Kyiv"."""
    is_hit = token.dep_ == "pobj" and trigger.frame.event_type is EventType.ASSAULT
    return not is_hit and any(m.mention_kind is MentionKind.METONYM for m in reading.by_token.get(token.i, ()))


def _rank(reading: PassageIndex, token: Token, trigger: Trigger) -> int | None:
    """How well a place fits, the least best: at the action's own words, at what undergoes it, at who does it, in a
    clause above. None: it tells where somebody is from, or is of another happening."""
    if _is_of_where(token, trigger):
        return AT_ACTION
    own = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    near = governor(token) == own or _is_below(token, trigger)
    site = token.head if token.dep_ in BEFORE_NOUN else token
    if near and _is_site(reading, site, token) and site.dep_ != "nsubj":
        return AT_OBJECT
    if token.dep_ in BEFORE_NOUN and reading.is_actor(token.head) and token.head not in trigger.tokens:
        if trigger.frame.event_type is EventType.PROTEST and token.head.dep_ == "nsubj" and token.head.head == own:
            return AT_DOER  # "Ghent dockers walked out"
        return None  # where somebody is from: "a U.S. citizen"
    if token.dep_ in BEFORE_NOUN and token.lower_ in ADJECTIVES and token.head in trigger.tokens:
        return None  # whose it is: "a U.S. drone strike"
    preposition = _anchor(token)
    if preposition is None:
        return _rank_bare(token, trigger)
    if preposition.dep_ in ("dobj", "nsubjpass"):
        is_addressed = trigger.frame.event_type in SPOKEN  # "urged Ethiopia"
        return AT_OBJECT if preposition.head in (own, trigger.head) and not is_addressed else None
    above = preposition.head
    if preposition.lower_ in INSIDE:
        if near:
            return (
                AT_DOER
                if _is_of_doer(above, own, trigger)
                else AT_ACTION
                if above in (own, *trigger.tokens)
                else AT_OBJECT
            )
        return ELSEWHERE if governor(token) in own.ancestors else None
    return _rank_touched(reading, preposition, own, trigger) if preposition.lower_ in TOUCHED and near else None


def _rank_touched(reading: PassageIndex, preposition: Token, own: Token, trigger: Trigger) -> int | None:
    """How well a place fits that stands after "on", "from", "of", "to", ... in the clause of an action."""
    above = preposition.head
    if preposition.lower_ == "against" and trigger.frame.event_type is EventType.PROTEST:
        return None
    if above in trigger.tokens and not is_verbal(above):
        return AT_OBJECT
    if trigger.frame.event_type in SPOKEN and not is_verbal(above):
        return None  # of what is spoken about: "condemned the shelling of Goma"
    is_thing = above.dep_ == "dobj" and above.head in trigger.tokens and not reading.is_actor(above)
    if preposition.lower_ == "of" and is_thing:
        return AT_OBJECT  # "flattened the homes of Sanur"
    if preposition.lower_ in ("from", "of") and (reading.is_actor(above) or _is_of_doer(above, own, trigger)):
        is_left = preposition.lower_ == "from" and trigger.frame.event_type in LEAVING and above.head == trigger.head
        return BY_WAY if is_left else None  # "evacuated its staff from Goma"
    return BY_WAY


def _is_site(reading: PassageIndex, site: Token, name: Token) -> bool:
    """Whether a noun is of what stands where its name says: "a Delhi court", "its London embassy", not "India's"."""
    if site.lemma_.lower() in MISSIONS:
        place = reading.place_by_token.get(name.i)
        return place is not None and place.feature not in COUNTRIES
    return site.lemma_.lower() in SITES


def _is_below(token: Token, trigger: Trigger) -> bool:
    """Whether a place stands in the phrase of a trigger and in no clause of it that tells another happening."""
    for _ in range(2 * DEEPEST):
        if token == trigger.head or token.dep_ == "ROOT":
            break
        above, label = token.head, token.dep_
        if label == "relcl" and above not in trigger.tokens and above.head != trigger.head:
            return False  # "freed in exchange for men who had been tried in Rome"
        if label == "acl" and token.lemma_ in SEATED:
            return False  # "said the Observatory, a monitor based in Britain"
        if label == "conj" and is_verbal(token) and first(token, "nsubj", "nsubjpass") is not None:
            return False
        if label in ("ccomp", "xcomp") and trigger.frame.event_type in SPOKEN:
            return False  # what is said: "urged Kenya to leave Kismayo"
        token = above
    return token == trigger.head


def _rank_bare(token: Token, trigger: Trigger) -> int | None:
    """Of a place without a preposition: "the Dnipro strike", "captured Bria"."""
    head = token.head
    if head in trigger.tokens and (token.dep_ in BEFORE_NOUN or token.dep_ in ("dobj", "nsubjpass")):
        return AT_OBJECT
    return None


def _is_of_where(place: Token, trigger: Trigger) -> bool:
    """Whether the trigger's clause says what happened at a place: "flew to Accra, where he was received"."""
    verb = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    return verb.dep_ == "relcl" and verb.head == place and any(child.lower_ == "where" for child in verb.children)


def _is_of_doer(noun: Token, verb: Token, trigger: Trigger) -> bool:
    """Whether a noun is in the subject of a clause: "[police] in Cairo arrested", not "the attack on the [town]"."""
    for _ in range(DEEPEST):
        if noun in trigger.tokens and noun.head == verb:
            return False
        if noun.dep_ in ("nsubj", "agent") and noun.head == verb:
            return True
        if noun == verb or noun.dep_ == "ROOT":
            return False
        noun = noun.head
    return False


def _anchor(token: Token) -> Token | None:
    """The preposition before a place, also before "the city of X" and "X, Y"; the object "the town of X"."""
    for _ in range(4):
        if token.dep_ == "pobj":
            above = token.head.head
            is_site = above.lemma_.lower() in SITES and above.dep_ in ("pobj", "dobj", "nsubjpass")
            if token.head.lower_ == "of" and (is_site or above.dep_ == "appos"):
                token = above
                continue
            return token.head
        if token.dep_ in ("dobj", "nsubjpass"):
            return token.head.head if token.head.dep_ == "pcomp" and token.head.lower_ in BESIDE else token
        if token.dep_ not in ("appos", "conj", "compound", "nmod", "npadvmod", "poss"):
            return None
        if token.head.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return None
        token = token.head
    return None


def most_precise(places: Sequence[Place]) -> Place | None:
    """The first of the places told of one happening; if it is a whole country, the first place in it."""
    if not places:
        return None
    inside = (place for place in places if place.country == places[0].country and place.feature not in COUNTRIES)
    return next(inside, places[0])


def country_place(reading: PassageIndex, country: str, mention: Mention) -> Place | None:
    """A country as a place: as the text names it, else as the mention of one of its actors implies it."""
    named = next((p for p in reading.places if p.country == country and p.feature in COUNTRIES), None)
    if named is not None:
        return named
    states = (actor for actor in reading.actors.values() if actor.kind is ActorKind.STATE and actor.country == country)
    state = next(states, None)
    if state is None:
        return None
    words = mention.start, mention.end, state.name, state.name, country
    return Place(*words, None, None, None, precision=PlacePrecision.COUNTRY)
