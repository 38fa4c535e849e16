"""The drafts of an export's articles, which its own markers have cut already."""

from collections.abc import Iterator, Mapping

from tidings.articles.article_layout import ArticleLayout, is_body
from tidings.articles.block_labels import BlockLabel, Label, Labelled, count_words, label_blocks
from tidings.articles.blocks import Block, find_blocks
from tidings.articles.neighbour_labels import label_in_context
from tidings.readers.export_labels import FieldSpan
from tidings.readers.export_part import ExportPart
from tidings.records import Removed
from tidings.vocabulary import RemovedKind


def draft_part(text: str, part: ExportPart) -> ArticleLayout | None:
    """The draft of an export's article, None when its body holds no words."""
    above = [Labelled(block, label) for block, label in head_blocks(text, part)]
    body = label_in_context(label_blocks(body_blocks(text, part)))
    known = {block.block.start for block in above}
    below = [b for b in (furniture_block(text, cut) for cut in part.furniture) if b.block.start not in known]
    blocks = sorted([*above, *body, *below], key=lambda b: b.block.start)
    kept = tuple(i for i, b in enumerate(blocks) if part.body_start <= b.block.start < part.body_end and is_body(b))
    if not kept:
        return None
    index = {block.block.start: i for i, block in enumerate(blocks)}
    return ArticleLayout(
        tuple(blocks),
        index.get(part.title.start) if part.title else None,
        index.get(part.standfirst.start) if part.standfirst else None,
        kept,
        declared=declared_by(text, part),
    )


def head_blocks(text: str, part: ExportPart) -> Iterator[tuple[Block, Label]]:
    """Title, standfirst, bylines and date line as blocks, in no order."""
    named: list[tuple[FieldSpan | None, Label]] = [
        (part.title, BlockLabel.SHORT),
        (part.standfirst, BlockLabel.PROSE),
        (part.date_line, RemovedKind.TIMESTAMP),
        *((byline, RemovedKind.BYLINE) for byline in part.bylines),
    ]
    for span, label in named:
        if span is not None and (block := whole(text, span)):
            yield block, label


def whole(text: str, span: FieldSpan) -> Block | None:
    """All lines of a span as one block, None when it is blank."""
    blocks = find_blocks(text, span.start, span.end)
    if not blocks:
        return None
    lines = tuple(line for block in blocks for line in block.lines)
    return Block(lines, " ".join(block.text for block in blocks), blocks[0].gap, breaks_page=False)


def body_blocks(text: str, part: ExportPart) -> list[Block]:
    """The blocks of the body, what the export has set into it left out."""
    blocks: list[Block] = []
    start = part.body_start
    for cut in part.furniture:
        if start <= cut.start and cut.end <= part.body_end:
            blocks += find_blocks(text, start, cut.start)
            start = cut.end
    return blocks + find_blocks(text, start, part.body_end)


def furniture_block(text: str, cut: Removed) -> Labelled:
    """A piece of the export's own furniture as a block."""
    words = text[cut.start : cut.end]
    block = Block(((cut.start, cut.end),), " ".join(words.split()), gap=0, breaks_page=False)
    return Labelled(block, cut.kind, words=count_words(words))


def declared_by(text: str, part: ExportPart) -> Mapping[str, str]:
    """What the export's fields say of the article, under the names that a container's declarations have."""
    spans = {"publisher": part.publisher, "section": part.section, "url": part.url, "dateline": part.dateline}
    said = {name: " ".join(text[span.start : span.end].split()) for name, span in spans.items() if span}
    if part.bylines:
        said["authors"] = "; ".join(" ".join(text[span.start : span.end].split()) for span in part.bylines)
    if part.published:
        said["date"] = part.published.isoformat()
    return said
