"""Who is joined with whom: by pairs, by mean chances, by sketches of texts, by stems."""

import pytest

from tidings.linking.connected_components import average_linked, connected
from tidings.linking.minhash import candidate_pairs, likeness, sketch
from tidings.linking.words import stem

PAIRS = [
    ([], [["a"], ["b"], ["c"], ["d"], ["e"]]),
    ([("a", "b")], [["a", "b"], ["c"], ["d"], ["e"]]),
    ([("b", "c"), ("d", "e"), ("c", "d")], [["a"], ["b", "c", "d", "e"]]),  # a chain, in any order
    ([("e", "a"), ("a", "e"), ("a", "a")], [["a", "e"], ["b"], ["c"], ["d"]]),
]


@pytest.mark.parametrize(("pairs", "groups"), PAIRS)
def test_connected(pairs: list[tuple[str, str]], groups: list[list[str]]) -> None:
    assert connected("abcde", pairs) == groups
    assert connected("edcba", [(b, a) for a, b in reversed(pairs)]) == groups


CHANCES = [
    ((0.9, 0.9, 0.9), [[0, 1, 2]]),
    ((0.9, 0.1, 0.1), [[0, 1], [2]]),
    ((0.9, 0.0, 0.9), [[0, 1], [2]]),  # 0 and 2 may never be one, however sure the others are
    ((1.0, 0.0, 1.0), [[0, 1], [2]]),
    ((0.9, 0.2, 0.9), [[0, 1, 2]]),  # the mean of 0.2 and 0.9 is enough
    ((0.9, 0.2, 0.7), [[0, 1], [2]]),  # that of 0.2 and 0.7 is not
    ((0.4, 0.3, 0.2), [[0], [1], [2]]),
    ((0.1, 0.2, 0.5), [[0], [1, 2]]),  # as much as is asked for is enough
]


@pytest.mark.parametrize(("chances", "groups"), CHANCES)  # of 0 and 1, 0 and 2, 1 and 2
def test_average_linked(chances: tuple[float, float, float], groups: list[list[int]]) -> None:
    a, b, c = chances
    assert average_linked([[0, a, b], [0, 0, c], [0, 0, 0]], 0.5) == groups


def test_nobody_makes_no_group() -> None:
    assert average_linked([], 0.5) == []
    assert average_linked([[0.0]], 0.5) == [[0]]


STORY = "A ferry sank off Malta on Monday and the coast guard saved forty passengers from the sea, officials said. "
LONG = STORY + "It had left Sicily in the morning with sheep, cars and timber, and ran onto rocks in a heavy storm."
ELSE = "Two ministers of Peru resigned after months of strikes in the copper mines of the south of the country."


def test_copies_are_alike_and_other_texts_are_not() -> None:
    texts = {"story": STORY, "copy": STORY.upper().replace(",", " -"), "longer": LONG, "else": ELSE}
    sketches = {key: made for key, text in texts.items() if (made := sketch(text)) is not None}
    assert likeness(sketches["story"], sketches["copy"]) == (1.0, 1.0)
    jaccard, contained = likeness(sketches["story"], sketches["longer"])
    assert 0.3 < jaccard < 0.7
    assert contained > 0.8  # all of it stands in the longer one
    assert max(likeness(sketches["story"], sketches["else"])) < 0.1
    assert set(candidate_pairs(sketches)) == {("copy", "longer"), ("copy", "story"), ("longer", "story")}


STEMS = [
    ("arrests", "arrested", True),
    ("bombings", "bomb", True),
    ("deployment", "deployed", True),
    ("accusations", "accusation", True),
    ("Strikes", "strike", True),
    ("strikes on the port", "strike", True),  # the first word is the head
    ("killed", "kissed", False),
    ("used", "us", False),  # three letters stay
    ("", "", True),
]


@pytest.mark.parametrize(("one", "other", "same"), STEMS)
def test_stems(one: str, other: str, same: bool) -> None:
    assert (stem(one) == stem(other)) is same
