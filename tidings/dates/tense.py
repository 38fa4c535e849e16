"""The tense a time expression stands in, by the verb of its clause."""

from functools import lru_cache

from tidings.csv_rows import read_table
from tidings.dates.aligned import AlignedText
from tidings.dates.context import Tense
from tidings.parse.tree import Token

FARTHEST_VERB = 12  # steps up the tree: a longer way is a broken parse
# The rules whose dates lie before or after the report's own by the tense of their verb.
TENSED = frozenset(
    {"calendar", "day_list", "feast", "ordinal_unit", "part_of", "quarter", "season", "shifted", "time", "told_unit"}
    | {"weekday", "weekday_time", "calendar_time"}
)
FUTURE_MODALS = {"will", "shall", "'ll", "’ll", "wo"}
# What was or is to come when it was said. Not "could": "could not be reached on Friday".
PROSPECTIVE_MODALS = {"would", "'d", "may", "might", "should"}
ROLES = ("awaiting", "timetable")


@lru_cache(maxsize=1)
def _verbs() -> dict[str, frozenset[str]]:
    """Verbs whose day lies ahead, by role. Raises TableError for an unknown role.

    awaiting: what is done to them is to come ("scheduled for Monday", "agreed to meet on Monday");
    timetable: their present tells the future ("the talks begin on Monday").
    """
    groups: dict[str, set[str]] = {role: set() for role in ROLES}
    for row in read_table("tidings.dates", "verbs.csv"):
        groups[row.one_of("role", ROLES)].add(row["lemma"])
    return {role: frozenset(lemmas) for role, lemmas in groups.items()}


def tense_at(text: AlignedText, end: int) -> Tense:
    """The tense of an expression that ends at `end`, by the closest verb above it that tells."""
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
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    has_have = any(helper.lemma_ == "have" for helper in helpers)
    modals = set() if has_have or verb.tag_ == "VBD" else {helper.lower_ for helper in helpers if helper.tag_ == "MD"}
    if modals & (FUTURE_MODALS | PROSPECTIVE_MODALS):
        return Tense.FUTURE if modals & FUTURE_MODALS else Tense.PROSPECTIVE
    if verb.tag_ == "VB" and any(helper.lower_ == "to" for helper in helpers):
        return _of_infinitive(verb)
    if verb.tag_ == "VBN" and not has_have and verb.lemma_ in _verbs()["awaiting"]:
        return Tense.FUTURE
    if verb.tag_ == "VBD" or has_have or any(helper.tag_ == "VBD" for helper in helpers):
        return Tense.PAST
    if verb.tag_ == "VBN" and not helpers:
        return Tense.PAST
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in _verbs()["timetable"]:
        return Tense.FUTURE
    return Tense.UNKNOWN


def _of_infinitive(verb: Token) -> Tense:
    """FUTURE for "agreed to meet", "were to meet on Monday", UNKNOWN (ask above) for "was forced to resign"."""
    governor = verb.head
    if governor.tag_ not in ("VBD", "VBN") or governor.lemma_ in _verbs()["awaiting"] or governor.lemma_ == "be":
        return Tense.FUTURE
    is_present = any(child.dep_ == "auxpass" and child.tag_ in ("VBZ", "VBP") for child in governor.children)
    return Tense.FUTURE if is_present else Tense.UNKNOWN
