"""Copies find their earliest copy; near-misses stay apart; the order of the articles changes nothing."""

from datetime import date
from random import Random

import pytest

from tidings.linking.articles import ArticleKey, link_articles

BRIDGE = (
    "Engineers closed the old harbour bridge on Monday after a barge struck its third pillar in thick fog. "
    "The port authority said no one was hurt, and that the crew of the barge had been questioned by the coast guard. "
    "Ferries will carry commuters until divers have looked at the foundations, "
    "the authority's director Mara Lund told reporters. "
    "Shopkeepers on the north bank fear for the summer season. The bridge was last repaired twelve years ago."
)
VOTE = (
    "Parliament in the island republic voted by a narrow margin to send back a bill on fishing rights. "
    "The minister of fisheries, Tomas Arel, called the outcome a setback, while the opposition cheered in the gallery. "
    "A new draft is expected before the autumn recess, officials said, and talks with trawler owners go on."
)


def article(
    name: str, body: str, *, title: str = "Bridge closed after barge hits pillar", day: int | None = 4
) -> ArticleKey:
    return ArticleKey(name, title, body, date(2024, 3, day) if day else None, "en")


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        (BRIDGE, True),
        (BRIDGE.upper(), True),
        (BRIDGE + " The mayor asked drivers for patience.", True),
        (BRIDGE.rsplit(". ", 1)[0] + ".", True),  # cut at the end, as wire copy is
        (BRIDGE.replace("Monday", "Tuesday"), True),
        (VOTE, False),
        ("Engineers closed the old harbour bridge on Monday.", False),  # a sentence alone is no copy
        (VOTE + " Engineers closed the old harbour bridge on Monday after a barge struck its third pillar.", False),
        ("", False),
    ],
)
def test_copies(other: str, is_copy: bool) -> None:
    links = link_articles([article("a_1", BRIDGE, day=3), article("a_2", other, day=4)])
    assert links["a_1"].duplicate_of is None
    assert (links["a_2"].duplicate_of == "a_1") is is_copy


def test_the_earliest_copy_leads_and_an_undated_one_never_does() -> None:
    links = link_articles(
        [article("a_1", BRIDGE, day=None), article("a_2", BRIDGE, day=5), article("a_3", BRIDGE, day=4)]
    )
    assert {key: link.duplicate_of for key, link in links.items()} == {"a_1": "a_3", "a_2": "a_3", "a_3": None}
    assert len({link.story_id for link in links.values()}) == 1


REWRITTEN = (
    "Divers were to inspect the foundations of the harbour bridge after a barge struck a pillar in fog on Monday, "
    "the port authority's director Mara Lund said. Commuters queued for ferries."
)


@pytest.mark.parametrize(("day", "same"), [(5, True), (25, False)])
def test_a_story_is_shared_by_its_reports_within_days(day: int, same: bool) -> None:
    others = [
        article(f"a_{n}", VOTE.replace("fishing", word), title=f"Vote on {word}", day=4)
        for n, word in enumerate(("salt", "rope"), 5)
    ]
    links = link_articles(
        [article("a_1", BRIDGE), article("a_2", REWRITTEN, title="Divers look at harbour bridge", day=day), *others]
    )
    assert (links["a_1"].story_id == links["a_2"].story_id) is same
    assert links["a_1"].story_id != links["a_5"].story_id
    assert links["a_2"].duplicate_of is None


def test_order_changes_nothing() -> None:
    articles = [
        article(f"a_{n}", body, day=n % 7 + 1)
        for n, body in enumerate([BRIDGE, VOTE, BRIDGE + VOTE, REWRITTEN, VOTE[:200]])
    ]
    once = link_articles(articles)
    shuffled = articles[:]
    Random(5).shuffle(shuffled)
    assert link_articles(shuffled) == once
