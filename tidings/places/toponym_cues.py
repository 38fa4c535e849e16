"""What stands around a name and tells that it is a place: prepositions, kind words, directions."""

from tidings.parse.tree import Span, Token
from tidings.places.tables import cues, kind_features, peoples

# "in the war-torn northern city of X": no more words than these between preposition and name.
MOST_LEADS = 6


def lead(span: Span) -> Token | None:
    """The word that leads to a name, articles, directions and kind words ("the city of") left out."""
    doc, at = span.doc, span.start - 1
    for _ in range(MOST_LEADS):
        if at < 0:
            return None
        word = doc[at]
        if word.lower_ == "of" and at and doc[at - 1].lower_ in kind_features():
            return doc[at - 1]
        if word.lower_ not in cues("lead"):
            return word
        if word.is_sent_start:
            return None
        at -= 1
    return None


def is_locative(span: Span) -> bool:
    """Whether the words before a name, or a kind word beside it, say that it is a place.

    "in X", "40 km from X", "the city of X", "X province"; not "from X" or "to X", which people share.
    """
    if kind_word(span) is not None or _is_civic(span):
        return True
    word = lead(span)
    if word is None:
        return False
    if word.lower_ in cues("locative"):
        return True
    before = word.nbor(-1).lower_ if word.i else ""
    return word.lower_ in ("of", "from", "to", "on") and before in cues("bearing")


def _is_civic(span: Span) -> bool:
    """Whether what follows belongs to a town: "X residents", "X's mayor"."""
    doc, at = span.doc, span.end
    if at < len(doc) and doc[at].tag_ == "POS":
        at += 1
    return at < len(doc) and doc[at].text in cues("civic")


def is_perhaps_place(span: Span) -> bool:
    """Likewise, with signs counted that people share: "from X", "attacked X"."""
    word = lead(span)
    return is_locative(span) or (word is not None and word.lower_ in cues("weak"))


def is_surely_place(span: Span) -> bool:
    """Whether even a name that nobody knows must be a place here: "in X", "the village of X"."""
    word = lead(span)
    return kind_word(span) is not None or (word is not None and word.lower_ in cues("sure"))


def lead_is(span: Span, word: str) -> bool:
    """Whether a certain word leads to a name."""
    found = lead(span)
    return found is not None and found.lower_ == word


# Endings of peoples and their adjectives that the list of states lacks: "Kurmanji" aside, most take one of these.
PEOPLE_ENDINGS = ("ish", "ian", "ese", "ans", "inos")


def is_of_a_people(span: Span) -> bool:
    """Whether the words are a people or its adjective: "Turkish", "Filipinos", "Sudanese" before a noun."""
    if span[-1].text in peoples():
        return True
    return (
        len(span) == 1 and span[0].ent_type_ == "NORP" and (span[0].tag_ != "NNP" or span.text.endswith(PEOPLE_ENDINGS))
    )


def kind_word(span: Span) -> str | None:
    """The kind word beside a name: "province" of "X province", "city" of "the city of X"."""
    doc, kinds = span.doc, kind_features()
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and after.lower_ in kinds and after.pos_ in ("NOUN", "PROPN"):
        return after.lower_
    before = doc[span.start - 1] if span.start else None
    if before is not None and before.text in kinds and before.pos_ in ("NOUN", "PROPN"):
        return before.lower_
    if before is not None and before.lower_ == "of" and span.start > 1 and doc[span.start - 2].lower_ in kinds:
        return doc[span.start - 2].lower_
    return None


def kinds_beside(span: Span) -> frozenset[str]:
    """The features that a kind word beside a name asks for: none without one, nor with one that asks for none."""
    word = kind_word(span)
    if word is None:
        return frozenset()
    features = kind_features()[word]
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if "PPL" in features and after is not None and after.lower_ == word:
        return features | {"ADM1", "ADM2", "PCLI"}  # "a Devon village", "the Texas town"
    return features


def is_part_of_other_name(span: Span) -> bool:
    """Whether what stands before or after makes it another thing: "West Nile virus", "US$", "New York Times"."""
    doc = span.doc
    after = doc[span.end].text if span.end < len(doc) else ""
    if after in cues("not_after") or after.lower() in cues("not_after") - {"post", "times", "drive", "united"}:
        return True
    if span.end < len(doc) and doc[span.end].ent_iob_ == "I" and after in cues("particle"):
        return True  # "Bab al-Tabbaneh"
    return after == "$" or (span.start > 0 and doc[span.start - 1].text.endswith("$"))


def touches_name(span: Span) -> bool:
    """Whether a capitalised word of a longer name stands directly before or after it."""
    doc = span.doc
    before = doc[span.start - 1] if span.start and not doc[span.start].is_sent_start else None
    after = doc[span.end] if span.end < len(doc) and not doc[span.end].is_sent_start else None
    return any(
        word is not None and word.pos_ == "PROPN" and word.text[0].isupper() and not word.text.isupper()
        for word in (before, after)
    )
