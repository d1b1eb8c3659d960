r"""Matrix factorisation by stochastic gradient descent: a short vector for every user and every item.

.. math:: \hat r_{ui} = \mu + b_u + b_i + p_u \cdot q_i

For one rating after the other, in random order, every parameter takes a small step that lowers the squared error
:math:`e_{ui}^2 = (r_{ui} - \hat r_{ui})^2` and the penalty :math:`\lambda(b_u^2 + b_i^2 + |p_u|^2 + |q_i|^2)`:

.. math::
    b_u \leftarrow b_u + \eta\,(e_{ui} - \lambda b_u), \qquad b_i \leftarrow b_i + \eta\,(e_{ui} - \lambda b_i) \\
    p_u \leftarrow p_u + \eta\,(e_{ui}\, q_i - \lambda p_u), \qquad
    q_i \leftarrow q_i + \eta\,(e_{ui}\, p_u - \lambda q_i)

Both lines of vectors speak of the same moment: on the right stand the old :math:`p_u` and the old :math:`q_i`.

Y. Koren, R. Bell, C. Volinsky: Matrix Factorization Techniques for Recommender Systems. Computer 42(8), 2009.
doi:10.1109/MC.2009.263
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numba import njit

from rectutor.algorithms.factor_model import FactorModel
from rectutor.algorithms.fastmath import FAST
from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import hyperparameters, setting
from rectutor.steps import Measure, Step

BLOCK = 125_000  # ratings; with the vectors of their users they fit into the processor's cache


@hyperparameters
class MatrixFactorizationSGD(FactorModel):
    """Predict μ + b_u + b_i + p_u · q_i, learned by stochastic gradient descent.

    Attributes
    ----------
    mean_ : float
        μ, in stars.
    user_biases_, item_biases_ : ndarray, shapes (n_users,) and (n_items,)
        b_u and b_i, in stars.
    user_factors_, item_factors_ : ndarray, shapes (n_users, factors) and (n_items, factors)
        The rows are p_u and q_i; zero for who or what has no training rating.

    Examples
    --------
    >>> import rectutor
    >>> toy = rectutor.load("toy").ratings
    >>> model = MatrixFactorizationSGD(factors=2, learning_rate=0.02, regularization=0.02, epochs=600).fit(toy)
    >>> model.predict(["Ada", "Chloe"], ["The Matrix", "The Matrix"]).round(1)
    array([5. , 1.7])
    """

    epochs: int = setting(40, 1, 10_000, slider_high=200, about="how often training goes through all ratings")
    learning_rate: float = setting(
        0.01, 0, 1, open_low=True, symbol="η", log=True, slider_low=0.001, about="how far one rating moves the vectors"
    )
    regularization: float = setting(
        0.1, 0, 1, symbol="λ", label="regularisation", slider_high=0.2,
        about="pull towards zero; higher means shorter vectors",
    )  # fmt: skip
    biases: bool = setting(True, about="whether μ, b_u and b_i are part of the formula")

    title = "Matrix factorisation by SGD"
    measures = (Measure("loss", "loss on the way", "squared error in stars²", on="training"),)

    def divergence_in_words(self):
        """Return which way to turn which slider."""
        return f"With η {self.learning_rate:g} each step overshoots. Try a smaller η or a larger λ."

    def steps(self, train: Ratings, by: str = "epoch") -> Iterator[Step]:
        """Yield the start (step 0), then after each epoch or after each rating.

        Parameters
        ----------
        train : Ratings
        by : {"epoch", "rating"}
            "rating" is for the microscope: each step's `update` then holds `user`, `item` (rows), `rating`,
            `prediction` (before the update), `error`, and `before` and `after`, each with b_u, b_i, p_u, q_i.

        Yields
        ------
        Step
            After an epoch, `loss` is the mean squared error in stars², collected while the epoch went on.
        """
        if by not in ("epoch", "rating"):
            raise ValueError(f"steps are by 'epoch' or by 'rating', not by {by!r}")
        if by == "rating":
            from rectutor.algorithms.replay import Replay  # which takes its steps by this class

            yield from Replay(self, train).steps()
            return
        columns, random = columns_by_user(train), np.random.default_rng(self.seed)
        self.start(train, random)
        yield Step(0)
        for epoch in range(1, self.epochs + 1):
            self.refuse_another_walk(train)
            squares = sum(self.take(order, columns) for order in shuffled_blocks(len(train), random))
            yield Step(epoch, {"loss": self.checked(squares / len(train), epoch)})

    def take(self, order: np.ndarray, columns: Columns) -> float:
        """Take one step for each rating at `order`; return the sum of the squared errors met on the way."""
        return sgd_epoch(order, columns, self.learned, self.learning_rate, self.regularization, self.biases)


class Columns(NamedTuple):
    """The training ratings, sorted by user: rows of users, rows of items, stars."""

    users: np.ndarray
    items: np.ndarray
    values: np.ndarray


@njit(cache=True, nogil=True, fastmath=FAST)
def sgd_epoch(order, ratings, learned, eta, lam, biases=True):
    """Take one step for each rating at `order`; return the sum of the squared errors met on the way."""
    mu, b_u, b_i, P, Q = learned
    squares = 0.0
    # gathered before the loop, which then reads them one after the other
    users, items, values = ratings.users[order], ratings.items[order], ratings.values[order]
    for t in range(len(order)):
        u, i, r_ui = users[t], items[t], values[t]
        p_u, q_i = P[u], Q[i]

        prediction = mu + b_u[u] + b_i[i] if biases else 0.0
        for f in range(len(p_u)):
            prediction += p_u[f] * q_i[f]
        e_ui = r_ui - prediction
        squares += e_ui * e_ui

        if biases:
            b_u[u] += eta * (e_ui - lam * b_u[u])
            b_i[i] += eta * (e_ui - lam * b_i[i])
        for f in range(len(p_u)):
            p, q = p_u[f], q_i[f]  # the old values, for both lines
            p_u[f] = p + eta * (e_ui * q - lam * p)
            q_i[f] = q + eta * (e_ui * p - lam * q)
    return squares


def columns_by_user(train: Ratings) -> Columns:
    """Return the columns sorted by user, without a copy where they are already."""
    users = train.users
    if len(users) < 2 or np.all(users[:-1] <= users[1:]):
        return Columns(users, train.items, train.values)
    by_user = np.argsort(users, kind="stable")
    return Columns(users[by_user], train.items[by_user], train.values[by_user])


def shuffled_blocks(n: int, random: np.random.Generator) -> Iterator[np.ndarray]:
    """Yield all of 0 … n−1 in random order: blocks at random, and shuffled within each.

    Up to 125,000 ratings there is one block, so this is a plain shuffle. Beyond, a shuffle over all ratings would fetch
    every user's vector from main memory again and again; a block's users stay in the cache.
    """
    for start in random.permutation(np.arange(0, n, BLOCK)):
        yield start + random.permutation(min(BLOCK, n - start))
