"""What all models with a vector for every user and item can do: score, take in a new user, find similar items."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numba import njit

from rectutor.algorithms.fastmath import FAST
from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import hyperparameters, setting
from rectutor.recommender import DivergenceError, Newcomer, Recommender

NEW_USER_REGULARIZATION = 3.0
"""The whole penalty on a new user's bias and vector, not one for each rating. With 7 ratings each, 3 was best among 15
values for users of MovieLens whose other ratings were predicted (lesson 04 shows the curve)."""


@hyperparameters
class FactorModel(Recommender):
    """Base class of all models that predict μ + b_u + b_i + p_u · q_i, or p_u · q_i alone, or order by it.

    A subclass sets the state by `start`, and then learns. Where the formula has no biases (`biases`), they stay 0.
    """

    factors: int = setting(
        20, 1, 300, symbol="k", log=True, about="how many numbers every user's and item's vector has"
    )
    init_scale: float = setting(
        0.1, 0, 10, slider_high=1, about="standard deviation of the random vectors at the start"
    )
    seed: int = setting(0, 0, about="same seed, same result to the last bit")

    biases = False  # whether μ, b_u and b_i are part of the formula

    mean_: float
    user_biases_: np.ndarray
    item_biases_: np.ndarray
    user_factors_: np.ndarray
    item_factors_: np.ndarray

    def start(self, train: Ratings, random: np.random.Generator) -> None:
        """Set the state before anything is learned: short random vectors, all biases 0."""
        self.ratings_, self.mean_ = train, train.mean if self.biases else 0.0
        self.user_biases_, self.item_biases_ = np.zeros(train.n_users), np.zeros(train.n_items)
        self.user_factors_ = random.normal(0, self.init_scale, (train.n_users, self.factors))
        self.item_factors_ = random.normal(0, self.init_scale, (train.n_items, self.factors))
        self.user_factors_[train.user_counts == 0] = 0  # no rating will ever move these: chance is no taste
        self.item_factors_[train.item_counts == 0] = 0

    def start_in_words(self, train):
        """Return that all are alike, or that chance decides."""
        if self.biases and self.init_scale <= 0.2:
            return f"Nearly every rating is predicted as the mean, {train.mean:.2f}"
        return "The vectors are random"

    def checked(self, loss: float, number: int) -> float:
        """Return the loss after step `number`, or raise DivergenceError when it is no number or beyond all bounds."""
        low, high = self.trained_on.scale
        if np.isfinite(loss) and loss < 100 * (high - low) ** 2:
            return float(loss)
        advice = "Try a larger regularization."
        if rate := getattr(self, "learning_rate", None):
            advice = f"The learning rate, {rate:g}, is too high here; try {rate / 3:.1g}, or a larger regularization."
        raise DivergenceError(f"training diverged in {self.unit} {number}: the error is no longer a number. {advice}")

    def score(self, user_rows, item_rows):
        """Return μ + b_u + b_i + p_u · q_i for pairs of rows, leaving out what an unknown (−1) row does not have."""
        users, items = self.pairs(user_rows, item_rows)
        return predict_pairs(users.ravel(), items.ravel(), self.learned).reshape(users.shape)

    def scores_for(self, user_rows):
        """Return μ + b_u + b_i + p_u · q_i of all items for each of these user rows, as one product of matrices."""
        users = np.asarray(user_rows)
        unknown = users < 0
        user_biases = np.where(unknown, 0.0, self.user_biases_[users])
        user_factors = np.where(unknown[:, None], 0.0, self.user_factors_[users])
        scores = user_factors @ self.item_factors_.T
        scores += self.mean_ + user_biases[:, None]
        scores += self.item_biases_
        return scores

    def fold_in(self, items, values, regularization: float = NEW_USER_REGULARIZATION) -> Newcomer:
        r"""Find a new user's bias and vector from a few ratings; the items' vectors stay as they are.

        With these fixed, the best bias and vector are those of a small ridge regression:

        .. math:: \min_{b, p} \sum_j (r_j - \mu - b_j - b - p \cdot q_j)^2 + \lambda (b^2 + |p|^2)

        Without `biases` in the formula, b is 0.

        Parameters
        ----------
        items : array-like of item ids, shape (m,)
        values : array-like of float, shape (m,)
            The new user's ratings, in stars.
        regularization : float
            λ, above 0.

        Returns
        -------
        Newcomer
            With `bias` and `factors`. Pass it to `recommend` in place of a user's id.

        Raises
        ------
        KeyError, ValueError
            With a sentence, for an item that training did not have or that is rated twice, a rating outside the scale,
            or unequal lengths.
        """
        newcomer = self.newcomer(items, values)
        rows, values = newcomer.items, newcomer.values
        if not regularization > 0:
            raise ValueError(f"regularization must be above 0 for a single answer, but it is {regularization!r}")
        has_bias = np.ones((len(rows), int(self.biases)))
        design = np.column_stack([has_bias, self.item_factors_[rows]])
        residuals = values - self.mean_ - self.item_biases_[rows]
        penalty = regularization * np.eye(design.shape[1])
        solution = np.linalg.solve(design.T @ design + penalty, design.T @ residuals)
        bias, factors = (float(solution[0]), solution[1:]) if self.biases else (0.0, solution)
        return replace(newcomer, bias=bias, factors=factors)

    def scores_of_newcomer(self, newcomer):
        """Return μ + b + b_i + p · q_i of all items, with the newcomer's b and p."""
        if newcomer.factors is None or len(newcomer.factors) != self.item_factors_.shape[1]:
            raise ValueError(f"this newcomer has no vector of {self!r}; call its fold_in")
        return self.mean_ + newcomer.bias + self.item_biases_ + self.item_factors_ @ newcomer.factors

    def similar_items(self, item, n: int = 10, min_ratings: int | None = None) -> pd.DataFrame:
        """Return the `n` items whose vectors point most nearly the same way (cosine, from −1 to 1).

        Only items with at least `min_ratings` training ratings, by default as in `recommend`, are compared: the vectors
        of others are mostly chance.
        """
        known = self.trained_on
        row = known.item_row(item)
        lengths = np.linalg.norm(self.item_factors_, axis=1)
        allowed = self.often_rated(min_ratings) & (lengths > 0)
        allowed[row] = False
        products = self.item_factors_ @ self.item_factors_[row]
        both = lengths * lengths[row]
        cosines = np.divide(products, both, out=np.zeros(len(both)), where=both > 0)
        return self._top(cosines, allowed, n).rename(columns={"score": "cosine"})

    @property
    def learned(self) -> Learned:
        """All that was learned, as compiled loops take it; what does not fit together is refused."""
        known, k = self.trained_on, self.item_factors_.shape[-1]
        learned = Learned(self.mean_, self.user_biases_, self.item_biases_, self.user_factors_, self.item_factors_)
        wanted = [(known.n_users,), (known.n_items,), (known.n_users, k), (known.n_items, k)]
        if [array.shape for array in learned[1:]] != wanted:  # compiled loops do not look
            raise ValueError(f"biases and vectors of {self!r} are not those of its training ratings, {known!r}")
        return learned


class Learned(NamedTuple):
    """μ, b_u, b_i and the matrices P and Q, whose rows are p_u and q_i."""

    mu: float
    b_u: np.ndarray
    b_i: np.ndarray
    P: np.ndarray
    Q: np.ndarray


@njit(cache=True, nogil=True, fastmath=FAST)
def predict_pairs(users, items, learned):
    """Return the prediction for each pair of rows; a row of −1 adds nothing."""
    mu, b_u, b_i, P, Q = learned
    predictions = np.full(len(users), mu)
    for t in range(len(users)):
        u, i = users[t], items[t]
        if u >= 0:
            predictions[t] += b_u[u]
        if i >= 0:
            predictions[t] += b_i[i]
        if u >= 0 and i >= 0:
            for f in range(P.shape[1]):
                predictions[t] += P[u, f] * Q[i, f]
    return predictions
