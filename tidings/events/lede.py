"""Date what an article tells without a date by the day its lede or its speakers give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tidings.events.candidates import Candidate, countries, is_definite
from tidings.events.reading import Reading
from tidings.events.syntax import children, is_verbal, logical_subjects
from tidings.events.when import DURING, MODIFIERS, SPOKEN, When, date_head, dated_by_article, is_said, verb_of
from tidings.model import Event, Mention
from tidings.tree import Token
from tidings.vocabulary import ActorKind, DatePrecision, EventType, Status

LEDE_SENTENCES = 4  # of the body, in which news tells the day
OCCASIONS = DURING | {"after", "following"}
OLDEST_NEWS = timedelta(days=7)  # an older day is of the background


@dataclass(frozen=True, slots=True)
class _Day:
    """A day the article tells at a place of the text, and who acts or speaks on it."""

    at: int
    when: When
    actors: tuple[Mention, ...]
    is_of_attack: bool = False


def date_by_lede(reading: Reading, told: Sequence[Candidate], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, those of the main line that have no date given the day of the lede, and what somebody says that of
    their other words; the basis is `article`."""
    days = list(_clause_days(reading))
    speech = [day for day, verb in days if is_said(reading, verb)]
    lede = _lede(reading, told, [day for day, verb in days if verb.dep_ == "ROOT" or is_said(reading, verb)])
    candidates = {candidate.trigger.start: candidate for candidate in told}
    dated = []
    for event in events:
        mentions = (candidates.get(mention.trigger_start) for mention in event.event_mentions)
        telling = [candidate for candidate in mentions if candidate is not None]
        day = _day_of_speech(reading, event, telling, speech)
        if day is None and lede is not None and any(_is_main_line(reading, c, lede) for c in telling):
            day = lede.when
        dated.append(event if day is None or not _lacks_date(event, telling) else dated_by_article(event, day))
    return tuple(dated)


def _lacks_date(event: Event, telling: Sequence[Candidate]) -> bool:
    """Whether an event has happened on a day its sentences do not tell; "had agreed" looks back from the lede."""
    if event.date_start or event.date_end or event.date_evidence or event.status is not Status.ACTUAL:
        return False
    return not any(word.lower_ == "had" for c in telling for word in children(c.trigger.head, "aux"))


def _clause_days(reading: Reading) -> Iterator[tuple[_Day, Token]]:
    """The days of the body with the verbs they hang on and those who act there."""
    for timex in reading.dates:
        if timex.earliest is None or timex.precision is not DatePrecision.DAY or timex.earliest != timex.latest:
            continue
        head = date_head(reading, timex)
        verb = verb_of(head)
        if head.dep_ not in MODIFIERS and is_verbal(verb) and verb.idx >= reading.body_start:
            when = When(timex.earliest, timex.latest, timex.precision, timex.basis, timex.text)
            people = [m for token in logical_subjects(verb) for m in reading.people_at(token)]
            yield _Day(timex.start, when, tuple(people)), verb


def _lede(reading: Reading, told: Sequence[Candidate], main: Sequence[_Day]) -> _Day | None:
    """The first day told by a clause of the opening of the body, with all who act in its first sentence."""
    opening = [s for s in reading.doc.sents if s.start_char >= reading.body_start][:LEDE_SENTENCES]
    if not opening:
        return None
    end = opening[-1].end_char
    acted = [
        _Day(c.trigger.start, c.when, c.sources)
        for c in told
        if reading.body_start <= c.trigger.start < end and not c.is_nominal and c.scope.status is Status.ACTUAL
    ]
    days = [day for day in (*acted, *main) if day.at < end and _is_news(reading, day.when)]
    if not days:
        return None
    first = min(days, key=lambda day: day.at)
    leading = [c for c in told if opening[0].start_char <= c.trigger.start < opening[0].end_char]
    actors = (*first.actors, *(mention for c in leading for mention in c.sources))
    is_of_attack = any(c.frame.event_type is EventType.ASSAULT for c in leading)
    return replace(first, actors=actors, is_of_attack=is_of_attack)


def _is_news(reading: Reading, when: When) -> bool:
    if when.start is None or when.precision is not DatePrecision.DAY or when.start != when.end:
        return False
    return reading.published is None or reading.published - OLDEST_NEWS <= when.start <= reading.published


def _is_main_line(reading: Reading, candidate: Candidate, lede: _Day) -> bool:
    """Whether an undated happening is the lede's own: in the headline or the lede, or said by one of its actors."""
    trigger = candidate.trigger
    if trigger.start < reading.body_start or _is_outcome(reading, candidate, lede):
        return True
    same_actor = bool(countries(reading.actors, candidate.sources) & countries(reading.actors, lede.actors))
    if candidate.is_nominal:
        return same_actor and _is_where_said(reading, trigger.head)
    body = next((s for s in reading.doc.sents if s.start_char >= reading.body_start), None)
    if body is not None and trigger.sentence.start == body.start:
        return True
    if trigger.sentence.start_char <= lede.at < trigger.sentence.end_char:
        return True
    return same_actor and candidate.frame.event_type in SPOKEN


def _is_where_said(reading: Reading, noun: Token) -> bool:
    """Whether a happening is where somebody speaks: "said at a meeting", "speaking after talks"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in OCCASIONS:
        return False
    return is_said(reading, noun.head.head) or noun.head.head.lemma_ == "speak"


def _is_outcome(reading: Reading, candidate: Candidate, lede: _Day) -> bool:
    """Whether it is what came of the attack that the first sentence tells, or the attack named again."""
    if candidate.frame.event_type is not EventType.ASSAULT or not lede.is_of_attack:
        return False
    head = candidate.trigger.head
    return is_definite(head) if candidate.is_nominal else head.lemma_ in reading.lexicon.classes["RESULT"]


def _day_of_speech(reading: Reading, event: Event, telling: Sequence[Candidate], speech: Sequence[_Day]) -> When | None:
    """The one day on which the article lets the source of a verbal act, or those who speak for that state, speak."""
    if event.event_type not in SPOKEN or all(candidate.is_nominal for candidate in telling):
        return None
    speaking = event.sources or ((event.speaker,) if event.speaker is not None else ())
    said = {day.when.start: day.when for day in speech if _speaks_for(reading, day.actors, speaking)}
    return next(iter(said.values())) if len(said) == 1 else None


def _speaks_for(reading: Reading, speakers: Sequence[Mention], sources: Sequence[Mention]) -> bool:
    names = {mention.actor_id for mention in speakers}
    states = {reading.actors[name].country for name in names} - {None}
    for source in sources:
        actor = reading.actors[source.actor_id]
        if source.actor_id in names or (actor.kind is ActorKind.STATE and actor.country in states):
            return True
    return False
