"""Named buildings and grounds, which are no toponyms but may be the place of an event: "the X Hotel", "X Street"."""

from collections.abc import Iterator

from tidings.csv_rows import word_list
from tidings.events.passage_index import PassageIndex
from tidings.parse.tree import Span, Token
from tidings.records import Place
from tidings.vocabulary import PlacePrecision

LABELS = frozenset({"FAC", "ORG", "LOC", "GPE", "PERSON", "PRODUCT", "WORK_OF_ART"})
ARTICLES = frozenset({"the", "a"})
# What ends the name of a site.
SITE_NOUNS = word_list("site_nouns", "tidings.events")


def is_site(name: str) -> bool:
    return name.rpartition(" ")[2].lower() in SITE_NOUNS


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
    if end < len(tokens) and tokens[end - 1].lower_ not in SITE_NOUNS and tokens[end].lower_ in SITE_NOUNS:
        end += 1
    words = tokens[start:end]
    return words if len(words) > 1 and words[-1].lower_ in SITE_NOUNS else []
