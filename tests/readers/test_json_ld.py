"""What pages declare of their articles, and what is declared of something else."""

import json

import pytest

from tidings.readers.json_ld import article_declared
from tidings.readers.read import read

STORY = "The two ministers met in Minsk on Wednesday and agreed to hold joint drills in the spring of next year."
DAY, OTHER_DAY = "2024-03-05", "2020-01-01"
ARTICLE = {"@type": "NewsArticle", "headline": "Drills agreed", "datePublished": DAY, "dateModified": "2024-03-09"}
SAID = {"title": "Drills agreed", "date": DAY}
PAGE = {"@type": "WebPage", "datePublished": OTHER_DAY}
SITE = {"@type": "WebSite", "@id": "https://x.example/#site", "name": "The Courier"}
WRITER = {"@type": "Person", "@id": "https://x.example/#ida", "name": "Ida Lund"}
REFERS = {"@type": "Article", "author": [{"@id": WRITER["@id"]}], "publisher": {"@id": SITE["@id"]}}


def script(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def page(head: str) -> str:
    body = f"<article><h1>Drills agreed</h1><p>{STORY}</p></article>"
    return f"<html><head><title>Drills agreed</title>{head}</head><body>{body}"


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (ARTICLE, SAID),
        ([PAGE, ARTICLE], SAID),
        ({"@graph": [{"@type": "Article", "datePublished": OTHER_DAY}, ARTICLE]}, SAID),
        ({"@type": "WebPage", "mainEntity": {"@type": ["Thing", "Article"], "datePublished": DAY}}, {"date": DAY}),
        ({"@graph": [SITE, WRITER, REFERS]}, {"authors": "Ida Lund", "publisher": "The Courier"}),
        ({"@type": "Article", "author": [{"name": "Ida Lund"}, "Max Roth"]}, {"authors": "Ida Lund; Max Roth"}),
        (PAGE, {}),
        ({"@type": "Article", "datePublished": 7, "author": {"@id": "nobody"}}, {}),
        ("words", {}),
    ],
)
def test_the_node_of_the_article_speaks_for_it(data: object, declared: dict[str, str]) -> None:
    assert article_declared(script(data)) == declared


def test_broken_data_declares_nothing() -> None:
    assert article_declared('<script type="application/ld+json">{"@type": "Article"</script>') == {}
    assert article_declared(f"<script>{json.dumps(ARTICLE)}</script>") == {}


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (script(ARTICLE) + '<meta property="article:modified_time" content="2024-03-09T10:00:00Z">', "2024-03-05"),
        (script(ARTICLE) + '<meta property="og:updated_time" content="2024-03-09T10:00:00Z">', "2024-03-05"),
        (
            '<meta property="article:modified_time" content="2024-03-09"><meta property="article:published_time" '
            'content="2024-03-05">',
            "2024-03-05",
        ),
        ('<meta property="article:modified_time" content="2024-03-09T10:00:00Z">', "2024-03-09"),
        ('<meta name="description" content="updated on 2024-03-09">', None),
    ],
)
def test_the_day_of_publication_goes_before_that_of_a_change(head: str, day: str | None) -> None:
    (document,) = read(page(head).encode(), "a.html")
    assert (document.declared.get("date") or "none")[:10] == (day or "none")
