"""How sure is sure: what is fitted finds what tells right from wrong, and other weights are put back."""

import argparse
from pathlib import Path

import pytest

from tidings.events.attributes import confidence
from training.calibrate import Fitted, Judged, chances, fit, fit_all, weighed_by
from training.data import data_folder


def judged(strength: float, is_right: bool, *, group: str = "labelled", fold: int = 0) -> Judged:
    return Judged({"any": 1.0, "trigger": strength}, is_right, is_right, group, fold)


SURE_IS_RIGHT = [judged(3.0, True), judged(2.0, True), judged(-2.0, False), judged(-3.0, False)] * 80
AGAINST = [judged(3.0, False, group="labelled2")] * 500


def test_what_goes_with_being_right_weighs() -> None:
    weights = fit(SURE_IS_RIGHT, ["any", "trigger"])
    assert weights[1] > 0.5
    assert abs(weights[0]) < 0.1


def test_trees_tell_right_from_wrong_as_their_table_says_and_leave_the_dense_file_and_a_fold_out() -> None:
    pytest.importorskip("sklearn", reason="of the extra `train`")
    other_fold = [judged(3.0, False, fold=1)] * 500
    alone = fit_all({"event": SURE_IS_RIGHT, "parties": SURE_IS_RIGHT})
    every = [*SURE_IS_RIGHT, *AGAINST, *other_fold]
    assert fit_all({"event": every, "parties": every}, without=1) == alone
    assert fit_all({"event": every, "parties": every}) != alone
    low, high = chances(alone, "event", [judged(-2.5, False), judged(2.5, True)])
    assert low < 0.2
    assert high > 0.8


def test_what_ships_comes_back() -> None:
    own = confidence.weights(), confidence.trees()
    row = {"tree": 0, "node": 0, "feature": "", "value": 1.5}
    with weighed_by(Fitted([row], {"any": 7.0}, 1)):
        assert confidence.weights() == {"parties": {"any": 7.0}}
        assert confidence.trees().log_odds([[]]).tolist() == [1.5]
    assert (confidence.weights(), confidence.trees()) == own


@pytest.mark.parametrize("there", [[], ["corpus"], ["bench"]])
def test_a_folder_without_the_labelled_news_is_refused(there: list[str], tmp_path: Path) -> None:
    for name in there:
        (tmp_path / name).mkdir()
    missing = next(name for name in ("corpus", "bench") if name not in there)
    with pytest.raises(argparse.ArgumentTypeError, match=f"has no {missing}"):
        data_folder(str(tmp_path))


def test_a_folder_with_the_labelled_news_is_taken(tmp_path: Path) -> None:
    for name in ("corpus", "bench"):
        (tmp_path / name).mkdir()
    assert data_folder(str(tmp_path)) == tmp_path
