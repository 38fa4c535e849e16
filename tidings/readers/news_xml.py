"""Read XML that lists news (RSS, Atom, news sitemaps, the input of PETRARCH): each item is a document."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape

from lxml import etree  # type: ignore[import-untyped]  # no stubs on our lock

from tidings.csv_rows import read_table
from tidings.readers.decode import decode
from tidings.readers.fields import DECLARED
from tidings.readers.html_text import plain_text
from tidings.readers.raw import MAX_TEXT_BYTES, Raw, Reader
from tidings.readers.record import loaded, quarantined
from tidings.records import Document
from tidings.vocabulary import Reason

MEDIA_TYPE = "application/xml"
# The name of the first element, below a declaration, comments and the like.
ROOT = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?[^>]{0,500}\?>|<!DOCTYPE[^>\[]{0,300}(?:\[[^\]]{0,3000}\]\s{0,20})?>){0,50}<([\w:]{1,40})",
    re.DOTALL,
)
ROOTS = frozenset({b"rss", b"rdf:RDF", b"feed", b"urlset", b"sitemapindex", b"Sentences"})
DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
DECLARED_ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9._:-]{2,40})")
# Names of characters that HTML has and XML has not: a feed is full of them all the same.
HTML_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]{2,10}[0-9]{0,2};")

# How the rows name elements: the namespaces of feeds by their usual prefix; others (pictures, players) are passed.
PREFIXES: Mapping[str, str] = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
}
ITEMS = frozenset({"item", "entry", "url"})
# "AFP0808020625_4" is the fourth sentence of the story AFP0808020625.
SENTENCE_NUMBER = re.compile(r"[_-]\d{1,4}$")

Fields = dict[str, list[str]]


def is_news_xml(raw: Raw) -> bool:
    """Whether the file is one of the lists, by the name of its first element."""
    root = ROOT.match(raw.head.removeprefix(b"\xef\xbb\xbf")[:4096])
    return root is not None and root[1] in ROOTS


def read_news_xml(raw: Raw) -> Iterator[Document]:
    """One document an item, `feed.xml!3` for the third; an item without a word is quarantined and the rest goes on."""
    if len(raw.data) > MAX_TEXT_BYTES:
        detail = f"{len(raw.data):,} bytes of XML; the limit is {MAX_TEXT_BYTES:,}: split it"
        yield quarantined(raw.data, raw.source_path, Reason.TOO_LARGE, detail, media_type=MEDIA_TYPE)
        return
    named = DECLARED_ENCODING.search(raw.data[:200])
    decoded = decode(raw.data, declared=named[1].decode("ascii") if named else None)
    root = _parsed(decoded.text) if decoded else None
    if decoded is None or root is None:
        reason = Reason.BROKEN_RECORD if decoded else Reason.UNKNOWN_ENCODING
        detail = "no well-formed element in it" if decoded else "no encoding fits its bytes; convert it to UTF-8"
        yield quarantined(raw.data, raw.source_path, reason, detail, media_type=MEDIA_TYPE)
        return
    is_any = False
    for number, fields in enumerate(_items(root), start=1):
        is_any = True
        yield _from_item(fields, f"{raw.source_path}!{number}", decoded.encoding)
    if not is_any:
        detail = f"no item of news in <{etree.QName(root).localname}>"
        yield quarantined(raw.data, raw.source_path, Reason.EMPTY, detail, media_type=MEDIA_TYPE)


def _parsed(text: str) -> etree._Element | None:
    """The root of the XML, its faults mended as far as they can be; its own entities are not followed."""
    text = HTML_ENTITY.sub(lambda found: unescape(found[0]), DECLARATION.sub("", text, count=1))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, encoding="utf-8")
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None


def _items(root: etree._Element) -> Iterator[Mapping[str, str]]:
    """What each item of a list declares, and its `text`."""
    if etree.QName(root).localname == "Sentences":
        yield from _stories(root)
        return
    channel = next((said for said in map(_fields, root.iter("{*}channel")) if said), _fields(root))
    outlet = _first(channel, ["title"])
    for element in root.iter("{*}item", "{*}entry", "{*}url"):
        fields = _fields(element)
        if name_of(element) == "url" and "news:title" not in fields:
            continue  # a sitemap's page that is no news
        yield _declared(fields, outlet)


def _stories(root: etree._Element) -> Iterator[Mapping[str, str]]:
    """The stories of PETRARCH's input: sentences of one story and day follow each other, their parses are passed."""
    stories: dict[tuple[str, ...], list[str]] = {}
    for sentence in root.iter("Sentence"):
        key = tuple(sentence.get(name) or "" for name in ("date", "source", "id", "url"))
        text = " ".join("".join(part.itertext()) for part in sentence.iterfind("Text")).split()
        stories.setdefault((*key[:2], SENTENCE_NUMBER.sub("", key[2]), key[3]), []).append(" ".join(text))
    for (day, source, _, url), texts in stories.items():
        yield {"text": "\n\n".join(filter(None, texts)), "date": day, "publisher": source, "url": url}


def _declared(fields: Fields, outlet: str | None) -> Mapping[str, str]:
    """The fields of an item under the names a document declares; an item of a headline alone has it as its text."""
    found = {field: value for field in (*DECLARED, "text") if (value := _first(fields, _elements(field)))}
    said = {field: value if field == "text" else " ".join(value.split()) for field, value in found.items()}
    said.setdefault("text", said.get("title", ""))
    if outlet:
        said.setdefault("publisher", outlet)
    if said.get("standfirst") == said["text"]:
        del said["standfirst"]
    return said


def _first(fields: Fields, names: Iterable[str]) -> str | None:
    """The text of the first of the elements that an item has; several authors are joined."""
    for name in names:
        values = [text for value in fields.get(name, ()) if (text := plain_text(value).strip())]
        if values:
            return "; ".join(values) if name in _elements("authors") else values[0]
    return None


def _fields(element: etree._Element) -> Fields:
    """The texts of an item's elements by name; those inside an element (`author/name`) stand for it."""
    fields: Fields = {}
    for child in element.iterchildren(tag=etree.Element):
        name = name_of(child)
        if name in ITEMS:
            continue
        if name == "news:news":
            fields |= _fields(child)
        elif name == "news:publication":
            fields |= {key: value for key, value in _fields(child).items() if key == "news:name"}
        elif (value := _value(child, name)) and name:
            fields.setdefault(name, []).append(value)
    return fields


def _value(element: etree._Element, name: str) -> str | None:
    """The words of one element, or the address or the label that it carries as an attribute."""
    if name == "link" and element.get("href"):
        return element.get("href") if element.get("rel", "alternate") == "alternate" else None
    if name == "guid" and (element.get("isPermaLink") == "false" or not (element.text or "").startswith("http")):
        return None
    if name == "category" and element.get("term"):
        return str(element.get("label") or element.get("term"))
    inner = element.find("{*}name") if name == "author" else None
    if element.get("type") == "xhtml":
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    return "".join((inner if inner is not None else element).itertext())


def name_of(element: etree._Element) -> str:
    """How the rows name an element; nothing for those of foreign namespaces."""
    tag = etree.QName(element)
    prefix = PREFIXES.get(tag.namespace or "")
    return "" if prefix is None else prefix + tag.localname


@cache
def _elements(field: str) -> tuple[str, ...]:
    """The elements that hold a field, best first. Raises TableError for a row with an unknown field."""
    found: list[tuple[int, str]] = []
    for row in read_table("tidings.readers", "news_xml.csv"):
        if row.one_of("field", ("text", *DECLARED)) == field:
            found.append((row.whole("rank"), row["element"]))
    return tuple(name for _, name in sorted(found))


def _from_item(said: Mapping[str, str], source_path: str, encoding: str) -> Document:
    data = "\x1f".join(f"{name}={value}" for name, value in sorted(said.items())).encode("utf-8", "replace")
    declared = {name: value for name, value in said.items() if name != "text"}
    return loaded(
        data, said["text"], source_path=source_path, media_type=MEDIA_TYPE, encoding=encoding, declared=declared
    )


NEWS_XML = Reader(name="news XML", matches=is_news_xml, read=read_news_xml)
