"""Shares of what is on offer: by weights, together one, the same in any order."""

import math

import pytest

from tidings.events.attributes.choice import shares_by

WEIGHTS = {"near": math.log(2), "named": math.log(3), "old": -math.log(4)}
CASES: list[tuple[list[list[str]], list[float]]] = [
    ([], []),
    ([[]], [1]),
    ([["near"], []], [2 / 3, 1 / 3]),
    ([["near", "named"], ["near"], []], [6 / 9, 2 / 9, 1 / 9]),
    ([["old"], []], [1 / 5, 4 / 5]),
    ([["never heard of"], []], [1 / 2, 1 / 2]),  # what nobody has weighed weighs nothing
    ([[" near "], []], [2 / 3, 1 / 3]),
]


@pytest.mark.parametrize(("offers", "shares"), CASES)
def test_shares(offers: list[list[str]], shares: list[float]) -> None:
    assert shares_by(WEIGHTS, offers) == pytest.approx(shares)
    assert shares_by(WEIGHTS, [offer[::-1] for offer in offers]) == shares_by(WEIGHTS, offers)


def test_large_weights_do_not_overflow() -> None:
    assert shares_by({"sure": 5000.0}, [["sure"], [], ["sure"]]) == [0.5, 0.0, 0.5]
