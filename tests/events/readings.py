"""A passage as the coder sees it, by the rows alone: its index, and the candidates found in it."""

from tests.events.coding import annotated
from tidings.events.candidates import Candidate, CodedEvents
from tidings.events.passage_index import PassageIndex
from tidings.parse.tree import Token


def coded(text: str) -> CodedEvents:
    """All that the coder made of a text."""
    found = annotated(text).coded
    assert found is not None
    return found


def index_of(text: str) -> PassageIndex:
    """The text with everything found in it before events."""
    return coded(text).reading


def candidate_at(text: str, words: str) -> Candidate:
    """The candidate whose trigger begins with these words, where they stand first."""
    start = text.index(words)
    return next(one for one in coded(text).candidates if one.trigger.start == start)


def token_at(reading: PassageIndex, word: str) -> Token:
    """The token of a word, where it stands first."""
    return reading.token_at(reading.doc.text.index(word))
