"""Find the other party of a verbal event in what it is about: "refused to lift the curfew on [the Kurds]"."""

from spacy.tokens import Token

from tidings.events.arguments import Trigger
from tidings.events.reading import Reading
from tidings.events.syntax import children, coordinated
from tidings.model import Mention

# Where in the object or completing clause the other party is looked for, in this order.
_LINKS = "nsubj nsubjpass dobj dative pobj attr xcomp ccomp prep agent pcomp acl"
CONTENT_LINKS = {label: order for order, label in enumerate(_LINKS.split())}
DEEPEST_CONTENT = 5


def party_in_content(reading: Reading, trigger: Trigger, acting: frozenset[str]) -> list[Mention]:
    """The first other party named in what a verbal event is about: "refused to lift the curfew on [the Kurds]"."""
    for label in ("dobj", "nsubjpass", "xcomp", "ccomp", "prep", "advcl"):
        for child in children(trigger.head, label):
            if label == "nsubjpass" and trigger.head.dep_ != "ROOT":
                continue
            found = _party_below(reading, child, acting, 0)
            if found:
                return found
    return []


def _party_below(reading: Reading, token: Token, acting: frozenset[str], depth: int) -> list[Mention]:
    if token.dep_ not in ("prep", "agent"):
        people = [m for noun in coordinated(token) for m in reading.people_at(noun) if m.actor_id not in acting]
        people = people or [m for m in reading.holders_at(token) if m.actor_id not in acting]
        if people:
            return people
    if depth >= DEEPEST_CONTENT:
        return []
    below = sorted((c for c in token.children if c.dep_ in CONTENT_LINKS), key=lambda c: CONTENT_LINKS[c.dep_])
    return next((found for child in below if (found := _party_below(reading, child, acting, depth + 1))), [])
