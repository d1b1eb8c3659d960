"""Ways to set ratings aside before learning, so that the error can be measured on ratings never seen."""

from __future__ import annotations

import numbers

import numpy as np

from rectutor.ratings import Ratings


def random_split(ratings: Ratings, test: float = 0.2, seed: int = 0) -> tuple[Ratings, Ratings]:
    """Split at random into a part to learn from and a part to measure on.

    Parameters
    ----------
    ratings : Ratings
    test : float
        The share that is set aside, above 0 and below 1.
    seed : int
        Same seed, same split.

    Returns
    -------
    (train, test) : (Ratings, Ratings)
        Both keep all ids, so that a row means the same user and item in both; each keeps the order of lines.

    Examples
    --------
    >>> import rectutor
    >>> train, test = random_split(rectutor.load("toy").ratings, test=0.25)
    >>> len(train), len(test)
    (29, 10)
    """
    if not isinstance(test, numbers.Real) or not 0 < test < 1:
        raise ValueError(f"test is the share to set aside, above 0 and below 1 (0.2 is a fifth), but it is {test!r}")
    aside = round(test * len(ratings))
    if aside in (0, len(ratings)):
        raise ValueError(f"a share of {test:g} of {len(ratings)} ratings leaves one part empty")
    order = np.random.default_rng(seed).permutation(len(ratings))
    return ratings.take(np.sort(order[aside:])), ratings.take(np.sort(order[:aside]))
