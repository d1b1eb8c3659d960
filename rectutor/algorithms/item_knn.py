r"""Item-based neighbours: you will like this as far as you liked what is similar to it.

.. math:: \hat r_{ui} = b_{ui} + \frac{\sum_{j \in N_k(i; u)} s_{ij}\, (r_{uj} - b_{uj})}
                                      {\sum_{j \in N_k(i; u)} s_{ij} + \delta},
          \qquad b_{ui} = \mu + b_u + b_i

:math:`N_k(i; u)` are the :math:`k` items most similar to :math:`i` among those that user :math:`u` rated;
:math:`s_{ij}` is one of the measures in `rectutor.algorithms.similarity`. With `votes="presence"` no rating is looked
at:

.. math:: \mathrm{score}_{ui} = \sum_{j \in N_k(i; u)} s_{ij}

B. Sarwar, G. Karypis, J. Konstan, J. Riedl: Item-Based Collaborative Filtering Recommendation Algorithms. WWW 2001.
doi:10.1145/371920.372071. With baselines: Y. Koren: Factor in the Neighbors. ACM Transactions on Knowledge Discovery
from Data 4(1), 2010. doi:10.1145/1644873.1644874. Presence: M. Deshpande, G. Karypis: Item-Based Top-N Recommendation
Algorithms. ACM Transactions on Information Systems 22(1), 2004. doi:10.1145/963770.963776.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from rectutor.algorithms.neighbors import NeighborModel, sum_votes
from rectutor.algorithms.similarity import Lists
from rectutor.hyperparameters import hyperparameters
from rectutor.recommender import Newcomer


@hyperparameters
class ItemKNN(NeighborModel):
    """Predict from the user's own ratings of the k most similar items.

    Attributes
    ----------
    mean_, user_biases_, item_biases_ : float, ndarray of shape (n_users,), ndarray of shape (n_items,)
        μ, b_u and b_i, in stars.
    starts_, neighbors_, similarities_ : ndarray, shapes (n_items + 1,), (m,) and (m,)
        The kept neighbours (rows) of item row i, in no order, and their similarities, all above 0, are at `starts_[i]`
        to `starts_[i + 1]`.

    Examples
    --------
    >>> import rectutor
    >>> model = ItemKNN().fit(rectutor.load("movielens-small").ratings)
    >>> model.similar_items(1, n=2)["similarity"].round(3)  # to Toy Story: Toy Story 2, Star Wars
    item
    3114    0.595
    260     0.576
    Name: similarity, dtype: float32
    >>> model.because(15, 1)
    'Toy Story, because you liked: Monsters, Inc.; Back to the Future; Star Wars: Episode IV - A New Hope.'
    """

    compares = "item"

    def similar_items(self, item, n: int = 10, min_ratings: int = 0) -> pd.DataFrame:
        """Return the `n` kept items most similar to this one, among those with at least `min_ratings` training ratings.

        Returns
        -------
        DataFrame by item id, the most similar first: title, similarity, overlap (common raters), ratings
        """
        table = self._most_similar(self.trained_on.item_row(item), n, min_ratings)
        table.insert(0, "title", self.ratings_.titles(table.index))
        return table

    def fold_in(self, items, values) -> Newcomer:
        r"""Take in a new user by a few ratings. Items and similarities stay; a bias is found as in `Bias`:

        .. math:: b = \frac{\sum_j (r_j - \mu - b_j)}{m + \beta_u}

        Parameters
        ----------
        items : array-like of item ids, shape (m,)
        values : array-like of float, shape (m,)
            The new user's ratings, in stars.

        Returns
        -------
        Newcomer
            With `bias`. Pass it to `recommend` in place of a user's id.

        Raises
        ------
        KeyError, ValueError
            With a sentence, for an item that training did not have or that is rated twice, a rating outside the scale,
            or unequal lengths.
        """
        newcomer = self.newcomer(items, values)
        left = newcomer.values - self.mean_ - self.item_biases_[newcomer.items]
        pretended = len(left) + self.user_damping
        return replace(newcomer, bias=float(left.sum() / pretended) if pretended > 0 else 0.0)

    def scores_of_newcomer(self, newcomer):
        """Return the predictions in stars, or the sums of similarities, from what the newcomer rated."""
        baseline = self.mean_ + newcomer.bias + self.item_biases_
        own = baseline[newcomer.items] if self.votes == "residuals" else 0
        voters = Lists(np.array([0, len(newcomer.items)]), newcomer.items, newcomer.values - own)
        every = np.arange(len(baseline))
        sums = sum_votes(every, np.zeros_like(every), self._kept(), voters, self.neighbors)
        return self._prediction(*sums, baseline)
