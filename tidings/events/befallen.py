"""Name whom a happening told as a noun befalls, by what stands over it: "survived a raid", "her death in a strike"."""

from collections.abc import Iterator

from tidings.events.arguments import Trigger
from tidings.events.reading import Reading
from tidings.events.syntax import (
    after_preposition,
    children,
    coordinated,
    grammatical_subjects,
    is_verbal,
    logical_objects,
    prepositions,
)
from tidings.model import Mention
from tidings.tree import Token
from tidings.vocabulary import EventType

# Verbs whose subject suffers or receives what their object names.
_ENDURING = """
survive endure suffer face undergo experience escape flee sustain brave withstand incur receive draw earn attract meet
encounter fear dodge evade provoke trigger invite"""
ENDURING = frozenset(_ENDURING.split())
# Verbs whose subject, or object in the passive, is hurt in or by what follows; "kill" and the like tell it themselves.
HURT = frozenset({"die", "perish", "catch", "trap", "displace", "burn", "uproot"})
# Verbs whose subject comes under it: "came under fire", "remains under siege", "came in for criticism".
COMING = frozenset({"come", "be", "remain", "fall", "stay", "live", "go", "put", "place"})
# Nouns for what somebody is of it, and for what it did to somebody.
ROLES = frozenset({"target", "victim", "subject", "object", "survivor", "focus"})
LOSSES = frozenset({"death", "killing", "injury", "wounding", "murder", "loss", "demise", "maiming"})


def befallen(reading: Reading, trigger: Trigger) -> list[Mention]:
    """Those whom the happening that a noun names befalls, as the verb or noun over it tells; of a verb, nobody.

    Those hurt in a protest are mostly the protesters: it befalls nobody.
    """
    if is_verbal(trigger.head) or trigger.frame.event_type is EventType.PROTEST:
        return []
    found: list[Mention] = []
    for token in _suffering(trigger.head):
        found.extend(mention for mention in reading.people_at(token) if mention not in found)
    return found


def _suffering(noun: Token) -> Iterator[Token]:
    above = noun.head
    if noun.dep_ == "dobj" and above.lemma_ in ENDURING:
        yield from grammatical_subjects(above)
    elif noun.dep_ == "pobj":
        yield from _suffering_from(above.lower_, above.head)


def _suffering_from(link: str, above: Token) -> Iterator[Token]:
    """Who suffers from what follows a preposition on a verb or noun."""
    if is_verbal(above):
        if link in ("under", "for") and above.lemma_ in COMING and (link == "under" or above.lemma_ == "come"):
            yield from grammatical_subjects(above)
        elif link in ("in", "by", "from") and above.lemma_ in HURT:
            yield from grammatical_subjects(above) if above.lemma_ in ("die", "perish") else logical_objects(above)
        elif link == "to" and above.lemma_ in ("subject", "expose"):
            yield from logical_objects(above)
    elif link == "of" and above.lemma_ in ROLES:
        if above.dep_ == "attr" and is_verbal(above.head):
            yield from grammatical_subjects(above.head)
        elif above.dep_ == "appos":
            yield above.head
    elif link in ("in", "by", "from") and above.lemma_ in LOSSES:
        yield from (word for owner in children(above, "poss") for word in coordinated(owner))
        yield from (word for p in prepositions(above) if p.lower_ == "of" for word in after_preposition(p))
