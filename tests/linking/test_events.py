"""Reports of one happening share a canonical event; another day, place or number keeps them apart."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from tidings.linking.events import EventKey, link_events
from tidings.vocabulary import EventType, Status

STRIKE = EventKey(
    event_id="e_1",
    article_id="a_1",
    story_id="s_1",
    published=date(2024, 5, 2),
    event_type=EventType.ASSAULT,
    event_mode="heavy-weapons",
    status=Status.ACTUAL,
    triggers=frozenset({"shelled"}),
    actor_ids=frozenset({"army", "town"}),
    countries=frozenset({"SDN"}),
    date_start=date(2024, 5, 1),
    date_end=date(2024, 5, 1),
    place_name="El Fasher",
    place_country="SDN",
    killed=12.0,
)
TOLD_AGAIN = replace(STRIKE, event_id="e_2", article_id="a_2")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (TOLD_AGAIN, True),
        (replace(TOLD_AGAIN, triggers=frozenset({"shelling"}), date_start=None, date_end=None, killed=None), True),
        (replace(TOLD_AGAIN, triggers=frozenset({"attack"}), place_name=None, place_country=None), True),
        (replace(TOLD_AGAIN, killed=14.0), True),  # the count rose
        (replace(TOLD_AGAIN, killed=60.0), False),
        (replace(TOLD_AGAIN, story_id="s_2", triggers=frozenset({"ambush", "shelled"}), event_mode=None), True),
        (replace(TOLD_AGAIN, event_type=EventType.ACCUSE), False),
        (replace(TOLD_AGAIN, date_start=date(2024, 5, 9), date_end=date(2024, 5, 9)), False),
        (replace(TOLD_AGAIN, place_country="TCD"), False),
        (replace(TOLD_AGAIN, actor_ids=frozenset({"police"}), countries=frozenset({"FRA"})), False),
        (replace(TOLD_AGAIN, article_id="a_1"), False),  # within an article merging has decided already
        (replace(TOLD_AGAIN, story_id="s_2"), True),  # same actors, word and day
        (replace(TOLD_AGAIN, story_id="s_2", date_start=None, date_end=None), False),
        (
            replace(TOLD_AGAIN, story_id="s_2", triggers=frozenset({"bombarded"})),
            True,
        ),  # same actors, town, mode and day
        (replace(TOLD_AGAIN, story_id="s_2", actor_ids=frozenset({"rebels"})), True),  # same town, word and day
        (
            replace(TOLD_AGAIN, story_id="s_2", triggers=frozenset({"ambushed"}), event_mode="firearms"),
            True,
        ),  # same actors and town
        (
            replace(TOLD_AGAIN, story_id="s_2", triggers=frozenset({"ambushed"}), event_mode=None, place_name=None),
            False,
        ),
        (replace(TOLD_AGAIN, story_id="s_2", place_name="Nyala", actor_ids=frozenset({"rebels"})), False),
        (replace(TOLD_AGAIN, story_id="s_2", place_name=None, event_mode=None, triggers=frozenset({"raid"})), False),
        (replace(TOLD_AGAIN, story_id="s_2", date_start=date(2024, 4, 30), date_end=date(2024, 4, 30)), False),
    ],
)
def test_same_happening(other: EventKey, same: bool) -> None:
    canonical = link_events([STRIKE, other])
    assert (canonical["e_1"] == canonical["e_2"]) is same


def test_order_changes_nothing() -> None:
    events = [replace(STRIKE, event_id=f"e_{n}", article_id=f"a_{n}", killed=float(n)) for n in range(1, 30)]
    shuffled = events[:]
    Random(3).shuffle(shuffled)
    assert link_events(shuffled) == link_events(events)


def test_three_papers_on_one_kidnapping_are_one_and_the_next_week_s_is_another() -> None:
    told = replace(
        STRIKE,
        event_mode="abduct",
        triggers=frozenset({"abducted"}),
        actor_ids=frozenset({"sect", "pupils"}),
        killed=None,
    )
    again = replace(told, event_id="e_2", article_id="a_2", story_id="s_2", triggers=frozenset({"kidnapped"}))
    by_leader = replace(again, event_id="e_3", article_id="a_3", story_id="s_3", actor_ids=frozenset({"its leader"}))
    week = date(2024, 5, 8)
    later = replace(told, event_id="e_4", article_id="a_4", story_id="s_4", date_start=week, date_end=week)
    canonical = link_events([told, again, by_leader, later])
    assert canonical["e_1"] == canonical["e_2"] == canonical["e_3"] != canonical["e_4"]
