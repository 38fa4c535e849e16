"""Tell the sentences of a text that are about play or a work of art, and of which none is taken for politics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tidings.events.reading import Reading
from tidings.events.syntax import after_preposition, children, prepositions
from tidings.events.words import forms_of, lemma_of
from tidings.tree import Span, Token
from tidings.vocabulary import ActorKind

ENOUGH = 3  # words that are of sport in such company only: "club", "coach", "contract"
# A result is worth two of them. Matches "2-1", "3–0", "110-98"; not "F-16", "2021-22", and see `_is_score`.
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
# What is counted stands right after a range, which is no score: "10-12 houses".
NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
PLAYED = NAMING | {"VERB"}
NEAR = 2  # sentences of one paragraph that share their topic
PARAGRAPH_END = "\n\n"
POLITICAL = frozenset(
    {ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP, ActorKind.IGO, ActorKind.PARTY}
)
# Of a work that has parts, what they do is told of the work: "the second act of the opera".
PARTS_OF_WORKS = frozenset({"act", "season", "episode", "chapter", "scene", "part", "finale", "plot", "half", "volume"})


@dataclass(frozen=True, slots=True)
class _Topic:
    """How much a sentence speaks of play, whether it names anything political, whether it retells a work."""

    plays: int
    is_political: bool
    is_retelling: bool

    @property
    def is_play(self) -> bool:
        return self.plays >= ENOUGH and not self.is_political


def sentences_apart(reading: Reading) -> frozenset[int]:
    """Where the sentences start that retell a work, or are about play and name nothing political.

    What a paragraph says beside a sentence of play is play too: "Wanderers won 2-0. Their keeper refused to celebrate."
    """
    sentences = reading.doc.sents
    topics = [_topic(reading, sentence) for sentence in sentences]
    ended = list(accumulate((PARAGRAPH_END in sentence.text for sentence in sentences), initial=0))  # paragraphs
    played = [i for i, topic in enumerate(topics) if topic.is_play]
    near = {j for i in played for j in range(max(0, i - NEAR), min(len(topics), i + NEAR + 1)) if ended[i] == ended[j]}
    beside = {i for i in near if not _is_political(reading, sentences[i], ("POLITICS", "STAKES"))}
    retold = {i for i, topic in enumerate(topics) if topic.is_retelling}
    return frozenset(sentences[i].start for i in {*played, *beside, *retold})


def _topic(reading: Reading, sentence: Span) -> _Topic:
    classes = reading.lexicon.classes
    said = _said(sentence, PLAYED)
    plays = len(said & classes["PLAY"])
    if not said.isdisjoint(classes["SPORTS"]) and not _said(sentence, NAMING).isdisjoint(classes["SPORTS"]):
        plays += ENOUGH
    if plays and any(_is_score(token) for token in sentence):
        plays += 2
    is_political = bool(plays) and _is_political(reading, sentence, ("POLITICS",))
    return _Topic(plays, is_political, _retells(reading, sentence))


def _is_political(reading: Reading, sentence: Span, matters: Sequence[str]) -> bool:
    """Whether a noun of one of these classes stands in a sentence, or the name of a political body."""
    nouns = _said(sentence, NAMING)
    if any(not nouns.isdisjoint(reading.lexicon.classes[name]) for name in matters):
        return True
    found = (mention for token in sentence for mention in reading.mentions_at(token))
    return any(reading.actors[mention.actor_id].kind in POLITICAL for mention in found)


def _said(sentence: Span, kinds: frozenset[str]) -> frozenset[str]:
    return frozenset(form for token in sentence if token.pos_ in kinds for form in forms_of(token))


def _is_score(token: Token) -> bool:
    """Whether a result begins at a token: "2-1" in one or in three of them, and counts nothing."""
    if not token.text[0].isdigit():
        return False
    own, rest = token.doc[token.i : token.i + 1], token.doc[token.i : token.i + 3]
    score = own if SCORE.fullmatch(own.text) else rest
    if not SCORE.fullmatch(score.text) or token.ent_type_ == "DATE":
        return False
    after = score[-1].i + 1
    return after >= len(token.doc) or token.doc[after].pos_ not in NAMING


def _retells(reading: Reading, sentence: Span) -> bool:
    """Whether the main clause says what a work is about: "the film tells the story of a soldier who deserts"."""
    settings = [n for p in prepositions(sentence.root) if p.lower_ == "in" for n in after_preposition(p)]
    if any(is_work(reading, noun) for noun in settings):
        return True
    if lemma_of(sentence.root) not in reading.lexicon.classes["RETELLING"]:
        return False
    return any(is_of_work(reading, child) for child in children(sentence.root, "nsubj"))


def is_work(reading: Reading, noun: Token) -> bool:
    """Whether a noun is a work of art or the title of one: "in "The Siege", a documentary", not "a show of force"."""
    named = (noun, *children(noun, "appos"))
    return any(
        lemma_of(word) in reading.lexicon.classes["WORKS"] and not any(p.lower_ == "of" for p in prepositions(word))
        for word in named
    )


def is_of_work(reading: Reading, noun: Token) -> bool:
    """Whether a noun is a work of art or a part of one: "the last act of the opera", "the serial's first season"."""
    works = reading.lexicon.classes["WORKS"]
    if lemma_of(noun) in works:
        return True
    wholes = [n for p in prepositions(noun) if p.lower_ == "of" for n in after_preposition(p)]
    wholes += children(noun, "poss", "compound")
    return lemma_of(noun) in PARTS_OF_WORKS and any(lemma_of(whole) in works for whole in wholes)
