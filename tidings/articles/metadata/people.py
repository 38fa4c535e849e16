"""Read the field in which a container names the authors: names in any order and form, and what is no name."""

import re
from collections.abc import Iterator

from tidings.articles.metadata.bylines import (
    BY,
    SITE,
    Byline,
    agency_of,
    is_name,
    is_role,
    name_words,
    tidy_name,
    without_role,
)
from tidings.articles.metadata.outlets import outlets

# E-mail, handle, address and what stands in brackets beside a name
BESIDE = re.compile(r"\S+@\S+|(?<!\w)@\w+|(?:https?://|www\.)\S+|\([^()]*\)|\[[^\[\]]*\]")
SEVERAL = re.compile(r"\s*(?:;|\||&|\n|,?\s+\band\b|,?\s+\bund\b)\s*", re.I)
FULL_STOP = re.compile(r"^\W+|(?<=[^\W\d_]{2})\.$")  # not the point of an initial
LONGEST_GIVEN = 3  # words
INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,3}")


def read_people(field: str) -> Byline:
    """The people and the agency that a field names; desks, staff and anonymous names are neither.

    >>> read_people("Okafor, Ngozi; van der Berg, J. and Ida Lund (ida@example.com)").authors
    ('Ngozi Okafor', 'J. van der Berg', 'Ida Lund')
    >>> read_people("By Ida Lund, Reuters; Newsroom; Anonymous")
    Byline(authors=('Ida Lund',), agency='Reuters', is_desk=False)
    """
    authors: list[str] = []
    agency: str | None = None
    for part in SEVERAL.split(BESIDE.sub(" ", field)):
        for name in names_of(BY.sub("", part.strip(), count=1).split(",")):
            if found := agency_of(name):
                agency = agency or found
            elif is_person(name):
                authors.append(tidy_name(without_role(name)))
    return Byline(tuple(dict.fromkeys(authors)), agency)


def names_of(parts: list[str]) -> Iterator[str]:
    """The names of a list parted by commas; surname and given name between two commas are one name."""
    said = [part for part in (FULL_STOP.sub("", " ".join(part.split()).strip(" :-")) for part in parts) if part]
    said = [part for part in said if agency_of(part) or not is_role(part)]
    index = 0
    while index < len(said):
        if index + 1 < len(said) and is_surname(said[index]) and is_given(said[index + 1]):
            yield f"{said[index + 1]} {said[index]}"
            index += 1
        else:
            yield said[index]
        index += 1


def is_surname(text: str) -> bool:
    """Whether the words are one name, particles before it: "Okafor", "van der Berg"."""
    words = [word for word in text.split() if word.casefold() not in name_words("particle")]
    return len(words) == 1 and agency_of(text) is None and text.casefold() not in outlets()


def is_given(text: str) -> bool:
    """Whether the words may be given names or initials."""
    return (
        agency_of(text) is None
        and 1 <= len(text.split()) <= LONGEST_GIVEN
        and (INITIALS.fullmatch(text) is not None or is_name(text))
    )


def is_person(name: str) -> bool:
    """Whether a name is somebody's: letters, and neither an office nor an outlet nor a site."""
    if not any(map(str.isalpha, name)) or is_role(name):
        return False
    return name.casefold() not in outlets() and SITE.fullmatch(name) is None
