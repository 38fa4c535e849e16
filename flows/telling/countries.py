"""The names of states by their codes, from the table of actors."""

import csv
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """The name of each state by its ISO 3166-1 alpha-3 code.

    >>> country_names()["FRA"]
    'France'
    """
    text = files("tidings.actors").joinpath("states.csv").read_text(encoding="utf-8")
    return {row["country"]: row["name"] for row in csv.DictReader(text.splitlines())}
