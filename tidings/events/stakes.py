"""Tell whether what a passage reports is a matter of politics: who is named in it, and what it is about."""

from bisect import bisect_left
from dataclasses import dataclass

from tidings.events.candidates import Candidate
from tidings.events.reading import Reading, told_in
from tidings.events.syntax import after_preposition, children, prepositions
from tidings.events.words import forms_of, lemma_of
from tidings.model import Actor, Mention
from tidings.tree import Span, Token
from tidings.vocabulary import ActorKind, EventType, MentionKind, Sector

# Those whose acts are politics whatever they do.
BODIES = frozenset(
    {ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP, ActorKind.IGO, ActorKind.PARTY}
)
OFFICES = frozenset(
    {Sector.GOV, Sector.LEG, Sector.MIL, Sector.PRM, Sector.PTY, Sector.REB, Sector.SPY, Sector.UAF, Sector.OPP}
    | {Sector.IGO, Sector.ISM, Sector.REF, Sector.COP, Sector.JUD, Sector.ELI}
)
# Those who stand for more than themselves, and those who do so when they are many.
CAUSES = frozenset({Sector.REL, Sector.NGO, Sector.JRN})
COLLECTIVES = frozenset({Sector.LAB, Sector.AGR, Sector.EDU})
# Those whose nation does not make what they do politics.
PRIVATE = frozenset({ActorKind.PERSON, ActorKind.COMPANY, ActorKind.ORGANISATION, ActorKind.MEDIA})
PUBLIC = ("MEANS", "TROOPS", "WEAPON", "GOODS", "MEETING", "TREATY", "SANCTION", "STAKES", "POLITICS", "RELATIONS")
DAILY_LIFE = ("SPORTS", "PLAY", "BUSINESS", "TRADE", "HEALTH", "LEARNING", "WORKS")
DAILY_WORDS = 2  # of these make a text one of daily life; one alone stands in any news
POLITICAL_WORDS = 2  # of these make a text of daily life political: "strike" alone is also of football
NEAR = 5  # sentences before and after, in which what makes a matter of politics is looked for
NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
CONTENT_WORDS = NAMING | {"VERB"}
# Acts that are politics by themselves: a crowd in the street, an arrest.
BY_NATURE = frozenset({EventType.PROTEST, EventType.COERCE})
# Ways to attack that no private person has.
WARLIKE = frozenset({"suicide-attack", "aerial", "drone", "heavy-weapons", "unconventional"})


@dataclass(frozen=True, slots=True)
class Stakes:
    """What a passage has to do with politics: bodies and offices of state, or states and peoples by name only.

    `is_of_daily_life`: it speaks of play, trade, health, science or art. What politics make plain is not looked at.
    """

    has_politics: bool
    has_nations: bool = False
    is_of_daily_life: bool = False


def stakes_of(reading: Reading, passage: Span) -> Stakes:
    """Whether political actors, political words, or nations are named in a passage.

    A minister or a missile makes it political; "Denmark", "a Serbian centre" may be those of a match or a market.
    """
    told = [m for m in told_in(passage, reading.mentions) if m.mention_kind is not MentionKind.PRONOUN]
    if any(_holds_power(reading, mention) for mention in told):
        return Stakes(has_politics=True)
    words = frozenset(form for token in passage if token.pos_ in CONTENT_WORDS for form in _looked_up(token))
    nouns = frozenset(form for token in passage if token.pos_ in NAMING for form in forms_of(token))
    classes = reading.lexicon.classes
    daily = frozenset().union(*(classes[name] for name in DAILY_LIFE))
    is_of_daily_life = len(nouns & daily) >= DAILY_WORDS
    return Stakes(
        has_politics=len(words & classes["STAKES"]) >= (POLITICAL_WORDS if is_of_daily_life else 1),
        has_nations=any(_is_of_a_nation(reading, mention) for mention in told),
        is_of_daily_life=is_of_daily_life,
    )


def _around(reading: Reading, sentence: Span) -> Span:
    """A sentence with those near it: a page of news may turn from the cabinet to the cup."""
    here = bisect_left(reading.doc.sents, sentence.start, key=_start)
    near = reading.doc.sents[max(0, here - NEAR) : here + NEAR + 1]
    return reading.doc[near[0].start : near[-1].end]


def _start(sentence: Span) -> int:
    return sentence.start


def is_at_stake(reading: Reading, candidate: Candidate) -> bool:
    """Whether a happening may be a political one: in a text without a word of politics what nations or crowds do."""
    if candidate.frame.event_type in BY_NATURE or candidate.frame.mode in WARLIKE:
        return True
    stakes = stakes_of(reading, _around(reading, candidate.trigger.sentence))
    if stakes.has_politics:
        return True
    if not stakes.is_of_daily_life and _is_deed_of_a_nation(reading, candidate):
        return True
    if stakes.has_nations and (not stakes.is_of_daily_life or _is_between_states(reading, candidate)):
        return True
    sources, targets = ([reading.actors[m.actor_id] for m in side] for side in (candidate.sources, candidate.targets))
    if any(_is_crowd(actor) for actor in sources) and any(_is_crowd(actor) for actor in targets):
        return True
    if stakes.is_of_daily_life:
        return False
    return any(_has_a_cause(reading, mention) for mention in (*candidate.sources, *candidate.targets))


def _is_between_states(reading: Reading, candidate: Candidate) -> bool:
    parties = (*candidate.sources, *candidate.targets)
    states = {m.actor_id for m in parties if reading.actors[m.actor_id].kind is ActorKind.STATE}
    return len(states) > 1


def _is_deed_of_a_nation(reading: Reading, candidate: Candidate) -> bool:
    """Whether a nation stands before the happening: "the Korean proposal"."""
    parties = (
        m for m in (*candidate.sources, *candidate.targets) if reading.actors[m.actor_id].kind is ActorKind.STATE
    )
    return any(reading.token_at(mention.root).head in candidate.trigger.tokens for mention in parties)


def _is_crowd(actor: Actor) -> bool:
    return actor.kind is ActorKind.GROUP


def _has_a_cause(reading: Reading, mention: Mention) -> bool:
    """Whether somebody stands for more than himself: a congregation, a union, the press, no scholars."""
    actor = reading.actors[mention.actor_id]
    if actor.sector in CAUSES:
        return True
    is_scholar = not reading.lexicon.classes["LEARNING"].isdisjoint(forms_of(reading.token_at(mention.root)))
    return _is_crowd(actor) and actor.sector in COLLECTIVES and not is_scholar


def _looked_up(token: Token) -> tuple[str, ...]:
    """The forms of a word; of a verb its lemma alone: "the fighting" is not "fighting a cold"."""
    return (lemma_of(token),) if token.pos_ == "VERB" else forms_of(token)


def _holds_power(reading: Reading, mention: Mention) -> bool:
    actor = reading.actors[mention.actor_id]
    if actor.kind not in BODIES and actor.sector not in OFFICES:
        return False
    return mention.mention_kind is MentionKind.NAME or not _is_of_a_club(reading, reading.token_at(mention.root))


def _is_of_a_club(reading: Reading, noun: Token) -> bool:
    """Whether an office may be that of a club or a firm: "the captain", "the club's president"."""
    classes = reading.lexicon.classes
    if not classes["PLAYING"].isdisjoint(forms_of(noun)):
        return True
    if classes["CHAIRS"].isdisjoint(forms_of(noun)):
        return False
    whose = [*children(noun, "poss", "compound", "nmod")]
    whose += [n for p in prepositions(noun) if p.lower_ == "of" for n in after_preposition(p)]
    return any(not classes["CLUBS"].isdisjoint(forms_of(token)) for token in whose)


def _is_of_a_nation(reading: Reading, mention: Mention) -> bool:
    """Whether a state is named, or a people: "Palestinians", "Haiti's gangs", "Danish jets"; not "a Finnish couple"."""
    actor = reading.actors[mention.actor_id]
    root = reading.token_at(mention.root)
    if actor.kind is ActorKind.STATE:
        return root.dep_ != "amod" or _is_public(reading, root.head)
    if actor.kind is not ActorKind.GROUP or actor.country is None:
        return False
    return any(token.ent_type_ in ("NORP", "GPE") for token in root.subtree if mention.start <= token.idx < mention.end)


def _is_public(reading: Reading, noun: Token) -> bool:
    """Whether what is called by its nation is a people, a force or a good of that nation, not one of its shops."""
    kinds = {reading.actors[mention.actor_id].kind for mention in reading.people_at(noun)}
    classes = reading.lexicon.classes
    public = frozenset().union(*(classes[name] for name in PUBLIC))
    return bool(kinds - PRIVATE) or not public.isdisjoint(forms_of(noun))
