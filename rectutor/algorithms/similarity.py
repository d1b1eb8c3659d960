r"""Similarity: how alike two items are by those who rated both (or two users, by what both rated).

From each rating :math:`r_{ui}` something is subtracted, which leaves :math:`x_{ui}`. Two items are then compared by

.. math:: s_{ij} = \frac{\sum_{u \in U_{ij}} x_{ui}\, x_{uj}}{\sqrt{\sum_u x_{ui}^2}\, \sqrt{\sum_u x_{uj}^2}},
          \qquad s_{ij} \leftarrow s_{ij} \cdot \frac{n_{ij}}{n_{ij} + \beta}, \quad n_{ij} = |U_{ij}|

where :math:`U_{ij}` are the users who rated both. The measures in `MEASURES` differ in two things: what is subtracted,
and whether the sums below the line go over *all* who rated the one and all who rated the other (then little in common
means little similarity) or over the *common* users alone (then one common user is enough for ±1). The second formula
is shrinkage: what few users say is pulled towards 0.

For users in place of items, exchange the two words everywhere.

B. Sarwar, G. Karypis, J. Konstan, J. Riedl: Item-Based Collaborative Filtering Recommendation Algorithms. WWW 2001.
doi:10.1145/371920.372071 (cosine, correlation, adjusted cosine). Y. Koren: Factor in the Neighbors. ACM Transactions on
Knowledge Discovery from Data 4(1), 2010. doi:10.1145/1644873.1644874 (correlation of residuals, shrinkage).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from rectutor.algorithms.fastmath import FAST
from rectutor.algorithms.selection import largest

TINY = np.float32(1e-30)
ALL, COMMON, UNION = range(3)  # what stands below the line
NOTHING_LEFT = 1e-6  # stars; what is smaller after a subtraction is rounding, and has no direction
BLOCK = 4_000_000  # products that one block of rows adds up: about a hundredth of a second


class Measure(NamedTuple):
    """What a measure subtracts, and what it divides by."""

    subtract: str
    below: int
    pairs_lost: int
    description: str


MEASURES = {
    "cosine": Measure("nothing", ALL, 0, "ratings as they are, lengths over all raters: a missing rating counts as 0"),
    "cosine_common": Measure("nothing", COMMON, 0, "ratings as they are, lengths over the common raters alone"),
    "adjusted_cosine": Measure("other mean", ALL, 0, "minus each rater's mean, lengths over all raters"),
    "adjusted_cosine_common": Measure("other mean", COMMON, 0, "minus each rater's mean, over the common raters alone"),
    "pearson": Measure("own mean", COMMON, 0, "minus the mean over all own ratings, lengths over the common raters"),
    "pearson_baseline": Measure("baseline", COMMON, 1, "minus μ + b_u + b_i, over the common raters; shrunk by n − 1"),
    "residual_cosine": Measure("baseline", ALL, 0, "minus μ + b_u + b_i, lengths over all raters"),
    "binary_cosine": Measure("stars", ALL, 0, "who rated, not how: n / √(n_i n_j)"),
    "jaccard": Measure("stars", UNION, 0, "who rated, not how: share of the raters of either who rated both"),
}
"""The measures by name. "Own" is the item (or user) that is compared, "rater" is whoever has a rating of it: for users,
these are the items. The mean over the common raters alone, another reading of Pearson's, is not among them: one common
rater then gives 0/0, and two always give ±1 or 0/0."""


class Lists(NamedTuple):
    """Compressed sparse rows: the values of row i, and their columns, are at `starts[i]` to `starts[i + 1]`."""

    starts: np.ndarray
    columns: np.ndarray
    values: np.ndarray


class Question(NamedTuple):
    """What is asked of every pair: `sizes` are Σx² of each row, or its count where the union stands below the line."""

    below: int
    pairs_lost: int
    shrinkage: float
    min_overlap: int
    sizes: np.ndarray


class Compared(NamedTuple):
    """What two rows are compared by: their values, by row and by column, and the question."""

    by_row: Lists
    by_column: Lists
    question: Question


def compared(measure: str, rows, columns, values, residuals, shape, shrinkage=0.0, min_overlap=1) -> Compared:
    """Prepare the comparison of all rows with each other.

    Parameters
    ----------
    measure : str
        One of `MEASURES`.
    rows, columns : ndarray of int32, shape (n,)
        For items, the item and the user of each rating; for users, the other way round.
    values, residuals : ndarray, shape (n,)
        The ratings, and what is left of them when μ, b_u and b_i are subtracted; in stars.
    shape : (int, int)
        How many rows and columns there are.
    shrinkage, min_overlap : float, int
        β, and how many columns two rows must share to be similar at all.
    """
    how = MEASURES[measure]
    x = {
        "nothing": lambda: values,
        "own mean": lambda: minus_means(values, rows, shape[0]),
        "other mean": lambda: minus_means(values, columns, shape[1]),
        "baseline": lambda: residuals,
        "stars": lambda: np.ones(len(values)),
    }[how.subtract]()
    x = np.where(np.abs(x) < NOTHING_LEFT, 0, x).astype(np.float32)
    sizes = np.bincount(rows, None if how.below == UNION else x.astype(np.float64) ** 2, shape[0]).astype(np.float32)
    # float32 throughout: half the memory to go through for every pair, and 1.1 to 1.2 times as fast
    least = max(min_overlap, how.pairs_lost + 1)
    numbers = np.float32(how.pairs_lost), np.float32(shrinkage), np.float32(least)
    question = Question(how.below, *numbers, sizes)
    return Compared(lists(rows, columns, x, shape[0]), lists(columns, rows, x, shape[1]), question)


def minus_means(values, groups, n_groups: int) -> np.ndarray:
    """Return each value minus the mean of its group."""
    counts = np.maximum(np.bincount(groups, minlength=n_groups), 1)
    return values - (np.bincount(groups, values, n_groups) / counts)[groups]


def lists(rows, columns, values, n_rows: int) -> Lists:
    """Sort the values by row, and within a row by column."""
    # as np.lexsort((columns, rows)), in a third of the time
    order = np.argsort(rows.astype(np.int64) * (int(columns.max(initial=0)) + 1) + columns)
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=n_rows))])
    return Lists(starts, columns[order], values[order])


def blocks(rows, columns, shape) -> np.ndarray:
    """Return where to cut the rows so that each block means about equally much work; from 0 to the number of rows."""
    products = np.bincount(rows, np.bincount(columns, minlength=shape[1])[columns], shape[0])
    done = np.cumsum(products)
    cuts = np.searchsorted(done, np.arange(BLOCK, done[-1], BLOCK), side="right") + 1
    return np.unique(np.concatenate([[0], cuts, [shape[0]]]))


@njit(cache=True, nogil=True, fastmath=FAST)
def sums_of_row(i, by_row, by_column, sums, met):
    """Add up what row i shares with each row j that it meets in a column; return how many it meets, itself included.

    To `sums[j]` are added Σ x_i x_j, Σ x_i², Σ x_j² and n, over the common columns; to `met`, the rows j.
    """
    m = 0
    for a in range(by_row.starts[i], by_row.starts[i + 1]):
        column, x_i = by_row.columns[a], by_row.values[a]
        for b in range(by_column.starts[column], by_column.starts[column + 1]):
            j, x_j = by_column.columns[b], by_column.values[b]
            n = sums[j, 3]
            met[m] = j  # always, but counted the first time only: an `if` takes up to a third longer
            m += n == 0
            sums[j, 0] += x_i * x_j
            sums[j, 1] += x_i * x_i
            sums[j, 2] += x_j * x_j
            sums[j, 3] = n + 1
    return m


@njit(cache=True, nogil=True)
def similarity(xy, xx, yy, n, size_i, size_j, question):
    """Return s_ij, shrunk, from the four sums of i and j, which share enough, and from their sizes."""
    if question.below == UNION:
        s = n / (size_i + size_j - n)
    else:
        squared = xx * yy if question.below == COMMON else size_i * size_j
        s = xy / np.sqrt(max(squared, TINY))  # where a length is 0, so is xy
    n -= question.pairs_lost
    return s * n / max(n + question.shrinkage, TINY)


@njit(cache=True, nogil=True)
def room_for(n):
    """Return room for the sums of n rows, for the rows that one meets, and one more, and for their similarities."""
    return np.zeros((n, 4), np.float32), np.empty(n + 1, np.int32), np.empty(n + 1, np.float32)


@njit(cache=True, nogil=True, fastmath=FAST)
def compare_row(i, compared):
    """Return for every row j how many columns it shares with row i, and s_ij, also where it is below 0."""
    by_row, by_column, question = compared
    sizes = question.sizes
    sums, met, _ = room_for(len(sizes))
    similarities = np.zeros(len(sizes), np.float32)
    for t in range(sums_of_row(i, by_row, by_column, sums, met)):
        j = met[t]
        xy, xx, yy, n = sums[j]
        if n >= question.min_overlap:
            similarities[j] = similarity(xy, xx, yy, n, sizes[i], sizes[j], question)
    return sums[:, 3].astype(np.int64), similarities


@njit(cache=True, nogil=True, fastmath=FAST)
def nearest(first, last, compared, kept, end, columns, values):
    """Find the `kept` most similar rows, all above 0, of each row from `first` to before `last`.

    They are written into `columns` and `values` from place `end` on. Returns where each row's end there.
    """
    by_row, by_column, question = compared
    sizes = question.sizes
    sums, met, found = room_for(len(sizes))
    ends = np.empty(last - first, np.int64)
    for i in range(first, last):
        m = 0
        for t in range(sums_of_row(i, by_row, by_column, sums, met)):
            j = met[t]
            xy, xx, yy, n = sums[j]
            sums[j] = 0
            s = similarity(xy, xx, yy, n, sizes[i], sizes[j], question)
            met[m], found[m] = j, s  # always, as above
            m += (s > 0) & (n >= question.min_overlap) & (j != i)
        for t in largest(found[:m], kept):
            columns[end], values[end] = met[t], found[t]
            end += 1
        ends[i - first] = end
    return ends
