r"""User-based neighbours: you will like this as far as people like you liked it.

.. math:: \hat r_{ui} = b_{ui} + \frac{\sum_{v \in N_k(u; i)} s_{uv}\, (r_{vi} - b_{vi})}
                                      {\sum_{v \in N_k(u; i)} s_{uv} + \delta},
          \qquad b_{ui} = \mu + b_u + b_i

:math:`N_k(u; i)` are the :math:`k` users most similar to :math:`u` among those who rated item :math:`i`;
:math:`s_{uv}` is one of the measures in `rectutor.algorithms.similarity`. Without :math:`\delta`, a single neighbour
who is hardly alike would have the whole say. With `votes="presence"` no rating is looked at:

.. math:: \mathrm{score}_{ui} = \sum_{v \in N_k(u; i)} s_{uv}

P. Resnick, N. Iacovou, M. Suchak, P. Bergstrom, J. Riedl: GroupLens: An Open Architecture for Collaborative Filtering
of Netnews. CSCW 1994. doi:10.1145/192844.192905. J. Herlocker, J. Konstan, A. Borchers, J. Riedl: An Algorithmic
Framework for Performing Collaborative Filtering. SIGIR 1999. doi:10.1145/312624.312682 (significance, how many
neighbours).
"""

from __future__ import annotations

import pandas as pd

from rectutor.algorithms.neighbors import NeighborModel
from rectutor.hyperparameters import hyperparameters


@hyperparameters
class UserKNN(NeighborModel):
    """Predict from what the k most similar users gave the item.

    Attributes
    ----------
    mean_, user_biases_, item_biases_ : float, ndarray of shape (n_users,), ndarray of shape (n_items,)
        μ, b_u and b_i, in stars.
    starts_, neighbors_, similarities_ : ndarray, shapes (n_users + 1,), (m,) and (m,)
        The kept neighbours (rows) of user row u, in no order, and their similarities, all above 0, are at `starts_[u]`
        to `starts_[u + 1]`.

    Examples
    --------
    >>> import rectutor
    >>> model = UserKNN().fit(rectutor.load("movielens-small").ratings)
    >>> model.similar_users(15, n=2).round(3)
          similarity  overlap  ratings
    user
    168        0.550       73      116
    428        0.463      141      166
    """

    measure, neighbors, shrinkage, damping = "pearson", 40, 10.0, 2.0

    compares = "user"

    def similar_users(self, user, n: int = 10, min_ratings: int = 0) -> pd.DataFrame:
        """Return the `n` kept users most similar to this one, among those with at least `min_ratings` training ratings.

        Returns
        -------
        DataFrame by user id, the most similar first: similarity, overlap (common items), ratings
        """
        return self._most_similar(self.trained_on.user_row(user), n, min_ratings)
