"""What a sentence counts, whatever the event: its numbers, single persons, and those listed together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tidings.events.attributes.counted_nouns import SINGULAR, is_person, nouns_around
from tidings.events.candidates import Candidate
from tidings.events.passage_index import PassageIndex, told_in
from tidings.magnitudes.kinds import is_part_of_word, kind_of, noun_counted
from tidings.magnitudes.quantities import ARTICLES, Quantity, quantities
from tidings.magnitudes.tables import measures, weapons
from tidings.parse.clauses import children, coordinated
from tidings.parse.tree import Doc, Span, Token
from tidings.records import Magnitude
from tidings.vocabulary import MagnitudeKind

MOST = 60  # numbers of one sentence that are looked at: a table without full stops has thousands
NO_COUNT = frozenset({"PERCENT", "ORDINAL"})
SUMMED = frozenset({"number", "article", "single"})


@dataclass(frozen=True, slots=True)
class Count:
    """How many are told in tokens [start, end): the number with its bounds and the noun.

    `head`: the noun counted, else the number; `form`: "number", "article" ("a nurse"), "single" ("the nurse", a name)
    or "sum" of what is listed; `kind` and `unit`: what the words beside it make of it, None where they tell nothing.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    head: Token
    form: str
    kind: MagnitudeKind | None = None
    unit: str | None = None

    def magnitude(self, kind: MagnitudeKind) -> Magnitude:
        """The count as a magnitude of a kind, with its words."""
        doc = self.head.doc
        first, last = doc[self.start], doc[self.end - 1]
        start, end = first.idx, last.idx + len(last)
        return Magnitude(start, end, doc.text[start:end], kind, self.low, self.high, self.unit)


def counts_for(reading: PassageIndex, candidate: Candidate) -> tuple[Count, ...]:
    """All that may be a number of an event: the numbers of its sentence, and the single persons that it happens to."""
    numbers = numbers_in(reading, candidate.trigger.sentence)
    by_head = {count.head.i: count for count in numbers}
    nouns = nouns_around(reading, candidate)
    singles = [_single(noun) for noun in nouns if noun.i not in by_head and is_person(reading, noun)]
    parts = {**{one.head.i: one for one in singles}, **by_head}
    sums = [total for noun in nouns for total in _sum(reading, parts, coordinated(noun))]
    return (*numbers, *singles, *dict.fromkeys(sums))


@lru_cache(maxsize=4)
def numbers_in(reading: PassageIndex, sentence: Span) -> tuple[Count, ...]:
    """The numbers of a sentence that may count people, arms or money, and "a nurse", in text order."""
    dates = [(one.start, one.end) for one in told_in(sentence, reading.dates)]
    found = (_count(reading, dates, _in_doc(quantity, sentence.start)) for quantity in quantities(sentence))
    return tuple(islice((one for one in found if one is not None), MOST))


def _in_doc(found: Quantity, first: int) -> Quantity:
    return Quantity(found.start + first, found.number + first, found.end + first, found.low, found.high)


def _count(reading: PassageIndex, dates: Sequence[tuple[int, int]], quantity: Quantity) -> Count | None:
    doc, number = reading.doc, reading.doc[quantity.number]
    if number.lower_ in ARTICLES and quantity.end == quantity.number + 1:
        noun = number.head
        is_counted = is_person(reading, noun) or noun.lemma_.lower() in weapons()
        is_one = number.dep_ == "det" and noun.i > number.i and noun.tag_ in SINGULAR and is_counted
        return _one(doc, quantity, noun) if is_one else None
    last = doc[quantity.end - 1]
    if is_part_of_word(doc, quantity) or any(start <= number.idx < end for start, end in dates):
        return None
    counted, kind = noun_counted(doc, quantity), kind_of(doc, quantity)
    noun = counted if counted is not None else last
    if kind is not None:
        start, end = min(quantity.start, kind.start), max(quantity.end, kind.end)
        return Count(start, end, quantity.low, quantity.high, noun, "number", kind.kind, kind.unit)
    if noun.lemma_.lower() in measures() or last.ent_type_ in NO_COUNT:
        return None
    return Count(quantity.start, max(quantity.end, noun.i + 1), quantity.low, quantity.high, noun, "number")


def _one(doc: Doc, quantity: Quantity, noun: Token) -> Count:
    kind = kind_of(doc, quantity)
    return Count(quantity.start, noun.i + 1, 1, 1, noun, "article", kind.kind if kind is not None else None)


def _single(noun: Token) -> Count:
    """The one person that a noun names, with the rest of the name."""
    first = noun.i
    while first > noun.sent.start and noun.doc[first - 1].dep_ == "compound" and noun.doc[first - 1].head is noun:
        first -= 1
    return Count(first, noun.i + 1, 1, 1, noun, "single")


def _sum(reading: PassageIndex, parts: dict[int, Count], nouns: Sequence[Token]) -> Iterator[Count]:
    """Those who are listed together: "nine nuns and six soldiers", "a doctor and his wife", "Poe and two others"."""
    if len(nouns) < 2:
        return
    told = [_part(reading, parts, noun) for noun in nouns]
    whole = [part for part in told if part is not None and part.form in SUMMED and part.low == part.high]
    if len(whole) == len(nouns):
        start, end = min(part.start for part in whole), max(part.end for part in whole)
        low, high = _added(part.low for part in whole), _added(part.high for part in whole)
        yield Count(start, end, low, high, nouns[0], "sum", whole[0].kind, whole[0].unit)


def _part(reading: PassageIndex, parts: dict[int, Count], noun: Token) -> Count | None:
    if noun.i in parts:
        return parts[noun.i]
    return _single(noun) if is_person(reading, noun) and not children(noun, "nummod") else None


def _added(bounds: Iterable[float | None]) -> float | None:
    told = list(bounds)
    return None if None in told else sum(bound for bound in told if bound is not None)
