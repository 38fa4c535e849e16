"""The mark that archives and feeds leave where they cut a text off."""

import re

# "The defence minis… [+2371 chars]", "He said so… Read more", "He said so [...]"; not "he would read more"
CUT_OFF = re.compile(
    r"\s?(?:\[\+\s?\d{1,7} chars?\]|(?:…|\.{3}|\[…\]|\[\.{3}\])\s?[\[(]?(?:read|continue|see|view) "
    r"(?:more|on|reading|(?:the )?full|the rest)\b[^.!?\n]{0,40}|\[…\]|\[\.{3}\])\s{0,3}$",
    re.IGNORECASE,
)


def cut_off(text: str, start: int, end: int) -> int | None:
    """Where in `text[start:end]` the mark begins that says the text goes on elsewhere, None without one.

    >>> cut_off("The defence minis… [+2371 chars]", 0, 32), cut_off("He would read more", 0, 18)
    (18, None)
    """
    found = CUT_OFF.search(text, max(start, end - 80), end)
    return found.start() if found else None
