"""What Bayesian matrix factorisation believes of vectors a priori, and how it turns samples into an interval."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numba import njit

from rectutor.data.genres import genre_vectors
from rectutor.data.ratings import Ratings

MEAN_STRENGTH = 2.0  # β₀ of Salakhutdinov and Mnih: as many vectors of zeros the mean is drawn from
FEATURE_STRENGTH = 1.0  # λ_β of Simm et al.: how strongly the weights of features are pulled to zero
CLOSE_ENOUGH = 1e-6  # stars, of an interval's bound


class Regression:
    r"""The prior of all vectors of one side, learned from them: a Gaussian around a mean that is linear in features.

    .. math:: x_i \sim N(B^T f_i, \Lambda^{-1}), \qquad \Lambda \sim W(I, m), \qquad
              B \sim N(0, S^{-1} \otimes \Lambda^{-1})

    m is the length of the vectors, S a diagonal: β₀ for the first feature, which is 1 everywhere, and λ_β for others.
    With the first alone this is the Normal-Wishart prior of Salakhutdinov and Mnih, μ₀ = 0, W₀ = I, ν₀ = m.
    """

    def __init__(self, features: np.ndarray):
        self.features = features
        strengths = np.append(MEAN_STRENGTH, np.full(features.shape[1] - 1, FEATURE_STRENGTH))
        self.K = features.T @ features + np.diag(strengths)
        self.root = np.linalg.cholesky(self.K)

    def sample(self, vectors: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Draw Λ and B, given the vectors; return the means F B, shape of the vectors, and Λ, shape (m, m)."""
        n, m = vectors.shape
        best = np.linalg.solve(self.K, self.features.T @ vectors)
        spread = np.eye(m) + vectors.T @ vectors - best.T @ self.K @ best
        precision = wishart(n + m, np.linalg.inv(spread), random)
        noise = random.standard_normal(best.shape)
        B = best + np.linalg.solve(self.root.T, noise) @ np.linalg.inv(np.linalg.cholesky(precision))
        return self.features @ B, precision


def wishart(freedom: float, scale: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Draw from the Wishart distribution, whose mean is freedom · scale, by Bartlett's decomposition."""
    m = len(scale)
    A = np.tril(random.standard_normal((m, m)), -1) + np.diag(np.sqrt(random.chisquare(freedom - np.arange(m))))
    root = np.linalg.cholesky((scale + scale.T) / 2) @ A
    return root @ root.T


def film_features(train: Ratings) -> np.ndarray:
    """Return what is known of the items: genres, decade, and the logarithm of 1 + the number of training ratings.

    Genres and year are taken from the catalogue where it has them; each column has mean 0. Shape (n_items, features).
    """
    columns = [np.log1p(train.item_counts)[:, None]]
    known = None if train.catalog is None else train.catalog.reindex(train.item_ids)
    if known is not None and "genres" in known:
        columns.append(genre_vectors(known).to_numpy())
    if known is not None and "year" in known:
        decades = (known["year"].astype(float) // 10).to_numpy()
        columns.append(decades[:, None] == np.unique(decades[~np.isnan(decades)]))
    features = np.column_stack(columns).astype(np.float64)
    return features - features.mean(axis=0)


def interval_of_mixture(means: np.ndarray, deviations: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the quantiles (1 − level)/2 and (1 + level)/2 of n equal mixtures of S normal distributions.

    Parameters
    ----------
    means, deviations : ndarray, shape (n, S)
    level : float
    """
    tails = (1 - level) / 2, (1 + level) / 2
    return tuple(quantiles(means, deviations, tail, NormalDist().inv_cdf(tail)) for tail in tails)


@njit(cache=True, nogil=True)
def quantiles(means, deviations, share, z):
    """Return where the mean of the distribution functions is `share`; z is that of a standard normal distribution."""
    found = np.empty(len(means))
    for row in range(len(means)):
        single = means[row] + z * deviations[row]  # the mixture's quantile is between those of its parts
        low, high = single.min(), single.max()
        x, step = (low + high) / 2, math.inf
        while abs(step) > CLOSE_ENOUGH and high > low:  # Newton's method; where it leaves what is possible, halving
            below, density = 0.0, 0.0
            for s in range(len(single)):
                d = (x - means[row, s]) / deviations[row, s]
                below += 0.5 + 0.5 * math.erf(d / math.sqrt(2))
                density += math.exp(-d * d / 2) / (math.sqrt(2 * math.pi) * deviations[row, s])
            if below < share * len(single):
                low = x
            else:
                high = x
            step = (below - share * len(single)) / density if density > 0 else math.inf
            if not low <= x - step <= high:
                step = x - (low + high) / 2
            x -= step
        found[row] = x
    return found
