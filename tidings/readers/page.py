"""Read an HTML page: its article's text, and what its markup declares."""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tidings.readers.decode import decode
from tidings.readers.export_markers import export_parts
from tidings.readers.html_text import html_text, without_long_tags, xml_text
from tidings.readers.json_ld import article_declared
from tidings.readers.raw import MAX_TEXT_BYTES, Raw, Reader
from tidings.readers.record import loaded, quarantined
from tidings.records import Document
from tidings.vocabulary import Reason

if TYPE_CHECKING:
    from trafilatura.settings import Document as Page

# What it cannot read it says by giving nothing; its warnings would only repeat that.
for _library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

MEDIA_TYPE = "text/html"

MARKUP = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
XML = re.compile(rb"\s{0,20}<\?xml\s")
CHARSET = re.compile(rb"(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".xml"})

# An export as HTML holds many articles, of which the extractor would keep one; only then its layout is looked at.
EXPORT_HINT = re.compile(
    r"\d OF \d{1,6} DOCUMENTS|Load-Date:|LOAD-DATE:|Document [A-Za-z0-9]{20,40}|ProQuest", re.IGNORECASE
)

# A heading that begins the title and is at least this much of it is the title; the rest is the outlet's name.
HEADING_SHARE = 0.4

# Pages above this are stock lists and archives: the extractor would take minutes.
MAX_PAGE = 3_000_000

# A stamp of the last change: the extractor would take it for the day of publication.
MODIFIED = re.compile(
    r"<meta\b[^>]{0,200}\b(?:property|name|itemprop)\s{0,3}=\s{0,3}[\"']?[^\"'>]{0,60}(?:modified|updated|lastmod)[^>]{0,200}>|"
    r"\"dateModified\"\s{0,5}:\s{0,5}\"[^\"]{0,60}\"\s{0,5},?",
    re.IGNORECASE,
)
DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d")

# Only dates the markup states: a date found anywhere on the page would be a guess. The far end is fixed, for the
# extractor would otherwise read the clock.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2200-01-01"}


def is_html(raw: Raw) -> bool:
    """Whether the bytes are an HTML or XML page."""
    start = raw.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return start == b"<" and bool(raw.suffix in HTML_NAMES or MARKUP.search(raw.head[:4096]) or XML.match(raw.head))


def read_html(raw: Raw) -> Iterator[Document]:
    """One document: the title, if the markup has one, then the paragraphs of the article, separated by blank lines."""
    if len(raw.data) > MAX_TEXT_BYTES:
        detail = f"{len(raw.data):,} bytes of one page; the limit is {MAX_TEXT_BYTES:,}: split it"
        yield quarantined(raw.data, raw.source_path, Reason.TOO_LARGE, detail, media_type=MEDIA_TYPE)
        return
    yield html_document(raw.data, raw.source_path)


def html_document(
    data: bytes, source_path: str, *, charset: str | None = None, more: Mapping[str, str | None] | None = None
) -> Document:
    """The document of a page. `charset`: what its server said; `more`: what else is known of it (`url`, `crawled`)."""
    more = more or {}
    named = CHARSET.search(data[:4096])
    decoded = decode(data, declared=named[1].decode("ascii") if named else charset)
    if decoded is None:
        detail = "no encoding fits its bytes; convert it to UTF-8"
        return quarantined(data, source_path, Reason.UNKNOWN_ENCODING, detail, media_type=MEDIA_TYPE)
    text, declared = page_text(decoded.text, url=more.get("url"))
    return loaded(
        data,
        text,
        source_path=source_path,
        media_type=MEDIA_TYPE,
        encoding=decoded.encoding,
        declared={**declared, **more},
    )


def page_text(page: str, *, url: str | None = None) -> tuple[str, dict[str, str | None]]:
    """The text of a page and what it declares: title, date, url, authors, publisher, standfirst."""
    page = without_long_tags(page)
    if EXPORT_HINT.search(page):
        whole = html_text(page)
        if export_parts(whole) is not None:
            return whole, {}
    if not MARKUP.search(page[:4096].encode("utf-8", "replace")) and XML.match(page[:100].encode("utf-8", "replace")):
        return xml_text(page), {"url": url}
    found = _extracted(MODIFIED.sub("", page), url) if len(page) <= MAX_PAGE else None
    if found is None or not found.text:
        return html_text(page), {"url": url}
    paragraphs = "\n\n".join(line for line in found.text.split("\n") if line.strip())
    title, paragraphs = _titled(found.title, paragraphs)
    article = article_declared(page)
    declared = {
        "title": title,
        "date": article.get("date") or found.date or _modified(page),
        "url": url or found.url,
        "authors": article.get("authors") or found.author,
        "publisher": found.sitename or article.get("publisher"),
        "section": article.get("section", "").partition(";")[0],
        "standfirst": found.description,
    }
    return paragraphs, declared


def _modified(page: str) -> str | None:
    """The day a page was changed, for one that does not say when it was published."""
    stamp = MODIFIED.search(page)
    day = DAY.search(stamp[0]) if stamp else None
    return day[0] if day else None


def _titled(title: str | None, paragraphs: str) -> tuple[str | None, str]:
    r"""The title, and the paragraphs with it at their head, once; the page's heading is better than its `<title>`.

    >>> _titled("Talks begin in Minsk - The Courier", "Talks begin in Minsk\n\nThey met.")
    ('Talks begin in Minsk', 'Talks begin in Minsk\n\nThey met.')
    >>> _titled("Talks begin", "They met.")
    ('Talks begin', 'Talks begin\n\nThey met.')
    """
    heading = paragraphs.partition("\n")[0].strip()
    if not title or title.casefold() in paragraphs[: 2 * len(title)].casefold():
        return title, paragraphs
    if len(heading) >= len(title) * HEADING_SHARE and title.casefold().startswith(heading.casefold()):
        return heading, paragraphs
    return title, f"{title}\n\n{paragraphs}"


def _extracted(page: str, url: str | None) -> "Page | None":
    import trafilatura
    from trafilatura.settings import Document as Page

    try:
        found = trafilatura.bare_extraction(
            page, url=url, include_comments=False, with_metadata=True, date_extraction_params=DATES
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):  # what broken markup has raised in it
        return None
    return found if isinstance(found, Page) else None


HTML = Reader(name="html", matches=is_html, read=read_html)
