"""What archives and feeds leave in a text: notes of correction, and the mark where it was cut off."""

import re

# "Correction: ...", "This story has been updated ...", "An earlier version of this article ..."
CORRECTION = re.compile(
    r"^\W{0,3}(?:(?:corrections?|clarifications?|editor['’]?s['’]? note)\s?(?:[:–—-]|$)|"
    r"(?:this|the) (?:story|article|report|post|piece|version) (?:has been|was) "
    r"(?:updated|corrected|amended|revised)\b|"
    r"an earlier version of this\b)",
    re.IGNORECASE,
)
# "The defence minis… [+2371 chars]", "He said so… Read more", "He said so [...]"; not "he would read more"
CUT_OFF = re.compile(
    r"\s?(?:\[\+\s?\d{1,7} chars?\]|(?:…|\.{3}|\[…\]|\[\.{3}\])\s?[\[(]?(?:read|continue|see|view) "
    r"(?:more|on|reading|(?:the )?full|the rest)\b[^.!?\n]{0,40}|\[…\]|\[\.{3}\])\s{0,3}$",
    re.IGNORECASE,
)


def is_correction(text: str) -> bool:
    """Whether a line tells of a correction or an update of the text.

    >>> is_correction("This story has been updated with a quote."), is_correction("This story has been told before.")
    (True, False)
    """
    return CORRECTION.match(text) is not None


def cut_off(text: str, start: int, end: int) -> int | None:
    """Where in `text[start:end]` the mark begins that says the text goes on elsewhere, None without one.

    >>> cut_off("The defence minis… [+2371 chars]", 0, 32), cut_off("He would read more", 0, 18)
    (18, None)
    """
    found = CUT_OFF.search(text, max(start, end - 80), end)
    return found.start() if found else None
