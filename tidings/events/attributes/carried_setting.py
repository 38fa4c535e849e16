"""Give a happening told without its place that of the scene it goes on with.

A story sets a scene once: "Gunmen attacked a hotel in Nairobi on Tuesday. Ten people were killed, police said."
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tidings.events.arguments import Trigger
from tidings.events.attributes.date import are_apart
from tidings.events.attributes.event_telling import SPOKEN
from tidings.events.attributes.implied_place import ON_THE_SPOT
from tidings.events.candidates import Candidate, is_definite
from tidings.events.passage_index import PassageIndex
from tidings.parse.clauses import children, first, governor, is_verbal
from tidings.parse.tree import Token
from tidings.records import Event
from tidings.vocabulary import ActorKind, EventType, Status

OUTCOME_REACH = 120  # words: about four sentences of news
FARTHEST = 100  # tellings back, or events to and fro: longer texts are many stories
LONGEST_CHAIN = 5
AT_ONCE = frozenset({"as", "while", "when"})
CAUSATIVE = frozenset({"get", "help", "make", "let", "have", "see", "force", "allow", "permit", "enable", "cause"})
# Prepositions after which a happening goes on at the time and the place of the verb.
DURING = frozenset({"in", "during", "at", "amid", "by"})
# What is done to somebody's body, where he is.
BODILY = frozenset({EventType.ASSAULT, EventType.COERCE})
SOMEWHERE = ON_THE_SPOT | {EventType.CONSULT}
# Words that take a story one step further, or set a second act beside the first.
ONWARDS = frozenset({"also", "then", "later", "afterwards", "afterward", "subsequently", "immediately"})


@dataclass(frozen=True, slots=True)
class _Story:
    """The events of a passage with their tellings: `index` is the event told at a character of the text."""

    reading: PassageIndex
    told: Mapping[int, Candidate]
    index: Mapping[int, int]
    starts: Sequence[int]

    def tellings(self, event: Event) -> list[Candidate]:
        found = (self.told.get(mention.trigger_start) for mention in event.event_mentions)
        return [candidate for candidate in found if candidate is not None]

    def before(self, candidate: Candidate) -> list[int]:
        """The events told before a candidate, the last told first, none from too far back."""
        at = bisect_left(self.starts, candidate.trigger.start)
        told = (self.index[start] for start in reversed(self.starts[max(0, at - FARTHEST) : at]))
        return list(dict.fromkeys(told))

    def event_of(self, token: Token) -> int | None:
        """The event that has a word as its trigger."""
        return self.index.get(token.idx)


def carry_place(reading: PassageIndex, told: Sequence[Candidate], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events in their order, places carried on from one to the next."""
    by_start = {trigger.start: c for c in told for trigger in (c.trigger, *c.others)}
    index = {m.trigger_start: i for i, event in enumerate(events) for m in event.event_mentions}
    story, done = _Story(reading, by_start, index, sorted(index)), list(events)
    for i in range(len(done)):
        if done[i].status is Status.ACTUAL:
            for j in _scenes(story, done, i):
                done[i] = _in_scene(done[i], done[j])
    return tuple(_where_held(story, event, done[max(0, i - FARTHEST) : i + FARTHEST]) for i, event in enumerate(done))


def _where_held(story: _Story, event: Event, events: Sequence[Event]) -> Event:
    """A bodily act with the place where the same person, or where nobody known, underwent the last one told."""
    if event.place is not None or event.event_type not in BODILY or event.status is not Status.ACTUAL:
        return event
    actors = story.reading.actors
    people = {m.actor_id for m in event.targets if actors[m.actor_id].kind is ActorKind.PERSON}
    unknown = not any(actors[m.actor_id].country for m in (*event.sources, *event.targets))
    near = sorted(
        (e for e in events if e.place and e.event_type in BODILY), key=lambda e: abs(_start(e) - _start(event))
    )
    for other in near:
        if people & {m.actor_id for m in other.targets} or (unknown and _start(other) < _start(event)):
            return replace(event, place=other.place)
    return event


def _start(event: Event) -> int:
    return event.event_mentions[0].trigger_start


def _in_scene(event: Event, scene: Event) -> Event:
    """The event with the place of the scene, if it lacks one and their days do not contradict it."""
    if event.place is not None:
        return event
    if are_apart((event.date_start, event.date_end), (scene.date_start, scene.date_end)):
        return event
    is_somewhere = event.event_type in SOMEWHERE and scene.event_type in SOMEWHERE
    return replace(event, place=scene.place) if is_somewhere else event


def _scenes(story: _Story, events: Sequence[Event], i: int) -> Iterator[int]:
    """The events whose place an event may share, the surest first."""
    for candidate in story.tellings(events[i]):
        for noun in _meanwhile(candidate.trigger):
            j = story.event_of(noun)
            if j is not None and j != i:
                yield j
        for clause in _clauses(candidate.trigger):
            j = story.event_of(clause)
            if j is not None and j != i and is_verbal(candidate.trigger.head):
                yield j
        before = [j for j in story.before(candidate) if j != i and events[j].status is Status.ACTUAL]
        same_type = [j for j in before if events[j].event_type is candidate.frame.event_type]
        if _names_again(candidate):
            yield from (j for j in same_type if _same_noun(story, candidate, events[j]))
        if _names_again(candidate) or _is_outcome(story, candidate):
            yield from (j for j in same_type if _last_before(events[j], candidate) >= _reach(story, candidate))
        yield from (j for j in before if _goes_on(story, candidate, events[j]))


def _meanwhile(trigger: Trigger) -> Iterator[Token]:
    """The nouns in whose time a trigger happens: "arrested during the [protest]"."""
    verb = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    for preposition in children(verb, "prep", "agent"):
        if preposition.lower_ in DURING:
            yield from (noun for noun in children(preposition, "pobj") if noun not in trigger.tokens)


def _last_before(event: Event, candidate: Candidate) -> int:
    """Where an event was told last before a candidate, -1 if not before."""
    starts = (m.trigger_start for m in event.event_mentions if m.trigger_start < candidate.trigger.start)
    return max(starts, default=-1)


def _reach(story: _Story, candidate: Candidate) -> int:
    """The character from which on an antecedent is near enough."""
    return story.reading.doc[max(0, candidate.trigger.head.i - OUTCOME_REACH)].idx


def _same_noun(story: _Story, candidate: Candidate, event: Event) -> bool:
    """Whether an event is told elsewhere by the noun that names it here."""
    noun = candidate.event_noun
    return noun is not None and any(
        other.event_noun is not None and other.event_noun.lemma_ == noun.lemma_ for other in story.tellings(event)
    )


def _names_again(candidate: Candidate) -> bool:
    """Whether a telling names a known happening beside its verb: "claimed responsibility for the attack"."""
    nouns = [trigger.head for trigger in (candidate.trigger, *candidate.others) if not is_verbal(trigger.head)]
    return any(is_definite(noun) for noun in (*nouns, candidate.event_noun) if noun is not None)


def _is_outcome(story: _Story, candidate: Candidate) -> bool:
    """Whether a telling is of what an attack told before came to: "ten people were killed"."""
    is_result = candidate.trigger.head.lemma_ in story.reading.lexicon.classes["RESULT"]
    return candidate.frame.event_type is EventType.ASSAULT and is_result


def _goes_on(story: _Story, candidate: Candidate, scene: Event) -> bool:
    """Whether a clause goes on with what the sentence before it tells: of the same doer, or one step further."""
    verb = candidate.trigger.head
    if not is_verbal(verb) or not _is_next(candidate, scene):
        return False
    acting = {m.actor_id for m in candidate.sources} & {m.actor_id for m in (*scene.sources, *scene.targets)}
    onwards = any(word.lower_ in ONWARDS for word in children(verb, "advmod"))
    unnamed = all(story.reading.actors[m.actor_id].kind is ActorKind.GROUP for m in candidate.sources)
    return bool(acting) or (onwards and unnamed) or _is_of_crowd(story, candidate, scene)


def _is_of_crowd(story: _Story, candidate: Candidate, scene: Event) -> bool:
    """Whether a crowd undergoes something right after it has gathered: "police detained 84 [demonstrators]"."""
    if scene.event_type is not EventType.PROTEST or candidate.frame.event_type not in BODILY:
        return False
    if any(word.lower_ == "had" for word in children(candidate.trigger.head, "aux")):
        return False
    kinds = {story.reading.actors[m.actor_id].kind for m in candidate.targets}
    return bool(kinds) and kinds <= {ActorKind.GROUP}


def _is_next(candidate: Candidate, scene: Event) -> bool:
    """Whether a clause stands in the sentence after one that tells the scene."""
    sentence = candidate.trigger.sentence
    start = sentence.start_char
    before = sentence.doc[sentence.start - 1].sent.start_char if sentence.start else start
    return any(before <= mention.trigger_start < start for mention in scene.event_mentions)


def _clauses(trigger: Trigger) -> Iterator[Token]:
    """The verbs whose place may be the trigger's, its own first."""
    verb: Token | None = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    spoken = trigger.frame.event_type in SPOKEN
    if trigger.frame.event_type is EventType.REJECT and verb is not None:
        spoken = first(verb, "xcomp") is None  # "refused to attend on Sunday"
    for _ in range(LONGEST_CHAIN):
        if verb is None:
            return
        yield verb
        yield from _clauses_below(verb, spoken)
        verb = _clause_above(verb, spoken)


def _clauses_below(verb: Token, spoken: bool) -> Iterator[Token]:
    """Clauses that go on with the happening of a verb and may carry its place at their end."""
    if not spoken:
        yield from _infinitives(verb)
    for child in children(verb, "advcl", "conj"):
        if child.dep_ == "advcl" and any(mark.lower_ in AT_ONCE for mark in children(child, "mark", "advmod")):
            yield child
        if first(child, "nsubj", "nsubjpass", "mark", "aux") is None and child.i > verb.i and is_verbal(child):
            yield child


def _infinitives(verb: Token) -> Iterator[Token]:
    """The clauses, one below the other, that tell what a verb brings about: "let them [use] it to [send] troops"."""
    for child in children(verb, "xcomp", "ccomp"):
        if child.dep_ == "xcomp" or (verb.lemma_ in CAUSATIVE and child.tag_ == "VB"):
            yield child
            yield from _infinitives(child)


def _clause_above(verb: Token, spoken: bool) -> Token | None:
    """The clause whose time and place a clause shares: of a participle, an infinitive, "as ..." and ", who ..."."""
    head, label = verb.head, verb.dep_
    has_subject = first(verb, "nsubj", "nsubjpass") is not None
    if label == "pcomp":
        with_it = head.lower_ in ("in", "by", "while", "on", "for", "without") and is_verbal(head.head)
        return head.head if with_it else None
    if label == "relcl":
        edge = verb.left_edge
        after_comma = edge.i > 0 and edge.nbor(-1).text == "," and verb.tag_ == "VBD"
        return governor(head) if after_comma and edge.lower_ in ("who", "where") else None
    if label == "acl" and head.dep_ in ("dobj", "nsubj") and head.head.lemma_ in CAUSATIVE:
        return head.head
    if not is_verbal(head):
        return None
    if label in ("conj", "xcomp", "csubj", "nsubj"):  # "[fighting] between the two broke out in April"
        return head
    if label == "advcl":
        marks = {child.lower_ for child in children(verb, "mark", "advmod")}
        return head if not has_subject or not marks.isdisjoint(AT_ONCE) else None
    if label == "ccomp" and (spoken or head.lemma_ in CAUSATIVE):
        return head
    return None
