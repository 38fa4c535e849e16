"""Who stands behind an article: authors, agency, publisher, section, address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.block_labels import Labelled
from tidings.articles.captions import credit_in
from tidings.articles.document_words import DocumentWords
from tidings.articles.metadata.authors import choose_byline
from tidings.articles.metadata.bylines import BY, Byline, agency_of, read_sign_off
from tidings.articles.metadata.datelines import Dateline
from tidings.articles.metadata.outlets import outlets, squeezed_outlets
from tidings.articles.metadata.people import read_people
from tidings.articles.metadata.title_keys import split_site
from tidings.articles.metadata.written_dates import find_dates
from tidings.vocabulary import RemovedKind

# Reuters signs off its stories without its name; its reporters are named in them.
OWN_REPORTER = re.compile(
    r"\b(?:told|tells|seen by|reviewed by) Reuters\b|"
    r"\bReuters (?:witness|reporter|correspondent|journalist|photographer)"
)
SOURCE = re.compile(r"^\s*sources?\s*:?\s*", re.I)
SEVERAL = re.compile(r"\s+and\s+|[,/&]")
# "© 2019 Associated Press. All rights reserved.", "Copyright 2024 by Reuters Limited"
NOTICE = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)(?:\W*\(c\))?[\W\d]*(?:by )?(?P<name>[^\W\d_][^.,;|–—]{1,40}?)\s*"
    r"(?:[.,;|–—]|\ball rights\b|\bLimited\b|\bLtd\b|\bLLC\b|\bInc\b|$)",
    re.I,
)
HOST = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+)\.", re.I)
SECTION = re.compile(r"^[A-Z][A-Z &]{2,30}$")


@dataclass(frozen=True, slots=True)
class Credits:
    """Names behind an article, each None or empty when nothing tells it."""

    authors: tuple[str, ...]
    agency: str | None
    publisher: str | None
    section: str | None
    url: str | None


def read_credits(
    found: ArticleLayout, declared: Mapping[str, str], dateline: Dateline | None, body: str, words: DocumentWords
) -> Credits:
    """The names behind a draft: stated in its text first, then declared by its container."""
    byline = choose_byline(found, words)
    sign_off = foot_sign_off(found.foot)
    said = read_people(declared.get("authors", ""))
    stated = said if is_inverted(found.declared.get("authors", "")) else byline
    authors = stated.authors if stated else ()
    if not authors and not (byline and byline.agency):
        authors = sign_off.authors if sign_off else ()
    title = found.blocks[found.title].text if found.title is not None else ""
    publisher = split_site(title)[1]
    return Credits(
        authors=authors or said.authors,
        agency=(byline.agency if byline else None)
        or (dateline.agency if dateline else None)
        or source_agency(found.foot)
        or notice_agency(found.foot)
        or declared.get("agency")
        or said.agency
        or agency_of(declared.get("publisher", ""))
        or ("Reuters" if sign_off and OWN_REPORTER.search(body) else None)
        or caption_agency(found.blocks),
        publisher=publisher
        or (dateline.publisher if dateline else None)
        or declared.get("publisher")
        or source_publisher(found.foot, declared.get("url")),
        section=section_of(found.head) or declared.get("section"),
        url=declared.get("url"),
    )


def is_inverted(field: str) -> bool:
    """Whether an export's field lists names in its own form, "Lund, Ida; Roth, Max", not as a byline does."""
    return "," in field and BY.match(field) is None


def foot_sign_off(foot: Sequence[Labelled]) -> Byline | None:
    """The writers named in the closing brackets of a wire story."""
    return next((found for b in foot if (found := read_sign_off(b.text))), None)


def source_agency(foot: Sequence[Labelled]) -> str | None:
    """The agency of a source line below the body: "SOURCE: Reuters"."""
    for name in sources(foot):
        if agency := agency_of(name):
            return agency
    return None


def notice_agency(foot: Sequence[Labelled]) -> str | None:
    """The agency whose right a notice below the body reserves: "© 2019 Associated Press"."""
    notices = (NOTICE.search(block.text) for block in foot if block.label is RemovedKind.DISCLAIMER)
    return next((agency for notice in notices if notice and (agency := agency_of(notice["name"]))), None)


def source_publisher(foot: Sequence[Labelled], url: str | None) -> str | None:
    """The outlet of a source line below the body, or the one whose name is the host of the address."""
    for name in sources(foot):
        if found := outlets().get(name.casefold()):
            return found
    host = HOST.match(url or "")
    return squeezed_outlets().get(host.group(1)) if host else None


def sources(foot: Sequence[Labelled]) -> Iterator[str]:
    """The names of source lines and of credits that stand alone below the body."""
    for block in foot:
        if block.label in {RemovedKind.SOURCE_LINE, RemovedKind.CREDIT}:
            names = SOURCE.sub("", block.text)
            yield from (name for part in SEVERAL.split(names) if (name := part.strip(" .()[]\u00c2")))


def caption_agency(blocks: Sequence[Labelled]) -> str | None:
    """The wire agency that all captions are credited to: its words often come with its pictures."""
    credits = {agency_of(credit) for b in blocks if b.label is RemovedKind.CAPTION and (credit := credit_in(b.text))}
    return credits.pop() if len(credits) == 1 else None


def section_of(head: Sequence[Labelled]) -> str | None:
    """The section that a date line carries in capitals: "2025-09-15 WORLD"."""
    for block in head:
        if block.label is RemovedKind.TIMESTAMP:
            rest = block.text
            for when in reversed(find_dates(rest, day_first=True)):
                rest = rest[: when.start] + rest[when.end :]
            rest = re.sub(r"^\s*date\b", "", rest).strip()
            if SECTION.match(rest):
                return rest
    return None
