"""The words of a text that tell what it is about, cut to stems."""

import re

WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 7  # letters: "Belarus" and "Belarusian" become one
# Words of news prose that stand in every story.
COMMON = frozenset(
    ["this", "that", "with", "from", "have", "been", "were", "will", "would", "which", "their", "there", "they", "about", "said", "after", "before", "than", "other", "more", "also", "into", "over", "under", "when", "what", "where", "while", "could", "should", "must", "some", "such", "only", "most", "many", "much", "being", "because", "during", "between", "through", "against", "them", "then", "these", "those", "your", "first", "last", "year", "years", "people", "according", "government", "officials", "told", "news", "report", "reported", "reports", "percent", "since", "still", "just", "like", "made", "make", "says", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)


def stems(text: str) -> set[str]:
    """The distinct stems of the words that carry the topic.

    >>> sorted(stems("The Belarusian army said Belarus would answer"))
    ['answer', 'army', 'belarus']
    """
    return {word[:STEM] for word in map(str.casefold, WORD.findall(text)) if word not in COMMON}
