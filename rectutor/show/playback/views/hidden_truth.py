r"""The hidden truth of simulated ratings beside what a model has learned of it.

Learned vectors are only determined up to a linear map, :math:`P Q^\top = (P A)(Q A^{-\top})^\top`, and a shift of all
item vectors is made good by the users' biases. So the learned vectors are brought onto the true ones by the best affine
map, and what it leaves unexplained was not found. For each item the map is fitted without that item: fitted with it,
many factors would seem to find the truth by chance.
"""

from __future__ import annotations

import numpy as np

from rectutor.data.ratings import Ratings
from rectutor.data.simulation import Truth
from rectutor.recommender import Recommender
from rectutor.show import films
from rectutor.show.panels import Points
from rectutor.show.playback.views.view import View


class HiddenTruth(View):
    """True and learned item vectors, and the share of the truth that was found.

    Parameters
    ----------
    truth : Truth
        Of `simulate(…, factors=2)`.
    items : int
        How many items to draw, those rated most often.
    """

    name = "truth"
    called = "hidden truth"
    needs = "item_factors_"
    arrays = {"learned": 2048, "recovered": 1024}

    def __init__(self, truth: Truth, items: int = 200):
        factors = truth.item_factors.shape[1]
        if factors != 2:
            raise ValueError(f"the picture of the hidden truth has two axes, so it needs 2 true factors, not {factors}")
        self.truth, self.items = truth, items

    def panel(self, model: Recommender, train: Ratings, valid: Ratings | None) -> Points:
        """Return two planes with the same axes: the true vectors, centred, and what was learned of them."""
        if train.n_items != len(self.truth.item_factors):
            raise ValueError(
                f"this truth is about {len(self.truth.item_factors):,} items, "
                f"but the ratings are about {train.n_items:,}"
            )
        often = np.argsort(-train.item_counts, kind="stable")[: self.items]
        self.rows = often[train.item_counts[often] > 0]
        true = self.truth.item_factors[self.rows]
        self.true = true - true.mean(axis=0)
        told = films.describe(train, self.rows)
        first, second = (self.true / np.maximum(np.abs(self.true).max(axis=0), 1e-6)).T
        return Points(
            {"true": self.true.round(3), "learned": "learned"},
            title="Hidden truth",
            about="true and learned vectors, on the same axes",
            tab="Truth",
            note="Colour: first true factor. Size: second. Lines: from the truth to what was learned. Point at a film "
            "to find it in both.",
            of=told["label"],
            titles=told["title"],
            what="film",
            color=first,
            size=4.2 + 2.4 * second,
            fact="**{recovered:.0%}** of the truth found",
            lines={"": [f"{count} ratings" for count in told["count"]]},
            columns={"ratings": told["count"]},
        )

    def snapshot(self, model: Recommender) -> dict[str, np.ndarray]:
        """Return the learned vectors on the axes of the truth, and the share of its variance that they explain."""
        learned = mapped_onto(self.true, model.item_factors_[self.rows])
        return {"learned": learned.astype(np.float32), "recovered": np.array([share_explained(self.true, learned)])}


def mapped_onto(target: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Predict each line of `target` (centred) from `vectors` by the affine map that fits all the other lines best.

    Leaving a line out changes its residual e to e / (1 − h), where h is its entry on the diagonal of the hat matrix, so
    one fit is enough. D. M. Allen: The relationship between variable selection and data augmentation and a method for
    prediction. Technometrics 16(1), 1974. doi:10.1080/00401706.1974.10489157

    Parameters
    ----------
    target : ndarray, shape (m, 2)
    vectors : ndarray, shape (m, k)

    Returns
    -------
    ndarray, shape (m, 2)
        Zero (the mean of the target) where there is nothing to predict from, as when k is not below m − 1.
    """
    m = len(target)
    design = np.column_stack([np.ones(m), vectors])
    basis, sizes, _ = np.linalg.svd(design, full_matrices=False)
    basis = basis[:, sizes > 1e-10 * sizes[0]]
    left = 1 - np.einsum("mk,mk->m", basis, basis)
    if basis.shape[1] >= m or left.min() < 1e-9:
        return np.zeros_like(target)
    residuals = target - basis @ (basis.T @ target)
    return target - residuals / left[:, None]


def share_explained(target: np.ndarray, predicted: np.ndarray) -> float:
    """Return R²: 1 when `predicted` is `target` (centred), 0 when it is no better than the mean, or worse."""
    spread = np.square(target).sum()
    return float(max(0.0, 1 - np.square(target - predicted).sum() / spread)) if spread else 0.0
