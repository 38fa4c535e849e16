"""Place an event by the words of its sentence: codebook rulings 12 and 35."""

from tidings.events.arguments import Trigger
from tidings.events.reading import Reading, within
from tidings.events.syntax import governor, is_verbal
from tidings.model import Place

LOCATIVES = frozenset(
    {"in", "at", "near", "on", "into", "over", "outside", "around", "across", "of", "to", "from", "against"}
)


def where_of(reading: Reading, trigger: Trigger) -> Place | None:
    """The most precise place of the trigger's own clause that stands after a preposition of place."""
    own = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    found = []
    for place in reading.places:
        if not within(trigger.sentence, place.start, place.end):
            continue
        token = reading.token_at(place.end - 1)
        if token.dep_ == "pobj" and token.head.lower_ in LOCATIVES and governor(token) == own:
            found.append(
                (token.head.lower_ not in ("in", "at", "near", "over"), place.feature == "PCLI", place.start, place)
            )
    return min(found, key=lambda f: f[:3])[3] if found else None
