"""The tense a time expression stands in, by the verb of its clause."""

from spacy.tokens import Token

from tidings.dates.aligned import AlignedText
from tidings.dates.context import Tense

FARTHEST_VERB = 12  # steps up the tree: a longer way is a broken parse
# The rules whose dates lie before or after the report's own by the tense of their verb.
TENSED = frozenset(
    [
        "calendar",
        "day_list",
        "weekday",
        "weekday_time",
        "calendar_time",
        "shifted",
        "season",
        "time",
        "quarter",
        "ordinal_unit",
        "part_of",
        "feast",
    ]
)
EXPECTING = {"schedule", "expect", "plan", "set", "slate", "postpone", "forecast", "bill"}  # "scheduled for Monday"
FUTURE_MODALS = {"will", "shall", "'ll", "’ll", "wo"}


def tense_at(text: AlignedText, end: int) -> Tense:
    """PAST, FUTURE or UNKNOWN for an expression that ends at `end`, by the closest verb above it."""
    token = text.token(end - 1)
    for _ in range(FARTHEST_VERB):
        if token.pos_ in ("VERB", "AUX"):
            tense = _of_verb(token)
            if tense is not Tense.UNKNOWN:
                return tense
        if token.head is token:
            break
        token = token.head
    return Tense.UNKNOWN


def _of_verb(verb: Token) -> Tense:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(aux.lower_ in FUTURE_MODALS for aux in auxiliaries):
        return Tense.FUTURE
    if verb.tag_ == "VB" and any(aux.lower_ == "to" for aux in auxiliaries):
        return Tense.FUTURE
    if verb.tag_ == "VBN" and verb.lemma_ in EXPECTING:
        return Tense.FUTURE
    if verb.tag_ == "VBD" or any(aux.tag_ == "VBD" or aux.lemma_ == "have" for aux in auxiliaries):
        return Tense.PAST
    if verb.tag_ == "VBN" and not auxiliaries:
        return Tense.PAST
    return Tense.UNKNOWN
