"""Cut an export of many articles (Factiva, Nexis, ProQuest, telex) into its articles, by its own markers."""

from collections.abc import Callable

from tidings.readers.export_labels import FieldSpan
from tidings.readers.export_part import ExportPart
from tidings.readers.factiva import factiva_parts
from tidings.readers.nexis import nexis_parts
from tidings.readers.proquest import proquest_parts
from tidings.readers.telex import telex_parts

__all__ = ["ExportPart", "FieldSpan", "export_parts"]

# From the most to the least particular markers.
FORMATS: tuple[Callable[[str], tuple[ExportPart, ...] | None], ...] = (
    factiva_parts,
    nexis_parts,
    proquest_parts,
    telex_parts,
)


def export_parts(text: str) -> tuple[ExportPart, ...] | None:
    """The articles of the text in order, not overlapping, or None if it is no such export.

    What is outside every part (a search summary, a list of titles) is no article.
    """
    for cut in FORMATS:
        parts = cut(text)
        if parts:
            return parts
    return None
