"""Whose claim a sentence is: reporting verbs, "according to", and quotes that run on into the next sentence."""

from tidings.events.attributes.status import Factuality
from tidings.events.lexicon.frames import Effect
from tidings.events.passage_index import PassageIndex
from tidings.parse.clauses import after_preposition, children, grammatical_subjects, is_verbal, logical_subjects
from tidings.parse.tree import Span, Token
from tidings.records import Mention

OPENING = frozenset({"“", "„", "«"})
CLOSING = frozenset({"”", "»"})
EITHER = frozenset({'"', "''", "``"})


def speaker_of(reading: PassageIndex, sentence: Span, scope: Factuality, quoted_by: Mention | None) -> Mention | None:
    """The speaker of an event: who reports, alleges or denies it, else who is quoted, else "according to"."""
    if scope.under is not None and scope.effect in (Effect.REPORTED, Effect.ALLEGED, Effect.DENIED):
        found = first_person(reading, logical_subjects(scope.under))
        if found is not None:
            return found
    for token in sentence:
        if token.lower_ == "according":
            sources = [n for c in children(token, "prep") for n in after_preposition(c)]
            return first_person(reading, sources)
    return quoted_by


def first_person(reading: PassageIndex, tokens: list[Token]) -> Mention | None:
    return next((mention for token in tokens for mention in reading.people_at(token)), None)


def quote_speakers(reading: PassageIndex) -> dict[int, Mention | None]:
    """For every token inside quotation marks, who says it: the subject of the reporting verb of the quote's sentence,
    or of the sentence before when the quote runs on."""
    spoken: dict[int, Mention | None] = {}
    if not any(mark in reading.doc.text for mark in OPENING | EITHER):
        return spoken
    inside, last = False, None
    for sentence in reading.doc.sents:
        said_by = _reporter(reading, sentence)
        quoted = []
        for token in sentence:
            if token.text in OPENING or (token.text in EITHER and not inside):
                inside = True
            elif token.text in CLOSING or token.text in EITHER:
                inside = False
            elif inside:
                quoted.append(token.i)
            if "\n\n" in token.whitespace_ or (token.is_space and token.text.count("\n") > 1):
                inside = False
        speaker = said_by or (last if quoted else None)
        spoken.update(dict.fromkeys(quoted, speaker))
        last = speaker if quoted or said_by else None
    return spoken


def _reporter(reading: PassageIndex, sentence: Span) -> Mention | None:
    for token in sentence:
        if is_verbal(token) and token.lemma_ in (
            "say",
            "tell",
            "add",
            "write",
            "ask",
            "warn",
            "insist",
            "declare",
            "note",
        ):
            found = first_person(reading, grammatical_subjects(token))
            if found is not None:
                return found
    return None
