r"""Matrix factorisation by alternating least squares: two cheap problems, by turns, in place of a hard one.

.. math:: \hat r_{ui} = \mu + b_u + b_i + p_u \cdot q_i

Sought is what makes this loss least, where :math:`w(n)` is 1, :math:`\sqrt n` or :math:`n`, and n counts ratings:

.. math:: \sum_{(u, i)} (r_{ui} - \hat r_{ui})^2 + \sum_u w(n_u)\,(\lambda |p_u|^2 + \lambda_b b_u^2)
                                                 + \sum_i w(n_i)\,(\lambda |q_i|^2 + \lambda_b b_i^2)

With the items held fixed, every user is a small linear regression of its own. Write a 1 below each :math:`q_i`, so that
the bias is one more unknown: the vectors :math:`x_i = (q_i, 1)` of the rated items are the rows of X, the errors that
the user is to explain are :math:`e_i = r_{ui} - \mu - b_i`, and

.. math:: (X^T X + w(n_u) \Lambda) \binom{p_u}{b_u} = X^T e, \qquad \Lambda = \mathrm{diag}(\lambda, …, \lambda_b)

Then the users are held fixed and the items found in the same way. Each half-sweep finds the least loss there is with
the other side as it stands, so the loss never rises. Who has fewer ratings n than unknowns is found from n equations:

.. math:: \binom{p_u}{b_u} = D^{-1} X^T (X D^{-1} X^T + I)^{-1} e, \qquad D = w(n_u) \Lambda

Y. Zhou, D. Wilkinson, R. Schreiber, R. Pan: Large-Scale Parallel Collaborative Filtering for the Netflix Prize. AAIM
2008. doi:10.1007/978-3-540-68880-8_32 (there, w(n) = n).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np
from numba import njit

from rectutor.algorithms.factor_model import FactorModel
from rectutor.algorithms.fastmath import FAST
from rectutor.algorithms.normal_equations import add_ratings, cholesky, solve_lower, solve_upper
from rectutor.algorithms.similarity import Lists, lists
from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import hyperparameters, setting
from rectutor.recommender import Newcomer, refuse_beyond
from rectutor.steps import DivergenceError, Measure, Step

POWERS = {"constant": 0.0, "sqrt": 0.5, "count": 1.0}  # w(n) = n to this power


@hyperparameters
class MatrixFactorizationALS(FactorModel):
    """Predict μ + b_u + b_i + p_u · q_i, learned by alternating least squares.

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
    >>> model = MatrixFactorizationALS(factors=2, regularization=0.1, bias_regularization=0.1).fit(toy)
    >>> model.predict(["Ada", "Chloe"], ["The Matrix", "The Matrix"]).round(1)
    array([5. , 1.7])
    """

    sweeps: int = setting(15, 1, 1000, slider_high=60, about="how often users and items take turns")
    regularization: float = setting(
        1.3, 0, 1000, symbol="λ", label="regularisation", log=True, slider_low=0.1, slider_high=100,
        about="pull of the vectors towards zero",
    )  # fmt: skip
    bias_regularization: float = setting(
        1.0, 0, 1e6, symbol="λ_b", label="regularisation of biases", log=True, slider_low=0.1, slider_high=100,
        about="pull of the biases towards zero",
    )  # fmt: skip
    weighting: Literal["constant", "sqrt", "count"] = setting(
        "sqrt",
        about="how the pull grows with the number n of a user's or item's ratings: not at all, with √n, or with n",
    )
    biases: bool = setting(True, about="whether μ, b_u and b_i are part of the formula")

    unit = "half-sweep"
    title = "Matrix factorisation by ALS"
    measures = (Measure("loss", "penalised loss", "squared errors and penalties, summed, in stars²", digits=1),)

    def length(self, train: Ratings) -> int:
        """Return the number of half-sweeps."""
        return 2 * self.sweeps

    def divergence_in_words(self):
        """Return which way to turn which slider."""
        return f"With λ {self.regularization:g} some equations have no single solution. Try a larger λ."

    def steps(self, train: Ratings) -> Iterator[Step]:
        """Yield the start (step 0), then after each half-sweep: the users first, then the items, by turns.

        Yields
        ------
        Step
            `loss` is the penalised loss, in stars²; `update["side"]` says who was solved for, "users" or "items".

        Raises
        ------
        DivergenceError
            With a sentence, when somebody's system has no single solution; so it is nearly always with λ = 0.
        """
        self.start(train, np.random.default_rng(self.seed))
        by_side = {"users": rated_by_users(train), "items": rated_items(train)}
        yield Step(0, {"loss": self.loss()}, self.unit)
        for number in range(1, self.length(train) + 1):
            self.refuse_another_walk(train)
            side = "users" if number % 2 else "items"
            self.solve(side, by_side[side])
            yield Step(number, {"loss": self.loss()}, self.unit, {"side": side})

    def solve(self, side: str, ratings: Lists) -> None:
        """Find the vectors and biases of one side, with the other as it stands."""
        k, solutions = self.item_factors_.shape[1], self.solutions(side, ratings)
        factors, biases = solutions[:, :k].copy(), solutions[:, k].copy() if self.biases else np.zeros(len(solutions))
        if side == "users":
            self.user_factors_, self.user_biases_ = factors, biases
        else:
            self.item_factors_, self.item_biases_ = factors, biases

    def solutions(self, side: str, ratings: Lists, who: str = "") -> np.ndarray:
        """Return vector and bias for each row of `ratings`; shape (rows, factors + 1).

        The rows are those of `side`, or else an error has to be told `who` it is.
        """
        X, offsets = self.held_fixed(side)
        found = np.zeros((len(ratings.starts) - 1, X.shape[1]))
        failed = half_sweep(ratings, X, offsets, self.lambdas, POWERS[self.weighting], found)
        if failed >= 0:
            who, n = who or self.called(side, failed), ratings.starts[failed + 1] - ratings.starts[failed]
            raise DivergenceError(
                f"the {X.shape[1]} equations of {who}, with {n} rating{'s' if n > 1 else ''}, "
                f"have no single solution at λ = {self.regularization:g}; try a larger regularization"
            )
        return found

    def called(self, side: str, row: int) -> str:
        """Return what a sentence calls a row: "user 138"."""
        ids = self.trained_on.user_ids if side == "users" else self.trained_on.item_ids
        return f"{side[:-1]} {ids[row : row + 1].tolist()[0]!r}"

    def held_fixed(self, side: str) -> tuple[np.ndarray, np.ndarray]:
        """Return what stands still while `side` is solved: the rows x = (q, 1) of the other side, and its μ + b."""
        mu, b_u, b_i, P, Q = self.learned
        factors, biases = (Q, b_i) if side == "users" else (P, b_u)
        return np.column_stack([factors, np.ones((len(factors), int(self.biases)))]), mu + biases

    @property
    def lambdas(self) -> np.ndarray:
        """Λ's diagonal: λ for each entry of a vector, and λ_b for the bias, where there is one."""
        return np.append(
            np.full(self.item_factors_.shape[1], self.regularization), [self.bias_regularization] * self.biases
        )

    def loss(self) -> float:
        """Return the penalised loss, in stars², with everything as it stands."""
        known = self.trained_on
        loss = float(np.sum((known.values - self.score(known.users, known.items)) ** 2))
        for factors, biases, counts in (
            (self.user_factors_, self.user_biases_, known.user_counts),
            (self.item_factors_, self.item_biases_, known.item_counts),
        ):
            squares = self.regularization * np.sum(factors**2, axis=1) + self.bias_regularization * biases**2
            loss += float(counts ** POWERS[self.weighting] @ squares)
        return loss

    def system_of(self, row: int, side: str = "users") -> System:
        """Return the equations of one user or item as the other side stands, and their solution.

        Parameters
        ----------
        row : int
            Of the training ratings.
        side : {"users", "items"}

        Raises
        ------
        ValueError, IndexError, DivergenceError
            With a sentence, for another side, a row beyond the last, or equations without a single solution.
        """
        known = self.trained_on
        if side not in ("users", "items"):
            raise ValueError(f"side must be 'users' or 'items', but it is {side!r}")
        refuse_beyond(row, len(known.user_ids if side == "users" else known.item_ids), side[:-1])
        mine, others = (known.users, known.items) if side == "users" else (known.items, known.users)
        rated = np.flatnonzero(mine == row)
        X, offsets = self.held_fixed(side)
        columns, x = others[rated], X[others[rated]]
        e, penalties = known.values[rated] - offsets[columns], len(rated) ** POWERS[self.weighting] * self.lambdas
        one = Lists(np.array([0, len(rated)]), columns, known.values[rated])
        solution = self.solutions(side, one, self.called(side, row))[0]
        return System(columns, x, e, penalties, x.T @ x + np.diag(penalties), x.T @ e, solution)

    def fold_in(self, items, values, regularization: float | None = None) -> Newcomer:
        """Find a new user's bias and vector as a half-sweep finds those of every user; the items stay as they are.

        Parameters
        ----------
        items, values, regularization
            As for `FactorModel.fold_in`, which takes over where a `regularization` is given: one λ then for bias and
            vector, whatever the number of ratings. Without it, λ, λ_b and the weighting are the model's own.
        """
        if regularization is not None:
            return super().fold_in(items, values, regularization)
        newcomer = self.newcomer(items, values)
        own = Lists(np.array([0, len(newcomer.items)]), newcomer.items, newcomer.values)
        solution = self.solutions("users", own, "the newcomer")[0]
        bias = float(solution[-1]) if self.biases else 0.0
        return replace(newcomer, bias=bias, factors=solution[: self.item_factors_.shape[1]])


class System(NamedTuple):
    """The equations A y = b of one user (or item; exchange the words): what they are made from, and their solution.

    `items` (n,) are the rows of the rated items, `X` (n, m) their vectors, each with a 1 at its end for the bias, and
    `errors` (n,), in stars, are r − μ − b_i. `penalties` (m,) is the diagonal of w(n)Λ, `A` (m, m) is XᵀX with these
    added, `b` (m,) is Xᵀe, and `solution` (m,) holds the vector and then the bias. m is the number of factors, and 1
    more where the formula has biases.
    """

    items: np.ndarray
    X: np.ndarray
    errors: np.ndarray
    penalties: np.ndarray
    A: np.ndarray
    b: np.ndarray
    solution: np.ndarray


def rated_by_users(train: Ratings) -> Lists:
    """Return the rows of items and the stars of each user."""
    return lists(train.users, train.items, train.values, train.n_users)


def rated_items(train: Ratings) -> Lists:
    """Return the rows of users and the stars of each item."""
    return lists(train.items, train.users, train.values, train.n_items)


@njit(cache=True, nogil=True, fastmath=FAST)
def half_sweep(ratings, X, offsets, lambdas, power, solutions):
    """Solve for every row that has ratings; return the first row that has no single solution, or −1."""
    for row in range(len(solutions)):
        columns = ratings.columns[ratings.starts[row] : ratings.starts[row + 1]]
        values = ratings.values[ratings.starts[row] : ratings.starts[row + 1]]
        n, m = len(columns), len(lambdas)
        if n == 0:
            continue
        D = n**power * lambdas
        if n < m and D.min() > 0:
            solved = solve_by_ratings(columns, values, X, offsets, D, solutions[row])
        else:
            solved = solve_by_unknowns(columns, values, X, offsets, D, solutions[row])
        if not solved:
            return row
    return -1


@njit(cache=True, nogil=True, fastmath=FAST)
def solve_by_unknowns(columns, values, X, offsets, D, y):
    """Set y to (XᵀX + D)⁻¹ Xᵀe; return False where that is no single solution."""
    A = np.diag(D)
    y[:] = 0
    add_ratings(columns, values, X, offsets, A, y)
    if not cholesky(A):
        return False
    solve_lower(A, y)
    solve_upper(A, y)
    return True


@njit(cache=True, nogil=True, fastmath=FAST)
def solve_by_ratings(columns, values, X, offsets, D, y):
    """Set y to D⁻¹Xᵀ (X D⁻¹ Xᵀ + I)⁻¹ e, which is the same; return False where D is too small for that."""
    n, inverse = len(columns), 1 / D
    K, w = np.eye(n), np.empty(n)
    for s in range(n):
        x_s, w[s] = X[columns[s]], values[s] - offsets[columns[s]]
        for t in range(s + 1):
            x_t = X[columns[t]]
            for f in range(len(D)):
                K[s, t] += x_s[f] * inverse[f] * x_t[f]
    if not cholesky(K):
        return False
    solve_lower(K, w)
    solve_upper(K, w)
    y[:] = 0
    for t in range(n):
        x_t = X[columns[t]]
        for f in range(len(D)):
            y[f] += w[t] * x_t[f] * inverse[f]
    return True
