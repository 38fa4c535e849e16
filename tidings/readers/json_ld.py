"""Read what a page declares of its article in JSON-LD: the node of the article, not of the page or the site."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice

SCRIPT = re.compile(
    r"<script\b[^>]{0,300}\btype\s{0,3}=\s{0,3}[\"']?application/ld\+json\b[^>]{0,300}>(.{0,500000}?)</script",
    re.IGNORECASE | re.DOTALL,
)
# schema.org's kinds of articles, the most telling first: a page may describe its article in several.
ARTICLES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "Article",
    "BlogPosting",
    "Report",
)
NODES = 5_000  # of a page at most
DEEPEST = 12

Node = Mapping[str, object]


def article_declared(page: str) -> dict[str, str]:
    """What the article node of a page declares: title, date, authors, publisher, section; empty without such a node.

    >>> article_declared('<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": '
    ... '"2020-03-01"}, {"@type": ["NewsArticle"], "datePublished": "2020-03-04"}]}</script>')
    {'date': '2020-03-04'}
    """
    nodes = list(islice((n for script in SCRIPT.finditer(page) for n in _nodes(_parsed(script[1]))), NODES))
    found = [(kind, node) for node in nodes if (kind := _kind(node)) is not None]
    if not found:
        return {}
    article = min(found, key=lambda rated: rated[0])[1]
    known = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    names = {
        "title": article.get("headline"),
        "date": article.get("datePublished"),
        "authors": article.get("author"),
        "publisher": article.get("publisher"),
        "section": article.get("articleSection"),
    }
    said = {field: "; ".join(dict.fromkeys(_names(value, known))) for field, value in names.items()}
    return {field: unescape(value).strip() for field, value in said.items() if value.strip()}


def _parsed(script: str) -> object:
    try:
        return json.loads(script.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int = 0) -> Iterator[Node]:
    """Every record of the data, outer ones first."""
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner, depth + 1)


def _kind(node: Node) -> int | None:
    """The rank of the node's kind among those of articles, None when it is no article."""
    said = node.get("@type")
    kinds = said if isinstance(said, list) else [said]
    return min((ARTICLES.index(kind) for kind in kinds if kind in ARTICLES), default=None)


def _names(value: object, known: Mapping[str, Node]) -> Iterator[str]:
    """The words of a value; of a record its name, looked up where it only refers to another one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner, known)
    elif isinstance(value, dict):
        node = value if "name" in value else known.get(str(value.get("@id")), {})
        if isinstance(name := node.get("name"), str):
            yield name
