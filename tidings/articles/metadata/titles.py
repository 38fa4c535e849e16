"""Which line is the title: near the body, of its words, above the byline, repeated on the page."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice

from tidings.articles.labels import Label, Labelled
from tidings.articles.metadata.bylines import read_bare_byline
from tidings.articles.metadata.outlets import outlets
from tidings.articles.titles import TITLE_WORDS, could_be_title, is_dating
from tidings.articles.words import stems

# Weights of the signs; a line is a title from ENOUGH on.
ENOUGH = 1.0
LENGTH, FULL_LENGTH = 0.35, 8  # for each word, up to eight
SHORT_LINE = -1.5  # fewer than four words
FIRST_LINE = 0.5
REPEATED = 2.5
DECLARED = 6.0
FITS = 4.0  # times the share of its words that the first paragraphs take up
ABOVE_DATE = 2.5
FAR = -0.15  # for each short line between the line and the body
PAST_FURNITURE = -0.03  # for each button and the like
NAME = -1.5  # built like a person's name
LISTED = -1.5  # stands in a list of other stories
ASKED = -0.5  # a sentence that asks
STATED = -2.0  # a sentence with a full stop
NEARLY = 2.5  # how much worse than its standfirst a title may look
NEARLY_ABOVE = 5.5  # when it stands right above
STANDFIRSTS = 2
QUOTED = -1.5  # nothing but a quotation: a kicker
LEAST_WORDS = 4
LONGEST_SAID = 25
INTO_BODY = 3
FARTHEST = 400  # blocks above the body: menus are long, titles are not above them
AHEAD = 4
DATE_WITHIN = 4
LEAST_TRAIL, LONGEST_TRAIL = 4, 60  # letters of the sections before a title
LEAST_TITLE = 15  # letters
SIGNS = re.compile(r"[\W_]+")
QUOTES = "\"'“”‘’«»"
SITE = re.compile(r"\s+[–—|·»-]\s+([^–—|·»]{2,40})$")  # " – The Daily Post" after a title
OUTLET_WORDS = re.compile(
    r"\b(?:News|Times|Post|Daily|Journal|Herald|Tribune|Gazette|Chronicle|Telegraph|Guardian|Observer|Today|Online|TV|Radio)\b"
)


def choose_title(blocks: Sequence[Labelled], body: int, declared: str | None = None) -> int | None:
    """The index of the title among the blocks up to the first paragraph, None when nothing there is built like one."""
    prose = (i for i in range(body, len(blocks)) if blocks[i].label is Label.PROSE)
    ahead = [(i, stems(blocks[i].text)) for i in islice(prose, AHEAD + 1)]
    keys = Counter(title_key(b.text) for b in blocks if b.words <= TITLE_WORDS[-1])
    built = list(candidates(blocks, body))
    near_keys = {title_key(blocks[i].text) for i in built}
    scores: dict[int, float] = {}
    for index in built:
        if ends_with_title(title_key(blocks[index].text), near_keys):
            continue
        about = set[str]().union(*(words for i, words in ahead if i > index))
        scores[index] = rate(blocks, index, body, about, keys)
        if declared and title_key(declared) == title_key(blocks[index].text):
            scores[index] += DECLARED
    chosen = max(scores, key=lambda i: (scores[i], i), default=None)
    if chosen is None or scores[chosen] < ENOUGH:
        return None
    chosen = climb(blocks, chosen, scores, set[str]().union(*(words for _, words in ahead)))
    key = title_key(blocks[chosen].text)
    return next(i for i in scores if title_key(blocks[i].text) == key)


def candidates(blocks: Sequence[Labelled], body: int) -> Iterator[int]:
    """The lines above the body, and the first ones in it, that are built like titles."""
    for index in range(max(0, body - FARTHEST), min(body + INTO_BODY, len(blocks))):
        if index > body and blocks[index - 1].words > LONGEST_SAID:
            return
        if could_be_title(blocks[index]) or is_said(blocks, index):
            yield index


def climb(blocks: Sequence[Labelled], chosen: int, scores: Mapping[int, float], about: set[str]) -> int:
    """The line above the chosen one when it is nearly as good: a title stands over its standfirst."""
    above = [i for i in scores if i < chosen and blocks[i].words >= LEAST_WORDS][-STANDFIRSTS:]
    for index in reversed(above):
        nearly = NEARLY_ABOVE if index == chosen - 1 else NEARLY
        is_close = scores[index] >= scores[chosen] - nearly and blocks[index].label is not Label.RELATED
        if is_close and blocks[index].text[0] not in QUOTES and stems(blocks[index].text) & about:
            return index
    return chosen


def ends_with_title(key: str, keys: Set[str]) -> bool:
    """Whether a line is a trail of sections that ends with another line of the page: "Home News Talks end in Minsk"."""
    return any(key[cut:] in keys for cut in range(LEAST_TRAIL, min(LONGEST_TRAIL, len(key) - LEAST_TITLE)))


def is_said(blocks: Sequence[Labelled], index: int) -> bool:
    """Whether a sentence could be a title: short, and asking or exclaiming, or with its date right below."""
    block = blocks[index]
    if block.label is not Label.PROSE or block.words > LONGEST_SAID:
        return False
    return block.text.endswith(("?", "!")) or any(is_dating(b) for b in blocks[index + 1 : index + 3])


def rate(blocks: Sequence[Labelled], index: int, body: int, about: set[str], counts: Mapping[str, int]) -> float:
    """How much a line above the body looks like its title."""
    block = blocks[index]
    score = LENGTH * min(block.words, FULL_LENGTH) + (SHORT_LINE if block.words < LEAST_WORDS else 0.0)
    if block.label is Label.PROSE:
        score += ASKED if block.text.endswith(("?", "!")) else STATED
    score += sum(FAR if b.label is Label.SHORT else PAST_FURNITURE for b in blocks[index + 1 : body])
    if index == 0:
        score += FIRST_LINE
    if counts[title_key(block.text)] > 1 and block.words >= LEAST_WORDS:
        score += REPEATED
    if words := stems(block.text):
        score += FITS * len(words & about) / len(words)
    below = blocks[index + 1 : index + 1 + DATE_WITHIN]
    if any(is_dating(b) for b in below):
        score += ABOVE_DATE
    if block.label is Label.RELATED:
        score += LISTED
    if block.text[0] in QUOTES and block.text[-1] in QUOTES:
        score += QUOTED
    if read_bare_byline(block.text):
        score += NAME
    return score


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
