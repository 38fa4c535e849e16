"""Name the parties of a trigger: who is in its slots, else whom the words around it leave no doubt of."""

from collections.abc import Iterator, Sequence

from tidings.events.arguments import Trigger, fill
from tidings.events.befallen import befallen
from tidings.events.content import is_own_force, party_in_content
from tidings.events.frames import Frame, PartOfSpeech, Slot
from tidings.events.hosts import host, state_of_site
from tidings.events.opposed import opposed_by_name, state_named
from tidings.events.reading import Reading, told_in
from tidings.events.syntax import (
    after_preposition,
    children,
    coordinated,
    governor,
    is_passive,
    is_verbal,
    logical_objects,
    logical_subjects,
    prepositions,
)
from tidings.model import Mention
from tidings.tree import Token
from tidings.vocabulary import ActorKind, EventType, MentionKind, Sector

# Types whose other party is looked for in what is said or done, when no slot has it.
WITH_CONTENT = frozenset(
    {EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE, EventType.REQUEST, EventType.CONSULT}
    | {EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.SANCTION, EventType.AID, EventType.PROTEST}
)
# A denial is not aimed at those it is about.
DENYING = frozenset({"deny", "disclaim"})
# Types that are done to the country in which they are done, when nobody else is named.
TO_A_PLACE = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.RETREAT, EventType.AID, EventType.CONCEDE}
    | {EventType.SANCTION, EventType.THREATEN, EventType.REQUEST, EventType.SUPPORT}
)
# Types that states alone do to persons: "detained in Turkey" is detained by Turkey.
BY_A_STATE = frozenset({EventType.COERCE, EventType.SANCTION, EventType.RETREAT, EventType.ACCUSE, EventType.CONCEDE})
# Types that tell of troops on the move.
SENDING = frozenset({EventType.MOBILIZE, EventType.AID, EventType.COOPERATE})
OF_STATES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT_BODY})
# What one country does alone and several do together.
EXERCISES = frozenset({"drill", "exercise", "game", "wargame"})
PLACING = frozenset({"in", "at", "on", "into", "near", "over", "across", "around", "from", "to", "of", "against"})


def parties_of(reading: Reading, trigger: Trigger) -> tuple[list[Mention], list[Mention]]:
    """Sources and targets of a trigger; the parties of a symmetric action all stand in source (codebook ruling 9)."""
    frame = trigger.frame
    sources = fill(reading, trigger, frame.sources, deep=True)
    if not sources and frame.pos is PartOfSpeech.NOUN:
        sources = fill(reading, trigger, ((Slot.HOST,),), deep=False)
    suffering = [] if frame.is_symmetric or not frame.targets else befallen(reading, trigger)
    sources = [mention for mention in sources if mention not in suffering]
    acting = frozenset(mention.actor_id for mention in sources)
    targets = _strangers(reading, fill(reading, trigger, frame.targets, deep=False), sources)
    targets = targets or suffering
    targets = targets or _strangers(reading, fill(reading, trigger, frame.targets, deep=True), sources, abroad=True)
    targets = targets or _strangers(reading, _of_own_nouns(reading, trigger, acting), sources)
    if not targets and len(sources) == 1:
        targets = host(reading, trigger, sources[0])
    if frame.is_symmetric:
        return _together(reading, trigger, sources, targets)
    if not sources and _hides_its_doer(trigger):
        sent = _sent(reading, trigger)
        if sent:
            return sent, [mention for mention in targets if mention not in sent]
        sources, targets = _with_unspoken_state(reading, trigger, targets)
        acting = frozenset(mention.actor_id for mention in sources)
    targets = targets or _strangers(reading, opposed_by_name(reading, trigger), sources)
    if not targets and frame.targets:
        targets = _other_party(reading, trigger, acting)
    return sources, targets


def _together(
    reading: Reading, trigger: Trigger, sources: list[Mention], targets: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """The parties of a symmetric action; of one that a verb gives one party only, the other is looked for farther."""
    parties = sources + targets
    if len(parties) != 1 or trigger.frame.pos is not PartOfSpeech.VERB:
        return parties, []
    partners = _strangers(reading, _partners_within(reading, trigger), parties)
    if partners or trigger.frame.event_type is not EventType.AGREE:
        return parties + partners, []
    return parties, party_in_content(reading, trigger, frozenset({parties[0].actor_id}))


def _sent(reading: Reading, trigger: Trigger) -> list[Mention]:
    """The troops of a passive that tells where they go, who are its doers: "[Russian troops] were massed"."""
    if trigger.frame.event_type not in SENDING or not is_verbal(trigger.head):
        return []
    told = [mention for noun in logical_objects(trigger.head) for mention in reading.people_at(noun)]
    return [mention for mention in told if reading.actors[mention.actor_id].sector is Sector.MIL]


def _with_unspoken_state(
    reading: Reading, trigger: Trigger, targets: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """The state that does what only states do, where no doer is named, and whom it does it to: "detained [in Turkey]".

    Where the state was all there was to aim at, it is the owner of what suffers: "Oxfam's site was blocked in Mali".
    """
    if trigger.frame.event_type not in BY_A_STATE:
        return [], targets
    around = next(_states_around(reading, trigger, ("in", "from")), None)
    around = around or state_of_site(reading, _phrases(trigger), targets)
    if around is None:
        return (_own_state(reading, targets) if targets else []), targets
    others = [mention for mention in targets if mention.actor_id != around.actor_id]
    if targets and not others:
        suffering = [m for noun in logical_objects(trigger.head) for m in reading.holders_at(noun)]
        others = [mention for mention in suffering if mention.actor_id != around.actor_id]
        if not is_verbal(trigger.head):
            return [], targets
    return [around], others


def _of_own_nouns(reading: Reading, trigger: Trigger, acting: frozenset[str]) -> list[Mention]:
    """The actors that the objects of a phrase are, or whose doing they are: "dispersed [demonstrators]"."""
    if trigger.frame.pos is not PartOfSpeech.VERB or not trigger.frame.targets:
        return []
    for noun in trigger.tokens[1:]:
        if noun.dep_ in ("dobj", "nsubjpass", "pobj") and not is_own_force(reading, noun, acting):
            people = [mention for word in coordinated(noun) for mention in reading.people_at(word)]
            if people:
                return people
            doers = [m for c in children(noun, "acl") for t in logical_subjects(c) for m in reading.people_at(t)]
            if doers:
                return doers
    return []


def _partners_within(reading: Reading, trigger: Trigger) -> list[Mention]:
    """Who follows a "with" that hangs on a thing in the clause: "discussed the plan by telephone with [Paris]"."""
    within_clause = [c for c in trigger.head.children if c.dep_ in ("dobj", "prep", "pobj")]
    things = [n for c in within_clause for n in (after_preposition(c) if c.dep_ == "prep" else [c])]
    return [
        mention
        for thing in things
        for preposition in prepositions(thing)
        if preposition.lower_ == "with"
        for noun in after_preposition(preposition)
        for mention in reading.people_at(noun)
    ]


def _strangers(
    reading: Reading, found: Sequence[Mention], sources: Sequence[Mention], *, abroad: bool = False
) -> list[Mention]:
    """Those found who are not sources themselves, nor, when `abroad`, states and bodies of the sources' own country."""
    acting = {mention.actor_id for mention in sources}
    strangers = [mention for mention in found if mention.actor_id not in acting]
    if not abroad:
        return strangers
    own = {reading.actors[mention.actor_id].country for mention in sources} - {None}
    told = ((mention, reading.actors[mention.actor_id]) for mention in strangers)
    return [mention for mention, actor in told if actor.country not in own or actor.kind not in OF_STATES]


def _other_party(reading: Reading, trigger: Trigger, acting: frozenset[str]) -> list[Mention]:
    frame = trigger.frame
    in_content = frame.event_type is EventType.PROTEST or (
        frame.pos is not PartOfSpeech.NOUN and frame.event_type in WITH_CONTENT and trigger.head.lemma_ not in DENYING
    )
    if in_content:
        found = party_in_content(reading, trigger, acting)
        if found:
            return found
    if frame.event_type not in TO_A_PLACE or not acting:
        return []
    states = [m for m in _states_around(reading, trigger, PLACING) if m.actor_id not in acting]
    return states[:1] or [m for m in _states_of_places(reading, trigger, acting) if m.actor_id not in acting][:1]


def _own_state(reading: Reading, targets: Sequence[Mention]) -> list[Mention]:
    """The state that the passage is about, where those who suffer are its own people, or nobody's in particular."""
    countries = {reading.actors[mention.actor_id].country for mention in targets}
    are_states = any(reading.actors[mention.actor_id].kind is ActorKind.STATE for mention in targets)
    if reading.home is None or are_states or not countries <= {None, reading.home}:
        return []
    return state_named(reading, reading.home)


def _hides_its_doer(trigger: Trigger) -> bool:
    """Whether a trigger may leave its doer out: a noun, a passive, a verb whose subject suffers ("faces trial")."""
    suffers = any(Slot.SUBJECT in slots for slots in trigger.frame.targets)
    return suffers or not is_verbal(trigger.head) or is_passive(trigger.head)


def _states_around(reading: Reading, trigger: Trigger, links: Sequence[str] | frozenset[str]) -> Iterator[Mention]:
    """The states named after a preposition in the trigger's phrase or clause: "was detained [in Turkey]"."""
    for token in _phrases(trigger):
        for preposition in prepositions(token):
            if preposition.lower_ in links:
                for noun in after_preposition(preposition):
                    yield from (m for m in reading.people_at(noun) if reading.actors[m.actor_id].kind in OF_STATES)


def _phrases(trigger: Trigger) -> Iterator[Token]:
    yield from trigger.tokens
    for token in trigger.tokens:
        yield from children(token, "dobj", "nsubjpass", "attr")
    if not is_verbal(trigger.head):
        verb = governor(trigger.head)
        if is_verbal(verb):
            yield verb


def _states_of_places(reading: Reading, trigger: Trigger, acting: frozenset[str]) -> Iterator[Mention]:
    """The states in which the places of the trigger's clause lie: "shelled [Juba]" is done to its state.

    A place in the name of somebody acting ("the Kansas lawyer") is none.
    """
    taken = [(m.start, m.end) for m in reading.mentions if m.actor_id in acting]
    own = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    states = {a.country: a.actor_id for a in reading.actors.values() if a.kind is ActorKind.STATE}
    for place in told_in(trigger.sentence, reading.places):
        token = reading.token_at(place.start)
        is_near = governor(token) == own
        if is_near and place.country in states and not any(start <= place.start < end for start, end in taken):
            state = states[place.country]
            yield Mention(place.start, place.end, place.start, place.text, state, MentionKind.METONYM)


def joint_frame(reading: Reading, frame: Frame, sources: Sequence[Mention]) -> Frame:
    """The frame of an exercise: of one country MOBILIZE, of several COOPERATE (ruling 5)."""
    if frame.event_type is not EventType.MOBILIZE or not any(words & EXERCISES for words in frame.words):
        return frame
    if len({reading.actors[mention.actor_id].country for mention in sources}) < 2:
        return frame
    others = reading.lexicon.frames_of(PartOfSpeech.NOUN, "drill")
    return next((other for other in others if other.event_type is EventType.COOPERATE), frame)
