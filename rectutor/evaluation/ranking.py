"""Rank, for every user of a test set, all items that the user has not seen; and find the relevant ones among them.

*Unseen* is every item of the model's ratings that the user did not rate in training. *Relevant* is an unseen item that
the user rated high enough in the test set. What the user rated low, or never rated, counts as not relevant.

Items with equal scores are put into one random order, the same for all users and models. Were the lower row first, old
and famous films, which have the low ids, would be, and a model that cannot tell items apart would look good.
"""

from __future__ import annotations

import numbers
from dataclasses import dataclass

import numpy as np
from numba import njit

from rectutor.data.ratings import Ratings
from rectutor.recommender import Recommender

CELLS = 1_000_000  # scores held at once, a block of users by all items: 8 MB
LONG = 200  # lists from here on are sorted, since one by one each newcomer would move ever more others down


@dataclass(frozen=True, eq=False)
class Ranking:
    """What came out on top, and where the relevant items stand.

    A *case* is one ranked list with something to find. Ranking all items, every user with a relevant item is a case;
    with sampled candidates, every relevant item is one by itself.

    Attributes
    ----------
    lists : ndarray of int32, shape (users, k)
        The model's item rows, best first, for each user of the test set; −1 where no unseen item is left.
    user : ndarray of int, shape (cases,)
        Which line of `lists` the case belongs to.
    hits : ndarray of bool, shape (cases, k)
        Whether the item at each place is relevant.
    relevant, candidates : ndarray of int, shape (cases,)
        How many items are relevant, and how many were ranked.
    mean_rank : ndarray of float, shape (cases,)
        Mean place of the relevant items, the best being 1; equal scores share the mean of their places.
    """

    lists: np.ndarray
    user: np.ndarray
    hits: np.ndarray
    relevant: np.ndarray
    candidates: np.ndarray
    mean_rank: np.ndarray


def rank(
    model: Recommender, test: Ratings, k: int = 10, relevant: float = 4.0, candidates: int | None = None, seed: int = 0
) -> Ranking:
    """Rank the unseen items of each user who has ratings in `test`, in the order of their rows there.

    Parameters
    ----------
    model : Recommender
        Already fitted.
    test : Ratings
        From the same split as the training ratings, or with ids of its own. An item that the model does not know
        cannot be ranked and is left out; a user whom it does not know has seen nothing.
    k : int
        Length of the lists.
    relevant : float
        From this many stars on, an item is relevant.
    candidates : int, optional
        Instead of all at once, rank each relevant item among this many unseen ones that are not relevant, drawn at
        random with replacement. The `lists` stay those of all items.
    seed : int
        Same seed, same order of equal scores and same draws.

    Examples
    --------
    >>> import rectutor
    >>> train, test = rectutor.random_split(rectutor.load("toy").ratings, test=0.25)
    >>> ranking = rank(rectutor.Bias().fit(train), test, k=3)
    >>> ranking.lists.shape, len(ranking.user)  # four users have test ratings, two of them a relevant one
    ((4, 3), 2)
    """
    if not isinstance(k, numbers.Integral) or isinstance(k, bool) or k < 1:
        raise ValueError(f"k is a number of items, a whole number from 1, but it is {k!r}")
    known = model.trained_on
    active = np.flatnonzero(test.user_counts)
    user_rows, item_rows = known.user_rows(test.user_ids[active]), known.item_rows(test.item_ids)
    line_of_row = np.full(known.n_users, -1)
    line_of_row[user_rows[user_rows >= 0]] = np.flatnonzero(user_rows >= 0)
    seen = _by_line(line_of_row[known.users], known.items)
    good = test.values >= relevant
    wanted = _by_line(np.searchsorted(active, test.users[good]), item_rows[test.items[good]])
    random = np.random.default_rng(seed)
    order = random.permutation(known.n_items)
    parts = []
    size = max(1, CELLS // known.n_items)
    for start in range(0, len(active), size):
        lines = slice(start, start + size)
        scores = checked_scores(model, user_rows[lines])
        scores[_within(seen, lines)] = -np.inf
        users, items = _within(wanted, lines)
        unseen = scores[users, items] > -np.inf
        pairs = users[unseen], items[unseen]
        lists = (top_lists if k < LONG else sorted_lists)(scores, order, k)
        if candidates is None:
            user, *cases = _among_all(scores, lists, *pairs)
        else:
            user, *cases = _among_sampled(scores, order, k, *pairs, candidates, random)
        parts.append((lists, user + start, *cases))
    return Ranking(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _by_line(lines: np.ndarray, items: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs sorted by line, without those of no line or of an unknown item (−1)."""
    there = (lines >= 0) & (items >= 0)
    lines, items = lines[there], items[there]
    order = np.argsort(lines, kind="stable")
    return lines[order], items[order]


def _within(pairs: tuple[np.ndarray, np.ndarray], lines: slice) -> tuple[np.ndarray, np.ndarray]:
    part = slice(*np.searchsorted(pairs[0], [lines.start, lines.stop]))
    return pairs[0][part] - lines.start, pairs[1][part]


def checked_scores(model: Recommender, user_rows: np.ndarray) -> np.ndarray:
    """Return the scores of all items for these user rows, to be overwritten; refuse what cannot be ranked."""
    scores, wanted = np.asarray(model.scores_for(user_rows)), (len(user_rows), model.trained_on.n_items)
    if scores.shape != wanted:
        raise ValueError(f"{type(model).__name__}.scores_for gives scores of shape {scores.shape}, not {wanted}")
    if not np.isfinite(scores).all():
        raise ValueError(f"{type(model).__name__} gives scores that are no finite numbers, which cannot be ranked")
    return scores if scores.flags.writeable else scores.copy()


def _among_all(scores, lists, users, items):
    """Return user, hits, relevant, candidates and mean_rank of one case for each user with a relevant item."""
    relevant = np.bincount(users, minlength=len(scores))
    is_relevant = np.zeros(scores.shape, dtype=bool)
    is_relevant[users, items] = True
    hits = (lists >= 0) & np.take_along_axis(is_relevant, lists, axis=1)
    above, level = rivals(scores, users, items)
    ranks = np.bincount(users, weights=1 + above + level / 2, minlength=len(scores))
    cases = np.flatnonzero(relevant)
    candidates = np.count_nonzero(scores > -np.inf, axis=1)
    return cases, hits[cases], relevant[cases], candidates[cases], ranks[cases] / relevant[cases]


def _among_sampled(scores, order, k, users, items, n, random):
    """Return the same of one case for each relevant item, ranked among `n` others."""
    others = scores > -np.inf
    others[users, items] = False
    counts = np.count_nonzero(others, axis=1)
    some = counts[users] > 0  # who has seen all else leaves nothing to draw from
    users, items = users[some], items[some]
    starts = np.cumsum(counts) - counts
    draws = (random.random((len(users), n)) * counts[users, None]).astype(np.intp)
    drawn = np.nonzero(others)[1][starts[users, None] + draws]
    its, theirs = scores[users, items][:, None], scores[users[:, None], drawn]
    place = np.argsort(order)  # of each item in the order of ties
    above, level = theirs > its, theirs == its
    first = above | (level & (place[drawn] < place[items, None]))
    hits = first.sum(axis=1)[:, None] == np.arange(k)
    one = np.ones(len(users), dtype=np.intp)
    return users, hits, one, one + n, 1 + above.sum(axis=1) + level.sum(axis=1) / 2


@njit(cache=True, nogil=True)
def top_lists(scores, order, k):
    """Return for each line of scores the `k` columns with the highest, best first; of equal ones the first in `order`.

    −1 takes the place of what is −∞.
    """
    lists = np.full((len(scores), k), -1, dtype=np.int32)
    best = np.empty(k)
    for u in range(len(scores)):
        best[:] = -np.inf
        for i in order:
            score = scores[u, i]
            if score > best[k - 1]:
                place = k - 1
                while place > 0 and score > best[place - 1]:
                    best[place], lists[u, place] = best[place - 1], lists[u, place - 1]
                    place -= 1
                best[place], lists[u, place] = score, i
    return lists


def sorted_lists(scores, order, k):
    """Do as `top_lists`, by sorting everything."""
    lists = np.full((len(scores), k), -1, dtype=np.int32)
    best = order[np.argsort(-scores[:, order], axis=1, kind="stable")[:, :k]]
    lists[:, : best.shape[1]] = np.where(np.take_along_axis(scores, best, axis=1) > -np.inf, best, -1)
    return lists


@njit(cache=True, nogil=True)
def rivals(scores, users, items):
    """Return for each pair of a line and a column how many others of the line are above it, and how many are level."""
    above, level = np.zeros(len(users), dtype=np.int64), np.zeros(len(users), dtype=np.int64)
    for t in range(len(users)):
        row, score = scores[users[t]], scores[users[t], items[t]]
        higher = equal = 0
        for i in range(len(row)):
            higher += row[i] > score
            equal += row[i] == score
        above[t], level[t] = higher, equal - 1
    return above, level
