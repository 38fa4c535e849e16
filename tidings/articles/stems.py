"""The words of a text that tell what it is about, cut to stems."""

import re
from functools import cache

from tidings.articles.boilerplate import read_rows

WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 7  # letters: "Belarus" and "Belarusian" become one


def stems(text: str) -> set[str]:
    """The distinct stems of the words that carry the topic.

    >>> sorted(stems("The Belarusian army said Belarus would answer"))
    ['answer', 'army', 'belarus']
    """
    common = common_words()
    return {word[:STEM] for word in WORD.findall(text.casefold()) if word not in common}


@cache
def common_words() -> frozenset[str]:
    """Words of news prose that stand in every story."""
    return frozenset(row["word"] for row in read_rows("common_words.csv"))
