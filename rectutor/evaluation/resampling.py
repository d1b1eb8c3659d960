"""How much a value would vary with other users: the bootstrap, for values that are ratios of two sums over users."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

CELLS = 1_000_000  # drawn users held at once
INTERVAL = (2.5, 97.5)  # percentiles: 95 % of the samples lie between them


def resampled_ratios(above: np.ndarray, below: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Return Σ above / Σ below over each of `draws` samples of the users, shape (draws, columns).

    Parameters
    ----------
    above, below : ndarray, shape (users, columns)
        What each user adds to the two sums. All columns see the same samples, so that they can be compared in pairs.
    draws, seed : int

    Examples
    --------
    >>> resampled_ratios(np.array([[1.0], [3.0]]), np.ones((2, 1)), draws=4, seed=0).ravel()
    array([3., 2., 1., 1.])
    """
    with np.errstate(invalid="ignore", divide="ignore"):  # a sample without anybody who counts has no value
        return np.concatenate([(c @ above) / (c @ below) for c in drawn_counts(len(above), draws, seed)])


def drawn_counts(n_users: int, draws: int, seed: int) -> Iterator[np.ndarray]:
    """Yield, some samples at a time, how often each user is drawn; `n_users` are drawn, with replacement, each time."""
    random = np.random.default_rng(seed)
    size = max(1, CELLS // n_users)
    for start in range(0, draws, size):
        n = min(size, draws - start)
        drawn = random.integers(0, n_users, size=(n, n_users)) + np.arange(n)[:, None] * n_users
        yield np.bincount(drawn.ravel(), minlength=n * n_users).reshape(n, n_users).astype(np.float64)


def interval(samples: np.ndarray) -> np.ndarray:
    """Return the low and the high end for each column of samples, leaving out NaN; NaN for a column of nothing else."""
    ends = np.full((2, samples.shape[1]), np.nan)
    some = ~np.isnan(samples).all(axis=0)
    ends[:, some] = np.nanpercentile(samples[:, some], INTERVAL, axis=0)
    return ends
