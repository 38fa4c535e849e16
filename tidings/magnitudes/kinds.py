"""What a quantity counts, by the syntax around it and the tables of nouns and verbs."""

from dataclasses import dataclass

from tidings.csv_rows import word_list
from tidings.magnitudes.quantities import ARTICLES, Quantity
from tidings.magnitudes.tables import currencies, measures, people, phrases, triggers, weapons
from tidings.parse.tree import Doc, Token
from tidings.vocabulary import MagnitudeKind

# What was done to counted people tells more of them than what they are: "four soldiers were killed" counts the killed.
# Release and rescue tell less: "release 52 prisoners" counts prisoners.
HARM = {
    MagnitudeKind.KILLED,
    MagnitudeKind.WOUNDED,
    MagnitudeKind.ARRESTED,
    MagnitudeKind.ABDUCTED,
    MagnitudeKind.DISPLACED,
}
# A captured soldier is a prisoner as well; a captured hill is none.
TAKEN = {MagnitudeKind.PRISONERS, MagnitudeKind.ABDUCTED}
GRAVE = {MagnitudeKind.KILLED, MagnitudeKind.WOUNDED}
NUMBER_DEPS = {"nummod", "amod", "quantmod", "det", "predet", "compound"}
# Tokens between the counted and "dead", "wounded": "14 people were reported dead".
FARTHEST_STATE = 4
LIGHT_WORDS = word_list("light_words", "tidings.magnitudes")
NO_COUNT_ENTITIES = {"DATE", "TIME", "PERCENT", "ORDINAL"}
HYPHENS = {"-", "–"}
TOLLS = {"toll"}  # what rises to a number of dead


@dataclass(frozen=True, slots=True)
class Counted:
    """The kind and unit of a quantity; tokens [start, end) it covers together with its number."""

    kind: MagnitudeKind
    start: int
    end: int
    unit: str | None = None


def kind_of(doc: Doc, quantity: Quantity) -> Counted | None:
    """What is counted, None where it is nothing of the codebook's kinds."""
    if doc[quantity.number].lower_ in ARTICLES and quantity.end == quantity.number + 1:
        return _single(doc, quantity)
    if is_part_of_word(doc, quantity):
        return None
    return _money(doc, quantity) or _things(doc, quantity)


def _single(doc: Doc, quantity: Quantity) -> Counted | None:
    """One person who was killed or wounded: "a journalist was killed"; nobody counts a single arrest."""
    noun = doc[quantity.number].head
    if doc[quantity.number].dep_ != "det" or noun.lemma_.lower() not in people() or noun.tag_ not in ("NN", "NNP"):
        return None
    kind = _verb_of(noun) or _own_clause(noun)
    return Counted(kind, quantity.start, noun.i + 1) if kind in GRAVE and kind is not None else None


def _things(doc: Doc, quantity: Quantity) -> Counted | None:
    after = quantity.end + (quantity.end < len(doc) and doc[quantity.end].text in HYPHENS)
    if after < len(doc) and doc[after].lower_ == "strong":  # "a contingent, 10,000 strong", "a 900-strong force"
        return Counted(MagnitudeKind.TROOPS, quantity.start, after + 1)
    noun = noun_counted(doc, quantity)
    lemma = _lemma(noun) if noun is not None else ""
    end = max(noun.i + 1, quantity.end) if noun is not None else quantity.end
    if noun is not None and (weapon := _weapon(doc, quantity, noun, lemma)):
        return Counted(MagnitudeKind.WEAPONS, quantity.start, end, weapon)
    if lemma in measures() or (noun is None and doc[quantity.end - 1].ent_type_ in NO_COUNT_ENTITIES):
        return None
    own, done = triggers().counted.get(lemma), _done_to(doc, quantity, noun)
    if done in TAKEN and noun is not None and own is None and lemma not in people():
        return None
    kind = done if done is not None and (own is None or done in HARM | TAKEN) else own
    return Counted(kind, quantity.start, end) if kind is not None else None


def _lemma(noun: Token) -> str:
    """The singular in lower case, for names of nations too ("Russians")."""
    lemma = noun.lemma_.lower()
    return lemma[:-1] if noun.tag_ == "NNPS" and lemma.endswith("s") else lemma


def _weapon(doc: Doc, quantity: Quantity, noun: Token, lemma: str) -> str | None:
    """The weapon's name without its number: "ballistic missile"; None for "ships" that are no warships.

    What a doubtful noun needs stands before it ("anti-tank mines") or is its verb ("laid mines").
    """
    needs = weapons().get(lemma)
    if needs is None:
        return None
    before = [doc[i].lower_ for i in range(quantity.end, noun.i) if doc[i].is_alpha]
    if needs and not needs & {*before, noun.head.lemma_}:
        return None
    return " ".join([word for word in before[-2:] if word != "of"] + [lemma])


def _money(doc: Doc, quantity: Quantity) -> Counted | None:
    """An amount of money; a price ("$30 a barrel") is none."""
    before = doc[quantity.number - 1] if quantity.number else None
    after = doc[quantity.end] if quantity.end < len(doc) else None
    if before is not None and not before.is_alpha and before.lower_ in currencies():
        found = Counted(MagnitudeKind.MONEY, min(quantity.start, before.i), quantity.end, currencies()[before.lower_])
    elif after is not None and after.pos_ in ("NOUN", "PROPN") and after.lemma_.lower() in currencies():
        found = Counted(MagnitudeKind.MONEY, quantity.start, after.i + 1, currencies()[after.lemma_.lower()])
    else:
        return None
    return None if found.end < len(doc) and doc[found.end].lower_ in ("a", "an", "per", "each") else found


def noun_counted(doc: Doc, quantity: Quantity) -> Token | None:
    """The noun counted: what the number modifies; after "of" for "thousands of people", none for "three of them"."""
    following = doc[quantity.end] if quantity.end < len(doc) else None
    if following is not None and following.lower_ == "of":
        words = tuple(doc[i].lower_ for i in range(quantity.number, quantity.end))
        inner = next((child for child in following.children if child.dep_ == "pobj"), None)
        is_vague = words in phrases()
        return inner if is_vague and inner is not None and inner.pos_ in ("NOUN", "PROPN") else None
    for i in range(quantity.end - 1, quantity.number - 1, -1):
        head = doc[i].head
        if doc[i].dep_ in NUMBER_DEPS and head.i >= quantity.end and head.pos_ in ("NOUN", "PROPN"):
            return head if head.lower_ not in triggers().state else None
    return _next_noun(doc, quantity.end)


def _next_noun(doc: Doc, at: int) -> Token | None:
    """The plural that follows over adjectives, where the parse has hung the number elsewhere."""
    for i in range(at, min(at + FARTHEST_STATE, len(doc))):
        if doc[i].tag_ in ("NNS", "NNPS"):
            return doc[i] if doc[i].lower_ not in triggers().state else None
        if doc[i].pos_ not in ("ADJ", "NOUN", "PROPN") or doc[i].lower_ in triggers().state:
            return None
    return None


def is_part_of_word(doc: Doc, quantity: Quantity) -> bool:
    """Whether the number is half of a word: "15-member", "F-16", "1/2"; not "a 900-strong force"."""
    last, after = doc[quantity.end - 1], doc[quantity.end] if quantity.end < len(doc) else None
    if after is not None and after.text in HYPHENS and not last.whitespace_ and not after.whitespace_:
        return after.i + 1 >= len(doc) or after.nbor().lower_ != "strong"
    before = doc[quantity.number - 1] if quantity.number else None
    return before is not None and quantity.start == quantity.number and before.text in "-–/" and not before.whitespace_


def _done_to(doc: Doc, quantity: Quantity, noun: Token | None) -> MagnitudeKind | None:
    """What was done to the counted, or what they did: the words beside them first, then the parse."""
    node = noun if noun is not None else doc[quantity.end - 1]
    return (
        _verb_before(doc, quantity)
        or _state_after(doc, node.i + 1)
        or _verb_of(node)
        or _verb_of(doc[quantity.number])  # of "thousands of people marched" the number is the subject
        or _own_clause(node)
        or _noun_before(node)
    )


def _state_after(doc: Doc, at: int) -> MagnitudeKind | None:
    """The kind told right after: "14 dead", "eight wounded", "five people killed", "14 people were reported killed"."""
    for i in range(at, min(at + FARTHEST_STATE, len(doc))):
        token = doc[i]
        if kind := triggers().state.get(token.lower_):
            return None if any(child.dep_ == "dobj" for child in token.children) else kind
        if token.tag_ == "VBN" and (kind := triggers().patient.get(token.lemma_.lower())):
            return kind
        if token.lemma_.lower() not in LIGHT_WORDS and token.pos_ not in ("AUX", "ADV"):
            return None
    return None


def _verb_before(doc: Doc, quantity: Quantity) -> MagnitudeKind | None:
    """The kind told right before: "killed at least 14", "wounding 40", "shot dead 14", "the deaths of 14"."""
    if quantity.start < 2:
        return None
    word = doc[quantity.start - 1]
    if word.nbor(-1).pos_ == "VERB" and (kind := triggers().state.get(word.lower_)):
        return kind
    if word.dep_ == "prt":
        word = word.head
    if word.lower_ == "of":
        return triggers().noun.get(doc[word.i - 1].lemma_.lower())
    is_passive = word.tag_ == "VBN" and not any(child.lemma_ == "have" for child in word.children)
    return triggers().patient.get(word.lemma_.lower()) if word.pos_ == "VERB" and not is_passive else None


def _verb_of(node: Token) -> MagnitudeKind | None:
    """The kind by the verb of the counted: "released two Russians", "three were rescued", "300 people gathered"."""
    while node.dep_ == "conj" and node.head.pos_ in ("NOUN", "PROPN", "NUM"):
        node = node.head
    verb = node.head
    if verb.pos_ != "VERB" or verb is node:
        return None
    if _is_to_death(verb) and node.dep_ in ("dobj", "nsubjpass"):
        return MagnitudeKind.KILLED
    lemma = verb.lemma_.lower()
    has_object = any(child.dep_ == "dobj" for child in verb.children)
    if node.dep_ in ("dobj", "nsubjpass") or (node.dep_ == "nsubj" and verb.tag_ == "VBN" and not has_object):
        return triggers().patient.get(lemma)
    return triggers().agent.get(lemma) if node.dep_ == "nsubj" else None


def _own_clause(node: Token) -> MagnitudeKind | None:
    """The kind by a clause of their own: "two Russians detained in Ukraine", "people who died", "a man shot dead"."""
    for child in node.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and _is_to_death(child):
            return MagnitudeKind.KILLED
        if child.dep_ == "acl" and child.tag_ == "VBN" and (kind := triggers().patient.get(child.lemma_.lower())):
            return kind
        if child.dep_ == "relcl":
            is_passive = any(grandchild.dep_ in ("auxpass", "nsubjpass") for grandchild in child.children)
            kind = (triggers().patient if is_passive else triggers().agent).get(child.lemma_.lower())
            if kind is not None:
                return kind
    return None


def _is_to_death(verb: Token) -> bool:
    """Whether a verb is done until they die, "beaten to death", and not only decreed: "sentenced to death"."""
    ends = any(child.lower_ == "to" and any(n.lower_ == "death" for n in child.children) for child in verb.children)
    return ends and verb.lemma_ not in ("sentence", "condemn")


def _noun_before(node: Token) -> MagnitudeKind | None:
    """The kind of "the deaths of 14 people", "an exchange for two Russians", "the toll rose to 14"."""
    if node.dep_ != "pobj" or node.head.lower_ not in ("of", "for", "to", "at"):
        return None
    governor = node.head.head
    if governor.pos_ != "VERB":
        return triggers().noun.get(governor.lemma_.lower())
    subject = next((child.lemma_.lower() for child in governor.children if child.dep_ == "nsubj"), "")
    return triggers().noun.get(subject) if subject in TOLLS else None
