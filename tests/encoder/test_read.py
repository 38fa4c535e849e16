"""What is read of a text stands in it, to the letter, and costs no more windows than its length allows."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.encoder.texts import LONG, LONGEST_SENTENCE, NEWS, ODD, SHORT
from tidings.encoder.asking import first_countries
from tidings.encoder.heads import Floats
from tidings.encoder.pieces import Ints, Span, read_pieces
from tidings.encoder.read import CONTEXT, LEAST_REPEAT, LEAST_ROLE, LEAST_TRIGGER, LONGEST, read
from tidings.encoder.records import EncoderOutput, Hint
from tidings.encoder.run import own_encoder
from tidings.parse.spacy_parser import parse
from tidings.vocabulary import EventType, Status

ROOM = LONGEST - 2 - CONTEXT  # pieces that a window reads anew
WIDTH = 4
# Heads to which every piece is outside of everything.
SILENT = {"tags.weight": np.zeros((12, WIDTH), np.float32), "tags.bias": np.tile(np.float32([9, 0, 0]), 4)}


class Counting:
    """A body that gives every piece the same vector, and keeps what it was asked."""

    def __init__(self) -> None:
        self.windows: list[Ints] = []

    def __call__(self, ids: Ints, cases: Ints, stretches: Ints) -> Floats:
        assert len(ids) == len(cases) == len(stretches)
        self.windows.append(ids)
        return np.zeros((len(ids), WIDTH), np.float32)


def sentences_of(text: str) -> list[Span]:
    return [(span.start_char, span.end_char) for span in parse(text).sents]


def windows_of(text: str, sentences: Sequence[Span]) -> list[Ints]:
    """The ids of each window that goes through the network."""
    body = Counting()
    said = read(text, sentences, (), tokenizer=own_encoder().tokenizer, weights=SILENT, body=body)
    assert said == EncoderOutput()
    return body.windows


def assert_is_evidence(text: str, output: EncoderOutput) -> None:
    """Every span lies in the text, holds something, and neither begins nor ends within a word."""
    for one in (*output.triggers, *output.mentions):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip()
        assert not (one.start > 0 and text[one.start - 1].isalnum() and text[one.start].isalnum())
        assert not (one.end < len(text) and text[one.end].isalnum() and text[one.end - 1].isalnum())


def assert_adds_up(output: EncoderOutput) -> None:
    """Scores are shares of three digits above their bars, indexes lead somewhere, triggers stand in order."""
    for trigger in output.triggers:
        assert set(trigger.types) == set(EventType)
        assert set(trigger.status) == set(Status)
        assert sum(trigger.types.values()) == pytest.approx(1, abs=0.01)
        assert sum(trigger.status.values()) == pytest.approx(1, abs=0.01)
        assert LEAST_TRIGGER <= trigger.score <= 1
    starts = [trigger.start for trigger in output.triggers]
    assert starts == sorted(starts)
    for role in output.roles:
        assert 0 <= role.trigger < len(output.triggers)
        assert 0 <= role.mention < len(output.mentions)
        assert max(role.source, role.target) >= LEAST_ROLE
    for repeat in output.repeats:
        assert 0 <= repeat.earlier < repeat.later < len(output.triggers)
        assert repeat.score >= LEAST_REPEAT
    shares = [s for role in output.roles for s in (role.source, role.target)]
    shares += [share for mention in output.mentions for _, share in mention.countries]
    shares += [share for t in output.triggers for share in (t.score, t.core, t.no_source, t.no_target)]
    assert all(0 <= share <= 1 and share == round(share, 3) for share in shares)


@pytest.mark.parametrize("name", NEWS)
def test_of_news_triggers_and_mentions_are_found_and_are_whole_words(name: str) -> None:
    text = NEWS[name]
    output = own_encoder().read(text, sentences_of(text), ())
    assert output.triggers
    assert output.mentions
    assert output.roles
    assert_is_evidence(text, output)
    assert_adds_up(output)


@pytest.mark.parametrize("name", ODD)
def test_whatever_is_read_is_in_range(name: str) -> None:
    text = ODD[name]
    output = own_encoder().encode(parse(text), ())
    assert_is_evidence(text, output)
    assert_adds_up(output)


@pytest.mark.parametrize("name", ["empty", "blank"])
def test_of_nothing_nothing_is_said(name: str) -> None:
    assert own_encoder().encode(parse(ODD[name]), ()) == EncoderOutput()


def test_every_sentence_of_a_long_text_is_read() -> None:
    weeks = LONG.split("\n\n")
    output = own_encoder().read(LONG, sentences_of(LONG), ())
    found = {LONG.count("\n\n", 0, trigger.start) for trigger in output.triggers}
    assert found == set(range(len(weeks)))


@pytest.mark.parametrize("text", [SHORT, LONG, *ODD.values()])
def test_windows_are_few_and_short(text: str) -> None:
    sentences = sentences_of(text)
    count = len(read_pieces(text, sentences, own_encoder().tokenizer).ids)
    windows = windows_of(text, sentences)
    assert all(len(ids) <= LONGEST for ids in windows)
    assert len(windows) <= 2 * count / ROOM + 1
    assert bool(windows) is (count > 0)


def test_the_work_for_one_sentence_of_five_thousand_words_is_bounded() -> None:
    whole, parted = [(0, len(LONGEST_SENTENCE))], sentences_of(LONGEST_SENTENCE)
    count = len(read_pieces(LONGEST_SENTENCE, whole, own_encoder().tokenizer).ids)
    assert count >= 5000
    assert len(windows_of(LONGEST_SENTENCE, whole)) <= count / ROOM + 1
    assert len(windows_of(LONGEST_SENTENCE, parted)) <= count / ROOM + len(parted)  # the parser parts what is so long


def test_windows_begin_and_end_with_the_marks() -> None:
    begin, end = own_encoder().tokenizer.token_to_id("[CLS]"), own_encoder().tokenizer.token_to_id("[SEP]")
    for ids in windows_of(LONG, sentences_of(LONG)):
        assert (ids[0], ids[-1]) == (begin, end)
        assert not {begin, end} & set(ids[1:-1].tolist())


def hint(text: str, words: str, country: str | None, *, is_name: bool = True) -> Hint:
    start = text.index(words)
    return Hint(start, start + len(words), country, is_name)


COUNTRIES = [
    ([], ()),
    (["KEN", "SOM", "KEN"], (("KEN", 2 / 3), ("SOM", 1 / 3))),
    (["SOM", "KEN"], (("KEN", 0.5), ("SOM", 0.5))),  # a tie goes by name, not by order
    (["KEN", None], (("KEN", 1.0),)),
    (["KEN", "SOM", "UGA", "TZA"], (("KEN", 0.25), ("SOM", 0.25), ("TZA", 0.25))),  # no more than three
]


@pytest.mark.parametrize(("named", "expected"), COUNTRIES)
def test_first_countries(named: list[str | None], expected: tuple[tuple[str, float], ...]) -> None:
    hints = [Hint(i, i + 1, country, True) for i, country in enumerate(named)]
    assert first_countries(hints) == expected


def test_what_is_no_name_counts_for_no_country() -> None:
    assert first_countries([Hint(0, 1, "KEN", False), Hint(2, 3, "SOM", True)]) == (("SOM", 1.0),)


def test_a_hint_s_words_are_a_mention_and_its_country_a_choice() -> None:
    hints = [hint(SHORT, "Kismayo", "SOM"), hint(SHORT, "Friday", None, is_name=False)]
    output = own_encoder().read(SHORT, [(0, len(SHORT))], hints)
    words = {SHORT[m.start : m.end] for m in output.mentions}
    assert {"Kismayo", "Friday"} <= words
    assert {country for m in output.mentions for country, _ in m.countries} <= {None, "SOM"}


def test_a_hint_beyond_the_sentences_is_left_out() -> None:
    stray = Hint(len(SHORT) + 5, len(SHORT) + 9, "KEN", True)
    own = own_encoder()
    with_hint, without = (own.read(SHORT, [(0, len(SHORT))], hints) for hints in ((stray,), ()))
    assert [(m.start, m.end) for m in with_hint.mentions] == [(m.start, m.end) for m in without.mentions]
