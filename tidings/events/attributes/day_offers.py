"""What speaks for each day that a text offers as the day of an event: codebook ruling 11.

On offer are the time expressions around the event and in the lede, the article's own date, and that no day is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tidings.csv_rows import word_list
from tidings.events.arguments import Trigger
from tidings.events.attributes.choice import Features
from tidings.events.attributes.event_telling import (
    SPOKEN,
    TriggerContext,
    is_below,
    is_said,
    path_between,
    role_of,
    telling_of,
    words_of,
)
from tidings.events.attributes.status import Factuality
from tidings.events.attributes.told_days import Told, days_of
from tidings.events.passage_index import PassageIndex
from tidings.parse.tree import Token
from tidings.vocabulary import DatePrecision

SAYING = word_list("saying", "tidings.events")
REACH = 3  # sentences around the trigger
STEPS = (0, 1, 3, 6, 10, 16, 25)  # words between event and expression, in classes
_PREPOSITIONS = "- on in since until before after by for during from of over to at between"
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
# Days before the article up to which a day lies in its week, month, year.
SIDES = (("week", 7), ("month", 31), ("year", 366))


@dataclass(frozen=True, slots=True)
class Offer:
    """An interval on offer and the features that speak for it; `told`: the expression, None for the article's own date
    and for no day at all (which comes last, without an interval)."""

    start: date | None
    end: date | None
    told: Told | None
    is_near: bool
    features: Features


def day_offers(reading: PassageIndex, trigger: Trigger, scope: Factuality) -> list[Offer]:
    """Every day on offer for a trigger; that none is told comes last."""
    telling = telling_of(reading, trigger, scope)
    calendar, at, context = telling.calendar, telling.sentence, telling.context
    near = calendar.within(at - REACH, at + REACH)
    before = calendar.within(0, at - 1)[-1:]
    told = {t.timex.start: t for t in (*near, *calendar.lede, *before)}
    found = [
        Offer(
            *days_of(reading, t, scope.status),
            t,
            t.sentence == at,
            tuple(_of_told(telling, t, bool(before) and t is before[0])),
        )
        for _, t in sorted(told.items())
    ]
    if reading.published is not None:
        found.append(Offer(reading.published, reading.published, None, False, tuple(_of_article(telling, context))))
    return [*found, Offer(None, None, None, False, tuple(f"none {one}" for one in context))]


def _of_told(telling: TriggerContext, told: Told, is_last: bool) -> Iterator[str]:
    """What speaks for a time expression, the last one told before the sentence or not."""
    gap = told.sentence - telling.sentence
    where = "own" if gap == 0 else "before" if gap < 0 else "after"
    side = _side(telling, told)
    yield f"{where} told"
    yield f"{where} kind {_kind(told)}"
    yield f"{where} side {side}"
    yield f"side {side} status {telling.scope.status}"
    yield f"side {side} tense {telling.tense}"
    yield f"{where} kind {telling.kind}"
    yield f"{where} prep {_preposition(told)}"
    if told.timex.earliest is None and told.timex.latest is None:
        yield f"{where} open"
    yield from _of_own(telling, told) if gap == 0 else _of_other(telling, told, where, abs(gap))
    if is_last:
        yield "last told"
        yield f"last told position {telling.position}"


def _preposition(told: Told) -> str:
    return told.preposition if told.preposition in PREPOSITIONS else "other"


def _kind(told: Told) -> str:
    timex = told.timex
    if timex.precision is None:
        return "open"
    if timex.precision is not DatePrecision.DAY:
        return timex.precision.value
    return "weekday" if not timex.text[0].isdigit() and "day" in timex.text.lower() else f"day {timex.basis}"


def _side(telling: TriggerContext, told: Told) -> str:
    """Where an expression lies, seen from the article."""
    start, published = told.timex.earliest, telling.reading.published
    if start is None or published is None:
        return "?"
    days = (published - start).days
    if days <= 0:
        return "ahead" if days < 0 else "today"
    return next((name for name, most in SIDES if days <= most), "old")


def _of_other(telling: TriggerContext, told: Told, where: str, gap: int) -> Iterator[str]:
    """What speaks for an expression of another sentence."""
    calendar = telling.calendar
    yield f"{where} shape {telling.shape}"
    yield f"{where} position {telling.position}"
    yield f"{where} dated sentence {telling.is_dated}"
    yield f"{where} definite {telling.is_definite}"
    yield f"{where} gap {min(gap, 4)}"
    if calendar.paragraphs[told.sentence] == calendar.paragraphs[telling.sentence]:
        yield f"{where} same paragraph"
    if told.is_owned:
        yield f"{where} owned"
    if told in calendar.lede:
        yield from (f"lede{one}" for one in ("", f" position {telling.position}", f" shape {telling.shape}"))
        if told is calendar.lede[0]:
            yield from (f"first of lede{one}" for one in ("", f" kind {telling.kind}", f" shape {telling.shape}"))
    if told.verbs[0].lemma_ in SAYING:
        yield from (f"{where} said then{one}" for one in ("", f" kind {telling.kind}"))
    if told.verbs[0].lemma_ == telling.verbs[0].lemma_:
        yield f"{where} same verb"
    if not words_of(telling.trigger.tokens).isdisjoint(words_of(telling.reading.doc.sents[told.sentence])):
        yield from (f"{where} same word{one}" for one in ("", " verb" if telling.is_verb else " noun"))


def _of_own(telling: TriggerContext, told: Told) -> Iterator[str]:
    """What speaks for an expression of the event's own sentence."""
    head, word = telling.trigger.head, told.head
    form = "verb" if telling.is_verb else "noun"
    order = "before" if word.i < head.i else "after"
    distance = sum(abs(head.i - word.i) > step for step in STEPS)
    path = path_between(telling.verbs, told.verbs)
    yield f"own {form} {order} {distance}"
    yield f"path {path} {form}"
    yield f"path {path} {order}"
    yield f"path {path} prep {_preposition(told)}"
    if mark := _mark(telling.verbs, told.verbs):
        yield f"path {path} mark {mark}"
    is_inside = is_below(word, head)
    if telling.is_verb and is_inside and path == "same":
        yield "at verb"
    elif not telling.is_verb:
        is_topic = not is_inside and is_said(telling.reading, telling.verbs[0])
        about = f"{role_of(head)} {'said' if is_topic else 'done'} {path}"
        yield from ("inside noun", f"inside noun {_preposition(told)}") if is_inside else (f"outside noun {about}",)
    if told.verbs[0].lemma_ in SAYING:
        yield f"said then {'spoken' if telling.trigger.frame.event_type in SPOKEN else 'done'} {path}"
    if told.is_owned:
        is_own = word.head in telling.trigger.tokens
        yield "owned own" if is_own else f"owned {path} {word.head.head.lower_ if word.head.dep_ == 'pobj' else '-'}"
    yield from _beside(telling, told)


def _beside(telling: TriggerContext, told: Told) -> Iterator[str]:
    """How an expression stands among the others of its sentence."""
    at, here = telling.trigger.head.i, told.head.i
    others = [t.head.i for t in telling.calendar.within(told.sentence, told.sentence) if t is not told]
    if not others:
        yield "only one"
    if all(abs(other - at) >= abs(here - at) for other in others):
        yield "nearest"
    if any(min(at, here) < other < max(at, here) for other in others):
        yield "another between"


def _mark(own: Sequence[Token], theirs: Sequence[Token]) -> str | None:
    """The conjunction of the clause in which an expression stands, if it is not that of the event: "after", "when"."""
    if theirs[0] in own:
        return None
    return next((child.lower_ for child in theirs[0].children if child.dep_ in ("mark", "advmod")), None)


def _of_article(telling: TriggerContext, context: Sequence[str]) -> Iterator[str]:
    """What speaks for the article's own date: also what day, if any, its lede tells."""
    yield from (f"article {one}" for one in context)
    lede = telling.calendar.lede
    is_today = lede and lede[0].timex.earliest == telling.reading.published
    said = "today" if is_today else "other" if lede else "none"
    yield from (f"article lede {said}{one}" for one in ("", f" position {telling.position}", f" shape {telling.shape}"))
