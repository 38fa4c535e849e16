"""What speaks for each number of a sentence as a quantity of an event, by its kind: codebook rulings 13, 20 and 41."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tidings.events.attributes.choice import Features
from tidings.events.attributes.counted import Count, counts_for
from tidings.events.attributes.event_telling import is_below, path_between
from tidings.events.attributes.told_days import verbs_above
from tidings.events.candidates import Candidate
from tidings.events.passage_index import PassageIndex
from tidings.magnitudes.tables import currencies, people, triggers, weapons
from tidings.parse.clauses import is_verbal, logical_objects, logical_subjects
from tidings.parse.tree import Token
from tidings.vocabulary import EventType, MagnitudeKind

# The kinds that a type may count: those that the labels give it ten times or more, or that are all it has.
KINDS: Mapping[EventType, tuple[MagnitudeKind, ...]] = {
    EventType.AGREE: (MagnitudeKind.MONEY,),
    EventType.ACCUSE: (MagnitudeKind.MONEY,),
    EventType.AID: (
        MagnitudeKind.MONEY,
        MagnitudeKind.DISPLACED,
        MagnitudeKind.RESCUED,
        MagnitudeKind.TROOPS,
        MagnitudeKind.WEAPONS,
    ),
    EventType.ASSAULT: (
        MagnitudeKind.KILLED,
        MagnitudeKind.WOUNDED,
        MagnitudeKind.ABDUCTED,
        MagnitudeKind.WEAPONS,
        MagnitudeKind.TARGETS,
    ),
    EventType.COERCE: (
        MagnitudeKind.ARRESTED,
        MagnitudeKind.DISPLACED,
        MagnitudeKind.PRISONERS,
        MagnitudeKind.TARGETS,
        MagnitudeKind.MONEY,
    ),
    EventType.CONCEDE: (MagnitudeKind.PRISONERS, MagnitudeKind.MONEY),
    EventType.COOPERATE: (MagnitudeKind.MONEY, MagnitudeKind.WEAPONS, MagnitudeKind.TROOPS),
    EventType.MOBILIZE: (MagnitudeKind.TROOPS, MagnitudeKind.WEAPONS, MagnitudeKind.MONEY),
    EventType.PROTEST: (MagnitudeKind.PROTESTERS,),
    EventType.REQUEST: (MagnitudeKind.MONEY,),
    EventType.RETREAT: (MagnitudeKind.RELEASED, MagnitudeKind.TROOPS, MagnitudeKind.DISPLACED),
    EventType.SANCTION: (MagnitudeKind.DISPLACED, MagnitudeKind.MONEY, MagnitudeKind.PRISONERS, MagnitudeKind.TARGETS),
    EventType.SUPPORT: (MagnitudeKind.MONEY,),
    EventType.THREATEN: (MagnitudeKind.MONEY,),
}
STEPS = (1, 2, 4, 7, 11, 17, 26)  # words between event and number, in classes
MANNER = frozenset({"advmod", "amod", "oprd", "acomp", "compound", "prt"})  # shot [dead], [fatally] shot
SIZES = (1, 2, 10, 100, 1_000, 10_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class CountOffer:
    """A number as a quantity of a kind, or of none, with the features that speak for it."""

    kind: MagnitudeKind | None
    features: Features


def count_offers(
    reading: PassageIndex, candidate: Candidate, beside: Sequence[Candidate], mode: str | None
) -> Iterator[tuple[Count, list[CountOffer]]]:
    """Every number of an event's sentence with what it may be to the event; that it is nothing comes last.

    `beside`: all events of the sentence, which may be what is counted.
    """
    kinds = KINDS.get(candidate.frame.event_type, ())
    counts = counts_for(reading, candidate) if kinds else ()
    for count in counts:
        stand = tuple(_stand(candidate, count, beside, counts))
        words = tuple(_words(count))
        about = tuple(_about(candidate, mode))
        kinded = [CountOffer(kind, tuple(_of_kind(kind, count, about, words, stand))) for kind in kinds]
        yield count, [*kinded, CountOffer(None, tuple(f"none {one}" for one in ("", *about[:1], *words[:2])))]


def _about(candidate: Candidate, mode: str | None) -> Iterator[str]:
    """What is told of an event whatever the number: type, mode, status, its words and those that say how it ended."""
    yield f"type {candidate.frame.event_type}"
    yield f"mode {mode}"
    yield f"status {candidate.scope.status}"
    told = [token for trigger in (candidate.trigger, *candidate.others) for token in trigger.tokens]
    yield from sorted({f"word {token.lemma_.lower()}" for token in told})
    yield from sorted({f"beside {c.lower_}" for token in told for c in token.children if c.dep_ in MANNER})


def _of_kind(
    kind: MagnitudeKind, count: Count, about: Sequence[str], words: Sequence[str], stand: Sequence[str]
) -> Iterator[str]:
    """What speaks for one kind: by itself, and by where the number stands whatever the kind."""
    yield f"{kind}"
    fit = "same" if count.kind is kind else "other" if count.kind is not None else "untold"
    yield f"fit {fit}"
    yield f"{kind} read {count.kind}"
    yield from (f"{kind} {one}" for one in (*about, *words, *stand[:2]))
    for one in stand:
        yield one
        yield f"{one} fit {fit}"


def _words(count: Count) -> Iterator[str]:
    """What is told of a number whatever the event: its form, its size, its noun, its verb."""
    head, lemma = count.head, count.head.lemma_.lower()
    yield f"form {count.form}"
    yield f"size {sum((count.low or count.high or 0) > size for size in SIZES)}"
    yield f"noun {_class_of(count)}"
    yield f"noun {lemma}"
    verb = verbs_above(head)[0]
    yield f"verb {verb.lemma_.lower()} {head.dep_}"
    yield f"role {head.dep_}"
    yield f"name {head.pos_} {head.ent_type_}"
    if count.start > head.sent.start:
        yield f"before {head.doc[count.start - 1].lower_}"
    if count.end < head.sent.end:
        yield f"after {head.doc[count.end].lower_}"


def _class_of(count: Count) -> str:
    lemma, unit = count.head.lemma_.lower(), count.unit
    if unit in set(currencies().values()):
        return "money"
    known = triggers().counted.get(lemma)
    if known is not None:
        return f"of {known}"
    if lemma in weapons():
        return "weapon"
    if lemma in people() or count.head.ent_type_ in ("PERSON", "NORP"):
        return "people"
    return count.head.pos_ if count.head.pos_ in ("NOUN", "PROPN", "NUM") else "other"


def _stand(candidate: Candidate, count: Count, beside: Sequence[Candidate], counts: Sequence[Count]) -> Iterator[str]:
    """Where a number stands, seen from an event."""
    form = "verb" if is_verbal(candidate.trigger.head) else "noun"
    yield f"link {link_of(candidate, count)} {form}"
    yield f"form {count.form} link {link_of(candidate, count)}"
    path = path_between(verbs_above(candidate.trigger.head), verbs_above(count.head))
    yield f"path {path} {form}"
    gap = gap_between(candidate, count)
    order = "before" if count.head.i < candidate.trigger.head.i else "after"
    yield f"gap {order} {sum(gap > step for step in STEPS)}"
    rivals = [other for other in beside if other is not candidate]
    yield f"rival {_rival(candidate, count, rivals, gap)}"
    alike = [c for c in counts if c is not count and c.kind is count.kind and c.kind is not None and c.form != "sum"]
    if any(gap_between(candidate, other) < gap for other in alike):
        yield "nearer alike"
    if any((other.low or 0) > (count.low or count.high or 0) for other in alike):
        yield "larger alike"


def link_of(candidate: Candidate, count: Count) -> str:
    """How a number hangs on the triggers of an event: as part, object, subject, below, or not."""
    triggers_of = (candidate.trigger, *candidate.others)
    heads = {token.i for trigger in triggers_of for token in trigger.tokens}
    if count.head.i in heads:
        return "trigger"
    verbs = [token for trigger in triggers_of for token in trigger.tokens if is_verbal(token)]
    if any(noun is count.head for verb in verbs for noun in logical_objects(verb)):
        return "object"
    if any(noun is count.head for verb in verbs for noun in logical_subjects(verb)):
        return "subject"
    below = next((trigger for trigger in triggers_of if is_below(count.head, trigger.head)), None)
    if below is not None:
        return f"below {_way(count.head, below.head)}"
    return "target" if any(m.root == count.head.idx for m in candidate.targets) else "apart"


def _way(word: Token, above: Token) -> str:
    """By which word a noun hangs on another: "of", "in", "poss"."""
    while word.head is not above and word.head is not word:
        word = word.head
    return word.lower_ if word.dep_ in ("prep", "agent") else word.dep_


def gap_between(candidate: Candidate, count: Count) -> int:
    """Words between an event and a number; 0 where they touch."""
    places = [token.i for trigger in (candidate.trigger, *candidate.others) for token in trigger.tokens]
    return min(max(count.start - at, at - count.end + 1, 0) for at in places)


def _rival(candidate: Candidate, count: Count, rivals: Sequence[Candidate], gap: int) -> str:
    """Which other event of the sentence stands nearer to a number or has it as its own."""
    own = link_of(candidate, count) != "apart"
    linked = [other for other in rivals if link_of(other, count) not in ("apart", "target")]
    if linked:
        return f"linked {linked[0].frame.event_type} own {own}"
    nearer = [other for other in rivals if gap_between(other, count) < gap]
    if nearer:
        alike = any(other.frame.event_type is candidate.frame.event_type for other in nearer)
        return f"nearer {'alike' if alike else 'other'} own {own}"
    return f"{'none' if not rivals else 'farther'} own {own}"
