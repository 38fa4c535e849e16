"""Name the forms under which a word of a text is looked up in the lexicon: its lemma mended, its hyphens closed."""

import re
from functools import lru_cache

from tidings.parse.tree import Doc, Token

# Spellings that differ by region are looked up in the form the lexicon's rows use.
SPELLINGS = (("isation", "ization"), ("ise", "ize"), ("yse", "yze"), ("efence", "efense"), ("our", "or"))
# A stem of one syllable that doubles its last consonant before an ending ("stag": "stagged", not "staged").
DOUBLING = re.compile(r"[^aeiou]+[aeiou][^aeiouwxy]")


def american(lemma: str) -> str:
    """The lemma in the spelling of the lexicon.

    >>> american("criticise"), american("mobilisation"), american("attack")
    ('criticize', 'mobilization', 'attack')
    """
    for british, other in SPELLINGS:
        if lemma.endswith(british):
            return lemma.removesuffix(british) + other
    return lemma


def mended(lemma: str, form: str) -> str:
    """The lemma of a form: the tagger's, but a silent "e" it cut off is put back, and the spelling is the lexicon's.

    >>> mended("stag", "staged"), mended("rap", "raping"), mended("stag", "stags"), mended("ban", "banned")
    ('stage', 'rape', 'stag', 'ban')
    """
    if form in (f"{lemma}ed", f"{lemma}ing") and DOUBLING.fullmatch(lemma):
        return f"{lemma}e"
    return american(lemma)


@lru_cache(maxsize=1 << 16)
def _own_forms(lemma: str, form: str) -> tuple[str, str]:
    return mended(lemma.lower(), form), form


def lemma_of(token: Token) -> str:
    """The lemma of a token as the lexicon writes it."""
    return _own_forms(token.lemma_, token.lower_)[0]


def parts_before(token: Token) -> tuple[Token, ...]:
    """The word and the hyphen that a token closes: "cease" and "-" of "cease-fire", cut in three by the tokeniser."""
    return (token.nbor(-2), token.nbor(-1)) if token.i in _after_hyphens(token.doc) else ()


@lru_cache(maxsize=4)
def _after_hyphens(doc: Doc) -> frozenset[int]:
    """The tokens that stand after a hyphen without a blank on either side of it; looked for once a text."""
    hyphens = (token for token in doc if token.text == "-" and not token.whitespace_ and 0 < token.i < len(doc) - 1)
    return frozenset(token.i + 1 for token in hyphens if not token.nbor(-1).whitespace_)


def joined(token: Token) -> str | None:
    """The lemma of a word written with a hyphen, of which the token is the last part: "ceasefire" for "fire"."""
    before = parts_before(token)
    return before[0].lower_ + lemma_of(token) if before else None


def forms_of(token: Token) -> tuple[str, ...]:
    """All under which a token may stand in a row: the word whole, its lemma, itself."""
    whole = joined(token)
    own = _own_forms(token.lemma_, token.lower_)
    return (whole, *own) if whole else own
