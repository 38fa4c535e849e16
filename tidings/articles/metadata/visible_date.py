"""The publication date of a draft: what its head states, its foot, its captions, or its container."""

import re
from collections.abc import Mapping

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.block_labels import BlockLabel, Labelled
from tidings.articles.metadata.addresses import day_comes_first, filed_date
from tidings.articles.metadata.datelines import Dateline
from tidings.articles.metadata.publication_date import (
    Published,
    caption_date,
    dateline_date,
    declared_date,
    relative_date,
    stated_date,
)
from tidings.vocabulary import RemovedKind

DATED = frozenset({RemovedKind.TIMESTAMP, RemovedKind.BYLINE, BlockLabel.SHORT})
NEAR = 14  # blocks above the body that may date it; further up stands the page's own date
LEAD = 3
AT_END = 40  # characters
# "... its recovery?Monday, 6 January 2020": the date of the page run together with the line above it
DATED_END = re.compile(r"day,? \d{1,2} [^\W\d_]{3,9} \d{4}$")
LONGEST_DATED = 160
LONGEST_AGO = 60  # a line that tells how old the page is; a longer one is a sentence


def read_published(
    found: ArticleLayout, declared: Mapping[str, str], dateline: Dateline | None, day_first: bool | None
) -> Published | None:
    """The date of an article, None when nothing tells it."""
    head = [b.text if b.label in DATED else b.text[-AT_END:] for b in found.head if may_date(b)][-NEAR:]
    foot = [b.text for b in found.foot if b.label in {RemovedKind.TIMESTAMP, RemovedKind.BYLINE}][:2]
    lead = [found.blocks[i].text for i in found.body[:LEAD]]
    near = [b.text for b in found.head[-NEAR:] if len(b.text) <= LONGEST_AGO]
    captions = [b.text for b in found.blocks if b.label in {RemovedKind.CAPTION, RemovedKind.DUPLICATE}]
    url = declared.get("url", "")
    if day_first is None:
        day_first = day_comes_first(url)
    return (
        stated_date(head, day_first)
        or stated_date(foot, day_first)
        or (declared_date(declared["date"], day_first) if declared.get("date") else None)
        or (dateline_date(dateline.day) if dateline and dateline.day else None)
        or caption_date(captions, lead)
        or relative_date(near, declared.get("crawled", ""))
        or filed_date(url)
    )


def may_date(block: Labelled) -> bool:
    """Whether a block of the head can carry the date: its own line, a byline, a short line, the end of a standfirst."""
    if block.label is BlockLabel.PROSE:
        return DATED_END.search(block.text[-AT_END:]) is not None
    return block.label in DATED and len(block.text) <= LONGEST_DATED
