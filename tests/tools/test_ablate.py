"""A part is off while it is tried, stands as before afterwards, and its worth is what changes without it."""

import sys

import numpy as np
import pytest

from tests.events.coding import PUBLISHED
from tidings.annotate import load_knowledge
from tidings.encoder.records import EncoderOutput, ScoredMention, ScoredRole, ScoredTrigger
from tidings.events.attributes import status as scope
from tidings.events.coreference import within_sentence as joined
from tidings.events.filters import apply
from tidings.records import Passage
from tidings.vocabulary import EventType, Status
from tools import ablate
from tools.coder_parts import Part, Switch, module_of, parts, predicates, switched, together

TEXT = "Chadian troops invaded Sudan on Monday."
EVERY_PART = [*parts(rows=True), *predicates(scope), *predicates(joined)]


def span_of(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


TRIGGER = ScoredTrigger(
    *span_of("invaded"),
    score=0.95,
    types={one: 0.9 if one is EventType.ASSAULT else 0.006 for one in EventType},
    core=0.9,
    status={one: 0.97 if one is Status.ACTUAL else 0.01 for one in Status},
    no_source=0.02,
    no_target=0.02,
)
OUTPUT = EncoderOutput(
    mentions=tuple(ScoredMention(*span_of(who), 0.9, ()) for who in ("Chadian troops", "Sudan")),
    triggers=(TRIGGER,),
    roles=(ScoredRole(0, 0, source=0.9, target=0.01), ScoredRole(0, 1, source=0.01, target=0.9)),
)


@pytest.fixture(scope="module")
def trial() -> ablate.Trial:
    knowledge = load_knowledge(with_encoder=False)
    text = ablate.prepared(Passage(TEXT, published=PUBLISHED), OUTPUT, (), knowledge)
    return ablate.trial_of([text], knowledge)


def told(trial: ablate.Trial) -> list[tuple[str, int, int, str | None]]:
    """Type, number of sources and of targets, and the basis of the date of each event."""
    events = [event for said in ablate.code(trial) for event in said.events]
    return [(e.event_type, len(e.sources), len(e.targets), e.date_basis) for e in events]


def standing(part: Part) -> list[object]:
    return [getattr(switch.module, switch.name) for switch in part.switches]


@pytest.mark.parametrize("part", EVERY_PART, ids=lambda part: part.name)
def test_each_part_is_off_only_while_it_is_tried(part: Part) -> None:
    before = standing(part)
    with switched(part.switches):
        during = standing(part)
    assert all(one != other for one, other in zip(before, during, strict=True))
    assert standing(part) == before


def test_what_is_off_stands_as_before_after_an_error() -> None:
    before = apply.FILTERS
    part = next(part for part in parts() if part.name == "FILTERS.factual")
    broken = Switch(apply, "LEAST_CONFIDENCE", lambda least: least / 0)
    with pytest.raises(ZeroDivisionError), switched([*part.switches, broken]):
        pass
    assert before == apply.FILTERS


def test_two_members_of_one_tuple_are_off_together() -> None:
    two = [part for part in parts() if part.name.startswith("FILTERS.")]
    assert len(two) == 2
    with switched(together("both", two).switches):
        assert not apply.FILTERS


WITHOUT = {
    "": [("ASSAULT", 1, 1, "relative")],
    "pipeline.date_of": [("ASSAULT", 1, 1, None)],
    "ROLE_PROPOSERS.encoder_roles": [("ASSAULT", 1, 1, "relative")],  # the slots of a row name both, too
    "DETECTORS.encoder_triggers": [],
}


@pytest.mark.parametrize("name", WITHOUT)
def test_the_coder_reads_without_a_part(name: str, trial: ablate.Trial) -> None:
    chosen = [part for part in parts() if part.name == name]
    assert len(chosen) == bool(name)
    with switched(together(name, chosen).switches):
        assert told(trial) == WITHOUT[name]
    assert told(trial) == WITHOUT[""]


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_the_coder_runs_without_each_part(part: Part, trial: ablate.Trial) -> None:
    """A part that stands for another must take what the other takes: here is somebody whom no table knows, too."""
    text = TEXT.replace("Chadian troops", "Zorble fanatic")
    unknown = ablate.prepared(Passage(text, published=PUBLISHED), OUTPUT, (), load_knowledge(with_encoder=False))
    both = ablate.trial_of([*trial.texts, unknown], trial.knowledge)
    with switched(part.switches):
        assert {event_type for event_type, *_ in told(both)} <= {"ASSAULT"}


def test_a_part_that_moves_confidence_keeps_as_many_triggers(trial: ablate.Trial) -> None:
    (part,) = (part for part in parts() if part.name == "confidence: row agrees")
    before = ablate.surest(trial)
    with switched(part.switches):
        assert ablate.surest(trial) < before
    assert trial.kept == 1


@pytest.mark.parametrize(
    ("module", "name", "is_part"),
    [
        ("attributes.status", "_is_inverted", True),
        ("roles.assign", "_is_sooner_opposite", True),
        ("tidings.events.coreference.within_sentence", "_fit", True),
        ("attributes.status", "_own_clause", False),  # answers with a scope
        ("coreference.pairing", "is_set_apart", False),  # not private
        ("coreference.within_sentence", "is_verbal", False),  # of another module
    ],
)
def test_private_functions_that_answer_yes_or_no_are_parts(module: str, name: str, is_part: bool) -> None:
    assert (name in {switch.name for part in predicates(module_of(module)) for switch in part.switches}) is is_part


def _is_even(number: int) -> bool:
    """A private predicate of this module."""
    return number % 2 == 0


def test_a_silenced_predicate_counts_what_it_would_have_said() -> None:
    (part,) = predicates(sys.modules[__name__])
    with switched(part.switches):
        assert [_is_even(number) for number in (4, 5)] == [False, False]
    assert _is_even(4)
    assert part.silenced is not None
    assert part.silenced.yes == 1


def counted(*rows: dict[str, int]) -> np.ndarray:
    return np.array([[row.get(name, 0) for name in ablate.COUNTS] for row in rows])


BASE = counted({"core": 4, "core_hit": 2}, {"core": 4, "core_hit": 4}, {"core": 2})


@pytest.mark.parametrize(
    ("after", "change", "is_sure"),
    [
        (BASE, 0.0, False),
        (counted({"core": 4, "core_hit": 1}, {"core": 4, "core_hit": 3}, {"core": 2}), -0.2, True),
        (counted({"core": 4, "core_hit": 2}, {"core": 4, "core_hit": 4}, {"core": 2, "core_hit": 2}), 0.2, False),
    ],
)
def test_the_change_of_a_figure_has_an_interval(after: np.ndarray, change: float, is_sure: bool) -> None:
    point, low, high = ablate.changes(BASE, after)["recall"]
    assert point == pytest.approx(change)
    assert low <= point <= high
    assert (not low <= 0 <= high) is is_sure


def test_a_figure_of_nothing_does_not_change() -> None:
    assert ablate.changes(BASE, BASE)["date"] == (0.0, 0.0, 0.0)


def effect(change: float, low: float, high: float) -> ablate.Effect:
    return ablate.Effect("part", {"recall": (0.0, 0.0, 0.0), "date": (change, low, high)}, 1, {}, None)


@pytest.mark.parametrize(
    ("figure", "is_nothing", "is_gain"),
    [
        ((0.0, 0.0, 0.0), True, False),
        ((-0.0019, -0.004, 0.0), True, False),
        ((-0.0021, -0.004, 0.0), False, False),
        ((-0.0005, -0.001, -0.0001), False, False),  # little, but surely lost
        ((0.004, -0.001, 0.01), False, True),
    ],
)
def test_what_a_part_is_worth(figure: tuple[float, float, float], is_nothing: bool, is_gain: bool) -> None:
    assert (effect(*figure).is_nothing, effect(*figure).is_gain) == (is_nothing, is_gain)


def row(start: int, **columns: object) -> dict[str, object]:
    return {"event_id": "e", "trigger_start": start, "event_type": "AID", "status": "actual", **columns}


@pytest.mark.parametrize(
    ("after", "events", "columns"),
    [
        ([row(1)], 0, {}),
        ([row(1, event_id="other")], 0, {}),  # made of the other columns
        ([row(1, status="planned")], 1, {"status": 1}),
        ([row(2)], 2, {"lost": 1, "new": 1}),
        ([], 1, {"lost": 1}),
    ],
)
def test_events_differ_by_column(after: list[dict[str, object]], events: int, columns: dict[str, int]) -> None:
    assert ablate.differences([[row(1)]], [after]) == (events, columns)


@pytest.mark.parametrize(
    ("figure", "line"),
    [((0.01, 0.0, 0.02), "part 1 date +0.0100 +0.0000 +0.0200"), ((0.0, 0.0, 0.0), "part 1 -")],
)
def test_the_lines_of_a_part_tell_what_moves(figure: tuple[float, float, float], line: str) -> None:
    assert [" ".join(one.split()) for one in ablate.lines_of(effect(*figure))] == [line]
