"""Ways to set ratings aside before learning, so that the error can be measured on ratings never seen.

Which way decides which question is answered: how well gaps in a known table are filled (`random_split`, `k_fold`), how
well the future is foretold (`leave_last_out`, `last_share_split`, `time_split`), or what a stranger or a new item gets
(`cold_users_split`, `cold_items_split`). Both parts keep all ids, so that a row means the same user and item in both,
and each keeps the order of lines.
"""

from __future__ import annotations

import numbers
from collections.abc import Iterator

import numpy as np

from rectutor.data.ratings import Ratings


def random_split(ratings: Ratings, test: float = 0.2, seed: int = 0) -> tuple[Ratings, Ratings]:
    """Split at random into a part to learn from and a part to measure on.

    Most of what is set aside then lies before some rating that is kept: the model knows its users' future.

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

    Raises
    ------
    ValueError
        With a sentence, also when a part would be empty. The same holds for all splits below.

    Examples
    --------
    >>> import rectutor
    >>> train, test = random_split(rectutor.load("toy").ratings, test=0.25)
    >>> len(train), len(test)
    (29, 10)
    """
    aside = _size(test, len(ratings), "ratings")
    order = np.random.default_rng(seed).permutation(len(ratings))
    return ratings.take(np.sort(order[aside:])), ratings.take(np.sort(order[:aside]))


def k_fold(ratings: Ratings, folds: int = 5, seed: int = 0) -> Iterator[tuple[Ratings, Ratings]]:
    """Split at random `folds` times, so that each rating is set aside exactly once.

    Parameters
    ----------
    ratings : Ratings
    folds : int
        How many parts, from 2 to the number of ratings; their sizes differ by at most one.
    seed : int
        Same seed, same folds.

    Returns
    -------
    iterator of (train, test)

    Examples
    --------
    >>> import rectutor
    >>> [len(test) for train, test in k_fold(rectutor.load("toy").ratings)]
    [8, 8, 8, 8, 7]
    """
    _check_count(folds, 2, "folds is how many parts to make")
    if folds > len(ratings):
        raise ValueError(f"{len(ratings)} ratings cannot make {folds} folds: one would be empty")
    order = np.random.default_rng(seed).permutation(len(ratings))
    return (_parts(ratings, _mask(lines, len(ratings))) for lines in np.array_split(order, folds))


def leave_last_out(ratings: Ratings, n: int = 1) -> tuple[Ratings, Ratings]:
    """Set aside the last `n` ratings of each user.

    No user becomes a stranger: who has `n` ratings or fewer keeps them all in train. But train may hold what others
    rated *later* than a rating in test; only `time_split` keeps all of the future out.

    Parameters
    ----------
    ratings : Ratings
        With timestamps. Of ratings in the same second, the one on the later line is the later.
    n : int
        How many, at least 1.

    Returns
    -------
    (train, test) : (Ratings, Ratings)

    Examples
    --------
    >>> import rectutor
    >>> train, test = leave_last_out(rectutor.load("toy").ratings)
    >>> len(test), test.user_counts.tolist()
    (6, [1, 1, 1, 1, 1, 1])
    """
    _check_count(n, 1, "n is how many ratings of each user to set aside")
    counts = ratings.user_counts
    return _without_the_last(ratings, np.where(counts > n, n, 0), f"no user has more than {n:,} ratings")


def last_share_split(ratings: Ratings, test: float = 0.2) -> tuple[Ratings, Ratings]:
    """Set aside the last share of each user's ratings: a fifth of few is one or two, a fifth of many is many.

    The share of each user is rounded, and everybody keeps at least one rating in train.

    Parameters
    ----------
    ratings : Ratings
        With timestamps. Of ratings in the same second, the one on the later line is the later.
    test : float
        The share, above 0 and below 1.

    Returns
    -------
    (train, test) : (Ratings, Ratings)

    Examples
    --------
    >>> import rectutor
    >>> train, test = last_share_split(rectutor.load("toy").ratings, test=0.25)
    >>> train.user_counts.tolist(), test.user_counts.tolist()
    ([5, 4, 5, 4, 4, 5], [2, 2, 2, 2, 2, 2])
    """
    _check_share(test)
    counts = ratings.user_counts
    aside = np.minimum(np.rint(test * counts).astype(np.int64), np.maximum(counts - 1, 0))
    return _without_the_last(ratings, aside, f"a share of {test:g} is less than one rating for every user")


def time_split(ratings: Ratings, test: float = 0.2) -> tuple[Ratings, Ratings]:
    """Cut the history at one moment: all that was rated later, by anybody, is set aside.

    This is what a running service faces, and many a user in test is a stranger to train.

    Parameters
    ----------
    ratings : Ratings
        With timestamps.
    test : float
        The share to set aside, above 0 and below 1. Ratings of the same second stay together, so the share is the
        nearest that whole seconds allow.

    Returns
    -------
    (train, test) : (Ratings, Ratings)
        `train.timestamps.max()` is the moment.

    Examples
    --------
    >>> import rectutor
    >>> train, test = time_split(rectutor.load("toy").ratings)
    >>> bool(train.timestamps.max() < test.timestamps.min())
    True
    """
    aside = _size(test, len(ratings), "ratings")
    stamps = _timestamps(ratings)
    in_order = np.sort(stamps)
    cuts = np.flatnonzero(np.diff(in_order)) + 1  # how many ratings train has when cut between two seconds
    if len(cuts) == 0:
        raise ValueError("all ratings are of the same second, so no moment divides them; use random_split")
    kept = cuts[np.argmin(np.abs(cuts - (len(ratings) - aside)))]
    return _parts(ratings, stamps >= in_order[kept])


def cold_users_split(ratings: Ratings, test: float = 0.2, seed: int = 0, given: int = 0) -> tuple[Ratings, Ratings]:
    """Set aside whole users, as strangers to the model, or all but a few ratings of each.

    Parameters
    ----------
    ratings : Ratings
    test : float
        The share of *users* that is set aside, above 0 and below 1.
    seed : int
        Same seed, same users, whatever `given` is.
    given : int
        How many ratings of each of them train gets, drawn at random ("Given 2", "Given 5" in Breese, Heckerman, Kadie:
        Empirical Analysis of Predictive Algorithms for Collaborative Filtering. UAI 1998. arXiv:1301.7363). Who has no
        more than these is not in test.

    Returns
    -------
    (train, test) : (Ratings, Ratings)

    Examples
    --------
    >>> import rectutor
    >>> train, test = cold_users_split(rectutor.load("toy").ratings, test=0.3, given=2)
    >>> train.user_counts.tolist(), test.user_counts.tolist()
    ([7, 6, 2, 2, 6, 7], [0, 0, 5, 4, 0, 0])
    """
    return _cold(ratings, ratings.users, ratings.user_counts, "users", test, seed, given)


def cold_items_split(ratings: Ratings, test: float = 0.2, seed: int = 0, given: int = 0) -> tuple[Ratings, Ratings]:
    """Set aside whole items, as if they were new, or all but a few ratings of each.

    Parameters
    ----------
    ratings, seed, given
        As for `cold_users_split`.
    test : float
        The share of *items* that is set aside, above 0 and below 1.

    Returns
    -------
    (train, test) : (Ratings, Ratings)

    Examples
    --------
    >>> import rectutor
    >>> train, test = cold_items_split(rectutor.load("toy").ratings, test=0.25)
    >>> train.item_counts.tolist(), test.item_counts.tolist()
    ([4, 4, 0, 6, 0, 5, 5, 5], [0, 0, 4, 0, 6, 0, 0, 0])
    """
    return _cold(ratings, ratings.items, ratings.item_counts, "items", test, seed, given)


def _cold(ratings, groups, counts, what, test, seed, given) -> tuple[Ratings, Ratings]:
    _check_count(given, 0, f"given is how many ratings train gets of the {what} set aside")
    active = np.flatnonzero(counts)
    random = np.random.default_rng(seed)
    aside = _mask(random.permutation(active)[: _size(test, len(active), what)], len(counts))
    places = _places(groups, random.permutation(len(ratings)))
    return _parts(ratings, aside[groups] & (places >= given), f"none of the {what} set aside has more than {given:,}")


def _without_the_last(ratings: Ratings, aside: np.ndarray, otherwise: str) -> tuple[Ratings, Ratings]:
    """Set aside the last `aside[user]` ratings of each user."""
    places = _places(ratings.users, np.argsort(_timestamps(ratings), kind="stable"))
    return _parts(ratings, places >= (ratings.user_counts - aside)[ratings.users], otherwise)


def _places(groups: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Return for each rating how many of the same group (user or item) come before it in `order`."""
    by_group = order[np.argsort(groups[order], kind="stable")]
    sizes = np.bincount(groups)
    starts = np.cumsum(sizes) - sizes
    places = np.empty(len(groups), dtype=np.int64)
    places[by_group] = np.arange(len(groups)) - starts[groups[by_group]]
    return places


def _parts(ratings: Ratings, aside: np.ndarray, otherwise: str = "") -> tuple[Ratings, Ratings]:
    if not aside.any():
        raise ValueError(f"nothing would be set aside: {otherwise}")
    return ratings.take(~aside), ratings.take(aside)


def _mask(chosen: np.ndarray, size: int) -> np.ndarray:
    mask = np.zeros(size, dtype=bool)
    mask[chosen] = True
    return mask


def _timestamps(ratings: Ratings) -> np.ndarray:
    if ratings.timestamps is None:
        raise ValueError(
            "these ratings have no timestamps, so nobody knows which came last; name the column when reading them "
            "(timestamp=…), or use random_split"
        )
    return ratings.timestamps


def _size(test, total: int, what: str) -> int:
    _check_share(test)
    aside = round(test * total)
    if aside in (0, total):
        raise ValueError(f"a share of {test:g} of {total} {what} leaves one part empty")
    return aside


def _check_share(test) -> None:
    if not isinstance(test, numbers.Real) or not 0 < test < 1:
        raise ValueError(f"test is the share to set aside, above 0 and below 1 (0.2 is a fifth), but it is {test!r}")


def _check_count(count, least: int, meaning: str) -> None:
    if isinstance(count, bool) or not isinstance(count, numbers.Integral) or count < least:
        raise ValueError(f"{meaning}, a whole number of at least {least}, but it is {count!r}")
