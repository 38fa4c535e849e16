"""Which line above or below the body names its authors."""

from collections.abc import Iterator

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.block_labels import BlockLabel, Labelled
from tidings.articles.boilerplate import tokenize
from tidings.articles.document_words import DocumentWords
from tidings.articles.metadata.bylines import Byline, find_byline, read_bare_byline, read_byline, read_leading_names
from tidings.articles.metadata.outlets import outlets
from tidings.articles.title_shape import DATING
from tidings.vocabulary import RemovedKind

ABOVE_TITLE = 4  # blocks above the title that may name the author
BELOW_BODY = 6
# How sure each way of naming is; the surest line wins, of equals the one nearest to the body.
SAID = 5.0  # "By Ida Lund"
DESK = 2.0  # "By Staff Reports"
LEADING = 3.0  # "Ida Lund, Political Correspondent"
BESIDE_DATE = 2.5  # "Ida Lund", the date next to it
UNDER_TITLE = 1.5  # "Ida Lund" right under the title
BELOW = -2.0  # under the body
LABELS = frozenset({RemovedKind.BYLINE, BlockLabel.SHORT, RemovedKind.TIMESTAMP, RemovedKind.RELATED})


def choose_byline(found: ArticleLayout, words: DocumentWords) -> Byline | None:
    """The byline of a draft, None when no line names an author; `words` are the document's."""
    rated = [(sure, index, byline) for index, sure, byline in bylines(found) if is_named(byline, words, sure)]
    return max(rated, key=lambda r: r[:2])[2] if rated else None


def bylines(found: ArticleLayout) -> Iterator[tuple[int, float, Byline]]:
    """Every line that could be a byline, with how sure it is."""
    first, last = found.body[0], found.body[-1]
    top = max(0, (found.title if found.title is not None else first) - ABOVE_TITLE)
    for index in [*range(top, first), *range(last + 1, min(last + 1 + BELOW_BODY, len(found.blocks)))]:
        block = found.blocks[index]
        if block.label not in LABELS or is_title(found, block):
            continue
        if read := read_block(found, index, block):
            yield index if index < first else -index, read[0] + (BELOW if index > last else 0.0), read[1]


def read_block(found: ArticleLayout, index: int, block: Labelled) -> tuple[float, Byline] | None:
    """The authors that a block names and how sure that is."""
    above = found.blocks[index - 1] if index else None
    if byline := read_byline(block.text) or find_byline(block.text):
        return DESK if byline.is_desk else SAID, byline
    if block.label is RemovedKind.RELATED:
        return None
    if above is not None and tokenize(above.text) in (["by"], ["author"], ["written", "by"]):
        byline = read_leading_names(block.text) or read_bare_byline(block.text)
        return (SAID, byline) if byline else None
    if byline := read_leading_names(block.text):
        return LEADING, byline
    if byline := read_bare_byline(block.text):
        beside = [found.blocks[i] for i in (index - 1, index + 1) if 0 <= i < len(found.blocks)]
        is_dated = any(b.label in DATING or b.text.casefold() in outlets() for b in beside)
        if is_dated or block.label is RemovedKind.BYLINE:
            return BESIDE_DATE, byline
        if found.title is not None and found.title < index <= found.title + 2:
            return UNDER_TITLE, byline
    return None


def is_title(found: ArticleLayout, block: Labelled) -> bool:
    """Whether a block is the title, or the title again."""
    return found.title is not None and block.text.casefold() == found.blocks[found.title].text.casefold()


def is_named(byline: Byline, words: DocumentWords, sure: float) -> bool:
    """Whether the names are no plain words: "Top Story" is written small elsewhere, a person never is."""
    if sure >= SAID or byline.agency:
        return True
    return not any(all(word.casefold() in words.small for word in name.split()) for name in byline.authors)
