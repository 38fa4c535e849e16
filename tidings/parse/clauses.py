"""Questions to the parse tree that every clause answers: who does it, to whom, in which voice, under which verb."""

from collections.abc import Iterator

from tidings.csv_rows import word_list
from tidings.parse.tree import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "oprd"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Verbs whose subject, not object, is to do what the infinitive says.
SUBJECT_CONTROL = word_list("subject_control", "tidings.parse")
# Verbs without a passive: "the envoy shuttled", whatever the tagger says.
INTRANSITIVE = word_list("intransitive", "tidings.parse")
# Prepositions after which a participle belongs to the object: "accused him of lying", "barred them from voting".
OBJECT_PREPOSITIONS = frozenset({"of", "from", "for", "with", "into"})
# Verbs of blame and of hindrance: a participle after their preposition tells what their object does.
OF_DEEDS = word_list("of_deeds", "tidings.parse")
# Participles with which the accuser goes on: "accused them of shelling a town, [calling] it a crime".
SPEAKING = word_list("speaking", "tidings.parse")
# Written or spoken words, of which the clause after them tells what their author does: "a report accusing the army".
UTTERANCES = word_list("utterances", "tidings.parse")
DEEPEST = 12  # links followed upwards: longer chains are parse errors


def children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def first(token: Token, *labels: str) -> Token | None:
    return next((child for child in token.children if child.dep_ in labels), None)


def coordinated(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in text order: "Russia, Iran and Syria" from "Russia"."""
    found, queue = [], [token]
    while queue:
        here = queue.pop(0)
        found.append(here)
        queue.extend(children(here, "conj"))
    return found


def is_verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Whether the grammatical subject undergoes the action; a bare participle is passive unless it has an object."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    if verb.lemma_ in INTRANSITIVE and first(verb, "nsubj") is not None:
        return False
    if verb.dep_ == "acl" and verb.tag_ == "VBD":  # no finite verb hangs on a noun: "a pastor [freed] in May"
        return first(verb, "dobj") is None
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ == "conj" and is_verbal(verb.head):  # "were closed and two [banned]"
        return is_passive(verb.head)
    if first(verb, "dobj") is not None:
        return False
    return first(verb, "nsubj") is None or verb.dep_ in ("ROOT", "ccomp")


def governor(token: Token) -> Token:
    """The nearest verb (or root) above a token."""
    for _ in range(DEEPEST):
        if token.dep_ == "ROOT":
            return token
        token = token.head
        if is_verbal(token):
            return token
    return token


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token itself."""
    if token.lower_ in RELATIVES and token.tag_ in ("WDT", "WP", "WP$"):
        verb = governor(token)
        for _ in range(DEEPEST):
            if verb.dep_ == "relcl":
                return _sited(verb.head) if token.lower_ == "that" else verb.head
            if verb.dep_ not in ("conj", "ccomp", "xcomp"):
                break
            verb = verb.head
    return token


def _sited(noun: Token) -> Token:
    """What is in a place, for the place: "strikes in Herat that killed two" are the strikes, not the town."""
    site = noun.head
    is_place = noun.ent_type_ in ("GPE", "LOC", "FAC") and noun.dep_ == "pobj" and site.lower_ in ("in", "near", "at")
    return site.head if is_place and site.head.pos_ == "NOUN" else noun


def grammatical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The words that are, or are understood as, the subject of a verb: own, relative, shared or controlled."""
    own = first(verb, *SUBJECTS)
    if own is None and verb.pos_ in ("ADJ", "NOUN") and is_verbal(verb.head):
        own = first(verb.head, *SUBJECTS)
    if own is not None and own.dep_ in ("nsubj", "nsubjpass"):
        return coordinated(antecedent(own))
    if depth > DEEPEST or verb.dep_ == "ROOT":
        return []
    return _understood_subjects(verb, depth)


def _understood_subjects(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    deed = _deed_before(verb)
    if deed is not None:
        return grammatical_subjects(deed, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        return _subjects_at_noun(verb, depth)
    if verb.dep_ == "xcomp" and is_verbal(head) and head.lemma_ not in SUBJECT_CONTROL:
        controlled = logical_objects(head, depth + 1)
        return controlled or grammatical_subjects(head, depth + 1)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return _subjects_after_preposition(head, depth)
    is_above = head.tag_ == "VB" or (head.tag_ == "VBP" and verb.tag_ == "VBD")
    if verb.dep_ == "conj" and verb.tag_ in FINITE and is_above:  # "let them go and [asked] for talks"
        return grammatical_subjects(governor(head), depth + 1)
    if is_verbal(head) or head.pos_ == "ADJ":
        return grammatical_subjects(head, depth + 1)
    if verb.dep_ == "conj":  # hung on a noun by mistake: a finite verb goes on with the clause around
        return grammatical_subjects(governor(head), depth + 1) if verb.tag_ in FINITE else []
    return _holders(head, depth)


def _subjects_at_noun(verb: Token, depth: int) -> list[Token]:
    """Of a participle or relative clause: the noun itself; of "the plan to ...": who has the plan."""
    infinitive = any(child.tag_ == "TO" for child in verb.children)
    if verb.dep_ == "acl" and (infinitive or (verb.tag_ == "VBG" and verb.head.lemma_ in UTTERANCES)):
        return _holders(verb.head, depth) or [verb.head]
    return [verb.head]


def _deed_before(verb: Token) -> Token | None:
    """The deed of the object that a participle goes on with: "accused them of [shelling] a town, killing nine"."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.head.lemma_ not in OF_DEEDS or verb.lemma_ in SPEAKING:
        return None
    links = [link for above in (verb.head, *children(verb.head, "dobj")) for link in children(above, "prep")]
    deeds = [deed for link in links for deed in children(link, "pcomp")]
    return next((deed for deed in deeds if verb.head.i < deed.i < verb.i), None)


def _subjects_after_preposition(preposition: Token, depth: int) -> list[Token]:
    above = preposition.head
    if above.dep_ in ("dobj", "nsubjpass") and above.head.lemma_ in OF_DEEDS:
        return coordinated(above)
    if not is_verbal(above):
        return _holders(above, depth)
    if preposition.lower_ in OBJECT_PREPOSITIONS:
        affected = logical_objects(above, depth + 1)
        if affected:
            return affected
    return grammatical_subjects(above, depth + 1)


def _holders(noun: Token, depth: int) -> list[Token]:
    """Who has what the noun names: its possessor, or the subject of the clause that has it as object."""
    owner = first(noun, "poss")
    if owner is not None:
        return coordinated(antecedent(owner))
    verb = governor(noun)
    return grammatical_subjects(verb, depth + 1) if is_verbal(verb) and noun.dep_ not in SUBJECTS else []


def logical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who does it: the subject of an active verb, the "by" phrase of a passive one."""
    if not is_passive(verb):
        return grammatical_subjects(verb, depth)
    return [noun for agent in _agents(verb) for noun in after_preposition(agent)]


def _agents(verb: Token) -> list[Token]:
    own = [child for child in verb.children if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")]
    if own:
        return own
    later = [child for child in verb.children if child.dep_ == "conj" and is_verbal(child)]
    return [agent for child in later for agent in children(child, "agent")]


def logical_objects(verb: Token, depth: int = 0) -> list[Token]:
    """Who or what undergoes it: the object of an active verb, the subject of a passive one."""
    if is_passive(verb):
        if verb.dep_ == "acl" and not any(child.dep_ in SUBJECTS for child in verb.children):
            return coordinated(verb.head)[:1]
        return grammatical_subjects(verb, depth)
    own = [noun for child in children(verb, *OBJECTS) for noun in coordinated(antecedent(child))]
    if own:
        return own
    if verb.dep_ == "relcl" and not any(antecedent(s) is not s for s in children(verb, "nsubj")):
        return [verb.head] if first(verb, "nsubj") is not None else []
    if verb.dep_ == "conj" and is_verbal(verb.head):
        return []
    shared = next((c for c in verb.children if c.dep_ == "conj" and is_verbal(c) and first(c, *SUBJECTS) is None), None)
    return [noun for child in children(shared, *OBJECTS) for noun in coordinated(child)] if shared is not None else []


def after_preposition(preposition: Token) -> list[Token]:
    """The nouns a preposition governs, also through a second preposition ("from within the army")."""
    found = [noun for child in children(preposition, "pobj") for noun in coordinated(antecedent(child))]
    return found or [noun for inner in children(preposition, "prep") for noun in after_preposition(inner)]


def prepositions(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt", "mark") and child.pos_ in ("ADP", "SCONJ", "PART", "ADV"):
            yield child
            yield from (other for other in child.children if other.dep_ == "conj" and other.pos_ == "ADP")


def clause_complement(token: Token) -> Token | None:
    """The verb of the clause that completes a word: "urged him to [go]", "a call for Mali to [go]"."""
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "acl") and (child.pos_ in ("VERB", "AUX") or child.dep_ == "ccomp"):
            return child
        if child.dep_ == "advcl" and any(mark.lower_ in ("for", "on") for mark in children(child, "mark")):
            return child  # "calls for Assad to [go]": the parser takes "for" for the clause's own
    for preposition in children(token, "prep"):
        inner = first(preposition, "pcomp")
        if inner is not None:
            return inner
    return None
