"""Say how sure an event is, and how sure its parties, by what was fitted on texts that the network had not seen.

An event: boosted trees (Friedman, 2001) over all that the encoder says of the trigger and of those around it, in
confidence_trees.csv. Its parties: a logistic sum, in confidence.csv. Of the events at 0.8 about 80 % are right in type
and place of the text; of the parties at 0.8 about 80 % are all right, and none too many.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from tidings.encoder.records import ScoredTrigger
from tidings.events.arguments import Trigger
from tidings.events.attributes.boosted_trees import Trees, read_trees
from tidings.events.attributes.choice import weights_in
from tidings.events.candidates import Candidate, RoleProposal
from tidings.events.encoded import Encoded
from tidings.events.passage_index import PassageIndex
from tidings.records import Mention
from tidings.vocabulary import EventType, Role, RoleBasis, Status

# Of a row alone, without the encoder: its measured precision on news nobody had looked at.
OF_A_ROW = 0.75
# Likewise, that the parties in the slots of a row are all right, of events that are.
OF_ROW_SLOTS = 0.5
LEAST_SHARE = 0.001
Weights = Mapping[str, float]


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Weights]:
    """The weight of every feature of a logistic sum, by what is judged ("parties") and name."""
    return weights_in("confidence.csv")


@lru_cache(maxsize=1)
def trees() -> Trees:
    """The trees that judge an event."""
    return read_trees("tidings.events.attributes", "confidence_trees.csv")


def confidences_of(reading: PassageIndex, triggers: Sequence[Trigger]) -> list[float]:
    """How likely each trigger tells an event of its type, 0 to 1; a user's row is sure."""
    encoded = reading.encoded
    judged = [trigger for trigger in triggers if trigger.scored is not None and not trigger.frame.is_users]
    chances: dict[Trigger, float] = {}
    if encoded is not None and judged:
        known = trees()
        told = [event_features(encoded, trigger) for trigger in judged]
        odds = known.log_odds([[features[name] for name in known.features] for features in told])
        chances = {trigger: _share(total) for trigger, total in zip(judged, odds.tolist(), strict=True)}
    return [1.0 if trigger.frame.is_users else chances.get(trigger, OF_A_ROW) for trigger in triggers]


def party_confidence_of(reading: PassageIndex, candidate: Candidate) -> float:
    """How likely the parties of a candidate are all right, and nobody is missing or too many, 0 to 1."""
    trigger = candidate.trigger
    if reading.encoded is None or trigger.scored is None or trigger.frame.is_users:
        return OF_ROW_SLOTS
    scored = reading.encoded.trigger(trigger.scored)
    return _chance("parties", party_features(scored, candidate.sources, candidate.targets, candidate.proposals))


def event_features(encoded: Encoded, trigger: Trigger) -> Mapping[str, float]:
    """What tells how sure an event is, by name: probabilities of the encoder, counts, lengths in characters."""
    assert trigger.scored is not None
    scored, roles = encoded.trigger(trigger.scored), encoded.roles.get(trigger.scored, ())
    return {
        "trigger": scored.score,
        "length": float(scored.end - scored.start),
        "core": scored.core,
        "type": scored.types[trigger.frame.event_type],
        "next type": sorted(scored.types.values())[-2],
        "best source": max((role.source for role in roles), default=0.0),
        "best target": max((role.target for role in roles), default=0.0),
        "nobody is source": scored.no_source,
        "nobody is target": scored.no_target,
        "row agrees": float(not trigger.frame.row_id.startswith("encoder/")),
        "first sentence": float(trigger.sentence.start == 0),
        **{f"type {one}": scored.types[one] for one in EventType},
        **{f"status {one}": scored.status[one] for one in Status},
        **encoded.around[trigger.scored],
    }


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
    return _share(sum(known.get(name, 0.0) * value for name, value in features))


def _share(log_odds: float) -> float:
    """The share that has such log odds, to three digits."""
    return round(1 / (1 + math.exp(-log_odds)), 3)
