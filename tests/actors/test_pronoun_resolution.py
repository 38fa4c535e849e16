"""Whom a pronoun may stand for: by number, gender and kind, by grammar, and by who is in the foreground."""

import pytest

from tests.actors.readings import words_of
from tidings.actors.pronoun_resolution import (
    Antecedent,
    agrees,
    are_two,
    cataphor,
    find_antecedent,
    last_two,
    speaker_token,
    speakers_beside,
)
from tidings.actors.token_columns import TokenColumns
from tidings.vocabulary import ActorKind

PERSON, STATE, MEDIA = ActorKind.PERSON, ActorKind.STATE, ActorKind.MEDIA


def actor(
    name: str = "x", kind: ActorKind = PERSON, *, gender: str | None = None, plural: bool = False, token: int = 0
) -> Antecedent:
    return Antecedent(token, name, name, kind, plural, gender, None, None)


AGREE = [
    ("he", actor(gender="m"), True),
    ("he", actor(), True),  # nobody knows
    ("he", actor(gender="f"), False),
    ("he", actor(plural=True), False),
    ("he", actor(kind=STATE), False),
    ("she", actor(gender="m"), False),
    ("her", actor(gender="f"), True),
    ("it", actor(kind=STATE), True),
    ("its", actor(kind=ActorKind.ARMED_GROUP), True),
    ("it", actor(), False),
    ("it", actor(kind=ActorKind.GROUP), False),
    ("it", actor(kind=STATE, plural=True), False),
    ("they", actor(plural=True), True),
    ("they", actor(kind=ActorKind.ARMED_GROUP), True),
    ("they", actor(kind=STATE), False),
    ("they", actor(kind=MEDIA, plural=True), False),
]


@pytest.mark.parametrize(("form", "one", "expected"), AGREE)
def test_number_gender_and_kind(form: str, one: Antecedent, expected: bool) -> None:
    assert agrees(form, one) is expected


def at(words: TokenColumns, word: str, nth: int = 1) -> int:
    """The token of a word, where it stands for the n-th time."""
    return [i for i, one in enumerate(words.words) if one == word][nth - 1]


def antecedents(words: TokenColumns, *names: str, kind: ActorKind = STATE) -> list[Antecedent]:
    return sorted((actor(name, kind, token=at(words, name)) for name in names), key=lambda one: one.token)


FOREGROUND = [
    ("Kenya warned Chad. It closed the border.", "It", "Kenya"),  # the subject
    ("Kenya warned Chad that it would close the border.", "it", "Kenya"),
    ("Kenya urged Chad to open its border.", "its", "Chad"),  # who does the deed
    ("Kenya attacked it. Chad fled.", "it", None),  # nobody is the object of his own verb
    ("Kenya attacked Chad. It was clear that nobody had won.", "It", None),  # about nothing
    ("Kenya attacked Chad. It took a year.", "It", None),
    ("Kenya attacked Chad. It took a town.", "It", "Kenya"),
    ("Kenya left. Rain fell. Rain fell. Rain fell. It will come back.", "It", None),  # too far back
    ("Kenya left. Rain fell. Rain fell. It will come back.", "It", "Kenya"),
]


@pytest.mark.parametrize(("text", "pronoun", "name"), FOREGROUND)
def test_the_actor_in_the_foreground(text: str, pronoun: str, name: str | None) -> None:
    words = words_of(text)
    i = at(words, pronoun)
    before = [one for one in antecedents(words, *({"Kenya", "Chad"} & set(words.words))) if one.token < i]
    found = find_antecedent(words, i, before)
    assert (found.name if found is not None else None) == name


def test_who_is_quoted_does_not_mean_himself_by_he() -> None:
    words = words_of('Odinga met Ruto. "He lied," Odinga said.')
    before = antecedents(words, "Odinga", "Ruto", kind=PERSON)
    found = find_antecedent(words, at(words, "He"), before, speaker="Odinga")
    assert found is not None
    assert found.name == "Ruto"


FRONTED = [
    ("When it met in Oslo, the council agreed on a plan.", "it", "council"),
    ("The council agreed on a plan when it met in Oslo.", "it", None),
    ("After its defeat in May, the council left Oslo.", "its", "council"),
]


@pytest.mark.parametrize(("text", "pronoun", "subject"), FRONTED)
def test_the_subject_after_a_fronted_clause(text: str, pronoun: str, subject: str | None) -> None:
    words = words_of(text)
    found = cataphor(words, at(words, pronoun))
    assert (words.words[found] if found is not None else None) == subject


def test_whose_words_a_quotation_holds() -> None:
    words = words_of('"We will not leave," Odinga said on Monday.')
    we = at(words, "We")
    assert list(speakers_beside(words, we)) == [at(words, "Odinga")]
    told = speaker_token(words, we)
    assert told in (None, at(words, "Odinga"))
    silent = words_of('"We will not leave," read a sign.')
    assert list(speakers_beside(silent, at(silent, "We"))) == []


PAIRS = [
    ("Kenya met Chad. The two agreed.", "two", True),
    ("Kenya met Chad. Both agreed.", "Both", True),
    ("Kenya met Chad. Two agreed.", "Two", False),
    ("Kenya met Chad. The two ministers agreed.", "two", False),
]


@pytest.mark.parametrize(("text", "word", "is_pair"), PAIRS)
def test_a_word_that_stands_for_a_pair(text: str, word: str, is_pair: bool) -> None:
    words = words_of(text)
    assert are_two(words, at(words, word)) is is_pair


def test_a_pair_is_of_one_sentence_and_of_one_kind() -> None:
    words = words_of("Kenya met Chad. The two agreed.")
    states = antecedents(words, "Kenya", "Chad")
    assert last_two(words, at(words, "two"), states) == ("Kenya", "Chad")
    assert last_two(words, at(words, "two"), states[:1]) == ()
    third = actor("Peru", STATE, token=1)
    assert last_two(words, at(words, "two"), [states[0], third, states[1]]) == ()  # which two?
    mixed = [states[0], actor("Chad", PERSON, token=states[1].token)]
    assert last_two(words, at(words, "two"), mixed) == ()
