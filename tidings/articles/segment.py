"""Cut a document into its articles: clean text, metadata, and where each character stands in the document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from tidings.articles.article_layout import ArticleLayout, draft_lines
from tidings.articles.assemble import PARAGRAPH, Writer, lines_of, write_paragraph
from tidings.articles.block_labels import BlockLabel, Labelled, count_words
from tidings.articles.boilerplate import is_correction
from tidings.articles.document_words import DocumentWords
from tidings.articles.export_layout import draft_part
from tidings.articles.metadata.credits import read_credits
from tidings.articles.metadata.datelines import Dateline, read_dateline
from tidings.articles.metadata.title_keys import split_site
from tidings.articles.metadata.visible_date import read_published
from tidings.articles.metadata.written_dates import settle_order
from tidings.articles.notes import cut_off
from tidings.articles.refine import refine
from tidings.articles.rule_drafts import rule_drafts
from tidings.readers.export_markers import export_parts
from tidings.readers.language import detect_language
from tidings.records import Article, Document, Removed
from tidings.vocabulary import Reason, RemovedKind

CODED_LANGUAGE = "en"  # events are read in this language only
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)")
ID_BYTES = 10


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What the whole document tells its articles: its words, its order of dates, its language if it is one article."""

    words: DocumentWords
    day_first: bool | None
    language: str | None


def segment(document: Document) -> tuple[Article, ...]:
    """The articles of a document, in order; none when it has no text.

    Offsets count in `document.text`; the same document gives the same articles, ids included.
    """
    if not document.text:
        return ()
    drafts = drafts_of(document)
    dated = (b.text for found in drafts for b in found.blocks if b.label in {RemovedKind.TIMESTAMP, RemovedKind.BYLINE})
    known = DocumentContext(
        DocumentWords(document.text), settle_order(dated), document.language if len(drafts) == 1 else None
    )
    return tuple(to_article(document, found, ordinal, known) for ordinal, found in enumerate(drafts))


def drafts_of(document: Document) -> list[ArticleLayout]:
    """The drafts of a document, cut by an export's own markers or by its looks; one without prose is one draft."""
    text = document.text or ""
    if exported := export_parts(text):
        return [found for part in exported if (found := draft_part(text, part))]
    title = document.declared.get("title")
    blocks, drafts = rule_drafts(text, title)
    if not drafts and title == text.strip():
        return [
            ArticleLayout(tuple(blocks), None, None, tuple(range(len(blocks))))
        ]  # a headline, all that its list gives
    if not drafts and (lines := draft_lines(blocks)):
        return [lines]
    return refine(drafts, blocks, title)


def to_article(document: Document, found: ArticleLayout, ordinal: int, known: DocumentContext) -> Article:
    """The article of a draft; what the text states comes before what its own header or the container declares."""
    text = document.text or ""
    declared = {**document.declared, **found.declared}
    dateline = read_dateline(found.blocks[found.body[0]].text)
    writer, title_end, standfirst_end, body_start = write(text, found, dateline, known.words)
    clean, offsets = writer.result()
    body = clean[body_start:]
    title = clean[:title_end] or None
    start = found.blocks[found.title if found.title is not None else found.body[0]].block.start
    end = found.blocks[found.body[-1]].block.end
    language = (known.language or detect_language(body)) or document.language
    when = read_published(found, declared, dateline, known.day_first)
    who = read_credits(found, declared, dateline, body, known.words)
    return Article(
        article_id=f"a_{blake2b(f'{document.document_id}:{start}:{end}'.encode(), digest_size=ID_BYTES).hexdigest()}",
        document_id=document.document_id,
        ordinal=ordinal,
        start=start,
        end=end,
        title=title or declared.get("title"),
        standfirst=clean[title_end:standfirst_end].strip() or None,
        authors=who.authors,
        agency=who.agency,
        publisher=who.publisher,
        section=who.section,
        url=who.url,
        dateline_place=dateline.place if dateline else declared.get("dateline"),
        published_date=when.value if when else None,
        published_precision=when.precision if when else None,
        published_basis=when.basis if when else None,
        published_evidence=when.evidence if when else None,
        language=language,
        body=body,
        word_count=count_words(body),
        sentence_count=max(1, len(SENTENCE_END.findall(body))),
        removed=tuple(removed(text, found, dateline)),
        text=clean,
        body_start=body_start,
        offsets=offsets,
        reason=reason_not_to_code(found, language),
    )


def reason_not_to_code(found: ArticleLayout, language: str | None) -> Reason | None:
    """Why no events are read from an article, None when they are."""
    if not found.is_prose:
        return Reason.NOT_PROSE
    return Reason.OTHER_LANGUAGE if language not in {None, CODED_LANGUAGE} else None


def write(
    text: str, found: ArticleLayout, dateline: Dateline | None, words: DocumentWords
) -> tuple[Writer, int, int, int]:
    """The clean text of a draft, and where its title ends, its standfirst ends and its body begins."""
    writer = Writer(text, words)
    if found.title is not None:
        title = found.blocks[found.title]
        kept = len(split_site(title.text)[0])
        write_paragraph(writer, head_of(title, kept))
    title_end = writer.length
    if found.standfirst is not None:
        if writer.length:
            writer.space(PARAGRAPH)
        write_paragraph(writer, lines_of(found.blocks[found.standfirst].block))
    standfirst_end = writer.length
    body_start = 0
    for number, index in enumerate(found.body):
        if writer.length:
            writer.space(PARAGRAPH)
        if number == 0:
            body_start = writer.length
        block = found.blocks[index].block
        first = block.start + dateline.end if dateline and number == 0 else None
        write_paragraph(writer, uncut(text, lines_of(block, first)))
    return writer, title_end, standfirst_end, body_start


def uncut(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of a paragraph without the mark that it was cut off there."""
    start, end = lines[-1]
    mark = cut_off(text, start, end)
    return lines if mark is None else [*lines[:-1], (start, mark)] if mark > start else lines[:-1]


def head_of(title: Labelled, kept: int) -> list[tuple[int, int]]:
    """The lines of a title, cut off where the site's name begins."""
    lines = lines_of(title.block)
    if kept < len(title.text):
        start, end = lines[-1]
        lines[-1] = (start, end - (len(title.text) - kept))
    return [(start, end) for start, end in lines if start < end]


def removed(text: str, found: ArticleLayout, dateline: Dateline | None) -> Iterator[Removed]:
    """Every block of the draft that is not in its clean text, with its kind."""
    body = frozenset(found.body)
    kept = body | {found.title, found.standfirst}
    for index, block in enumerate(found.blocks):
        if index not in kept:
            yield Removed(kind_of(block, index, found), block.block.start, block.block.end)
        elif dateline and index == found.body[0]:
            yield Removed(RemovedKind.SOURCE_LINE, block.block.start, block.block.start + dateline.end)
        if index in body and (mark := cut_off(text, *block.block.lines[-1])) is not None:
            yield Removed(RemovedKind.TRUNCATED, mark, block.block.end)


def kind_of(block: Labelled, index: int, found: ArticleLayout) -> RemovedKind:
    """Why a block was removed: its own label; other lines outside the body are navigation or other stories."""
    if block.label is BlockLabel.SEPARATOR:
        return RemovedKind.NAVIGATION
    if block.label is RemovedKind.DISCLAIMER and is_correction(block.text):
        return RemovedKind.CORRECTION
    if isinstance(block.label, BlockLabel):  # a short line or prose
        if found.title is not None and block.text.casefold() == found.blocks[found.title].text.casefold():
            return RemovedKind.DUPLICATE
        return RemovedKind.NAVIGATION if index < found.body[0] else RemovedKind.RELATED
    return block.label
