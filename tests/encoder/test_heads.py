"""The light heads in numpy: spans from scores, classes of distance, shares that are shares."""

import itertools
import math

import numpy as np
import pytest

from tidings.encoder import heads
from tidings.encoder.heads import DISTANCES, ELSEWHERE, OVERLAPPING, Answers, Asked, Floats
from tidings.encoder.pieces import Span
from tidings.encoder.run import own_encoder
from tidings.vocabulary import EventType, Status

OUT, BEGIN, IN = (0.8, 0.1, 0.1), (0.2, 0.7, 0.1), (0.1, 0.1, 0.8)
FAINT = (0.85, 0.1, 0.05)  # a beginning at .10, and no more
TIE = (0.4, 0.2, 0.4)

SPANS = [
    ([], []),
    ([OUT, OUT], []),
    ([OUT, BEGIN, IN, IN, OUT], [((1, 4), 0.7)]),
    ([BEGIN, BEGIN, IN], [((0, 1), 0.7), ((1, 3), 0.7)]),  # a new beginning ends the span before
    ([BEGIN, IN], [((0, 2), 0.7)]),  # to the end
    ([OUT, IN, IN], []),  # nothing goes on what has not begun
    ([BEGIN, TIE], [((0, 1), 0.7)]),  # as soon outside as inside: it ends
    ([FAINT, IN], []),
]


@pytest.mark.parametrize(("shares", "expected"), SPANS)
def test_spans_of(shares: list[tuple[float, float, float]], expected: list[tuple[Span, float]]) -> None:
    told = heads.spans_of(np.array(shares, np.float32).reshape(-1, 3), least=0.3)
    assert [span for span, _ in told] == [span for span, _ in expected]
    assert [score for _, score in told] == pytest.approx([score for _, score in expected])


def test_a_lower_bar_lets_a_faint_beginning_in() -> None:
    told = heads.spans_of(np.array([FAINT, IN], np.float32), least=0.1)
    assert [span for span, _ in told] == [(0, 2)]


def test_spans_do_not_overlap_and_stand_in_order() -> None:
    chance = np.random.default_rng(3)
    for _ in range(200):
        told = [span for span, _ in heads.spans_of(heads.softmax(chance.normal(size=(30, 3)) * 2), least=0.2)]
        assert all(start < end for start, end in told)
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(told))


# Thirty pieces, ten of each of three sentences.
SENTENCE = np.repeat(np.arange(5), 10)
TRIGGER = (22, 24)  # in the third

STANDS = [
    ((24, 25), 8),  # next to it
    ((25, 26), 9),
    ((26, 27), 10),
    ((28, 29), 11),
    ((21, 22), 0),
    ((20, 21), 1),
    ((20, 22), 0),  # the end counts
    ((22, 23), OVERLAPPING),
    ((20, 23), OVERLAPPING),
    ((23, 29), OVERLAPPING),
    ((19, 20), ELSEWHERE),  # two pieces off, in the sentence before
    ((10, 11), ELSEWHERE),
    ((9, 10), ELSEWHERE + 1),
    ((30, 31), ELSEWHERE + 3),
    ((40, 41), ELSEWHERE + 4),
]


@pytest.mark.parametrize(("other", "stands"), STANDS)
def test_distances(other: Span, stands: int) -> None:
    assert heads.distances([TRIGGER], [other], SENTENCE).tolist() == [[stands]]


def test_far_before_is_the_same_however_far() -> None:
    sentence = np.arange(8)
    classes = heads.distances([(7, 8)], [(i, i + 1) for i in range(7)], sentence)
    assert classes.tolist() == [[ELSEWHERE + 2] * 5 + [ELSEWHERE + 1, ELSEWHERE]]


def test_steps_within_a_long_sentence_go_up_to_a_last_class() -> None:
    sentence = np.zeros(200, np.int64)
    classes = heads.distances([(100, 101)], [(i, i + 1) for i in range(200)], sentence)[0]
    assert (np.diff(classes[101:]) >= 0).all()
    assert (np.diff(classes[:100]) <= 0).all()
    assert (classes[0], classes[100], classes[199]) == (7, OVERLAPPING, 15)
    assert ((classes >= 0) & (classes < DISTANCES)).all()


@pytest.mark.parametrize(
    ("ones", "others", "shape"), [([], [(0, 1)], (0, 1)), ([(0, 1)], [], (1, 0)), ([], [], (0, 0))]
)
def test_nothing_stands_nowhere(ones: list[Span], others: list[Span], shape: tuple[int, int]) -> None:
    assert heads.distances(ones, others, SENTENCE).shape == shape


def test_means() -> None:
    hidden = np.array([[1, 2], [3, 4], [5, 6]], np.float32)
    assert heads.means(hidden, [(0, 1), (0, 3), (1, 3)]).tolist() == [[1, 2], [3, 4], [4, 5]]
    assert heads.means(hidden, []).shape == (0, 2)


@pytest.mark.parametrize("x", [-8.0, -1.0, -0.1, 0.0, 0.3, 2.0, 9.0])
def test_gelu_is_x_times_the_normal_distribution(x: float) -> None:
    told = heads.gelu(np.array([x], np.float32))[0]
    assert told == pytest.approx(x * (1 + math.erf(x / math.sqrt(2))) / 2, abs=2e-6)


def test_shares_sum_to_one_even_of_large_numbers() -> None:
    told = heads.softmax(np.array([[1000.0, 999.0], [-1000.0, 0.0]]))
    assert told.sum(axis=-1).tolist() == pytest.approx([1, 1])
    assert heads.sigmoid(np.array([-1e9, 0.0, 1e9])).tolist() == pytest.approx([0, 0.5, 1], abs=1e-9)


def asked(*, triggers: list[Span], mentions: list[Span], owns: list[str | None], names: list[Span]) -> Asked:
    countries = ["KEN", "SOM", "KEN"][: len(names)]
    return Asked(SENTENCE, triggers, mentions, names, countries, owns, (("KEN", 0.6), ("SOM", 0.4)))


@pytest.fixture(scope="module")
def hidden() -> Floats:
    width = own_encoder().heads["tags.weight"].shape[1]
    return np.random.default_rng(11).normal(size=(len(SENTENCE), width)).astype(np.float32)


def answer(hidden: Floats, question: Asked, *, base: float = 9.0) -> Answers:
    """What the heads say; by a high base everybody is held for a party, by a low one nobody."""
    weights = {**own_encoder().heads, "base": np.full(heads.ROLES, base, np.float32)}
    return heads.answer(weights, hidden, question)


def test_tags_are_shares_of_four_kinds(hidden: Floats) -> None:
    told = heads.tags(own_encoder().heads, hidden)
    assert told.shape == (len(hidden), 4, 3)
    assert np.allclose(told.sum(axis=-1), 1, atol=1e-5)


def test_answers_have_a_row_for_each_trigger_and_mention(hidden: Floats) -> None:
    question = asked(
        triggers=[(3, 4), (22, 24)],
        mentions=[(0, 2), (12, 13), (28, 30)],
        owns=["KEN", None, "UGA"],
        names=[(0, 1), (12, 13), (28, 29)],
    )
    told = heads.answer(own_encoder().heads, hidden, question)
    assert (told.types.shape, told.status.shape) == ((2, len(EventType)), (2, len(Status)))
    assert (told.core.shape, told.absent.shape, told.same.shape) == ((2,), (2, 2), (2, 2))
    assert told.roles.shape == (2, 3, heads.ROLES)
    assert np.allclose(told.types.sum(axis=1), 1, atol=1e-5)
    for share in (told.core, told.absent, told.same, told.roles):
        assert ((share >= 0) & (share <= 1)).all()
    assert len(told.countries) == 3


def test_countries_are_some_of_those_known_each_once_best_first(hidden: Floats) -> None:
    question = asked(
        triggers=[(3, 4)], mentions=[(0, 2), (5, 6)], owns=["UGA", None], names=[(0, 1), (12, 13), (28, 29)]
    )
    first, second = answer(hidden, question).countries
    assert {country for country, _ in first} <= {None, "KEN", "SOM", "UGA"}
    assert {country for country, _ in second} == {None, "KEN", "SOM"}  # its own country nobody knows
    assert sum(share for _, share in second) == pytest.approx(1, abs=2e-3)
    for countries in (first, second):
        assert len({country for country, _ in countries}) == len(countries) == heads.MOST_COUNTRIES
        shares = [share for _, share in countries]
        assert shares == sorted(shares, reverse=True) == [round(share, heads.DIGITS) for share in shares]


def test_who_is_no_party_is_not_asked_for_a_country(hidden: Floats) -> None:
    question = asked(triggers=[(3, 4)], mentions=[(0, 2), (5, 6)], owns=["UGA", None], names=[(0, 1)])
    assert answer(hidden, question, base=-99.0).countries == ((), ())


def test_a_mention_says_the_same_whatever_else_is_asked(hidden: Floats) -> None:
    alone = answer(hidden, asked(triggers=[(22, 24)], mentions=[(12, 13)], owns=[None], names=[(0, 1)]))
    among = answer(
        hidden, asked(triggers=[(3, 4), (22, 24)], mentions=[(0, 2), (12, 13)], owns=["UGA", None], names=[(0, 1)])
    )
    assert np.allclose(alone.roles[0, 0], among.roles[1, 1], atol=1e-5)
    assert np.allclose(alone.types[0], among.types[1], atol=1e-5)
    assert [country for country, _ in alone.countries[0]] == [country for country, _ in among.countries[1]]


@pytest.mark.parametrize("names", [[], [(0, 1)]])
def test_nobody_is_asked_of(hidden: Floats, names: list[Span]) -> None:
    told = answer(hidden, asked(triggers=[(3, 4)], mentions=[], owns=[], names=names))
    assert (told.roles.shape, told.countries) == ((1, 0, heads.ROLES), ())


def test_without_names_a_mention_may_be_of_the_text_s_countries_or_none(hidden: Floats) -> None:
    told = answer(hidden, asked(triggers=[(3, 4)], mentions=[(0, 2)], owns=[None], names=[]))
    assert {country for country, _ in told.countries[0]} == {None, "KEN", "SOM"}


def test_of_a_text_that_names_no_country_a_mention_is_of_none() -> None:
    width = own_encoder().heads["tags.weight"].shape[1]
    question = Asked(SENTENCE, [(3, 4)], [(0, 2)], [], [], [None], ())
    told = answer(np.ones((len(SENTENCE), width), np.float32), question)
    assert [country for country, _ in told.countries[0]] == [None]
