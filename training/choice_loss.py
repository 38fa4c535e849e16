"""The loss of a choice among what is on offer, or of nothing: conditional logit (McFadden 1974) for boosted trees."""

from typing import Any

import numpy as np
from sklearn._loss.loss import HalfSquaredError  # of the extra `train`; what scikit-learn's trees take for a loss

LEAST_HESSIAN = 1e-4
START = -2.0  # the odds of every offer before the first tree, nothing being at 0


class ChoiceLoss(HalfSquaredError):  # type: ignore[misc]
    """Of offers in groups, of which one (or several, alike) may be right; where none is, nothing is.

    `sizes`: how many offers each group has, one after another; `is_right`: (offers,).
    """

    def __init__(self, sizes: np.ndarray, is_right: np.ndarray) -> None:
        super().__init__()
        self.constant_hessian = False
        self.sizes, self.starts = sizes, np.cumsum(sizes) - sizes
        self.is_right = is_right

    def shares(self, odds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(offers,) twice: how likely each is chosen; how much of the right answer each is, given what is known."""
        top = np.maximum(np.maximum.reduceat(odds, self.starts), 0.0)
        powers = np.exp(odds - np.repeat(top, self.sizes))
        whole = np.add.reduceat(powers, self.starts) + np.exp(-top)
        right = np.where(self.is_right, powers, 0.0)
        together = np.repeat(np.add.reduceat(right, self.starts), self.sizes)
        wanted = np.divide(right, together, out=np.zeros_like(right), where=together > 0)
        return powers / np.repeat(whole, self.sizes), wanted

    def init_gradient_and_hessian(self, n_samples: int, dtype: Any = np.float64, order: str = "F") -> Any:
        """Room for a gradient and a curvature of every offer."""
        return np.empty(n_samples, dtype, order), np.empty(n_samples, dtype, order)

    def fit_intercept_only(self, y_true: np.ndarray, sample_weight: np.ndarray | None = None) -> np.ndarray:
        """Where every offer starts."""
        return np.array(START)

    def gradient_hessian(
        self,
        y_true: np.ndarray,
        raw_prediction: np.ndarray,
        sample_weight: np.ndarray | None = None,
        gradient_out: np.ndarray | None = None,
        hessian_out: np.ndarray | None = None,
        n_threads: int = 1,
    ) -> Any:
        """The gradient and the curvature of each offer, written where they are wanted."""
        share, wanted = self.shares(np.asarray(raw_prediction, np.float64).ravel())
        assert gradient_out is not None
        assert hessian_out is not None
        gradient_out[:] = share - wanted
        hessian_out[:] = np.maximum(share * (1 - share), LEAST_HESSIAN)
        return gradient_out, hessian_out
