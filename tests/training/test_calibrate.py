"""How sure is sure: what is fitted finds what tells right from wrong, and other weights are put back."""

import argparse
from pathlib import Path

import numpy as np
import pytest

from tidings.events import confidence
from training.calibrate import Judged, fit_all, weighed_by
from training.data import data_folder


def judged(strength: float, is_right: bool, *, group: str = "labelled", fold: int = 0) -> Judged:
    return Judged({"any": 1.0, "trigger": strength}, is_right, is_right, group, fold)


SURE_IS_RIGHT = [judged(3.0, True), judged(2.0, True), judged(-2.0, False), judged(-3.0, False)] * 20


def test_what_goes_with_being_right_weighs() -> None:
    names, weights, count = fit_all({"event": SURE_IS_RIGHT})["event"]
    assert (list(names), count) == (["any", "trigger"], 80)
    assert weights[1] > 0.5
    assert abs(weights[0]) < 0.1


def test_the_densely_labelled_file_is_not_fitted_on() -> None:
    against = [judged(3.0, False, group="labelled2")] * 500
    np.testing.assert_array_equal(
        fit_all({"event": [*SURE_IS_RIGHT, *against]})["event"][1], fit_all({"event": SURE_IS_RIGHT})["event"][1]
    )


def test_the_weights_of_the_package_come_back() -> None:
    own = confidence.weights()
    fitted = {"event": (["any"], np.array([7.0]), 1)}
    with weighed_by(fitted):
        assert confidence.weights() == {"event": {"any": 7.0}}
    assert confidence.weights() is own


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
