r"""Bayesian matrix factorisation: many probable sets of vectors, not the one best, and the average of what they say.

Every rating is what the vectors say, with noise; a priori, the users' vectors resemble each other, and the items' too:

.. math:: r_{ui} \sim N(\mu + b_u + b_i + p_u \cdot q_i, \; \alpha^{-1}), \qquad
          (p_u, b_u) \sim N(m_P, \Lambda_P^{-1}), \qquad (q_i, b_i) \sim N(m_Q, \Lambda_Q^{-1})

No λ is chosen: the means m and precisions Λ (Normal-Wishart a priori) and α (Gamma) are learned as well. Gibbs sampling
draws each of these in turn, given all others as they stand. For a user it is the linear regression of alternating least
squares, but in place of its solution one draws from around it. The rows of X are the :math:`x_i = (q_i, 1)` of the
rated items, and :math:`e_i = r_{ui} - \mu - b_i`:

.. math:: A = \Lambda_P + \alpha X^T X, \qquad
          (p_u, b_u) \sim N\left(A^{-1} (\Lambda_P m_P + \alpha X^T e), \; A^{-1}\right)

A sweep draws everything once and is one sample. Predicted is the mean of the *predictions* of all S samples after the
first few; the vectors themselves turn from sample to sample and have no mean that says anything. How sure a prediction
is, noise included, is the spread of the mixture

.. math:: r_{ui} \sim \frac{1}{S} \sum_s N(\mu + b_u^s + b_i^s + p_u^s \cdot q_i^s, \; 1 / \alpha^s)

R. Salakhutdinov, A. Mnih: Bayesian Probabilistic Matrix Factorization using Markov Chain Monte Carlo. ICML 2008.
doi:10.1145/1390156.1390267 (there with α fixed and without biases). Side information as in J. Simm et al.: Macau:
Scalable Bayesian Factorization with High-dimensional Side Information using MCMC. MLSP 2017. arXiv:1509.04610.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numba import njit

from rectutor.algorithms.fastmath import FAST
from rectutor.algorithms.gaussian_priors import Regression, film_features, interval_of_mixture
from rectutor.algorithms.normal_equations import add_ratings, cholesky, solve_lower, solve_upper
from rectutor.algorithms.similarity import Lists, lists
from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import HyperparameterError, hyperparameters, setting
from rectutor.metrics import rmse
from rectutor.recommender import Newcomer, Recommender
from rectutor.steps import Measure, Step

START = 0.1  # standard deviation of all numbers of the vectors at the start
NOISE_SHAPE, NOISE_RATE = 1.0, 1.0  # of the Gamma distribution of α a priori: a noise of about a star, and little trust
MOST_BYTES = 4e9  # of samples


def error_of_last_sample(model, train, valid, step) -> float:
    """Return the RMSE, in stars, of the last sample alone."""
    known = model.trained_on
    scores = model.score_of_sample(model.samples_ - 1, *known.rows_of(valid))
    return rmse(valid.values, np.clip(scores, *known.scale))


@hyperparameters
class BayesianMF(Recommender):
    """Predict the mean of what many samples of vectors and biases predict, and say how sure that is.

    Attributes
    ----------
    mean_ : float
        μ, in stars.
    samples_ : int
        S, how many samples are kept so far. Until the first is kept, it is 1: the last that was drawn.
    user_samples_, item_samples_ : ndarray of float32, shapes (n_users + 1, (factors + 2) * samples), n_items likewise
        Sample after sample, a row has (p_u, b_u, 1), an item's (q_i, 1, b_i): their product over the first S samples,
        divided by S, is what is predicted beyond μ. The last row is somebody or something without any rating.
    noise_ : ndarray, shape (samples,)
        1/√α of each sample, in stars.
    user_means_, user_precisions_ : ndarray, shapes (samples, factors + 1) and (samples, factors + 1, factors + 1)
        m_P and Λ_P of each sample, from which a newcomer is found.

    Examples
    --------
    >>> import rectutor
    >>> toy = rectutor.load("toy").ratings
    >>> model = BayesianMF(factors=2).fit(toy)
    >>> model.predict(["Ada", "Chloe"], ["The Matrix", "The Matrix"]).round(1)
    array([4.6, 2.2])
    >>> low, high = model.predict_interval(["Ada", "Finn"], ["The Matrix", "Titanic"], level=0.8)
    >>> (high - low).round(1)
    array([2.1, 2.9])
    """

    factors: int = setting(
        10, 1, 100, symbol="k", log=True, about="how many numbers every user's and item's vector has"
    )
    samples: int = setting(100, 1, 2000, symbol="S", log=True, about="how many samples are kept")
    burn_in: int = setting(20, 0, 2000, slider_high=200, about="how many samples are drawn first and not kept")
    side_information: bool = setting(
        False, about="whether items of like genre, decade and number of ratings have like vectors a priori"
    )
    seed: int = setting(0, 0, about="same seed, same result to the last bit")

    unit = "sweep"
    title = "Bayesian matrix factorisation"
    measures = (
        Measure(
            "sample_rmse", "error of the last sample alone", "RMSE in stars", on="validation", of=error_of_last_sample
        ),
        Measure("noise", "noise", "standard deviation, stars", better=""),
    )

    mean_: float
    samples_: int
    user_samples_: np.ndarray
    item_samples_: np.ndarray
    noise_: np.ndarray
    user_means_: np.ndarray
    user_precisions_: np.ndarray

    def length(self, train: Ratings) -> int:
        """Return the number of sweeps."""
        return self.burn_in + self.samples

    def start_in_words(self, train):
        """Return that all are alike."""
        return f"Nearly every rating is predicted as the mean, {train.mean:.2f}"

    def steps(self, train: Ratings) -> Iterator[Step]:
        """Yield the start (step 0), then after each sweep.

        Yields
        ------
        Step
            `noise` is the sample's 1/√α, in stars.
        """
        random, k = np.random.default_rng(self.seed), self.factors
        self.start(train)
        P, Q = (START * random.standard_normal((n + 1, k + 1)) for n in (train.n_users, train.n_items))
        alpha, by_user = 1.0, lists(train.users, train.items, train.values, train.n_users + 1)
        by_item = lists(train.items, train.users, train.values, train.n_items + 1)
        prior_of_users = Regression(np.ones((train.n_users + 1, 1)))
        features = film_features(train) if self.side_information else np.empty((train.n_items, 0))
        prior_of_items = Regression(
            np.column_stack([np.ones(train.n_items + 1), np.vstack([features, 0 * features[:1]])])
        )
        self.keep(0, P, Q, alpha, np.zeros(k + 1), np.eye(k + 1))
        yield Step(0, {"noise": 1.0}, self.unit)
        for sweep in range(1, self.length(train) + 1):
            self.refuse_another_walk(train)
            means, precision = prior_of_users.sample(P, random)
            P = self.sampled(by_user, Q, alpha, means, precision, random)
            Q = self.sampled(by_item, P, alpha, *prior_of_items.sample(Q, random), random)
            squares = squared_errors(by_user, P, Q, self.mean_)
            alpha = random.gamma(NOISE_SHAPE + len(train) / 2) / (NOISE_RATE + squares / 2)
            self.keep(max(sweep - self.burn_in, 1) - 1, P, Q, alpha, means[-1], precision)
            yield Step(sweep, {"noise": alpha**-0.5}, self.unit)

    def start(self, train: Ratings) -> None:
        """Make room for the samples, or refuse with a sentence to take too much of it."""
        n, k, width = self.samples, self.factors, self.samples * (self.factors + 2)
        size = 4 * width * (train.n_users + train.n_items + 2)
        if size > MOST_BYTES:
            raise HyperparameterError(
                f"{n} samples of {k} factors for {train.n_users:,} users and {train.n_items:,} items take "
                f"{size / 1e9:.1f} GB; choose fewer samples or factors"
            )
        self.ratings_, self.mean_, self.samples_ = train, train.mean, 1
        self.user_samples_ = np.zeros((train.n_users + 1, width), np.float32)
        self.item_samples_ = np.zeros((train.n_items + 1, width), np.float32)
        self.noise_, self.user_means_, self.user_precisions_ = (
            np.zeros((n, *shape)) for shape in ((), (k + 1,), (k + 1, k + 1))
        )

    def sampled(self, ratings: Lists, others: np.ndarray, alpha, means, precision, random) -> np.ndarray:
        """Draw vector and bias of every user, with the items (`others`) as they stand; or the other way round."""
        X, offsets = others.copy(), self.mean_ + others[:, -1]
        X[:, -1] = 1
        drawn = random.standard_normal(means.shape)
        sample_vectors(ratings, X, offsets, alpha, means @ precision, precision, drawn)
        return drawn

    def keep(self, s: int, P, Q, alpha: float, user_mean, user_precision) -> None:
        """Write everything drawn in place of sample s."""
        k, columns = P.shape[1] - 1, slice(s * self.per_sample, (s + 1) * self.per_sample)
        self.user_samples_[:, columns] = np.column_stack([P, np.ones(len(P))])
        self.item_samples_[:, columns] = np.column_stack([Q[:, :k], np.ones(len(Q)), Q[:, k]])
        self.noise_[s], self.user_means_[s], self.user_precisions_[s] = alpha**-0.5, user_mean, user_precision
        self.samples_ = s + 1

    def score(self, user_rows, item_rows):
        """Return the mean of the samples' predictions for pairs of rows; −1 is somebody or something never rated."""
        return self.mean_ + self.products(user_rows, item_rows, 0, self.samples_) / self.samples_

    def scores_for(self, user_rows):
        """Return the mean of the samples' predictions of all items, as one product of matrices."""
        users = self.user_samples_[np.maximum(user_rows, -1), : self.width]
        return self.mean_ + (users @ self.item_samples_[:-1, : self.width].T) / self.samples_

    def score_of_sample(self, s: int, user_rows, item_rows) -> np.ndarray:
        """Return what sample s alone predicts, unclipped, for pairs of rows."""
        if not 0 <= s < self.samples_:
            raise IndexError(f"sample {s} is not among those that are kept, 0 to {self.samples_ - 1}")
        return self.mean_ + self.products(user_rows, item_rows, s, s + 1)

    def scores_by_sample(self, user_rows, item_rows) -> np.ndarray:
        """Return what each kept sample predicts for n pairs of rows, unclipped, in stars; shape (n, S)."""
        return np.column_stack([self.score_of_sample(s, user_rows, item_rows) for s in range(self.samples_)])

    def products(self, user_rows, item_rows, first: int, last: int) -> np.ndarray:
        """Return the products of pairs of rows, summed over the samples from `first` to before `last`."""
        users, items = self.pairs(np.maximum(user_rows, -1), np.maximum(item_rows, -1))  # any row below 0 is unknown
        known, k, columns = self.trained_on, self.per_sample, self.item_samples_.shape[1]
        shapes, rows = (self.user_samples_.shape, self.item_samples_.shape), (known.n_users + 1, known.n_items + 1)
        if shapes != tuple((n, columns) for n in rows) or last * k > columns:  # compiled loops do not look
            raise ValueError(f"samples of {self!r} are not those of its training ratings, {known!r}")
        sums = products(users.ravel(), items.ravel(), self.user_samples_, self.item_samples_, first * k, last * k)
        return sums.reshape(users.shape)

    @property
    def per_sample(self) -> int:
        """How many columns a sample takes, factors + 2."""
        return self.item_samples_.shape[1] // len(self.noise_)

    @property
    def width(self) -> int:
        """How many columns the kept samples take."""
        return self.samples_ * self.per_sample

    def predict_interval(self, users, items, level: float = 0.9) -> tuple[np.ndarray, np.ndarray]:
        """Return between which two ratings the real one is, with probability `level`, for pairs of ids.

        Parameters
        ----------
        users, items : array-like of ids, same length (or one id each)
        level : float
            Above 0 and below 1.

        Returns
        -------
        (low, high) : (ndarray, ndarray), each of shape (n,)
            In stars: the quantiles (1 − level)/2 and (1 + level)/2 of the mixture of the samples' normal distributions,
            each with its own noise, to 1e-6 stars; then clipped to the scale, which no rating leaves.
        """
        scores = self.scores_by_sample(*self.rows_of(users, items))
        return self.interval(scores, np.broadcast_to(self.noise_[: self.samples_], scores.shape), level)

    def interval(self, means, deviations, level) -> tuple[np.ndarray, np.ndarray]:
        """Return the clipped interval of each row's mixture of normal distributions."""
        if not 0 < level < 1:
            raise ValueError(f"level is a probability, above 0 and below 1, but it is {level!r}")
        return tuple(np.clip(bound, *self.trained_on.scale) for bound in interval_of_mixture(means, deviations, level))

    def fold_in(self, items, values) -> Newcomer:
        """Take in a new user by a few ratings: for each kept sample, the mean of what vector and bias can be.

        Parameters
        ----------
        items : array-like of item ids, shape (m,)
        values : array-like of float, shape (m,)
            The new user's ratings, in stars.

        Returns
        -------
        Newcomer
            Its `factors` are as a row of `user_samples_`, with the bias of each sample inside. Pass it to `recommend`
            in place of a user's id, or to `interval_of_newcomer`.

        Raises
        ------
        KeyError, ValueError
            With a sentence, for an item that training did not have or that is rated twice, a rating outside the scale,
            or unequal lengths.
        """
        newcomer = self.newcomer(items, values)
        means, _ = self.taste_of(newcomer)
        return replace(newcomer, factors=np.column_stack([means, np.ones(len(means))]).ravel())

    def scores_of_newcomer(self, newcomer):
        """Return the mean of the samples' predictions of all items, with the newcomer's vectors."""
        if newcomer.factors is None or len(newcomer.factors) != self.width:
            raise ValueError(f"this newcomer has no vectors of {self!r}; call its fold_in")
        return self.mean_ + self.item_samples_[:-1, : self.width] @ newcomer.factors / self.samples_

    def interval_of_newcomer(self, newcomer: Newcomer, items, level: float = 0.9) -> tuple[np.ndarray, np.ndarray]:
        """Return (low, high) for a newcomer and some item ids, as `predict_interval` does for a user.

        What the few ratings leave open of vector and bias is in it: in each sample, x = (q, 1) is the film's, and the
        variance is 1/α + xᵀA⁻¹x.
        """
        means, covariances = self.taste_of(newcomer)
        x, offsets = self.items_by_sample(self.trained_on.item_rows(items))
        scores = offsets + np.einsum("sif,sf->si", x, means)
        variances = np.sum(x @ covariances * x, axis=2) + self.noise_[: self.samples_, None] ** 2
        return self.interval(scores.T, np.sqrt(variances).T, level)

    def taste_of(self, newcomer: Newcomer) -> tuple[np.ndarray, np.ndarray]:
        """Return A⁻¹(Λm + αXᵀe), shape (S, k + 1), and A⁻¹, shape (S, k + 1, k + 1), of a newcomer's ratings."""
        S, (x, offsets) = self.samples_, self.items_by_sample(newcomer.items)
        alpha, m, precision = self.noise_[:S, None] ** -2, self.user_means_[:S], self.user_precisions_[:S]
        covariances = np.linalg.inv(precision + alpha[:, None] * (x.transpose(0, 2, 1) @ x))
        right = np.einsum("sfg,sg->sf", precision, m) + alpha * np.einsum("sif,si->sf", x, newcomer.values - offsets)
        return np.einsum("sfg,sg->sf", covariances, right), covariances

    def items_by_sample(self, rows) -> tuple[np.ndarray, np.ndarray]:
        """Return of some items x = (q, 1), shape (S, n, k + 1), and μ + b, shape (S, n), in each kept sample."""
        vectors = self.item_samples_[rows, : self.width].astype(np.float64)
        vectors = vectors.reshape(len(rows), self.samples_, self.per_sample).transpose(1, 0, 2)
        return vectors[:, :, :-1], self.mean_ + vectors[:, :, -1]


@njit(cache=True, nogil=True, fastmath=FAST)
def sample_vectors(ratings, X, offsets, alpha, prior, precision, drawn):
    """Replace each row of `drawn`, standard normal numbers z, by A⁻¹(Λm + αXᵀe) + L⁻ᵀz, where A = Λ + αXᵀX = L Lᵀ.

    The rows of `prior` are Λm. The covariance of L⁻ᵀz is A⁻¹, as wanted.
    """
    m = X.shape[1]
    A, b = np.empty((m, m)), np.empty(m)
    for row in range(len(drawn)):
        columns = ratings.columns[ratings.starts[row] : ratings.starts[row + 1]]
        values = ratings.values[ratings.starts[row] : ratings.starts[row + 1]]
        A[:], b[:] = 0, 0
        add_ratings(columns, values, X, offsets, A, b)
        for f in range(m):
            b[f] = prior[row, f] + alpha * b[f]
            for g in range(f + 1):
                A[f, g] = precision[f, g] + alpha * A[f, g]
        cholesky(A)
        solve_lower(A, b)
        for f in range(m):
            b[f] += drawn[row, f]
        solve_upper(A, b)
        drawn[row] = b


@njit(cache=True, nogil=True, fastmath=FAST)
def squared_errors(by_user, P, Q, mu):
    """Return the sum of the squared errors; the last column of P and of Q is the bias."""
    k, squares = P.shape[1] - 1, 0.0
    for u in range(len(P)):
        for t in range(by_user.starts[u], by_user.starts[u + 1]):
            i = by_user.columns[t]
            prediction = mu + P[u, k] + Q[i, k]
            for f in range(k):
                prediction += P[u, f] * Q[i, f]
            squares += (by_user.values[t] - prediction) ** 2
    return squares


@njit(cache=True, nogil=True, fastmath=FAST)
def products(users, items, P, Q, first, last):
    """Return for each pair the product of its two rows, from column `first` to before `last`; −1 is the last row."""
    sums = np.zeros(len(users))
    for t in range(len(users)):
        p, q = P[users[t]], Q[items[t]]
        for f in range(first, last):
            sums[t] += p[f] * q[f]
    return sums
