"""Whether a paragraph is a picture's caption or credit, by the words and signs that pictures carry."""

import re
from functools import cache

from tidings.articles.boilerplate import read_rows
from tidings.csv_rows import any_of, word_list

TAIL = 120  # characters at the end in which a credit is looked for
LONGEST_CAPTION = 700
LONGEST_CREDIT = 110
# "FILE PHOTO: ...", "File - ...", "Photo: ...", "Image caption: ...", "In this photo taken ..."
OPENING = re.compile(
    rf"^(?:file(?: photo| picture| image| -)|(?:{any_of('caption_openers', 'tidings.articles')})s?(?: captions?)?\s?:|"
    r"in this (?:\w+[.,]? ){0,6}?(?:file |handout )?(?:photo|image|picture)\b|this (?:\w+[.,]? ){0,6}?file photo|"
    r"a (?:file|handout|combination) (?:photo|picture|image)\b)",
    re.I,
)
# "/ Photo: AP", "Credit: EPA", "Photograph: Jane Doe/Getty", "(Image: GETTY )", "Photo by Jane Doe", "Foto: dpa"
CREDIT_LABEL = re.compile(
    rf"(?:^|[\s/(\[|])(?:{any_of('credit_labels', 'tidings.articles')})s?\s?(?::|by\b|courtesy)\s*"
    r"[^.:;?!]{2,60}[\])]?\.?$",
    re.I,
)
# "(AP)", "[Reuters]", "(John Doe/AFP via Getty Images)": what stands in the last brackets
BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,70})[)\]]\.?$")
# What stands after the last full sentence: "... of the adults. Xinhua"
AFTER_SENTENCE = re.compile(r"[.!?]['\"”’]?\s+([^.!?]{2,60})$")
# "Jane Doe/CBC" in brackets or after the last sentence
PHOTOGRAPHER = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3} ?/ ?[A-Z][\w .&'’/-]{1,40}")
# "... in 2023. Jane Doe": a name after a full sentence, no full stop; not after "Mr." or an initial
NAME_AFTER_SENTENCE = re.compile(r"(\S+)[.!?]['\"”’]? ([A-Z][\w'’-]+(?: [A-Z][\w'’.-]*){1,4})$")
ABBREVIATIONS = word_list("abbreviations_before_names", "tidings.articles")
LEAST_CAPTION = 40
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


def credit_in(text: str) -> str | None:
    """The words at the end of a paragraph that say whose picture it is, None when there are none.

    >>> credit_in("Soldiers at the border, Dec. 29. (AP)")
    'AP'
    >>> credit_in("The talks were held in Minsk (Belarus).") is None
    True
    """
    tail = text[-TAIL:]
    if label := CREDIT_LABEL.search(tail):
        return re.split(r":|\bby\b|\bcourtesy\b", label.group().strip(), maxsplit=1, flags=re.I)[-1].strip(" ()[].")
    for pattern in (BRACKETS, AFTER_SENTENCE):
        if (found := pattern.search(tail)) and (
            names_pictures(found.group(1)) or PHOTOGRAPHER.fullmatch(found.group(1))
        ):
            return found.group(1).strip()
    return name_after_sentence(tail) if len(text) >= LEAST_CAPTION else None


def name_after_sentence(tail: str) -> str | None:
    """The name set after the last sentence; "Mr. Max Roth" and "J. Roth" are no such.

    >>> name_after_sentence("They left in 2023. Ida Lund"), name_after_sentence("a letter to Mr. Max Roth")
    ('Ida Lund', None)
    """
    found = NAME_AFTER_SENTENCE.search(tail)
    if found is None:
        return None
    last_word = found.group(1).rsplit(".", 1)[-1]
    return None if last_word in ABBREVIATIONS or len(last_word) < 2 else found.group(2)


def is_caption(text: str) -> bool:
    """Whether a paragraph opens or closes as captions do."""
    return len(text) <= LONGEST_CAPTION and (OPENING.match(text) is not None or credit_in(text) is not None)


def opens_file_caption(text: str) -> bool:
    """Whether a line opens "FILE PHOTO: ...": a caption, however short."""
    return text[:5].casefold() == "file " and OPENING.match(text) is not None


def is_credit(text: str) -> bool:
    """Whether a line is nothing but a credit: "Getty Images", "Registry of the state via AP", "Photo iStock".

    >>> is_credit("Photograph: Jane Doe/Getty Images"), is_credit("AP reported the strike")
    (True, False)
    """
    if len(text) > LONGEST_CREDIT or text.endswith("?"):
        return False
    inner = text.strip(" ()[].")
    if names_pictures(inner) and len(WORD.findall(inner)) <= 8:
        return all(
            word[0].isupper() or word[0].isdigit() or word in {"via", "by", "and", "of", "the", "for", "photo"}
            for word in WORD.findall(inner)
        )
    return bool(CREDIT_LABEL.match(text)) and len(text) < 70


def names_pictures(text: str) -> bool:
    """Whether words name an agency, a picture service or a press office, alone or after a stroke."""
    parts = [" ".join(WORD.findall(part)).casefold() for part in re.split(r"[/|,;]|\bvia\b|\bPhoto\b|\bphoto\b", text)]
    names = picture_names()
    return any(part in names or part.split()[-1:] in (["handout"], ["images"], ["pool"]) for part in parts if part)


@cache
def picture_names() -> frozenset[str]:
    """Agencies of words and pictures, in lower case."""
    return frozenset(" ".join(WORD.findall(row["name"])).casefold() for row in read_rows("agencies.csv"))
