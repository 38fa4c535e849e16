"""Boosted trees are summed as their table says, row by row, and a table that leads astray is refused."""

from typing import Any

import pytest

from tidings.events.attributes.boosted_trees import trees_of
from tidings.events.attributes.confidence import trees


def node(tree: int, number: int, **told: Any) -> dict[str, Any]:
    return {"tree": tree, "node": number, "feature": "", "threshold": "", "low": "", "high": "", "value": "", **told}


BASE = node(0, 0, value="-0.5")
TALL = [
    node(1, 0, feature="trigger", threshold="0.5", low=1, high=2),
    node(1, 1, value="-1"),
    node(1, 2, feature="core", threshold="0.2", low=3, high=4),
    node(1, 3, value="2"),
    node(1, 4, value="4"),
]


@pytest.mark.parametrize(
    ("trigger", "core", "total"),
    [(0.4, 0.9, -1.5), (0.5, 0.9, -1.5), (0.501, 0.2, 1.5), (0.6, 0.21, 3.5)],
)
def test_a_feature_at_the_threshold_leads_low(trigger: float, core: float, total: float) -> None:
    trees = trees_of([BASE, *TALL])
    assert trees.features == ("core", "trigger")
    assert trees.log_odds([[core, trigger]]).tolist() == [total]


def test_each_row_has_its_own_sum() -> None:
    trees = trees_of([BASE, *TALL])
    rows = [[0.9, 0.4], [0.9, 0.6], [0.1, 0.6]]
    assert trees.log_odds(rows).tolist() == [trees.log_odds([row]).item() for row in rows] == [-1.5, 3.5, 1.5]


def test_trees_without_a_question_give_every_row_the_same() -> None:
    assert trees_of([BASE]).log_odds([[], []]).tolist() == [-0.5, -0.5]


@pytest.mark.parametrize("back", [0, 1])
def test_a_node_that_leads_back_is_refused(back: int) -> None:
    rows = [
        BASE,
        node(1, 0, feature="core", threshold="0", low=1, high=1),
        node(1, 1, feature="core", low=0, high=back),
    ]
    rows[-1]["threshold"] = "0"
    with pytest.raises(ValueError, match="tree 1, node 1: leads back"):
        trees_of(rows)


def test_the_trees_that_ship_ask_for_known_features_and_grow_with_the_trigger_s_score() -> None:
    shipped = trees()
    assert "trigger" in shipped.features
    low, high = ([score if name == "trigger" else 0.3 for name in shipped.features] for score in (0.1, 0.95))
    assert shipped.log_odds([low]).item() < shipped.log_odds([high]).item()
