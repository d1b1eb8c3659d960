r"""Biases: some users rate high, some films are rated high, and that alone explains a good deal.

.. math:: \hat r_{ui} = \mu + b_u + b_i

The biases are found by turns, each as the mean of what the others leave over, *damped* by pretended ratings that say
"no bias", so that a film with a single 5 does not get the highest bias of all:

.. math:: b_i = \frac{\sum_{u} (r_{ui} - \mu - b_u)}{n_i + \beta_i}, \qquad
          b_u = \frac{\sum_{i} (r_{ui} - \mu - b_i)}{n_u + \beta_u}

The turns come ever nearer to the biases with the least penalised squared error, which can also be found at once:

.. math:: \min_b \sum_{(u, i)} (r_{ui} - \mu - b_u - b_i)^2 + \beta_u \sum_u b_u^2 + \beta_i \sum_i b_i^2

Y. Koren: Factor in the Neighbors: Scalable and Accurate Collaborative Filtering. ACM Transactions on Knowledge
Discovery from Data 4(1), 2010. doi:10.1145/1644873.1644874 (section 2.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import hyperparameters, setting
from rectutor.recommender import DivergenceError, Recommender, Step

TOLERANCE = 1e-13  # stars: how far off, at most, the equations of the exact solution are when it is called exact

USER_DAMPING = {
    "low": 0, "high": 100, "symbol": "βᵤ", "slider_high": 25,
    "about": "how many ratings of no bias every user is pretended to have given",
}  # fmt: skip
ITEM_DAMPING = USER_DAMPING | {
    "symbol": "βᵢ", "about": "how many ratings of no bias every item is pretended to have"
}  # fmt: skip


@hyperparameters
class Bias(Recommender):
    """Predict the mean rating plus a damped user bias and a damped item bias.

    Attributes
    ----------
    mean_ : float
        μ, in stars.
    user_biases_, item_biases_ : ndarray, shapes (n_users,) and (n_items,)
        b_u and b_i, in stars; 0 for who or what has no training rating.

    Examples
    --------
    >>> import rectutor
    >>> toy = rectutor.load("toy").ratings
    >>> Bias().fit(toy).predict("Ada", "The Matrix").round(3)
    array([3.314])
    """

    user_damping: float = setting(3.0, **USER_DAMPING)
    item_damping: float = setting(3.0, **ITEM_DAMPING)
    sweeps: int = setting(10, 1, 100, about="how often items and users take turns")
    solver: Literal["alternating", "exact"] = setting(
        "alternating", about="whether the biases are found by turns or all at once, in a single step without sweeps"
    )

    unit = "sweep"
    title = "Biases"

    def length(self, train: Ratings) -> int:
        """Return the number of sweeps; 1 for the exact solution."""
        return 1 if self.solver == "exact" else self.sweeps

    def start_in_words(self, train):
        """Return that all are alike."""
        return f"Nearly every rating is predicted as the mean, {train.mean:.2f}"

    def steps(self, train: Ratings) -> Iterator[Step]:
        """Yield after each sweep, items first, then users; or after the exact solution."""
        self.ratings_, self.mean_ = train, train.mean
        self.user_biases_, self.item_biases_ = np.zeros(train.n_users), np.zeros(train.n_items)
        yield Step(0, unit="sweep")
        deviations = train.values.astype(np.float64) - self.mean_
        if self.solver == "exact":
            self.user_biases_, self.item_biases_ = exact_biases(train, deviations, self.user_damping, self.item_damping)
            yield Step(1, unit="sweep")
            return
        for sweep in range(1, self.sweeps + 1):
            self.item_biases_ = damped_means(
                deviations - self.user_biases_[train.users], train.items, train.item_counts, self.item_damping
            )
            self.user_biases_ = damped_means(
                deviations - self.item_biases_[train.items], train.users, train.user_counts, self.user_damping
            )
            yield Step(sweep, unit="sweep")

    def score(self, user_rows, item_rows):
        """Return μ + b_u + b_i for pairs of rows; an unknown user or item (−1) has bias 0."""
        return self.mean_ + known(self.user_biases_, user_rows) + known(self.item_biases_, item_rows)


def damped_means(values: np.ndarray, groups: np.ndarray, counts: np.ndarray, damping: float) -> np.ndarray:
    """Return for each group the sum of its values divided by (its count + damping); 0 where both are 0."""
    sums = np.bincount(groups, weights=values, minlength=len(counts))
    return np.divide(sums, counts + damping, out=np.zeros(len(counts)), where=counts + damping > 0)


def exact_biases(train: Ratings, deviations: np.ndarray, user_damping: float, item_damping: float):
    r"""Return the b_u and the b_i with the least penalised squared error; `deviations` are r − μ, one for each rating.

    There, each bias is the damped mean of what the others leave over. Put the users' equations into those of the items:

    .. math:: (n_i + \beta_i)\, b_i - \sum_{u \in i} \frac{\sum_{j \in u} b_j}{n_u + \beta_u}
              = \sum_{u \in i} \left(d_{ui} - \frac{\sum_{j \in u} d_{uj}}{n_u + \beta_u}\right)

    and conjugate gradients solve what is left, in a dozen rounds or two, each of which goes through the ratings; no
    matrix is built. Without any damping many biases are equally good (raise all users and lower all items). The search
    starts where the first turn ends, and then finds those that the turns come near to.
    """
    from scipy.sparse.linalg import LinearOperator, cg  # here, as it takes long to import

    def users_means(values):
        return damped_means(values, train.users, train.user_counts, user_damping)

    def items_sums(values):
        return np.bincount(train.items, values, train.n_items)

    def left_over(biases):
        return weights * biases - items_sums(users_means(biases[train.items])[train.users])

    weights = train.item_counts + item_damping
    start = damped_means(deviations, train.items, train.item_counts, item_damping)
    right = items_sums(deviations - users_means(deviations)[train.users])
    shape = (train.n_items, train.n_items)
    scaling = np.divide(1, weights, out=np.zeros(train.n_items), where=weights > 0)
    correction, failed = cg(
        LinearOperator(shape, left_over),
        right - left_over(start),
        rtol=0,
        atol=TOLERANCE * np.linalg.norm(weights),
        M=LinearOperator(shape, lambda biases: scaling * biases),  # makes the rounds few: items count unequally often
    )
    if failed:
        raise DivergenceError("the exact solution was not reached; try a larger damping, or solver='alternating'")
    item_biases = start + correction
    return users_means(deviations - item_biases[train.items]), item_biases


def known(biases: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return the biases at `rows`, 0 where a row is −1."""
    return np.where(np.asarray(rows) >= 0, biases[rows], 0.0)
