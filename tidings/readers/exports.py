"""Cut an export of many articles (Factiva, Nexis, ProQuest, wire telex) into its articles, by its own markers."""

from dataclasses import dataclass
from datetime import date

from tidings.model import Removed


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ExportPart:
    """One article of an export: where it stands, its parts, and what is furniture. All offsets count in the text.

    `furniture` lies inside [start, end); what of it is inside [body_start, body_end) is to be cut out of the body.
    """

    start: int
    end: int
    title: Span | None
    bylines: tuple[Span, ...]
    date_line: Span | None
    published: date | None
    publisher: Span | None
    section: Span | None
    body_start: int
    body_end: int
    furniture: tuple[Removed, ...]
    dateline: Span | None = None
    standfirst: Span | None = None
    url: Span | None = None


def export_parts(text: str) -> tuple[ExportPart, ...] | None:
    """The articles of the text in order, not overlapping, or None if it is no such export."""
    return None
