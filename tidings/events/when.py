"""Date an event by the words of its sentence: codebook rulings 11 and 34."""

from calendar import day_name
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tidings.events.arguments import Trigger
from tidings.events.frames import Effect, PartOfSpeech
from tidings.events.reading import Reading, told_in
from tidings.events.scope import OCCURRENCES
from tidings.events.syntax import children, first, governor, is_verbal
from tidings.events.words import lemma_of
from tidings.model import Event, Timex
from tidings.tree import Token
from tidings.vocabulary import DateBasis, DatePrecision, EventType, Status, TimexType

DATED = frozenset({TimexType.DATE, TimexType.TIME})
# What is said in words is said when it is reported to be said: "said on Friday that it would not sign" is of Friday.
SPOKEN = frozenset(
    {EventType.AGREE, EventType.CONCEDE, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT}
    | {EventType.THREATEN, EventType.SUPPORT}
)
LONGEST_CHAIN = 5
TOLD = frozenset({Effect.REPORTED, Effect.ALLEGED, Effect.DENIED, Effect.DEMANDED})
WEEK = timedelta(days=7)
WEEKDAYS = frozenset(name.lower() for name in day_name)
# Of the day told before: "the same night", "hours later".
AS_BEFORE = ("the same ", "that same ")
SOON = ("hours later", "hour later", "minutes later", "moments later")
# What a missile or a bomb undergoes before it hits: "a shell [fired] on Monday killed three".
SENT = frozenset({"fire", "launch", "drop", "plant", "throw", "lob", "hurl", "detonate", "leave", "shoot"})
PARTS_OF_DAY = frozenset({"dawn", "dusk", "noon", "midnight", "morning", "afternoon", "evening", "night"})
MODIFIERS = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
# Prepositions by which a happening is the time or the means of the verb: "killed in an attack on Monday".
MEANWHILE = frozenset({"in", "during", "at", "by", "with", "amid", "for", "through"})
DURING = frozenset({"in", "during", "at", "amid", "by"})
AT_ONCE = frozenset({"as", "while", "when"})
OFTEN = frozenset({"time", "day", "occasion", "week", "month"})  # "bombed it [44 times] since January"
CAUSATIVE = frozenset({"get", "help", "make", "let", "have", "see", "force", "allow", "permit", "enable", "cause"})
# Verbs that tell when the happening they follow takes place: "drills, which began on Monday", "set to run until".
TAKE_PLACE = OCCURRENCES | {"run", "set", "due", "expect", "break"}


@dataclass(frozen=True, slots=True)
class When:
    """The days of an event and the words they were read from; all None when unknown."""

    start: date | None = None
    end: date | None = None
    precision: DatePrecision | None = None
    basis: DateBasis | None = None
    evidence: str | None = None


def dated_by_article(event: Event, when: When) -> Event:
    """The event with days that the article tells elsewhere, on the basis `article`."""
    return replace(
        event,
        date_start=when.start,
        date_end=when.end,
        date_precision=when.precision,
        date_basis=DateBasis.ARTICLE,
        date_evidence=when.evidence,
    )


def are_apart(one: tuple[date | None, date | None], two: tuple[date | None, date | None]) -> bool:
    """Whether two intervals, both of them known, have no day in common."""
    if one[0] is None or one[1] is None or two[0] is None or two[1] is None:
        return False
    return one[1] < two[0] or two[1] < one[0]


def when_of(reading: Reading, trigger: Trigger, status: Status) -> When:
    """The date of the trigger's own phrase or clause, or of the clause that governs it and shares its time.

    A weekday read as one to come goes back a week when the event has happened: "Tuesday's deal"; one read as past goes
    on a week when it is planned: "a protest planned on Thursday" (ruling 11).
    """
    dates = list(_dates(reading, trigger))
    chosen = _chosen(reading, trigger, status, dates) if dates else None
    if chosen is None or (chosen.earliest is None and chosen.latest is None):
        return When(evidence=chosen.text if chosen is not None else None)
    start, end = _open(reading, chosen)
    if start is not None and end is not None and chosen.basis is DateBasis.RELATIVE and reading.published is not None:
        is_told_past = verb_of(date_head(reading, chosen)).tag_ == "VBD"  # "on Thursday ordered troops to go"
        off = _weeks_off(chosen, Status.ACTUAL if is_told_past else status, start, end, reading.published)
        start, end = start + off, end + off
    return When(start, end, chosen.precision, chosen.basis, chosen.text)


def _weeks_off(timex: Timex, status: Status, start: date, end: date, published: date) -> timedelta:
    """How far days are from those meant: a week, if what has happened would be to come or what is planned past."""
    if status is Status.ACTUAL and start == end and start > published:
        return -WEEK
    is_weekday = not WEEKDAYS.isdisjoint(timex.text.lower().split()) and "last" not in timex.text.lower()
    return WEEK if status is Status.PLANNED and end < published and is_weekday else timedelta()


def _open(reading: Reading, timex: Timex) -> tuple[date | None, date | None]:
    """The days of a date, the start left open after "until", the end after "since"."""
    preposition = date_head(reading, timex).head.lower_
    start, end = timex.earliest, timex.latest
    if preposition in ("until", "till"):
        return (start if start != end else None), end
    return start, None if preposition == "since" else end


def _dates(reading: Reading, trigger: Trigger) -> Iterator[tuple[Timex, Token]]:
    """The dates of the sentence with their head words; a bare "at dawn" says no day, nor does what modifies another
    noun ("[Tuesday's] deal") unless the clause happens in its time ("killed in [Tuesday's] raid")."""
    for timex in told_in(trigger.sentence, reading.dates):
        if timex.timex_type not in DATED and timex.earliest is None:  # "over the past week" has its days too
            continue
        head = date_head(reading, timex)
        noun = head.head
        is_owned = head.dep_ in MODIFIERS and noun.pos_ in ("NOUN", "PROPN") and noun not in trigger.tokens
        is_meanwhile = noun.dep_ == "pobj" and noun.head.lower_ in DURING
        if is_owned and not is_meanwhile:
            continue
        words = timex.text.lower()
        is_loose = timex.earliest is None and (words.startswith(AS_BEFORE) or words.endswith(SOON))
        if words.removeprefix("a ").removeprefix("the ") not in PARTS_OF_DAY and not is_loose:
            yield timex, head


def date_head(reading: Reading, timex: Timex) -> Token:
    """The head word of a date."""
    return reading.doc.char_span(timex.start, timex.end).root


def _chosen(reading: Reading, trigger: Trigger, status: Status, dates: list[tuple[Timex, Token]]) -> Timex | None:
    head = trigger.head
    nouns = [token for token in trigger.tokens if token.pos_ in ("NOUN", "PROPN")]
    inside = [t for noun in nouns for t, word in dates if _is_inside(word, noun) and not _is_compared(word)]
    if inside:
        return inside[0]
    if not is_verbal(head) and not _shares_time(reading, head):
        return None
    undated: Timex | None = None
    for clause, is_above in clauses_of(trigger):
        said = [
            ((timex.earliest is None and timex.latest is None, abs(word.i - head.i)), timex)
            for timex, word in dates
            if clause in _verbs_of(word)
            and not _is_compared(word)
            and (status is Status.ACTUAL or not is_above or word.i > head.i)
        ]
        nearest = min(said, key=lambda found: found[0])[1] if said else None
        if nearest is not None and (nearest.earliest or nearest.latest):
            return nearest
        undated = undated or nearest
    return undated


def _is_compared(word: Token) -> bool:
    """Whether a date is that of an earlier happening of the kind: "the first talks since 1980"."""
    if word.dep_ != "pobj" or word.head.lower_ != "since":
        return False
    before = word.doc[word.sent.start : word.head.i]
    above = word.head.head
    return not (is_verbal(above) or above.lemma_ in OFTEN) or any(
        token.tag_ == "JJS" or token.lower_ == "first" for token in before
    )


def _is_inside(word: Token, noun: Token) -> bool:
    """Whether a date stands in the phrase of an event noun: "Monday's talks", "drills that ran until May"."""
    if word.i not in {token.i for token in noun.subtree}:
        return False
    verb = governor(word)
    while verb != governor(noun) and verb.dep_ in ("xcomp", "conj", "acl", "relcl") and verb.i > noun.i:
        if verb.lemma_ not in TAKE_PLACE:
            return False
        if verb.dep_ in ("acl", "relcl"):
            return verb.head == noun
        verb = verb.head
    return verb == governor(noun)


def _shares_time(reading: Reading, noun: Token) -> bool:
    """Whether a happening named by a noun has the time of its clause: not in "condemned the attack on Monday"."""
    while noun.dep_ in ("conj", "appos", "compound") or (noun.dep_ == "pobj" and noun.head.lower_ == "of"):
        above = noun.head.head if noun.dep_ == "pobj" else noun.head
        if is_verbal(above) or above == noun:
            break
        noun = above
    if noun.dep_ == "pobj":
        is_topic = noun.head.lower_ == "for" and is_said(reading, noun.head.head)  # "blamed him for the attack"
        return noun.head.lower_ in MEANWHILE and not is_topic
    if noun.dep_ in ("dobj", "nsubjpass"):
        return not is_said(reading, noun.head)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        return not any(said_of.pos_ == "NOUN" and not _is_ranked(said_of) for said_of in children(noun.head, "attr"))
    return noun.dep_ in ("nsubj", "attr", "ROOT", "oprd", "npadvmod", "acomp")


def _is_ranked(noun: Token) -> bool:
    """Whether a noun counts a happening among others of its kind: "the strike was the [third attack] in a week"."""
    return any(child.tag_ == "JJS" or child.ent_type_ == "ORDINAL" for child in noun.children)


def is_said(reading: Reading, verb: Token) -> bool:
    """Whether a verb, in most of its senses, only speaks of its object: "condemned the attack", "denied the charge"."""
    lemma = lemma_of(verb)
    if reading.lexicon.operators.get((PartOfSpeech.VERB, lemma)) in TOLD:
        return True
    plain = [f for f in reading.lexicon.frames_of(PartOfSpeech.VERB, lemma) if len(f.words) == 1]
    return sum(frame.event_type in SPOKEN for frame in plain) * 2 > len(plain)


def verb_of(token: Token) -> Token:
    """The verb a word hangs on: itself, else the nearest above."""
    return token if is_verbal(token) else governor(token)


def _verbs_of(token: Token) -> list[Token]:
    """The verbs whose time a date tells: its own, and where that is a participle at a noun, which goes on at the same
    time ("killed a crowd [leaving] a mosque on Friday") or brings it about, the verb of that noun."""
    verbs = [verb_of(token)]
    while (
        verbs[-1].dep_ == "acl" and (verbs[-1].tag_ == "VBG" or verbs[-1].lemma_ in SENT) and len(verbs) < LONGEST_CHAIN
    ):
        verbs.append(governor(verbs[-1].head))
    return verbs


def clauses_of(trigger: Trigger) -> Iterator[tuple[Token, bool]]:
    """The verbs whose date may be the trigger's, its own first, and whether they stand above its own clause."""
    verb: Token | None = trigger.head if is_verbal(trigger.head) else governor(trigger.head)
    own, spoken = verb, trigger.frame.event_type in SPOKEN
    if trigger.frame.event_type is EventType.REJECT and verb is not None:
        spoken = first(verb, "xcomp") is None  # "refused to attend on Sunday"
    for _ in range(LONGEST_CHAIN):
        if verb is None:
            return
        yield verb, verb != own
        yield from ((below, False) for below in _clauses_below(verb, spoken))
        verb = _clause_above(verb, spoken)


def _clauses_below(verb: Token, spoken: bool) -> Iterator[Token]:
    """Clauses that go on with the happening of a verb and may carry its date at their end."""
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
    """The clause whose time a clause shares: of a participle, an infinitive, "as ..." and ", who ..."."""
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
