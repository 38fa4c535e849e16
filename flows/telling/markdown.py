"""Texts of others on a page: what a reader of Markdown or HTML would take for markup is written as signs."""

import re

# Marks of Markdown and HTML, and the colon that makes `javascript:` an address.
MARKUP = re.compile(r"[^\w\s.,;/%$'-]|_")
BREAKS = re.compile(r"\s+")


def escaped(text: str) -> str:
    """The text on one line, so that Markdown and HTML show it as it stands.

    >>> escaped("[win](javascript:run) <b>|\\n_now_")
    '&#91;win&#93;&#40;javascript&#58;run&#41; &#60;b&#62;&#124; &#95;now&#95;'
    """
    return MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", BREAKS.sub(" ", text))
