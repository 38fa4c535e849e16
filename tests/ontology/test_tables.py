"""The ontology's tables: complete, consistent, loud on unknown members."""

from pathlib import Path

import pytest

from tidings.csv_rows import TableError
from tidings.ontology import tables
from tidings.ontology.tables import CAMEO, CONTEXTS, MODES, OntologyError, goldstein, nearest_cameo, quad_class
from tidings.vocabulary import EventType

KINDS = [(kind, mode) for kind in EventType for mode in (None, *sorted(MODES[kind]))]
COOPERATIVE = {"verbal_cooperation", "material_cooperation"}

# CAMEO does not tell these from a concession.
BORROWED = {(EventType.RETREAT, "resign"), (EventType.RETREAT, "ceasefire")}


def test_the_tables_are_whole() -> None:
    assert set(MODES) == set(EventType)
    assert sum(len(modes) for modes in MODES.values()) == 67
    assert len(CONTEXTS) == 37
    assert len(CAMEO) == 312


@pytest.mark.parametrize(
    ("event_type", "expected"),
    [
        (EventType.AGREE, "verbal_cooperation"),
        (EventType.RETREAT, "material_cooperation"),
        (EventType.REJECT, "verbal_conflict"),
        (EventType.SANCTION, "material_conflict"),
        (EventType.PROTEST, "material_conflict"),
    ],
)
def test_quad_class(event_type: EventType, expected: str) -> None:
    assert quad_class(event_type) == expected


@pytest.mark.parametrize(
    ("event_type", "mode", "expected"),
    [
        (EventType.ACCUSE, None, -3.0),
        (EventType.REQUEST, None, 0.0),
        (EventType.CONSULT, "visit", 4.0),
        (EventType.PROTEST, "vandalize", -5.0),
        (EventType.ASSAULT, "unconventional", -10.0),
    ],
)
def test_goldstein(event_type: EventType, mode: str | None, expected: float) -> None:
    assert goldstein(event_type, mode) == expected


@pytest.mark.parametrize(("event_type", "mode"), KINDS)
def test_scores_lie_on_the_side_of_their_quad_class(event_type: EventType, mode: str | None) -> None:
    score = goldstein(event_type, mode)
    assert -10 <= score <= 10
    if quad_class(event_type) in COOPERATIVE:
        assert score > 0
    elif event_type is not EventType.REQUEST:
        assert score < 0


@pytest.mark.parametrize(("event_type", "mode"), KINDS)
def test_the_nearest_cameo_code_leads_back_to_the_type(event_type: EventType, mode: str | None) -> None:
    code = CAMEO[nearest_cameo(event_type, mode)]
    if (event_type, mode) not in BORROWED:
        assert code.event_type is event_type


@pytest.mark.parametrize(
    ("event_type", "mode", "contexts", "expected"),
    [
        (EventType.COOPERATE, None, (), "060"),
        (EventType.COOPERATE, None, ("health", "military"), "062"),
        (EventType.COOPERATE, None, ("lgbt",), "060"),
        (EventType.ASSAULT, "drone", ("military",), "195"),
    ],
)
def test_contexts_make_the_cameo_code_finer(
    event_type: EventType, mode: str | None, contexts: tuple[str, ...], expected: str
) -> None:
    assert nearest_cameo(event_type, mode, contexts) == expected


@pytest.mark.parametrize(
    ("code", "event_type", "mode"),
    [
        ("010", None, None),
        ("0253", EventType.REQUEST, "yield"),
        ("055", EventType.CONCEDE, None),
        ("163", EventType.SANCTION, "discontinue"),
        ("186", EventType.ASSAULT, "targeted"),
        ("20", None, None),
    ],
)
def test_cameo_codes_are_read_by_the_codebook(code: str, event_type: EventType | None, mode: str | None) -> None:
    assert (CAMEO[code].event_type, CAMEO[code].mode) == (event_type, mode)
    assert CAMEO[code].root == code[:2]


def test_an_unknown_mode_stops_with_the_known_ones() -> None:
    with pytest.raises(OntologyError, match=r"REJECT has no mode 'visit'; it has: assist, change, meet, yield"):
        goldstein(EventType.REJECT, "visit")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "event_types.csv",
            "AGREE,verbal_cooperation",
            "AGREED,verbal_cooperation",
            r"event_types.csv:2: unknown event_type, .*: 'AGREED'",
        ),
        (
            "event_types.csv",
            "AGREE,verbal_cooperation",
            "AGREE,verbal",
            "2: unknown quad_class, .*: 'verbal'",
        ),
        ("modes.csv", "visit,4.0,042", "visit,four,042", "modes.csv:2: no number in column score: 'four'"),
        ("modes.csv", "visit,4.0,042", "visit,4.0,999", r"modes.csv:2: unknown cameo_code: '999'"),
    ],
)
def test_an_unknown_member_is_named_with_file_and_line(
    file: str, old: str, new: str, message: str, tmp_path: Path
) -> None:
    for name in ("event_types.csv", "modes.csv"):
        text = tables.TABLES.joinpath(name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(old, new, 1) if name == file else text, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        tables._read_kinds(frozenset(CAMEO), tmp_path)
