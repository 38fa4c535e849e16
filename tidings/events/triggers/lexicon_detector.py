"""Find the triggers of a sentence: senses of the lexicon whose words hang together and whose sense tests pass."""

from collections.abc import Iterator

from tidings.csv_rows import word_list
from tidings.events.arguments import Trigger, holds, passes
from tidings.events.lexicon.frames import Frame, PartOfSpeech
from tidings.events.lexicon.load import ALONE
from tidings.events.passage_index import PassageIndex, counted_by_quantity, told_in
from tidings.parse.clauses import children, is_verbal
from tidings.parse.lemmas import forms_of, joined, lemma_of, parts_before
from tidings.parse.tree import Span, Token
from tidings.records import Timex
from tidings.vocabulary import EventType

PARTS = {
    "VERB": PartOfSpeech.VERB,
    "AUX": PartOfSpeech.VERB,
    "NOUN": PartOfSpeech.NOUN,
    "PROPN": PartOfSpeech.NOUN,
    "ADJ": PartOfSpeech.ADJECTIVE,
}
# A noun before another noun names a kind of thing ("attack helicopter") unless the other is a happening or its frame.
EVENT_HEADS = word_list("event_heads", "tidings.events")


def find_triggers(reading: PassageIndex, sentence: Span) -> list[Trigger]:
    """The triggers of a sentence in text order; a user's row beats a shipped one, more words fewer."""
    said = frozenset(form for token in sentence for form in forms_of(token)) | {ALONE}
    dated = {i for timex in told_in(sentence, reading.dates) for i in _tokens_of(reading, timex)}
    found = [t for token in sentence if token.i not in dated for t in _senses(reading, token, sentence, said)]
    found.sort(key=lambda t: (not t.frame.is_users, -len(t.tokens), t.head.i))
    taken: set[int] = set()
    kept = []
    for trigger in found:
        places = {token.i for token in trigger.tokens}
        if not places & taken:
            taken |= places
            kept.append(trigger)
    return sorted(kept, key=lambda t: t.head.i)


def _tokens_of(reading: PassageIndex, timex: Timex) -> range:
    """The tokens of a date: "March" in them is no march."""
    return range(reading.token_at(timex.start).i, reading.token_at(timex.end - 1).i + 1)


def _senses(reading: PassageIndex, token: Token, sentence: Span, said: frozenset[str]) -> Iterator[Trigger]:
    """The first sense of a word that fits, if any; `said` are the words of the sentence.

    What a row forbids, a looser row of the same type does not allow: "surrendered the lead" is no surrender.
    """
    forbidden: set[EventType] = set()
    for frame in _frames(reading, token, said):
        if frame.event_type in forbidden:
            continue
        tokens = _words(frame, token)
        if tokens is None or not _is_event(frame, token):
            continue
        trigger = Trigger(frame, tokens[0], tokens, sentence)
        if not all(holds(reading, trigger, test) for test in frame.requires):
            continue
        if not any(passes(reading, trigger, test) for test in frame.forbids):
            yield trigger
            return
        forbidden.add(frame.event_type)


def _frames(reading: PassageIndex, token: Token, said: frozenset[str]) -> Iterator[Frame]:
    """The senses a word may have beside what is said; a gerund may name a happening: "fighting broke out"."""
    pos = PARTS.get(token.pos_)
    if pos is None:
        return
    whole = joined(token)
    if whole is not None:
        yield from reading.lexicon.frames_told(pos, whole, said)
    own = PartOfSpeech.MODAL if token.dep_ == "aux" else pos
    yield from reading.lexicon.frames_told(own, lemma_of(token), said)
    if token.tag_ == "VBG" and token.dep_ in ("csubj", "nsubj", "nsubjpass", "pobj", "dobj", "pcomp"):
        yield from reading.lexicon.frames_told(PartOfSpeech.NOUN, token.lower_, said)


def _words(frame: Frame, head: Token) -> tuple[Token, ...] | None:
    """The tokens of all words of a frame, each hanging on one found before; None when one is missing."""
    found = [head] if frame.pos is not PartOfSpeech.MODAL else [head.head, head]
    for i, choice in enumerate(frame.words):
        if i == frame.head:
            continue
        word = next(
            (w for token in reversed(found) for w in _around(token) if _is_word(w, choice) and w not in found), None
        )
        if word is None:
            return None
        found.append(word)
    whole = frozenset().union(*frame.words)
    return (*found, *(part for word in found if joined(word) in whole for part in parts_before(word)))


def _around(token: Token) -> Iterator[Token]:
    """Words that may belong to one trigger with a word; the doer of a verb is none ("the talks ended")."""
    yield from (child for child in token.children if not is_verbal(token) or not _is_a_clause_apart(child))
    if token.dep_ in ("acl", "relcl"):
        yield token.head
    for child in token.children:
        if child.dep_ in ("dobj", "pobj", "attr", "nsubjpass"):
            yield from (c for c in child.children if c.dep_ == "conj")
        if child.dep_ == "oprd":  # "called it an [illegal] land-grab"
            yield from child.children
        if child.dep_ == "dobj":  # "sent tens of thousands of [troops]"
            yield from counted_by_quantity(child)
        elif child.dep_ in ("advcl", "ccomp", "xcomp"):  # "called for Mali to go": "for" marks the clause
            yield from (c for c in child.children if c.dep_ == "mark")


def _is_a_clause_apart(child: Token) -> bool:
    """Whether a child of a verb is its doer or a clause with a tense of its own: "announced they are boycotting"."""
    if child.dep_ == "ccomp" and is_verbal(child):
        return child.tag_ not in ("VB", "NN") or any(word.tag_ == "MD" for word in child.children)
    return child.dep_ == "nsubj"


def _is_word(token: Token, choice: frozenset[str]) -> bool:
    return not choice.isdisjoint(forms_of(token))


def _is_event(frame: Frame, token: Token) -> bool:
    if frame.pos is PartOfSpeech.VERB and token.dep_ == "amod":  # "the jailed leader" is a state
        return False
    if frame.pos is PartOfSpeech.MODAL and any(subject.i > token.i for subject in children(token.head, "nsubj")):
        return False  # "should Athens refuse" is a condition or a question
    if frame.pos is PartOfSpeech.ADJECTIVE and token.dep_ == "amod":  # "posts critical of the king" are no act
        return False
    if frame.pos is not PartOfSpeech.NOUN or token.dep_ not in ("compound", "nmod"):
        return True
    return token.head.lemma_.lower() in EVENT_HEADS
