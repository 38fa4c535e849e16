"""The dateline before the first sentence: place, day and agency, and where the text goes on."""

import re
from dataclasses import dataclass
from functools import cache

from tidings.articles.boilerplate import read_rows
from tidings.articles.metadata.bylines import agency_of
from tidings.articles.metadata.outlets import outlets

GLANCE = 110
# "MINSK, Feb 10 (Reuters) - ", "WASHINGTON (AP) — ", "BAGHDAD - ", "NEW DELHI: ", "Hargeisa, Somaliland - ",
# "Bogota, March 8 (IANS) ", "Tehran, May 17, IRNA - "
MARKED = re.compile(
    r"^(?P<place>[^\W\d_a-z][^\d()\[\]:–—]{1,45}?)?"
    r"(?P<day>,?\s*(?:[^\W\d_]{3,10}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,10}\.?)(?:,? \d{4})?)?"
    r"\s*(?P<source>[(\[][^()\[\]]{2,40}[)\]]|(?<=\d),? [A-Z]{2,12}(?= ?[-–—:]))?"
    r"(?:\s*(?P<mark>--?|–|—|:)|(?<=[)\]]))\s+(?=[\"'“‘A-Z(])"
)
SOURCE_ONLY = re.compile(r"^[(\[](?P<source>[^()\[\]]{2,40})[)\]]\s*(?:--?|–|—|:)?\s*(?=[\"'“‘A-Z])")
# "ALTOONA, Pa. Marta Lindqvist", "ISTANBUL/MOSCOW The website": capitals, then a word that is none
BARE = re.compile(
    r"^(?P<place>(?:[A-Z][A-Z.'’/-]+(?:,? |$)){1,4}?(?:[A-Z][a-z]{1,6}\. |(?:[A-Z]\.){2} )?)"
    r"(?=[\"'“‘]?[A-Z](?:[a-z’']| ))"
)
PLACE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence; the text goes on at `end`."""

    place: str | None
    agency: str | None
    publisher: str | None
    day: str | None
    end: int


def read_dateline(text: str) -> Dateline | None:
    """The dateline of a first paragraph, None when it has none.

    >>> read_dateline("MINSK, Feb 10 (Reuters) - The army said so.").place
    'MINSK'
    >>> read_dateline("KABUL A bomber struck.").place
    'KABUL'
    >>> read_dateline("NATO Secretary General said no.") is None
    True
    """
    opening = text[:GLANCE]
    if found := SOURCE_ONLY.match(opening):
        return sourced(None, found["source"], None, found.end())
    if (found := MARKED.match(opening)) and (line := marked(found)):
        return line
    if found := BARE.match(opening):
        place = found["place"].strip(" ,")
        if is_place(place):
            return Dateline(place, None, None, None, found.end())
    return None


def marked(found: re.Match[str]) -> Dateline | None:
    """The dateline of a match, None when it is a sentence with a dash or with brackets in it."""
    place = (found["place"] or "").strip(" ,")
    source = found["source"]
    day = (found["day"] or "").strip(" ,") or None
    if source is not None and (line := sourced(place or None, source.strip("()[], "), day, found.end())):
        return line
    if not place or not found["mark"] or len(place.split()) > PLACE_WORDS:
        return None
    if is_place(place) or (place.isupper() and found["mark"] != ":" and day):
        return Dateline(place, None, None, day, found.end())
    return None


def sourced(place: str | None, source: str, day: str | None, end: int) -> Dateline | None:
    """A dateline that names its source in brackets, None when the brackets hold anything else."""
    agency = agency_of(source)
    publisher = source if agency is None and source.casefold() in outlets() else None
    if agency is None and publisher is None:
        return None
    return Dateline(place, agency, publisher, day, end)


def is_place(text: str) -> bool:
    """Whether the words name a place that news is sent from, alone, with its country or state, or several."""
    first = re.split(r"[,/]", text, maxsplit=1)[0].strip().casefold()
    return first in places() or ("," in text and text.rsplit(",", 1)[1].strip().casefold().rstrip(".") in states())


@cache
def places() -> frozenset[str]:
    """Cities of datelines, in lower case."""
    return frozenset(row["place"].casefold() for row in read_rows("datelines.csv"))


@cache
def states() -> frozenset[str]:
    """Short forms of states that follow a city in a dateline, in lower case."""
    return frozenset(row["state"].casefold().rstrip(".") for row in read_rows("states.csv"))
