"""What else lists are like: how much of the catalogue they show, how known, how alike, and how true to a taste.

`lists` holds item *rows*, best first: shape (n,) for one list, (users, n) for many; −1 is an empty place, where there
were too few items. One list gives a number, a table gives one for each user; `coverage` and `gini` speak of all lists
together. A list without any item is NaN.
"""

from __future__ import annotations

import numpy as np


def coverage(lists, n_items: int) -> float:
    """Share of the catalogue that is on at least one list.

    It depends on how many lists there are: compare only what was measured on the same users.

    Parameters
    ----------
    lists : array-like of int, shape (n,) or (users, n)
        Item rows.
    n_items : int
        Size of the catalogue.

    References
    ----------
    M. Ge, C. Delgado-Battenfeld, D. Jannach: Beyond Accuracy: Evaluating Recommender Systems by Coverage and
    Serendipity. RecSys 2010. doi:10.1145/1864708.1864761 (there "catalog coverage").

    Examples
    --------
    >>> coverage([[0, 1], [0, 2]], n_items=6)
    0.5
    """
    return float(np.count_nonzero(_shown(lists, n_items)) / n_items)


def gini(lists, n_items: int) -> float:
    r"""Gini index of how often the items are shown: 0 when all are equally often, near 1 when a few take every place.

    .. math:: G = \frac{\sum_{j=1}^{n} (2j - n - 1)\, c_{(j)}}{n \sum_j c_j}

    where :math:`c_{(1)} \le \dots \le c_{(n)}` are the counts of all n items, those never shown included.

    References
    ----------
    D. Fleder, K. Hosanagar: Blockbuster Culture's Next Rise or Fall: The Impact of Recommender Systems on Sales
    Diversity. Management Science 55(5), 2009. doi:10.1287/mnsc.1080.0974

    Examples
    --------
    >>> gini([[0, 1], [0, 1]], n_items=4)
    0.5
    """
    counts = np.sort(_shown(lists, n_items))
    if counts.sum() == 0:
        return float("nan")
    return float((2 * np.arange(1, n_items + 1) - n_items - 1) @ counts / (n_items * counts.sum()))


def novelty(lists, counts, n_users: int):
    r"""Mean self-information of the items shown, in bits: :math:`-\log_2(c_i / n)`, high for what few have rated.

    An item that nobody rated counts as if one user had, since its self-information would be infinite.

    Parameters
    ----------
    lists : array-like of int, shape (n,) or (users, n)
    counts : array-like of int, shape (n_items,)
        How many users rated each item in training.
    n_users : int

    References
    ----------
    T. Zhou, Z. Kuscsik, J.-G. Liu, M. Medo, J. R. Wakeling, Y.-C. Zhang: Solving the Apparent Diversity-Accuracy
    Dilemma of Recommender Systems. PNAS 107(10), 2010. doi:10.1073/pnas.1000488107

    Examples
    --------
    >>> novelty([0, 1], counts=[8, 2], n_users=8)  # 0 bits and 2 bits
    1.0
    """
    return _mean(lists, -np.log2(np.maximum(counts, 1) / n_users))


def diversity(lists, vectors):
    r"""Mean distance, 1 − cosine, over all pairs of items on a list.

    .. math:: \frac{2}{n(n-1)} \sum_{i < j} \left(1 - \frac{v_i \cdot v_j}{|v_i|\,|v_j|}\right)

    This is 1 minus the intra-list similarity of the source, divided by the number of pairs. An item without any
    property (a vector of zeros) is like no other. NaN for fewer than two items.

    Parameters
    ----------
    lists : array-like of int, shape (n,) or (users, n)
    vectors : array-like of float, shape (n_items, d)
        What the items are compared by: genres as 0 and 1, or a model's item factors.

    References
    ----------
    C.-N. Ziegler, S. M. McNee, J. A. Konstan, G. Lausen: Improving Recommendation Lists through Topic Diversification.
    WWW 2005. doi:10.1145/1060745.1060754

    Examples
    --------
    >>> round(diversity([0, 1, 2], vectors=[[1, 0], [1, 0], [0, 1]]), 3)  # distances 0, 1, 1
    0.667
    """
    lists, vectors = np.asarray(lists), np.asarray(vectors, dtype=np.float64)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    directions = np.divide(vectors, lengths, out=np.zeros(vectors.shape), where=lengths > 0)
    shown = np.where((lists >= 0)[..., None], directions[lists], 0.0)
    # the square of a sum holds every pair twice, and every item with itself
    twice = (shown.sum(axis=-2) ** 2).sum(axis=-1) - (shown**2).sum(axis=(-1, -2))
    n = (lists >= 0).sum(axis=-1)
    return _plain(1 - np.divide(twice, n * (n - 1), out=np.full(n.shape, np.nan), where=n > 1))


def mean_popularity(lists, counts):
    """Mean number of training ratings of the items on each list.

    Parameters
    ----------
    lists : array-like of int, shape (n,) or (users, n)
    counts : array-like of int, shape (n_items,)

    Examples
    --------
    >>> mean_popularity([0, 2], counts=[10, 5, 2])
    6.0
    """
    return _mean(lists, np.asarray(counts, dtype=np.float64))


def popularity_lift(shown, rated) -> float:
    r"""How much more popular the recommended items are than those that the same users rated, as a share.

    .. math:: \frac{\bar s - \bar r}{\bar r}

    with the means over users of the `mean_popularity` of their lists (s) and of their own ratings (r). 0: as popular as
    what they choose themselves; 1: twice as popular; below 0: less. The measure of *popularity bias* used here.

    Parameters
    ----------
    shown, rated : array-like of float, shape (users,)

    References
    ----------
    H. Abdollahpouri, M. Mansoury, R. Burke, B. Mobasher: The Connection Between Popularity Bias, Calibration, and
    Fairness in Recommendation. RecSys 2020. doi:10.1145/3383313.3418487

    Examples
    --------
    >>> popularity_lift(shown=[30, 50], rated=[10, 30])
    1.0
    """
    return float(np.mean(shown) / np.mean(rated) - 1)


def calibration(taste, shown, alpha: float = 0.01):
    r"""How far the genres on a list are from those of a user's own ratings: 0 is perfect, high is badly calibrated.

    .. math:: KL(p \,\|\, \tilde q) = \sum_g p_g \ln \frac{p_g}{\tilde q_g}, \qquad
              \tilde q = (1 - \alpha)\, q + \alpha\, p

    The share α of p keeps a genre that the list lacks from costing infinitely much; at worst the value is ln(1/α). The
    logarithm is natural. NaN where either side has no genre.

    Parameters
    ----------
    taste, shown : array-like of float, shape (genres,) or (users, genres)
        p and q: how much of each genre there is in the user's ratings and on the list. An item spreads 1 evenly over
        its genres; only shares matter, so that sums need not be 1.
    alpha : float

    References
    ----------
    H. Steck: Calibrated Recommendations. RecSys 2018. doi:10.1145/3240323.3240372

    Examples
    --------
    >>> calibration(taste=[7, 3], shown=[7, 3])
    0.0
    >>> round(calibration(taste=[7, 3], shown=[10, 0]), 3)
    1.134
    """
    p, q = _shares(taste), _shares(shown)
    mixed = (1 - alpha) * q + alpha * p
    ratios = np.divide(p, mixed, out=np.ones(mixed.shape), where=p > 0)
    return _plain(np.where(np.isnan(mixed).any(axis=-1), np.nan, (p * np.log(ratios)).sum(axis=-1)))


def _shown(lists, n_items: int) -> np.ndarray:
    lists = np.asarray(lists)
    return np.bincount(lists[lists >= 0], minlength=n_items)


def _mean(lists, of_items: np.ndarray):
    lists = np.asarray(lists)
    there = lists >= 0
    sums, n = np.where(there, of_items[lists], 0.0).sum(axis=-1), there.sum(axis=-1)
    return _plain(np.divide(sums, n, out=np.full(n.shape, np.nan), where=n > 0))


def _shares(amounts) -> np.ndarray:
    amounts = np.asarray(amounts, dtype=np.float64)
    totals = amounts.sum(axis=-1, keepdims=True)
    return np.divide(amounts, totals, out=np.full(amounts.shape, np.nan), where=totals > 0)


def _plain(result):
    """Return a float where there is one number."""
    return result if np.ndim(result) else float(result)
