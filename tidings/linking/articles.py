"""Link articles: near-duplicates to the earliest copy, and reports of the same story to each other.

The whole warehouse is linked at once, so that the order of ingestion changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from tidings.linking.connected_components import connected
from tidings.linking.minhash import Sketch, candidate_pairs, likeness, sketch
from tidings.linking.stories import Report, same_story_pairs

# Measured on 412 real reports: copies and light rewrites lie over 0.95, bulletins of one form (daily lists) reach 0.6.
NEAR_DUPLICATE_LIKENESS = 0.7
# A cut-down or updated copy: nearly all of the shorter stands in the longer, and the shorter is no mere boilerplate.
CONTAINED_SHARE = 0.85
CONTAINED_SHINGLES = 60


@dataclass(frozen=True, slots=True)
class ArticleKey:
    """What linking needs to know of an article."""

    article_id: str
    title: str | None
    body: str
    published: date | None
    language: str | None


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """The article's earliest near-duplicate (None for the earliest itself) and its story."""

    duplicate_of: str | None
    story_id: str


def link_articles(articles: Iterable[ArticleKey]) -> dict[str, ArticleLink]:
    """The links of every article by its id; the bodies are read once and only their sketches kept."""
    sketches: dict[str, Sketch] = {}
    reports: dict[str, Report] = {}
    for article in articles:
        drawn = sketch(article.body)
        if drawn is not None:
            sketches[article.article_id] = drawn
        reports[article.article_id] = Report.of(article.title, article.body, article.published, article.language)
    copies = [pair for pair in candidate_pairs(sketches) if _near_duplicates(sketches[pair[0]], sketches[pair[1]])]
    families = [sorted(group, key=lambda key: _age(key, reports)) for group in connected(reports, copies)]
    first = {key: family[0] for family in families for key in family}
    leads = {family[0]: reports[family[0]] for family in families}
    stories = _stories(leads)
    return {key: ArticleLink(None if lead == key else lead, stories[lead]) for key, lead in sorted(first.items())}


def _near_duplicates(one: Sketch, other: Sketch) -> bool:
    jaccard, contained = likeness(one, other)
    shorter = min(one.shingle_count, other.shingle_count)
    return jaccard >= NEAR_DUPLICATE_LIKENESS or (contained >= CONTAINED_SHARE and shorter >= CONTAINED_SHINGLES)


def _age(key: str, reports: Mapping[str, Report]) -> tuple[date, str]:
    return reports[key].published or date.max, key


def _stories(leads: Mapping[str, Report]) -> dict[str, str]:
    """The story of each lead article: an id made from the story's earliest article."""
    groups: list[Sequence[str]] = [
        sorted(group, key=lambda key: _age(key, leads)) for group in connected(leads, same_story_pairs(leads))
    ]
    return {key: "s_" + sha256(group[0].encode()).hexdigest()[:16] for group in groups for key in group}
