"""Tell what is no matter of politics: play, works of art, forces of nature, private crime and figures of speech."""

from collections.abc import Iterator, Sequence

from tidings.events.apart import is_of_work, is_work
from tidings.events.arguments import Trigger, behind, slot_tokens
from tidings.events.frames import PartOfSpeech, Slot
from tidings.events.reading import Reading
from tidings.events.syntax import children
from tidings.events.words import forms_of, lemma_of
from tidings.model import Mention
from tidings.tree import Span, Token
from tidings.vocabulary import ActorKind, EventType, MentionKind

# What bodies do to bodies: done by a storm or to an idea it is something else.
PHYSICAL = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE})
# Of the words of mishap those that are so as verbs: a crowd that storms is none.
MISHAPPENING = frozenset(
    {"collapse", "collide", "capsize", "crash", "derail", "overturn", "plunge", "sink", "skid", "topple"}
)
# By them one knows who does something though no list has the noun: "herders", "separatists", "assailants".
PERSONAL_ENDINGS = ("er", "or", "ist", "ian", "ant", "man", "men", "eer", "ee", "one", "body")
# The tags of verbs in the tense in which works are retold, or in none.
UNTENSED = frozenset({"VBZ", "VBP", "VB", "VBG", "VBN"})


def is_fiction(reading: Reading, trigger: Trigger) -> bool:
    """Whether a trigger stands in what a work is about: "a thriller about a sniper who turns against his commander".

    So does what is told in the present below a work in the present tense: "the comic mocks an emperor who bans fun".
    """
    below = trigger.head
    for above in trigger.head.ancestors:
        if below.dep_ == "prep" and below.lower_ in ("about", "of", "on") and is_work(reading, above):
            return True
        if above.tag_ == "VBZ" and trigger.head.tag_ in UNTENSED and below.dep_ not in ("conj", "ccomp"):
            about = below.dep_ != "prep" or below.lower_ in ("about", "with", "on")
            if about and any(is_of_work(reading, subject) for subject in children(above, "nsubj")):
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
    if _is_done_by_nature(reading, trigger):
        return True
    if trigger.frame.event_type not in PHYSICAL:
        return False
    classes = reading.lexicon.classes
    if trigger.frame.pos is PartOfSpeech.NOUN:
        causes = [noun for slot in ("by", "from", "of") for noun in slot_tokens(reading, trigger, slot)]
        return any(lemma_of(token) in classes["NATURE"] for token in causes)
    doers, objects = (slot_tokens(reading, trigger, slot) for slot in (Slot.SUBJECT, Slot.OBJECT))
    prey = objects if trigger.frame.event_type is EventType.ASSAULT else []
    if any(lemma_of(token) in classes["NATURE"] for token in (*doers, *prey)) or _all(doers, classes["UNARMED"]):
        return True
    if doers and (Slot.SUBJECT,) in trigger.frame.sources and all(_is_a_thing(reading, token) for token in doers):
        return True
    if len(trigger.frame.words) == 1 and any(lemma_of(token) in classes["ABSTRACT"] for token in objects):
        return True
    private = classes["PRIVATE"] | classes["FAMILY"]
    return _all(doers, private) and _all(objects, private)


def _is_done_by_nature(reading: Reading, trigger: Trigger) -> bool:
    """Whether weather or a beast does it, whatever it is: "Typhoon Haiyan slammed into the coast"."""
    if trigger.frame.pos is not PartOfSpeech.VERB:
        return False
    doers = slot_tokens(reading, trigger, Slot.SUBJECT)
    return bool(doers) and all(_is_of_nature(reading, doer) for doer in doers)


def _is_of_nature(reading: Reading, noun: Token) -> bool:
    """Whether a noun is a force of nature that nobody owns, or a name that says so: "Typhoon Haiyan"."""
    nature = reading.lexicon.classes["NATURE"]
    if noun.pos_ == "PROPN":
        return any(lemma_of(word) in nature for word in children(noun, "compound"))
    return lemma_of(noun) in nature and not behind(reading, noun)


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


def is_fixture(reading: Reading, trigger: Trigger, sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    """Whether teams named after their countries are to play: "Croatia meets Japan in the final"."""
    parties = (*sources, *targets)
    if trigger.frame.event_type is not EventType.CONSULT or not parties:
        return False
    if any(reading.actors[mention.actor_id].kind is not ActorKind.STATE for mention in parties):
        return False
    classes = reading.lexicon.classes
    nouns = {form for token in trigger.sentence if token.pos_ in ("NOUN", "PROPN", "ADJ") for form in forms_of(token)}
    matters = (classes[name] for name in ("POLITICS", "STAKES", "TREATY", "RELATIONS", "DIPLOMAT"))
    if any(not nouns.isdisjoint(matter) for matter in (*matters, classes["MEETING"] - classes["PLAY"])):
        return False
    return not nouns.isdisjoint(classes["PLAY"] - classes["MEETING"])


def _all(tokens: list[Token], lemmas: frozenset[str]) -> bool:
    return bool(tokens) and all(lemma_of(token) in lemmas for token in tokens)
