"""Cut words to stems, so that a verb and its noun are told to be one word."""


def stem(word: str) -> str:
    """A rough stem, enough to tell that two triggers are one word: the first word, its ending off.

    >>> stem("arrested") == stem("arrest"), stem("killed") == stem("kissed")
    (True, False)
    """
    first = (word.casefold().split() or [""])[0]
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ed", "es", "s", "e"):
        if first.endswith(ending) and len(first) - len(ending) >= 3:
            first = first[: -len(ending)]
            break
    return first
