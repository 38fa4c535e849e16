"""Named buildings and grounds, which are no toponyms but may be the place of an event: "the X Hotel", "X Street"."""

from collections.abc import Iterator
from functools import lru_cache

from tidings.csv_rows import read_table
from tidings.events.passage_index import PassageIndex
from tidings.parse.tree import Span, Token
from tidings.records import Place
from tidings.vocabulary import PlacePrecision

LABELS = frozenset({"FAC", "ORG", "LOC", "GPE", "PERSON", "PRODUCT", "WORK_OF_ART"})
ARTICLES = frozenset({"the", "a"})


@lru_cache(maxsize=1)
def site_nouns() -> frozenset[str]:
    """The nouns that end the name of a site."""
    return frozenset(row["noun"] for row in read_table("tidings.events.attributes", "site_nouns.csv"))


def is_site(name: str) -> bool:
    return name.rpartition(" ")[2].lower() in site_nouns()


def sites_of(reading: PassageIndex) -> Iterator[Place]:
    """The sites that a text names beside its toponyms, in its order; of the country in which all its towns lie."""
    taken = {at for place in reading.places for at in range(place.start, place.end)}
    inner = {p.country for p in reading.places if p.country and p.precision is not PlacePrecision.COUNTRY}
    country = next(iter(inner)) if len(inner) == 1 else None
    for entity in reading.doc.ents:
        words = _site_words(entity) if entity.label_ in LABELS else []
        if words and taken.isdisjoint(range(words[0].idx, words[-1].idx)):
            start, end = words[0].idx, words[-1].idx + len(words[-1])
            name = reading.doc.text[start:end]
            yield Place(start, end, name, name, country, None, None, None)


def _site_words(entity: Span) -> list[Token]:
    """The words of a site's name, without article and possessive, with the noun that follows them; else none."""
    start, end = entity.start, entity.end
    if entity[0].lower_ in ARTICLES:
        start += 1
    if entity[-1].tag_ == "POS":
        end -= 1
    tokens = entity.doc.tokens
    if end < len(tokens) and tokens[end - 1].lower_ not in site_nouns() and tokens[end].lower_ in site_nouns():
        end += 1
    words = tokens[start:end]
    return words if len(words) > 1 and words[-1].lower_ in site_nouns() else []
