"""Titles as they are compared: without the outlet named after them, letters and digits only."""

import re

from tidings.articles.metadata.outlets import outlets
from tidings.csv_rows import any_of

QUOTES = "\"'“”‘’«»"
SIGNS = re.compile(r"[\W_]+")
SITE = re.compile(r"\s+[–—|·»-]\s+([^–—|·»]{2,40})$")  # " – The Daily Post" after a title
OUTLET_WORDS = re.compile(rf"\b(?:{any_of('outlet_words', 'tidings.articles')})\b")


def title_key(text: str) -> str:
    """A title as it is compared: letters and digits only, without the site's name after it."""
    return SIGNS.sub("", split_site(text)[0].casefold())


def split_site(text: str) -> tuple[str, str | None]:
    """A title and the outlet named after it, None when what stands after a dash is no outlet.

    >>> split_site("Talks end in Minsk – ABC News")
    ('Talks end in Minsk', 'ABC News')
    >>> split_site("Talks end without accord — Pentagon")
    ('Talks end without accord — Pentagon', None)
    """
    site = SITE.search(text)
    if site and (site.group(1).casefold() in outlets() or OUTLET_WORDS.search(site.group(1))):
        return text[: site.start()], site.group(1).strip()
    return text, None
