"""Names made comparable: case, accents and apostrophes away, and the ids and short forms made of names."""

import unicodedata

from tidings.actors.lexicon import load_lexicon
from tidings.csv_rows import word_list

# Where the family name comes first: the short name of Xi Jinping is Xi.
FAMILY_NAME_FIRST = word_list("family_name_first", "tidings.actors")
# Where people are called by their own first name: Thaksin, Meles.
FIRST_NAME_ALONE = word_list("first_name_alone", "tidings.actors")
# Where the father's family name comes before the mother's: Siles Zuazo, or Siles.
TWO_FAMILY_NAMES = word_list("two_family_names", "tidings.actors")
PARTICLES = word_list("particles", "tidings.actors")
# What Arabic family names begin with and papers often leave out: al-Turabi, Turabi.
ARTICLES = word_list("arabic_articles", "tidings.actors")


# One character for one character, so that offsets stay: lower case, no accents, plain apostrophes, dashes and blanks.
class _Folding(dict[int, int]):
    def __missing__(self, code: int) -> int:
        character = chr(code)
        plain = unicodedata.normalize("NFKD", character)[0] if character.isalpha() else character
        plain = {
            "’": "'",
            "‘": "'",
            "ʼ": "'",
            "–": "-",
            "‑": "-",
            "ı": "i",
            "ł": "l",
            "Ł": "l",
            "ø": "o",
            "Ø": "o",
            "đ": "d",
        }.get(plain, plain)
        lower = " " if plain.isspace() else plain.lower()
        self[code] = ord(lower) if len(lower) == 1 else code
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text for comparing names, as long as it was: lower case, without accents.

    >>> fold("Élysée’s")
    "elysee's"
    """
    return text.translate(_FOLDING)


def slug(text: str) -> str:
    """The text as part of an id.

    >>> slug("Recep Tayyip Erdoğan")
    'recep-tayyip-erdogan'
    """
    return "-".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def state_id(country: str) -> str:
    """The actor_id of a state."""
    return f"state:{country}"


def person_id(name: str, country: str | None) -> str:
    """The actor_id of a person of that name and country, known to the table or not."""
    return f"person:{country or 'unknown'}:{slug(name)}"


def short_names(name: str, country: str | None) -> tuple[str, ...]:
    """The words by which a person may be called for short.

    >>> short_names("Xi Jinping", "CHN"), short_names("Angela Merkel", "DEU"), short_names("Jan Ole van Dyk", None)
    (('Xi',), ('Merkel',), ('van Dyk', 'Dyk'))
    >>> short_names("Ali al-Sample", None), short_names("Ana Sample Muster", "CHL")
    (('al-Sample', 'Sample'), ('Sample Muster', 'Muster', 'Sample'))
    """
    words = name.split()
    if len(words) < 2:
        return ()
    if country in FAMILY_NAME_FIRST and words[0].lower() not in load_lexicon().first_names:
        return (words[0],)
    if country in FIRST_NAME_ALONE:
        return (words[0], words[-1])
    last = len(words) - 1
    if words[last].rstrip(".") in ("Jr", "Sr", "II", "III", "Jr.") and last > 1:
        last -= 1
    surname = words[last]
    if words[last - 1].lower() in PARTICLES:
        return (f"{words[last - 1]} {surname}", surname)
    if country in TWO_FAMILY_NAMES and last > 1 and words[last - 1].lower() not in load_lexicon().first_names:
        return (f"{words[last - 1]} {surname}", surname, words[last - 1])
    article, _, bare = surname.partition("-")
    return (surname, bare) if article.lower() in ARTICLES and bare else (surname,)
