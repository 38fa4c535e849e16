"""The triggers that the encoder finds, each with the row of the lexicon that reads it alike, or a plain frame."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from tidings.encoder.records import ScoredTrigger
from tidings.events.arguments import Trigger
from tidings.events.attributes.surroundings import best_type
from tidings.events.lexicon.frames import Frame, PartOfSpeech
from tidings.events.lexicon.load import ALONE
from tidings.events.passage_index import PassageIndex
from tidings.ontology.tables import nearest_cameo
from tidings.parse.lemmas import forms_of, lemma_of
from tidings.parse.tree import Span, Token
from tidings.vocabulary import EventType, Status

PARTS = {"VERB": PartOfSpeech.VERB, "AUX": PartOfSpeech.VERB, "ADJ": PartOfSpeech.ADJECTIVE}
SENSES = (PartOfSpeech.VERB, PartOfSpeech.NOUN, PartOfSpeech.ADJECTIVE)
NO_WORDS = frozenset({"PUNCT", "SPACE", "DET", "ADP", "PRON", "PART", "CCONJ", "SCONJ"})


def encoder_triggers(reading: PassageIndex, sentence: Span, rows: Sequence[Trigger]) -> Iterator[Trigger]:
    """What the encoder takes for triggers, however low the score: LOW_SCORE decides later, and says so."""
    for index, scored in _scored(reading, sentence):
        yield _trigger(reading, sentence, index, scored, rows)


def scored_there(reading: PassageIndex, row: Trigger) -> Trigger:
    """The trigger of a row with what the encoder scores at the same words, if anything."""
    for index, scored in _scored(reading, row.sentence):
        if scored.start < row.end and row.start < scored.end:
            return replace(row, scored=index)
    return row


def is_scored(reading: PassageIndex, sentence: Span) -> bool:
    """Whether the encoder finds any trigger in a sentence."""
    return next(_scored(reading, sentence), None) is not None


def _scored(reading: PassageIndex, sentence: Span) -> Iterator[tuple[int, ScoredTrigger]]:
    """The encoder's triggers that begin in a sentence."""
    if reading.encoded is None or len(sentence) == 0:
        return
    start, end = sentence.start_char, sentence.end_char
    for index, scored in enumerate(reading.encoded.output.triggers):
        if start <= scored.start < end:
            yield index, scored


def _trigger(
    reading: PassageIndex, sentence: Span, index: int, scored: ScoredTrigger, rows: Sequence[Trigger]
) -> Trigger:
    tokens = _tokens(reading, scored)
    words = _words(tokens)
    event_type = best_type(scored)
    alike = _row_alike(event_type, words, rows)
    if alike is not None:
        return replace(alike, scored=index)
    head = _head(words)
    ordered = (head, *(token for token in tokens if token is not head))
    pos = PARTS.get(head.pos_, PartOfSpeech.NOUN)
    frame = _plain_frame(event_type, pos, tuple(lemma_of(token) for token in ordered))
    row = _row_of_words(reading, event_type, words)
    if row is not None:  # its sense tests have failed: the encoder knows the sense
        frame = replace(frame, mode=row.mode, cameo_code=row.cameo_code, contexts=row.contexts)
    return Trigger(frame, head, ordered, sentence, index)


def row_used(reading: PassageIndex, scored: ScoredTrigger, rows: Sequence[Trigger]) -> Frame | None:
    """The row that reads a trigger of the encoder alike, else the one that lends it mode, code and contexts."""
    words = _words(_tokens(reading, scored))
    alike = _row_alike(best_type(scored), words, rows)
    return alike.frame if alike is not None else _row_of_words(reading, best_type(scored), words)


def _tokens(reading: PassageIndex, scored: ScoredTrigger) -> list[Token]:
    return [token for token in reading.doc.char_span(scored.start, scored.end) if not token.is_space]


def _words(tokens: list[Token]) -> list[Token]:
    """Those that tell something, if any do."""
    return [token for token in tokens if token.pos_ not in NO_WORDS] or tokens


def _row_alike(event_type: EventType, words: Sequence[Token], rows: Sequence[Trigger]) -> Trigger | None:
    """What a row finds at one of the words, of the same type: the one of the most words."""
    alike = [row for row in rows if row.frame.event_type is event_type and not set(row.tokens).isdisjoint(words)]
    return max(alike, key=lambda row: len(row.tokens), default=None)


def _row_of_words(reading: PassageIndex, event_type: EventType, words: Sequence[Token]) -> Frame | None:
    """The row for these words and this type, whatever its sense tests say: of the most words, the most general."""
    said = frozenset(form for token in words for form in forms_of(token)) | {ALONE}
    heads = ((part, form) for token in words for part in SENSES for form in forms_of(token))
    found = [row for part, form in heads for row in reading.lexicon.frames_told(part, form, said)]
    alike = (row for row in found if row.event_type is event_type)
    return min(alike, key=lambda row: (-len(row.words), len(row.requires)), default=None)


def _head(words: Sequence[Token]) -> Token:
    """The word that governs the others, the first of several: the verb of a phrase, the noun of a compound."""
    inside = {token.i for token in words}
    return next((token for token in words if token.head is token or token.head.i not in inside), words[0])


@lru_cache(maxsize=4096)
def _plain_frame(event_type: EventType, pos: PartOfSpeech, lemmas: tuple[str, ...]) -> Frame:
    """A frame that says the type alone: where its parties stand is the encoder's to say."""
    return Frame(
        row_id=f"encoder/{event_type}",
        words=tuple(frozenset({lemma}) for lemma in lemmas),
        head=0,
        pos=pos,
        event_type=event_type,
        mode=None,
        cameo_code=nearest_cameo(event_type, None),
        status=Status.ACTUAL,
        sources=(),
        targets=(),
        is_symmetric=event_type is EventType.CONSULT,
        requires=(),
        forbids=(),
        contexts=(),
        example="",
    )
