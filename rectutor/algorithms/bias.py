r"""Biases: some users rate high, some films are rated high, and that alone explains a good deal.

.. math:: \hat r_{ui} = \mu + b_u + b_i

The biases are found by turns, each as the mean of what the others leave over, *damped* by pretended ratings that say
"no bias", so that a film with a single 5 does not get the highest bias of all:

.. math:: b_i = \frac{\sum_{u} (r_{ui} - \mu - b_u)}{n_i + \beta_i}, \qquad
          b_u = \frac{\sum_{i} (r_{ui} - \mu - b_i)}{n_u + \beta_u}

Y. Koren: Factor in the Neighbors: Scalable and Accurate Collaborative Filtering. ACM Transactions on Knowledge
Discovery from Data 4(1), 2010. doi:10.1145/1644873.1644874 (section 2.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from rectutor.hyperparameters import hyperparameters
from rectutor.ratings import Ratings
from rectutor.recommender import Recommender, Step


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

    user_damping: Annotated[
        float, Field(ge=0, le=100, description="how many ratings of no bias every user is pretended to have given")
    ] = 3.0
    item_damping: Annotated[
        float, Field(ge=0, le=100, description="how many ratings of no bias every item is pretended to have")
    ] = 3.0
    sweeps: Annotated[int, Field(ge=1, le=100, description="how often items and users take turns")] = 10

    def steps(self, train: Ratings) -> Iterator[Step]:
        """Yield after each sweep: items first, then users."""
        self.ratings_, self.mean_ = train, train.mean
        self.user_biases_, self.item_biases_ = np.zeros(train.n_users), np.zeros(train.n_items)
        yield Step(0, unit="sweep")
        deviations = train.values.astype(np.float64) - self.mean_
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


def known(biases: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return the biases at `rows`, 0 where a row is −1."""
    return np.where(np.asarray(rows) >= 0, biases[rows], 0.0)
