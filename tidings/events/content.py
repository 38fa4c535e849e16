"""Find the other party of a verbal event in what it is about: "refused to lift the curfew on [the Kurds]"."""

from collections.abc import Iterator

from tidings.events.arguments import Trigger
from tidings.events.reading import Reading
from tidings.events.syntax import children, coordinated
from tidings.model import Mention
from tidings.tree import Token
from tidings.vocabulary import ActorKind, MentionKind

# Where in the object or completing clause the other party is looked for, in this order.
_LINKS = "nsubj nsubjpass dobj dative pobj attr xcomp ccomp prep agent pcomp acl advcl"
CONTENT_LINKS = {label: order for order, label in enumerate(_LINKS.split())}
DEEPEST_CONTENT = 5
# Marks of clauses that say when or why, not what. What is done "until" or "unless" is up to the other party.
_CIRCUMSTANTIAL = "after before as when while since because although though during whereas given"
CIRCUMSTANTIAL = frozenset(_CIRCUMSTANTIAL.split())
# Marks of clauses that say what it depends on or is done for, which is about the other party.
AIMING = frozenset({"if", "unless", "until", "to", "lest"})
# What is made is no party: "agreed to set up [a company] with Oman".
MAKING = frozenset(
    {"set", "establish", "create", "build", "form", "found", "construct", "rebuild", "launch", "develop"}
)


def party_in_content(reading: Reading, trigger: Trigger, acting: frozenset[str]) -> list[Mention]:
    """The first other party in what a verbal event is about; one with a name or a country goes before "troops",
    their own state last."""
    told = [
        people
        for label in ("dobj", "nsubjpass", "xcomp", "ccomp", "prep", "advcl", "acl")
        for child in children(trigger.head, label)
        if not _is_circumstance(child)
        for people in _parties_below(reading, child, acting, 0)
    ]
    known = [people for people in told if any(_is_known(reading, mention) for mention in people)]
    foreign = (people for people in known if not all(_is_own_state(reading, mention, acting) for mention in people))
    return next(foreign, (known or told or [[]])[0])


def _is_circumstance(child: Token) -> bool:
    """Whether a clause says when or why, not what: "opened an inquiry [after a video of ...]"."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in CIRCUMSTANTIAL for c in child.children)


def _is_known(reading: Reading, mention: Mention) -> bool:
    return mention.mention_kind is not MentionKind.NOMINAL or reading.actors[mention.actor_id].country is not None


def is_own_force(reading: Reading, noun: Token, acting: frozenset[str]) -> bool:
    """Whether a noun names forces that somebody acting may have: "offered to withdraw [troops] from Mali"."""
    if noun.lemma_.lower() not in reading.lexicon.classes["TROOPS"]:
        return False
    own = {reading.actors[actor_id].country for actor_id in acting}
    return all(m.actor_id in acting or reading.actors[m.actor_id].country in own for m in reading.holders_at(noun))


def _is_own_state(reading: Reading, mention: Mention, acting: frozenset[str]) -> bool:
    """Whether a party is the state of all who act: "[Iran] will answer if Oman attacks, its army warned"."""
    actor = reading.actors[mention.actor_id]
    return actor.kind is ActorKind.STATE and {reading.actors[one].country for one in acting} == {actor.country}


def _aims(clause: Token) -> bool:
    """Whether a clause says on what, or for what, something is done: "if Oman attacks", "to help the rebels"."""
    return any(c.dep_ in ("mark", "aux") and c.lower_ in AIMING for c in clause.children)


def _parties_below(reading: Reading, token: Token, acting: frozenset[str], depth: int) -> Iterator[list[Mention]]:
    is_made = token.dep_ == "dobj" and token.head.lemma_ in MAKING
    if token.dep_ not in ("prep", "agent") and not is_made:
        nouns = [noun for noun in coordinated(token) if not is_own_force(reading, noun, acting)]
        named = [m for noun in nouns for m in reading.people_at(noun)] or reading.holders_at(token)
        people = [mention for mention in named if mention.actor_id not in acting]
        if people:
            yield people
    if depth < DEEPEST_CONTENT:
        below = (c for c in token.children if c.dep_ in CONTENT_LINKS and (c.dep_ != "advcl" or _aims(c)))
        for child in sorted(below, key=lambda child: CONTENT_LINKS[child.dep_]):
            yield from _parties_below(reading, child, acting, depth + 1)
