"""Date what the headline and the main line of an article tell without a date by the day its lede gives."""

from collections.abc import Sequence
from dataclasses import replace

from tidings.events.backreference import countries
from tidings.events.candidates import Candidate
from tidings.events.reading import Reading
from tidings.events.when import SPOKEN
from tidings.vocabulary import DateBasis, DatePrecision, Status

LEDE_SENTENCES = 4  # of the body, in which news tells the day


def date_by_lede(reading: Reading, told: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those of the main line that have no date given the lede's, with the basis `article`."""
    lede = _lede(reading, told)
    if lede is None:
        return list(told)
    dated = replace(lede.when, basis=DateBasis.ARTICLE)
    return [replace(c, when=dated) if _is_main_line(reading, c, lede) else c for c in told]


def _lede(reading: Reading, told: Sequence[Candidate]) -> Candidate | None:
    body = [s.start for s in reading.doc.sents if s.start_char >= reading.body_start][:LEDE_SENTENCES]
    opening = (c for c in told if c.trigger.sentence.start in body and c.scope.status is Status.ACTUAL)
    return next((c for c in opening if c.when.start is not None and c.when.precision is DatePrecision.DAY), None)


def _is_main_line(reading: Reading, candidate: Candidate, lede: Candidate) -> bool:
    """Whether an undated event is the lede's own: told with it, in the headline, or said by its actor."""
    if candidate.when.start is not None or candidate.when.evidence or candidate.scope.status is not Status.ACTUAL:
        return False
    if candidate.trigger.start < reading.body_start or candidate.trigger.sentence.start == lede.trigger.sentence.start:
        return True
    same_actor = bool(countries(reading, candidate.sources) & countries(reading, lede.sources))
    return same_actor and candidate.frame.event_type in SPOKEN and not candidate.is_nominal
