"""What a quantity counts, by the syntax around it and the tables of nouns and verbs."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tidings.magnitudes.quantities import Quantity
from tidings.magnitudes.tables import currencies, triggers, weapons
from tidings.vocabulary import MagnitudeKind

# Harm tells more of counted people than what they are: "four soldiers were killed" counts the killed.
HARM = {
    MagnitudeKind.KILLED,
    MagnitudeKind.WOUNDED,
    MagnitudeKind.ARRESTED,
    MagnitudeKind.ABDUCTED,
    MagnitudeKind.DISPLACED,
}
PEOPLE_TAGS = ("NNS", "NNPS", "NN", "NNP")
# Nouns after a number that measure: no people, no weapons, whatever the verb.
MEASURES = {
    "day", "week", "month", "year", "hour", "minute", "second", "decade", "century", "time", "percent", "%", "mile", "km",
    "kilometre", "kilometer", "metre", "meter", "foot", "ton", "tonne", "kilo", "kilogram", "kg", "degree", "acre", "hectare",
    "seat", "vote", "goal", "point", "country", "state", "city", "town", "village", "company", "party", "barrel", "page",
}  # fmt: skip
MASS = {
    "people",
    "person",
    "civilian",
    "man",
    "woman",
    "child",
    "boy",
    "girl",
    "worker",
    "student",
    "resident",
    "citizen",
    "member",
    "supporter",
}
TO_BE = {"be", "have", "get", "report", "believe", "also", "feared", "reportedly", "confirm"}
FARTHEST_STATE = 4  # tokens from the counted noun to "dead", "wounded": "14 people were reported dead"


@dataclass(frozen=True, slots=True)
class Counted:
    """The kind and unit of a quantity; tokens [start, end) it covers together with its number."""

    kind: MagnitudeKind
    start: int
    end: int
    unit: str | None = None


def kind_of(doc: Doc, quantity: Quantity) -> Counted | None:
    """What is counted, None where it is nothing of the codebook's kinds."""
    if money := _money(doc, quantity):
        return money
    noun = _noun(doc, quantity)
    end = (noun.i + 1) if noun is not None else quantity.end
    lemma = _lemma(noun) if noun is not None else ""
    if lemma in MEASURES or _is_part_of_word(doc, quantity) or (noun is None and _is_measured(doc, quantity)):
        return None
    if lemma in weapons():
        unit = (
            " ".join(t.lower_ for t in doc[quantity.end : end] if t.dep_ in ("compound", "amod") and t.i >= noun.i - 2)
            if noun is not None
            else ""
        )
        return Counted(MagnitudeKind.WEAPONS, quantity.start, end, f"{unit} {lemma}".strip())
    own = triggers().counted.get(lemma)
    done = _done_to(doc, quantity, noun)
    if done is not None and (own is None or done in HARM):
        return Counted(done, quantity.start, end)
    return Counted(own, quantity.start, end) if own is not None else None


def _lemma(token: Token) -> str:
    lemma = token.lemma_.lower()
    return (
        lemma if token.tag_ not in ("NNPS", "NNS") or not lemma.endswith("s") or lemma in ("dead", "us") else lemma[:-1]
    )


def _money(doc: Doc, quantity: Quantity) -> Counted | None:
    before = doc[quantity.number - 1] if quantity.number else None
    after = doc[quantity.end] if quantity.end < len(doc) else None
    if before is not None and before.lower_ in currencies() and not before.is_alpha:
        return Counted(MagnitudeKind.MONEY, min(quantity.start, before.i), quantity.end, currencies()[before.lower_])
    if after is not None and after.pos_ in ("NOUN", "PROPN", "SYM") and after.lemma_.lower() in currencies():
        return Counted(MagnitudeKind.MONEY, quantity.start, after.i + 1, currencies()[after.lemma_.lower()])
    return None


def _noun(doc: Doc, quantity: Quantity) -> Token | None:
    """The noun counted: what the number modifies, else the next noun of its phrase; after "of" for "thousands of"."""
    last = doc[quantity.end - 1]
    following = doc[quantity.end] if quantity.end < len(doc) else None
    if following is not None and following.lower_ == "of":
        inner = [t for t in following.children if t.dep_ == "pobj"]
        return inner[0] if inner and inner[0].lower_ not in ("them", "whom", "these", "those", "which") else None
    head = last.head
    if (
        last.dep_ in ("nummod", "amod", "quantmod", "det", "predet")
        and head.i >= quantity.end
        and head.pos_ in ("NOUN", "PROPN", "ADJ")
    ):
        return head if head.lower_ not in triggers().state else None
    if following is not None and following.tag_ in ("NNS", "NNPS"):
        return following
    return None


def _is_part_of_word(doc: Doc, quantity: Quantity) -> bool:
    """ "15-member", "20-year", "F-16": no count."""
    after = doc[quantity.end] if quantity.end < len(doc) else None
    before = doc[quantity.number - 1] if quantity.number else None
    glued_after = (
        after is not None and after.text in "-–" and not doc[quantity.end - 1].whitespace_ and not after.whitespace_
    )
    glued_before = (
        before is not None and before.text in "-–/" and not before.whitespace_ and quantity.start == quantity.number
    )
    return glued_after or glued_before


def _is_measured(doc: Doc, quantity: Quantity) -> bool:
    """A number without a noun that is a date, time or name part."""
    return doc[quantity.end - 1].ent_type_ in ("DATE", "TIME", "PERCENT", "FAC", "PRODUCT", "LAW", "ORDINAL")


def _done_to(doc: Doc, quantity: Quantity, noun: Token | None) -> MagnitudeKind | None:
    """What happens to the counted, or what they do."""
    node = noun if noun is not None else doc[quantity.end - 1]
    return (
        _state_after(doc, node.i + 1)
        or _verb_before(doc, quantity)
        or _verb_of(node)
        or _own_clause(node)
        or _noun_before(node)
    )


def _state_after(doc: Doc, at: int) -> MagnitudeKind | None:
    """ "14 dead", "eight wounded", "five people killed", "14 people were reported killed"."""
    for token in doc[at : at + FARTHEST_STATE]:
        if kind := triggers().state.get(token.lower_):
            return kind if token.tag_ in ("JJ", "VBN", "NN", "NNS", "VBD") and not _has_object(token) else None
        if token.tag_ == "VBN" and (kind := triggers().patient.get(token.lemma_.lower())):
            return kind
        if token.lemma_.lower() not in TO_BE and token.pos_ not in ("AUX", "ADV"):
            return None
    return None


def _has_object(token: Token) -> bool:
    return token.tag_ == "VBD" and any(child.dep_ == "dobj" for child in token.children)


def _verb_before(doc: Doc, quantity: Quantity) -> MagnitudeKind | None:
    """ "killed at least 14", "wounding 40"."""
    if not quantity.start:
        return None
    verb = doc[quantity.start - 1]
    if verb.lower_ == "of" and verb.i:
        return triggers().noun.get(doc[verb.i - 1].lemma_.lower())
    return (
        triggers().patient.get(verb.lemma_.lower())
        if (verb.pos_ == "VERB" and verb.tag_ != "VBN") or (verb.tag_ == "VBN" and _is_active(verb))
        else None
    )


def _is_active(verb: Token) -> bool:
    return any(child.lemma_ == "have" for child in verb.children if child.dep_ == "aux") and not any(
        child.dep_ == "auxpass" for child in verb.children
    )


def _verb_of(node: Token) -> MagnitudeKind | None:
    while node.dep_ == "conj" and node.head.pos_ in ("NOUN", "PROPN", "NUM"):
        node = node.head
    verb = node.head
    if verb.pos_ not in ("VERB", "AUX") or verb is node:
        return None
    lemma = verb.lemma_.lower()
    if node.dep_ in ("dobj", "nsubjpass"):
        return triggers().patient.get(lemma)
    if node.dep_ == "nsubj":
        kind = triggers().agent.get(lemma)
        if kind is not None:
            return kind
        if verb.tag_ == "VBN" and not any(child.dep_ in ("dobj",) for child in verb.children):
            return triggers().patient.get(lemma)
    return None


def _own_clause(node: Token) -> MagnitudeKind | None:
    """ "two Russians detained in Ukraine", "people who died"."""
    for child in node.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            if kind := triggers().patient.get(child.lemma_.lower()):
                return kind
        if child.dep_ == "relcl":
            passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in child.children)
            kind = (triggers().patient if passive else triggers().agent).get(child.lemma_.lower())
            if kind:
                return kind
    return None


def _noun_before(node: Token) -> MagnitudeKind | None:
    """ "the deaths of 14 people", "an exchange for two Russians"."""
    if node.dep_ != "pobj" or node.head.lower_ not in ("of", "for", "to"):
        return None
    return triggers().noun.get(node.head.head.lemma_.lower())
