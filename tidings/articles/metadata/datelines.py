"""The dateline before the first sentence: place, day and agency, and where the text goes on."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tidings.articles.boilerplate import read_rows
from tidings.articles.metadata.bylines import agency_of
from tidings.articles.metadata.outlets import outlets

GLANCE = 110
PLACE = r"(?P<place>[^\W\d_a-z][^\d()\[\]:–—]{1,45}?)"
DAY = r"(?P<day>,?\s*(?:[^\W\d_]{3,10}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,10}\.?)(?:,? \d{4})?)"
SENTENCE = r"\s+(?=[\"'“‘A-Z(])"
# "MINSK, Feb 10 (Reuters) - ", "WASHINGTON (AP) — ", "BAGHDAD - ", "NEW DELHI: ", "Hargeisa, Somaliland - ",
# "Bogota, March 8 (IANS) ", "Tehran, May 17, IRNA - ", "DUBAI // "
MARKED = re.compile(
    rf"^{PLACE}?{DAY}?"
    r"\s*(?P<source>[(\[][^()\[\]]{2,40}[)\]]|(?<=\d),? [A-Z]{2,12}(?= ?[-–—:]))?"
    rf"(?:\s*(?P<mark>--?|–|—|:|//|\|)|(?<=[)\]])){SENTENCE}"
)
# "TEHRAN, March 3. /TASS/. ", "Kinshasa, 3 March 2024 / APO Group / ", "BERN, March 3 /PRNewswire/ -- "
BETWEEN_STROKES = re.compile(
    rf"^(?P<place>[^\W\d_a-z][^\d()\[\]:–—/]{{1,45}}?){DAY}?[.,]?\s*-?\s*/ ?(?P<source>[A-Z][^/]{{1,39}}?) ?/\.?"
    rf"\s*(?:--?|–|—)?{SENTENCE}"
)
# "Geneva, Switzerland | AFP | ", "ISLAMABAD - APP: "
PARTED = re.compile(rf"^{PLACE}\s*(?:--?|–|—|:|\|)\s*(?P<source>[A-Z][\w .&'-]{{1,30}}?)\s*(?:--?|–|—|:|\|){SENTENCE}")
# "CAIRO – 3 March 2024: "
DATED = re.compile(rf"^{PLACE}\s*(?:--?|–|—){DAY}\s*(?:--?|–|—|:){SENTENCE}")
# "[Kyiv, Ukraine] "
BRACKETED = re.compile(rf"^\[{PLACE}\]\s*(?:--?|–|—|:)?{SENTENCE}")
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
    if (found := SOURCE_ONLY.match(opening)) and (line := sourced(None, found["source"], None, found.end())):
        return line
    for form, read in FORMS:
        if (found := form.match(opening)) and (line := read(found)):
            return line
    if found := BARE.match(opening):
        place = found["place"].strip(" ,")
        if is_place(place):
            return Dateline(place, None, None, None, found.end())
    return None


def marked(found: re.Match[str]) -> Dateline | None:
    """The dateline of a match, None when it is a sentence with a dash or with brackets in it."""
    place = without_stop((found["place"] or "").strip(" ,"))
    source = found["source"]
    day = (found["day"] or "").strip(" ,") or None
    if source is not None and (line := sourced(place or None, source.strip("()[], "), day, found.end())):
        return line
    if not place or not (found["mark"] or (day and source)) or len(place.split()) > PLACE_WORDS:
        return None
    if is_place(place) or (place.isupper() and found["mark"] != ":" and day):
        return Dateline(place, None, None, day, found.end())
    return None


def between_strokes(found: re.Match[str]) -> Dateline | None:
    """The dateline of a match, its source set between strokes; None without a place, or with no day and no source."""
    place, source = without_stop(found["place"].strip(" ,")), found["source"]
    day = (found["day"] or "").strip(" ,") or None
    if not is_place(place):
        return None
    line = sourced(place, source, day, found.end())
    return line if line or not day else Dateline(place, None, None, day, found.end())


def parted(found: re.Match[str]) -> Dateline | None:
    """The dateline of a match, its source after a mark; None when that is no source, or no place is before it."""
    place = found["place"].strip(" ,")
    return sourced(place, found["source"], None, found.end()) if is_place(place) else None


def placed(found: re.Match[str]) -> Dateline | None:
    """The dateline of a match that holds a place, maybe a day, and no source."""
    place, told = found["place"].strip(" ,"), found.groupdict()
    day = (told.get("day") or "").strip(" ,") or None
    return Dateline(place, None, None, day, found.end()) if is_place(place) else None


def without_stop(place: str) -> str:
    """A place without the full stop that parts it from the day; "ALTOONA, Pa." keeps its own.

    >>> without_stop("MOSCOW."), without_stop("ALTOONA, Pa."), without_stop("WASHINGTON D.C.")
    ('MOSCOW', 'ALTOONA, Pa.', 'WASHINGTON D.C.')
    """
    return place.removesuffix(".") if place.count(".") == 1 and "," not in place else place


def sourced(place: str | None, source: str, day: str | None, end: int) -> Dateline | None:
    """A dateline that names its source in brackets, None when the brackets hold anything else."""
    agency = agency_of(source)
    publisher = source if agency is None and source.casefold() in outlets() else None
    if agency is None and publisher is None:
        return None
    return Dateline(place, agency, publisher, day, end)


# In this order: a mark after a place is part of the forms above it too.
FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Dateline | None]], ...] = (
    (BETWEEN_STROKES, between_strokes),
    (PARTED, parted),
    (DATED, placed),
    (MARKED, marked),
    (BRACKETED, placed),
)


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
