"""Say how sure an event is, and how sure its parties: logistic sums over a few features, fitted out of fold.

The weights stand in confidence.csv beside this module, with what each is measured on. Of the events at 0.8 about 80 %
are right in type and place of the text; of the parties at 0.8 about 80 % are all right, and none too many. Calibration
by a logistic join follows Platt (1999).
"""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from tidings.encoder.records import ScoredTrigger
from tidings.events.arguments import Trigger
from tidings.events.candidates import Candidate, RoleProposal
from tidings.events.reading import Reading
from tidings.model import Mention
from tidings.vocabulary import Role, RoleBasis

# Of a row alone, without the encoder: its measured precision on news nobody had looked at.
OF_A_ROW = 0.75
# Likewise, that the parties in the slots of a row are all right, of events that are.
OF_ROW_SLOTS = 0.5
LEAST_SHARE = 0.001
Weights = Mapping[str, float]


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Weights]:
    """The weight of every feature by what is judged ("event", "parties") and name."""
    text = files("tidings.events").joinpath("confidence.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["of"], {})[row["feature"]] = float(row["weight"])
    return found


def confidence_of(reading: Reading, trigger: Trigger) -> float:
    """How likely a trigger tells an event of its type, 0 to 1; a user's row is sure."""
    if trigger.frame.is_users:
        return 1.0
    if reading.encoded is None or trigger.scored is None:
        return OF_A_ROW
    return _chance("event", event_features(trigger, reading.encoded.trigger(trigger.scored)))


def party_confidence_of(reading: Reading, candidate: Candidate) -> float:
    """How likely the parties of a candidate are all right, and nobody is missing or too many, 0 to 1."""
    trigger = candidate.trigger
    if reading.encoded is None or trigger.scored is None or trigger.frame.is_users:
        return OF_ROW_SLOTS
    scored = reading.encoded.trigger(trigger.scored)
    return _chance("parties", party_features(scored, candidate.sources, candidate.targets, candidate.proposals))


def event_features(trigger: Trigger, scored: ScoredTrigger) -> Iterator[tuple[str, float]]:
    """What tells how sure an event is, by name."""
    yield "any", 1.0
    yield "trigger", logit(scored.score)
    yield "type", logit(max(scored.types.values()))
    yield "row agrees", float(not trigger.frame.row_id.startswith("encoder/"))
    yield "first sentence", float(trigger.sentence.start == 0)


def party_features(
    scored: ScoredTrigger, sources: Sequence[Mention], targets: Sequence[Mention], proposals: Sequence[RoleProposal]
) -> Iterator[tuple[str, float]]:
    """What tells how sure the parties are, by name."""
    yield "any", 1.0
    for role, side, nobody in (
        (Role.SOURCE, sources, scored.no_source),
        (Role.TARGET, targets, scored.no_target),
    ):
        scores = [p.score for p in proposals if p.role is role and p.basis is RoleBasis.ENCODER]
        yield f"best {role}", logit(max(scores, default=0.0)) if side else 0.0
        yield f"no {role}", float(not side)
        yield f"nobody is {role}", logit(nobody) if not side else 0.0
        yield f"several of {role}", float(len(side) > 1)


def logit(share: float) -> float:
    """The log odds of a share, bounded.

    >>> logit(0.5), round(logit(0.0), 2)
    (0.0, -6.91)
    """
    inside = min(max(share, LEAST_SHARE), 1 - LEAST_SHARE)
    return math.log(inside / (1 - inside))


def _chance(of: str, features: Iterator[tuple[str, float]]) -> float:
    known = weights()[of]
    total = sum(known.get(name, 0.0) * value for name, value in features)
    return round(1 / (1 + math.exp(-total)), 3)
