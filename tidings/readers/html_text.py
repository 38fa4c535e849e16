"""The text of HTML without judging what is article and what is not: paragraphs separated by blank lines."""

import re
from collections.abc import Callable

from lxml import etree  # type: ignore[import-untyped]  # no stubs on our lock

from tidings.readers.repair import unescaped

BLOCK_TAGS = """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody tfoot thead tr ul
"""
BLOCKS = frozenset(BLOCK_TAGS.split())
# What these hold is not for reading.
SILENT_TAGS = "script style noscript template iframe svg object canvas head select button"
SILENT = frozenset(SILENT_TAGS.split())

# What marks words inside a line, in HTML and in the XML of news.
INLINE_TAGS = "a abbr b bdo cite code em font i mark org person place q s small span strong sub sup u chron location"
INLINE = frozenset(INLINE_TAGS.split())

TAG = re.compile(
    r"</?(?:p|div|br|span|a|h[1-6]|ul|li|b|i|em|strong|img|table|td|article)\b[^<>]{0,500}>", re.IGNORECASE
)
SPACE = re.compile(r"[ \t\n\r\f\v]+")
# More than one line end, with white space between them.
BREAKS = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")

# A tag with more in it is a picture put into the page or a flood of attributes, each of which the parser compares with
# all before it.
LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9:]{0,30})\s[^<>]{20000,}>")


def without_long_tags(page: str) -> str:
    """The page, very long tags without what they say of themselves.

    >>> without_long_tags("<p " + "a=1 " * 6000 + ">Talks.</p>")
    '<p>Talks.</p>'
    """
    return LONG_TAG.sub(r"<\1>", page)


def looks_html(text: str) -> bool:
    """Whether the text has HTML tags in it.

    >>> looks_html("<p>Talks began.</p>"), looks_html("a < b and c > d"), looks_html("<unk> and <b")
    (True, False, False)
    """
    return TAG.search(text) is not None


def plain_text(text: str) -> str:
    """The text of a field that may hold HTML, escaped once or more often.

    >>> plain_text("&lt;p&gt;Senegal&amp;#8217;s president&lt;/p&gt;"), plain_text("AT&T & Co; a < b")
    ('Senegal’s president', 'AT&T & Co; a < b')
    """
    text = unescaped(text)
    return html_text(text) if looks_html(text) else text


class _Paragraphs:
    """Collects the text while the parser goes through the page: no tree, so nesting costs nothing."""

    def __init__(self, is_block: Callable[[str], bool]) -> None:
        self.is_block = is_block
        self.parts: list[str] = []
        self.silent = 0

    def start(self, tag: str, attributes: object) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append("\t")
        elif self.is_block(tag):
            self.parts.append("\n\n")

    def end(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif self.is_block(tag):
            self.parts.append("\n\n")

    def data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(SPACE.sub(" ", data))

    def close(self) -> str:
        return BREAKS.sub("\n\n", "".join(self.parts)).strip()


def html_text(page: str) -> str:
    r"""The page's text.

    >>> html_text("<h1>Talks</h1><p>One <b>two</b><br>three</p><script>x</script><p>four</p>")
    'Talks\n\nOne two\nthree\n\nfour'
    """
    return _text(page, BLOCKS.__contains__)


def xml_text(page: str) -> str:
    r"""The text of a page whose tags are nobody's: each element a paragraph, but for those that mark words in a line.

    >>> xml_text("<news><head>Talks</head><text><para>One <b>two</b></para><para>three</para></text></news>")
    'Talks\n\nOne two\n\nthree'
    """
    return _text(page, lambda tag: tag not in INLINE)


def _text(page: str, is_block: Callable[[str], bool]) -> str:
    parser = etree.HTMLParser(target=_Paragraphs(is_block), encoding="utf-8", huge_tree=True)
    try:
        text: str = etree.fromstring(without_long_tags(page).encode("utf-8", "replace"), parser)
    except etree.LxmlError:  # nothing but white space and comments
        return ""
    return text
