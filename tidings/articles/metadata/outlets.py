"""The outlets that publish news, by name."""

from collections.abc import Mapping
from functools import cache

from tidings.articles.boilerplate import read_rows


@cache
def outlets() -> Mapping[str, str]:
    """Newspapers, broadcasters and sites by their names in lower case."""
    return {row["name"].casefold(): row["name"] for row in read_rows("outlets.csv")}


@cache
def squeezed_outlets() -> Mapping[str, str]:
    """Outlets by their names in lower case without spaces and signs, as hosts are called."""
    return {"".join(c for c in name if c.isalnum()): outlet for name, outlet in outlets().items()}
