"""The outlets that publish news, by name."""

from functools import cache

from tidings.articles.furniture import read_rows


@cache
def outlets() -> frozenset[str]:
    """Names of newspapers, broadcasters and sites, in lower case."""
    return frozenset(row["name"].casefold() for row in read_rows("outlets.csv"))
