"""The names of states by their codes, from the table of actors."""

from functools import lru_cache

from tidings.csv_rows import read_table


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """The name of each state by its ISO 3166-1 alpha-3 code.

    >>> country_names()["FRA"]
    'France'
    """
    return {row["country"]: row["name"] for row in read_table("tidings.actors", "states.csv")}
