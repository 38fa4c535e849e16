"""A case that asks for an event fails when nothing is told: by a reader who finds nothing every such case must fail."""

from collections.abc import Callable, Iterator

import pytest

from tests.events import (
    coding,
    test_code,
    test_howmany,
    test_merge,
    test_mode,
    test_parties,
    test_scene,
    test_senses,
    test_speaker,
    test_when,
    test_where,
    test_words,
)
from tidings.annotation import Annotation
from tidings.records import Passage

# Every table of cases in which something is told. The others hold near-misses: of them nothing may be told.
TABLES: tuple[Callable[..., None], ...] = (
    test_code.test_who,
    test_code.test_status,
    test_howmany.test_numbers,
    test_merge.test_tellings,
    test_mode.test_mode_is_read_from_the_words_around,
    test_parties.test_parties,
    test_scene.test_scene,
    test_senses.test_of_two_texts_with_the_same_words_one_tells_an_event,
    test_speaker.test_speaker,
    test_when.test_own_date,
    test_when.test_date_of_another_happening,
    test_when.test_first_and_last_day,
    test_when.test_day_of_the_lede,
    test_where.test_place,
    test_words.test_hyphens_are_closed,
)
NEAR_MISSES: tuple[Callable[..., None], ...] = (test_code.test_what_is_no_fact_is_no_event,)


def nothing(passage: Passage) -> Annotation:
    """What a reader says who finds nothing."""
    return Annotation((), {}, (), (), (), (), ())


def cases_of(table: Callable[..., None]) -> Iterator[tuple[object, ...]]:
    """The arguments of each case of a table."""
    (mark,) = table.pytestmark  # type: ignore[attr-defined]  # parametrize has set it
    yield from mark.args[1]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_case_of_a_table_can_fail(table: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "reader", nothing)
    for case in cases_of(table):
        with pytest.raises((AssertionError, LookupError)):
            table(*case)


@pytest.mark.parametrize("table", NEAR_MISSES, ids=lambda table: table.__name__)
def test_near_misses_pass_where_nothing_is_told(table: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "reader", nothing)
    told = [table(*case) for case in cases_of(table)]
    assert told
