"""Whether a short paste may be cut as a page is, or is read as it stands."""

from collections.abc import Sequence

from tidings.records import Article
from tidings.vocabulary import Reason, RemovedKind

LEFT_OUT = frozenset({RemovedKind.NAVIGATION, RemovedKind.RELATED})
# What has a page's furniture is one.
FURNITURE = frozenset(
    {
        RemovedKind.CAPTION,
        RemovedKind.WIDGET,
        RemovedKind.TIMESTAMP,
        RemovedKind.BYLINE,
        RemovedKind.ADVERTISEMENT,
    }
)
SENTENCE_ENDS = (".", "!", "?", "”", '"')


def keeps_sentences(text: str, articles: Sequence[Article]) -> bool:
    """Whether cutting a text left no sentence of it out; on a page, where links end likewise, it never does."""
    if not articles or any(article.reason is Reason.NOT_PROSE for article in articles):
        return False
    removed = [block for article in articles for block in article.removed]
    left_out = (text[block.start : block.end].rstrip() for block in removed if block.kind in LEFT_OUT)
    is_page = any(block.kind in FURNITURE for block in removed)
    return is_page or not any(piece.endswith(SENTENCE_ENDS) for piece in left_out)
