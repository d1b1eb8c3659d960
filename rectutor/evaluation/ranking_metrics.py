"""How well a ranked list finds what is relevant, as plain functions on arrays.

Most of them take `hits`: 1 where the item at that place of the list is relevant, else 0, best place first. One list
gives a number; a table with a list a line, shape (users, n), gives a number for each user. Without a relevant item
there is nothing to find, and what would divide by their number is NaN: leave such users out of a mean.

Two choices hold throughout. Relevance is yes or no (`dcg` alone takes gains). A list of fewer than k items counts as
one whose last places are misses, so that nobody gains by recommending less.
"""

from __future__ import annotations

import numbers

import numpy as np


def precision(hits, k: int = 10):
    r"""Share of the first k places that hold a relevant item: :math:`\frac{1}{k} \sum_{j \le k} h_j`.

    Divided by k even where fewer than k items are relevant, so that 1 may be out of reach.

    Parameters
    ----------
    hits : array-like of 0 and 1, shape (n,) or (users, n)
    k : int
        How many places count.

    Returns
    -------
    float, or ndarray of shape (users,)

    References
    ----------
    J. Herlocker, J. Konstan, L. Terveen, J. Riedl: Evaluating Collaborative Filtering Recommender Systems. ACM
    Transactions on Information Systems 22(1), 2004. doi:10.1145/963770.963772

    Examples
    --------
    >>> precision([1, 0, 1, 0], k=4)
    0.5
    >>> precision([[1, 1], [0, 1]], k=2)
    array([1. , 0.5])
    """
    return _plain(_first(hits, k).sum(axis=-1) / k)


def recall(hits, relevant, k: int = 10):
    r"""Share of the relevant items that the first k places hold: :math:`\frac{1}{R} \sum_{j \le k} h_j`.

    Divided by R, the number of all relevant items, even where it is above k (some divide by the smaller of the two).
    NaN where R is 0.

    Parameters
    ----------
    hits, k
        As for `precision`, whose source defines this one too.
    relevant : int, or array-like of shape (users,)
        R: how many items are relevant, on the list or not.

    Examples
    --------
    >>> recall([1, 0, 1, 0], relevant=5, k=4)
    0.4
    """
    first = _first(hits, k)
    return _plain(_ratio(first.sum(axis=-1), _relevant(relevant, first)))


def f1(hits, relevant, k: int = 10):
    r"""Harmonic mean of precision and recall: :math:`2PR / (P + R)`, which is 2 · hits / (k + R).

    0 without a hit; NaN where nothing is relevant. Parameters as for `recall`.

    References
    ----------
    C. J. van Rijsbergen: Information Retrieval, 2nd edition. Butterworths, 1979 (chapter 7: 1 − E with α = ½).

    Examples
    --------
    >>> f1([1, 0, 1, 0], relevant=4, k=4)
    0.5
    """
    first = _first(hits, k)
    relevant = _relevant(relevant, first)
    return _plain(_ratio(2 * first.sum(axis=-1), np.where(relevant > 0, k + relevant, 0)))


def hit_rate(hits, k: int = 10):
    """1 where the first k places hold at least one relevant item, else 0; its mean over users is the hit rate.

    Parameters as for `precision`.

    References
    ----------
    M. Deshpande, G. Karypis: Item-Based Top-N Recommendation Algorithms. ACM Transactions on Information Systems 22(1),
    2004. doi:10.1145/963770.963776 (there each user has one relevant item, so that it equals recall).

    Examples
    --------
    >>> hit_rate([[0, 1, 1], [0, 0, 0]], k=3)
    array([1., 0.])
    """
    return _plain((_first(hits, k) > 0).any(axis=-1).astype(np.float64))


def reciprocal_rank(hits, k: int = 10):
    """1 / the place of the first relevant item; 0 where the first k hold none. Its mean over users is MRR (at k).

    Parameters as for `precision`.

    References
    ----------
    E. M. Voorhees: The TREC-8 Question Answering Track Report. Proceedings of TREC-8, NIST, 1999.

    Examples
    --------
    >>> reciprocal_rank([0, 0, 0, 1, 1])
    0.25
    """
    first = _first(hits, k) > 0
    return _plain(np.where(first.any(axis=-1), 1 / (1 + first.argmax(axis=-1)), 0.0))


def average_precision(hits, relevant, k: int = 10):
    r"""Mean of the precisions at the places of the relevant items; its mean over users is MAP (at k).

    .. math:: AP = \frac{1}{\min(R, k)} \sum_{j \le k} h_j \cdot \frac{h_1 + \dots + h_j}{j}

    Divided by the smaller of R and k, so that a perfect list reaches 1 (some divide by R). NaN where R is 0. Parameters
    as for `recall`.

    References
    ----------
    C. Buckley, E. M. Voorhees: Evaluating Evaluation Measure Stability. SIGIR 2000. doi:10.1145/345508.345543

    Examples
    --------
    >>> average_precision([1, 0, 1, 0], relevant=2)  # (1/1 + 2/3) / 2
    0.8333333333333333
    """
    first = _first(hits, k)
    precisions = first.cumsum(axis=-1) / np.arange(1, first.shape[-1] + 1)
    return _plain(_ratio((first * precisions).sum(axis=-1), np.minimum(_relevant(relevant, first), k)))


def dcg(gains, k: int = 10):
    r"""Discounted cumulative gain: :math:`\sum_{j \le k} g_j / \log_2(j + 1)`.

    The gain enters as it is (some take :math:`2^g - 1`; for 0 and 1 that is the same), and every place from the second
    on is discounted (the authors begin at the third). For gains that are not just 0 and 1, divide by the `dcg` of all
    gains in falling order.

    Parameters
    ----------
    gains : array-like of float, shape (n,) or (users, n)
        What the item at each place is worth; 0 where it is not relevant.
    k : int
        How many places count.

    References
    ----------
    K. Järvelin, J. Kekäläinen: Cumulated Gain-Based Evaluation of IR Techniques. ACM Transactions on Information
    Systems 20(4), 2002. doi:10.1145/582415.582418

    Examples
    --------
    >>> dcg([3, 0, 2])  # 3 / 1 + 2 / 2
    4.0
    """
    first = _first(gains, k)
    return _plain(first @ _discounts(first.shape[-1]))


def ndcg(hits, relevant, k: int = 10):
    """`dcg` divided by that of a perfect list, which begins with the relevant items: 1 is the best.

    The perfect list holds the smaller of R and k relevant items. NaN where R is 0. Parameters as for `recall`; source
    as for `dcg`.

    Examples
    --------
    >>> ndcg([0, 1], relevant=1)  # 1 / log2(3)
    0.6309297535714575
    """
    relevant = _relevant(relevant, _first(hits, k))
    ideal = np.concatenate([[0.0], np.cumsum(_discounts(k))])
    return _plain(_ratio(dcg(hits, k), ideal[np.minimum(relevant, k)]))


def auc(mean_rank, relevant, candidates):
    r"""Area under the ROC curve: how often a relevant item stands above another one, of all pairs of the two kinds.

    With R relevant items among n candidates, their mean place says it all: it is (R + 1) / 2 when all of them stand
    on top, and n − R higher when all stand at the bottom.

    .. math:: AUC = 1 - \frac{\bar\rho - (R + 1)/2}{n - R}

    A pair with equal scores counts as half: items that tie share the mean of their places. NaN where nothing, or
    everything, is relevant. Chance gives 0.5. All places of the list count alike, which readers of a list do not.

    Parameters
    ----------
    mean_rank : float, or array-like of shape (users,)
        Mean place of the relevant items, the best being 1.
    relevant, candidates : int, or array-like of shape (users,)
        R and n.

    References
    ----------
    J. A. Hanley, B. J. McNeil: The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve.
    Radiology 143(1), 1982. doi:10.1148/radiology.143.1.7063747

    Examples
    --------
    >>> auc(mean_rank=2, relevant=2, candidates=4)  # places 1 and 3: three of four pairs are in order
    0.75
    """
    mean_rank, relevant, candidates = np.broadcast_arrays(mean_rank, relevant, candidates)
    others = np.where(relevant > 0, candidates - relevant, 0)
    return _plain(1 - _ratio(mean_rank - (relevant + 1) / 2, others))


def _first(hits, k: int) -> np.ndarray:
    if not isinstance(k, numbers.Integral) or isinstance(k, bool) or k < 1:
        raise ValueError(f"k is how many places of the list count, a whole number from 1, but it is {k!r}")
    hits = np.asarray(hits, dtype=np.float64)
    if hits.ndim == 0:
        raise ValueError(f"hits is a list with 1 for relevant and 0 for not, best place first, but it is {hits[()]:g}")
    return hits[..., :k]


def _relevant(relevant, first: np.ndarray) -> np.ndarray:
    relevant, found = np.asarray(relevant), (first > 0).sum(axis=-1)
    if relevant.shape not in ((), found.shape):
        raise ValueError(f"relevant is one number a list, shape {found.shape}, but its shape is {relevant.shape}")
    if (found > relevant).any():
        worst = np.argmax(found - relevant)
        most = np.broadcast_to(relevant, found.shape).flat[worst]
        raise ValueError(f"a list holds {found.flat[worst]} relevant items, but only {most} are said to exist")
    return np.broadcast_to(relevant, found.shape)


def _discounts(n: int) -> np.ndarray:
    return 1 / np.log2(np.arange(2, n + 2))


def _ratio(above, below) -> np.ndarray:
    above, below = np.broadcast_arrays(np.asarray(above, dtype=np.float64), below)
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)


def _plain(result):
    """Return a float where there is one number."""
    return result if np.ndim(result) else float(result)
