"""Tell what is no matter of politics: play, works of art, forces of nature, private crime and figures of speech."""

from collections.abc import Iterator, Sequence

from tidings.events.arguments import Trigger, behind, slot_tokens
from tidings.events.frames import PartOfSpeech, Slot
from tidings.events.reading import Reading
from tidings.events.syntax import after_preposition, children, prepositions
from tidings.events.words import forms_of, lemma_of
from tidings.model import Mention
from tidings.tree import Span, Token
from tidings.vocabulary import ActorKind, EventType, MentionKind

# What bodies do to bodies: done by a storm or to an idea it is something else.
PHYSICAL = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE})
# Of the words of mishap those that are so as verbs: a crowd that storms is none.
MISHAPPENING = frozenset({"collapse", "collide", "capsize", "derail", "overturn", "plunge"})
# By them one knows who does something though no list has the noun: "herders", "separatists", "assailants".
PERSONAL_ENDINGS = ("er", "or", "ist", "ian", "ant", "man", "men", "eer", "ee", "one", "body")
ENOUGH = 3  # words that are of sport in such company only: "club", "coach", "contract"
POLITICAL = frozenset(
    {ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP, ActorKind.IGO, ActorKind.PARTY}
)


def is_apart(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence says what a book or a film tells, or is about sport and names nothing political."""
    if _retells(reading, sentence):
        return True
    nouns = {form for token in sentence if token.pos_ in ("NOUN", "PROPN", "ADJ") for form in forms_of(token)}
    classes = reading.lexicon.classes
    if nouns.isdisjoint(classes["SPORTS"]) and len(nouns & classes["PLAY"]) < ENOUGH:
        return False
    return nouns.isdisjoint(classes["POLITICS"]) and not _names_a_political_body(reading, sentence)


def _names_a_political_body(reading: Reading, sentence: Span) -> bool:
    found = (mention for token in sentence for mention in reading.mentions_at(token))
    return any(reading.actors[mention.actor_id].kind in POLITICAL for mention in found)


def _retells(reading: Reading, sentence: Span) -> bool:
    """Whether the main clause says what a work is about: "the film tells the story of a soldier who deserts"."""
    classes = reading.lexicon.classes
    settings = [n for p in prepositions(sentence.root) if p.lower_ == "in" for n in after_preposition(p)]
    if any(_is_work(reading, noun) for noun in settings):
        return True
    if lemma_of(sentence.root) not in classes["RETELLING"]:
        return False
    return any(lemma_of(child) in classes["WORKS"] for child in sentence.root.children if child.dep_ == "nsubj")


def _is_work(reading: Reading, noun: Token) -> bool:
    """Whether a noun is a work of art or the title of one: "in "The Siege", a documentary", not "a show of force"."""
    named = (noun, *children(noun, "appos"))
    return any(
        lemma_of(word) in reading.lexicon.classes["WORKS"] and not any(p.lower_ == "of" for p in prepositions(word))
        for word in named
    )


def is_fiction(reading: Reading, trigger: Trigger) -> bool:
    """Whether a trigger stands in what a work is about: "a thriller about a sniper who turns against his commander"."""
    below = trigger.head
    for above in trigger.head.ancestors:
        if below.dep_ == "prep" and below.lower_ in ("about", "of", "on") and _is_work(reading, above):
            return True
        below = above
    return False


def is_accident(reading: Reading, trigger: Trigger) -> bool:
    """Whether people come to harm in a sentence that tells of a mishap and of no attack, and by nobody."""
    classes = reading.lexicon.classes
    if trigger.frame.event_type is not EventType.ASSAULT or lemma_of(trigger.head) not in classes["RESULT"]:
        return False
    if any(reading.people_at(doer) for doer in slot_tokens(reading, trigger, Slot.SUBJECT)):
        return False
    near = [token for sentence in _beside(reading, trigger) for token in sentence if token.pos_ in ("NOUN", "VERB")]
    mishaps = (token for token in near if token.pos_ == "NOUN" or lemma_of(token) in MISHAPPENING)
    if not any(lemma_of(token) in classes["MISHAP"] for token in mishaps):
        return False
    return classes["HOSTILE"].isdisjoint(form for token in near for form in forms_of(token))


def _beside(reading: Reading, trigger: Trigger) -> Iterator[Span]:
    """The sentence of a trigger and the one before."""
    yield trigger.sentence
    if trigger.sentence.start > 0:
        yield reading.doc[trigger.sentence.start - 1].sent


def is_figurative(reading: Reading, trigger: Trigger) -> bool:
    """Whether force has a doer or an object that knows no force: "a storm hit", "shot down the rumours"."""
    if trigger.frame.event_type not in PHYSICAL:
        return False
    classes = reading.lexicon.classes
    if trigger.frame.pos is PartOfSpeech.NOUN:
        causes = [noun for slot in ("by", "from", "of") for noun in slot_tokens(reading, trigger, slot)]
        return any(lemma_of(token) in classes["NATURE"] for token in causes)
    doers, objects = (slot_tokens(reading, trigger, slot) for slot in (Slot.SUBJECT, Slot.OBJECT))
    prey = objects if trigger.frame.event_type is EventType.ASSAULT else []
    if any(lemma_of(token) in classes["NATURE"] for token in (*doers, *prey)):
        return True
    if doers and (Slot.SUBJECT,) in trigger.frame.sources and all(_is_a_thing(reading, token) for token in doers):
        return True
    if len(trigger.frame.words) == 1 and any(lemma_of(token) in classes["ABSTRACT"] for token in objects):
        return True
    private = classes["PRIVATE"] | classes["FAMILY"]
    return _all(doers, private) and _all(objects, private)


def _is_a_thing(reading: Reading, noun: Token) -> bool:
    """Whether a doer is nothing that can do harm on purpose: no person, no weapon, no happening, nobody's tool."""
    if noun.dep_ == "pobj" and noun.head.dep_ != "agent":  # a participle after a noun often hangs on the wrong one
        return False
    if noun.pos_ != "NOUN" or noun.lemma_.endswith(PERSONAL_ENDINGS) or behind(reading, noun):
        return False
    classes = reading.lexicon.classes
    capable = (classes[name] for name in ("MEANS", "WEAPON", "TROOPS"))
    return not reading.people_at(noun) and all(known.isdisjoint(forms_of(noun)) for known in capable)


def is_private(reading: Reading, trigger: Trigger, sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    """Whether only private persons or firms take part in what is no protest (ruling 33): "the nurse sued her son"."""
    if not sources or trigger.frame.event_type is EventType.PROTEST:
        return False
    parties = (*sources, *targets)
    if all(reading.actors[mention.actor_id].kind is ActorKind.COMPANY for mention in parties):
        return trigger.frame.event_type is not EventType.ASSAULT
    private = reading.lexicon.classes["CIVIC"] | reading.lexicon.classes["FAMILY"]
    return all(m.mention_kind is MentionKind.NOMINAL for m in parties) and _all(
        [reading.token_at(mention.root) for mention in parties], private
    )


def _all(tokens: list[Token], lemmas: frozenset[str]) -> bool:
    return bool(tokens) and all(lemma_of(token) in lemmas for token in tokens)
