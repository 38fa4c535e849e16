"""Which line is the title: near the body, of its words, above the byline, repeated on the page."""

import re
from collections.abc import Mapping, Sequence

from tidings.articles.titles import could_be_title, is_dating
from tidings.articles.labels import Label, Labelled
from tidings.articles.metadata.bylines import read_bare_byline
from tidings.articles.metadata.outlets import outlets
from tidings.articles.words import stems

# Weights of the signs; a line is a title from ENOUGH on.
ENOUGH = 1.0
LONG_ENOUGH = 2.0  # four words or more
SHORT_LINE = -0.5
FIRST_LINE = 0.5
REPEATED = 2.5
DECLARED = 6.0
FITS = 4.0  # times the share of its words that the first paragraphs take up
ABOVE_DATE = 2.5
FAR = -0.12  # for each block between the line and the body
NAME = -1.5  # built like a person's name
LISTED = -1.5  # stands in a list of other stories
AHEAD = 4
DATE_WITHIN = 4
SITE = re.compile(r"\s+[–—|·»-]\s+([^–—|·»]{2,40})$")  # " – The Daily Post" after a title
OUTLET_WORDS = re.compile(
    r"\b(?:News|Times|Post|Daily|Journal|Herald|Tribune|Gazette|Chronicle|Telegraph|Guardian|Observer|Today|Online|TV|Radio)\b"
)


def choose_title(blocks: Sequence[Labelled], body: int, declared: str | None = None) -> int | None:
    """The index of the title among the blocks up to the first paragraph, None when nothing there is built like one."""
    ahead = [b for b in blocks[body:] if b.label is Label.PROSE][:AHEAD]
    about = set[str]().union(*(stems(b.text) for b in ahead))
    counts: dict[str, int] = {}
    for block in blocks:
        key = title_key(block.text)
        counts[key] = counts.get(key, 0) + 1
    best, chosen = ENOUGH, None
    for index in range(body):
        if not could_be_title(blocks[index]):
            continue
        score = rate(blocks, index, body, about, counts)
        if declared and title_key(declared) == title_key(blocks[index].text):
            score += DECLARED
        if score >= best:
            best, chosen = score, index
    if chosen is None:
        return None
    key = title_key(blocks[chosen].text)
    return next(i for i in range(chosen + 1) if title_key(blocks[i].text) == key and could_be_title(blocks[i]))


def rate(blocks: Sequence[Labelled], index: int, body: int, about: set[str], counts: Mapping[str, int]) -> float:
    """How much a line above the body looks like its title."""
    block = blocks[index]
    score = LONG_ENOUGH if block.words >= 4 else SHORT_LINE
    score += FAR * (body - index)
    if index == 0:
        score += FIRST_LINE
    if counts[title_key(block.text)] > 1:
        score += REPEATED
    if words := stems(block.text):
        score += FITS * len(words & about) / len(words)
    below = blocks[index + 1 : index + 1 + DATE_WITHIN]
    if any(is_dating(b) for b in below):
        score += ABOVE_DATE
    if block.label is Label.RELATED:
        score += LISTED
    if read_bare_byline(block.text):
        score += NAME
    return score


def title_key(text: str) -> str:
    """A title as it is compared: letters and digits only, without the site's name after it."""
    return "".join(c for c in split_site(text)[0].casefold() if c.isalnum())


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
