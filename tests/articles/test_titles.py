"""Which line is taken for the title."""

import pytest

from tests.articles.documents import LEAD, STORY, document
from tidings.articles.metadata.title_features import title_features
from tidings.articles.metadata.titles import score, title_weights
from tidings.articles.segment import segment

TITLE = "Norway closes its northern border after drones"
MENU = "World\nPolitics\nSport\nWeather"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{TITLE}\n\nBy Ida Lund\n\nMay 6, 2024", TITLE),
        (f"{MENU}\n\n{TITLE}\n\nIda Lund\n\nMay 6, 2024", TITLE),
        (f"{MENU}\n\nWORLD\n\n{TITLE}\n\nShare this article", TITLE),
        (f"{TITLE}?\n\nBy Ida Lund", f"{TITLE}?"),
        (f"Drones! {TITLE}\n\nBy Ida Lund\n\nMay 6, 2024", f"Drones! {TITLE}"),
        ("Advertisement\n\nShare on Facebook", None),
    ],
)
def test_the_title_among_what_stands_above_a_text(head: str, title: str | None) -> None:
    (article,) = segment(document(f"{head}\n\n{STORY}"))
    assert article.title == title
    assert article.body.startswith(LEAD)


def test_what_the_container_declares_goes_before_the_looks() -> None:
    text = f"Border shut\n\n{TITLE}\n\nMay 6, 2024\n\n{STORY}"
    assert segment(document(text, title="Border shut"))[0].title == "Border shut"
    assert segment(document(text))[0].title == TITLE


def test_features_without_a_weight_count_nothing() -> None:
    assert score({"built": 1.0, "no such feature": 5.0}, title_weights()) == title_weights()["built"]
    assert title_features([], 0) == {}
