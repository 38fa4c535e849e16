"""Which line becomes the title once the article is cut."""

from dataclasses import replace

import pytest

from tests.articles.documents import STORY, document
from tidings.articles.article_layout import ArticleLayout
from tidings.articles.metadata.title_choice import beside, choice_features, choice_weights, settle_title, with_title
from tidings.articles.metadata.titles import NONE
from tidings.articles.rule_drafts import rule_drafts
from tidings.articles.segment import segment

TITLE = "Norway closes its northern border after drones"
QUESTION = "Why did Norway close its border?"
MENU = "World\nPolitics\nSport\nWeather"
UNDER = "The army said that three aircraft had crossed in the night"
HEAD = (0.0, 0.0, 1.0, 1.0)
OTHER = (1.0, 0.0, 0.0, 0.0)


def draft(head: str) -> ArticleLayout:
    _, (found,) = rule_drafts(f"{head}\n\n{STORY}")
    return found


@pytest.mark.parametrize(
    ("head", "title"),
    [
        # a path of sections above it
        (f"Home\n\nWorld\n\nFront Page > World > {TITLE}\n\n{TITLE}\n\nMay 6, 2024", TITLE),
        (f"{MENU}\n\nHome » Security » {TITLE}\n\n{TITLE}\n\nShare this article", TITLE),
        (f"Home > World > Talks on fish fail in Vienna\n\n{TITLE}\n\nMay 6, 2024", TITLE),
        (f"{TITLE}\n\nRead more: {TITLE}\n\nMay 6, 2024", TITLE),
        # a kicker above it
        (f"Drones over the north\n\n{QUESTION}\n\nBy Ida Lund", QUESTION),
        (f"Norway border\n\n{QUESTION}\n\nMay 6, 2024", QUESTION),
        (f"Drones over the north\n\n{TITLE}\n\nBy Ida Lund", TITLE),
        ("Norway border closed\n\nMay 6, 2024", "Norway border closed"),
        # a standfirst under it
        (f"{MENU}\n\nBorder shut\n\n{UNDER}.\n\nShare this article", "Border shut"),
        (f"The Fjord Herald\n\nCold war in the north\n\n{UNDER}.", "Cold war in the north"),
        (f"The Fjord Herald\n\n{UNDER}\n\nBy Ida Lund", UNDER),
        (f"{TITLE}\n\n{UNDER}.\n\nBy Ida Lund", TITLE),
        # none at all
        ("Live from Oslo\n\nMenu", None),
        ("Skip to content\n\nMenu\n\nSent from my phone", None),
        ("Skip to content\n\nMenu\n\nBorder shut\n\nBy Ida Lund", "Border shut"),
    ],
)
def test_the_title_among_lines_that_look_like_one(head: str, title: str | None) -> None:
    (article,) = segment(document(f"{head}\n\n{STORY}"))
    assert (article.title, article.body) == (title, STORY)


def test_each_weight_is_of_something_seen() -> None:
    found = draft(TITLE)
    (features,) = choice_features(found, [None] * len(found.blocks)).values()
    assert set(choice_weights()) == {*features, NONE}


@pytest.mark.parametrize(
    ("keys", "holds", "ends"),
    [
        (["homeworldtalksfail", "talksfail"], 1.0, 0.0),
        (["talksfailagain", "talksfail"], 0.0, 0.0),
        (["homeworldtalks", "talks"], 0.0, 0.0),
        (["talksfail", "homeworldtalksfail"], 0.0, 1.0),
        (["homeworldtalksfail", "a", "b", "c", "talksfail"], 0.0, 0.0),
        (["talksfail", "talksfail"], 0.0, 0.0),
    ],
)
def test_lines_that_end_alike_are_seen_when_they_stand_near(keys: list[str], holds: float, ends: float) -> None:
    assert beside(keys, 0) == {"holds_neighbour": holds, "ends_neighbour": ends}


def test_the_network_is_heard() -> None:
    found = draft(f"{TITLE}\n\nA night of drones in the north\n\nMay 6, 2024")
    for chosen in (0, 1):
        rows = [HEAD if i == chosen else OTHER for i in range(len(found.blocks))]
        assert settle_title(found, rows).title == chosen
    found = draft("Our reporters in Oslo")
    assert [settle_title(found, [row] * len(found.blocks)).title for row in (HEAD, OTHER)] == [0, None]


def test_a_title_that_the_header_declares_stays() -> None:
    found = replace(draft(f"{TITLE}\n\nMay 6, 2024"), title=None, declared={"title": "Border shut"})
    assert settle_title(found, [HEAD] * len(found.blocks)) is found
    assert settle_title(replace(found, declared={}), [HEAD] * len(found.blocks)).title == 0


def test_only_lines_above_the_body_are_asked_about() -> None:
    found = draft(f"{TITLE}\n\nMay 6, 2024")
    assert set(choice_features(found, [None] * len(found.blocks))) == {0, 1}


def test_with_another_title_the_body_stays() -> None:
    found = draft(f"{TITLE}\n\n{UNDER}\n\nBy Ida Lund")
    assert (found.title, found.standfirst, found.body) == (0, 1, (3, 4, 5))
    assert with_title(found, 1) == replace(found, title=1, standfirst=None)
    assert with_title(with_title(found, 1), 0) == found
    assert with_title(found, None) == replace(found, title=None)
