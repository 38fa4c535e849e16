"""Tell the number of one incident from the toll of a war, of years, or of all that happened since."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tidings.csv_rows import word_list
from tidings.events.attributes.date import EventDate
from tidings.events.candidates import Candidate
from tidings.parse.clauses import children, governor, is_verbal
from tidings.parse.tree import Token
from tidings.records import Magnitude
from tidings.vocabulary import DatePrecision, MagnitudeKind, MagnitudeScope

# What happened within so many days may be one incident: a siege, a riot, a battle.
LONGEST_INCIDENT = timedelta(days=7)
# What goes on for months or years, and kills all along.
LASTING = word_list("lasting", "tidings.events")
# Words that lead to it: "killed [in] the war", "[during] the insurgency", "[over] the past three years".
DURING = frozenset({"in", "during", "by", "from", "throughout", "through", "over", "within", "of"})
LONG = word_list("long_times", "tidings.events")
RECENT = word_list("recent", "tidings.events")
SINCE = "since"  # what is counted from then on: "killed [since] 1984", "[since] the revolt began"
MOST_OF_INCIDENT = 10_000  # dead: no incident of the labelled texts has so many, wars and decades have


def scoped(candidate: Candidate, magnitude: Magnitude) -> Magnitude:
    """The magnitude with its scope: of the incident that is told, or of more than that."""
    words = magnitude.text.lower().split()
    is_large = magnitude.kind is MagnitudeKind.KILLED and (magnitude.low or magnitude.high or 0) >= MOST_OF_INCIDENT
    is_total = is_large or "total" in words or _is_long(candidate.when) or any(map(_is_lasting, _around(candidate)))
    return replace(magnitude, scope=MagnitudeScope.TOTAL if is_total else MagnitudeScope.INCIDENT)


def _is_long(when: EventDate) -> bool:
    """Whether an event is told of many days, or of all since one; one "in October" is of a day of that month."""
    if when.start is None:
        return False
    is_range = when.precision is DatePrecision.RANGE
    return when.end is None or (is_range and when.end - when.start > LONGEST_INCIDENT)


def _around(candidate: Candidate) -> Iterator[Token]:
    """The words of the triggers, what stands beside them, and the nouns by which or in whose time they happen."""
    for trigger in (candidate.trigger, *candidate.others):
        yield from trigger.tokens
        verb = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
        if verb.dep_ == "relcl":
            yield verb.head
        for word in {trigger.head.i: trigger.head, verb.i: verb}.values():
            yield from children(word, "nsubj", "prep", "advmod")
            for clause in children(word, "advcl"):
                yield from children(clause, "mark")
            for preposition in children(word, "prep", "agent"):
                if preposition.lower_ in DURING:
                    yield from children(preposition, "pobj")


def _is_lasting(word: Token) -> bool:
    """Whether a word names what goes on for long, "the war", "recent years", or from when all is counted."""
    if word.lemma_.lower() in LASTING or word.lower_ == SINCE:
        return True
    return word.lower_ in LONG and any(child.lower_ in RECENT for child in word.children)
