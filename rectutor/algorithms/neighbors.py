r"""What `ItemKNN` and `UserKNN` share: similar rows are found and kept once, and then the nearest of them vote.

With :math:`N` the :math:`k` most similar neighbours that have a vote, all of similarity :math:`s` above 0:

.. math:: \hat r_{ui} = b_{ui} + \frac{\sum_{j \in N} s_j v_j}{\sum_{j \in N} s_j + \delta},
          \qquad b_{ui} = \mu + b_u + b_i

A vote :math:`v_j` is how far the neighbour's rating lies from *its* baseline, or from :math:`b_{ui}`. Nobody to vote
means no change. A *row* is what is compared (an item for `ItemKNN`, a user for `UserKNN`); a *column* is the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import numpy as np
from numba import njit

from rectutor.algorithms.bias import ITEM_DAMPING, USER_DAMPING, Bias, known
from rectutor.algorithms.fastmath import FAST
from rectutor.algorithms.neighbor_explanations import NeighborExplanations
from rectutor.algorithms.selection import bar
from rectutor.algorithms.similarity import Compared, Lists, blocks, compared, lists, nearest
from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import hyperparameters, setting
from rectutor.recommender import Recommender, Step


@hyperparameters
class NeighborModel(NeighborExplanations, Recommender):
    """Base class of `ItemKNN` and `UserKNN`: fit computes and keeps similarities, score lets neighbours vote.

    `neighbors`, `votes` and `damping` are asked for only when predicting: they may be changed after `fit`.
    """

    measure: Literal[
        "cosine", "cosine_common", "adjusted_cosine", "adjusted_cosine_common", "pearson", "pearson_baseline",
        "residual_cosine", "binary_cosine", "jaccard",
    ] = setting("cosine", about="what makes two alike, see `rectutor.algorithms.similarity.MEASURES`")  # fmt: skip
    neighbors: int = setting(
        20, 1, 10_000, symbol="k", label="neighbours", log=True, slider_high=100,
        about="how many of the most similar that have a vote may cast it",
    )  # fmt: skip
    shrinkage: float = setting(
        0.0, 0, 10_000, symbol="β", slider_high=200,
        about="how much in common it takes to be believed: with this much, half",
    )  # fmt: skip
    min_overlap: int = setting(1, 1, 1000, slider_high=20, about="below this much in common nothing is similar")
    votes: Literal["residuals", "ratings", "presence"] = setting(
        "residuals",
        about="what a neighbour says: how far its rating is from its own baseline, the rating itself, or only that "
        "there is one, which ranks and predicts no ratings",
    )
    damping: float = setting(0.5, 0, 1000, symbol="δ", slider_high=10, about="weight of a pretended vote for no change")
    kept: int = setting(1000, 1, 100_000, log=True, about="how many of the most similar are kept in memory")
    user_damping: float = setting(3.0, **USER_DAMPING)
    item_damping: float = setting(3.0, **ITEM_DAMPING)

    unit = "block"
    compares = ""  # whether a row is an "item" or a "user"

    mean_: float
    user_biases_: np.ndarray
    item_biases_: np.ndarray
    starts_: np.ndarray
    neighbors_: np.ndarray
    similarities_: np.ndarray

    @property
    def predicts_ratings(self) -> bool:
        """Whether `score` is in stars: not where only the presence of a rating counts."""
        return self.votes != "presence"

    def length(self, train: Ratings) -> int:
        """Return the number of blocks."""
        return len(blocks(*self._sides(train.users, train.items), self._sides(train.n_users, train.n_items))) - 1

    def steps(self, train: Ratings) -> Iterator[Step]:
        """Yield with biases and no similarities, then after each block of rows, all of about equally much work.

        A row whose block has not come has no neighbours yet.
        """
        self._start(train)
        yield Step(0, {"kept": 0}, self.unit)
        shape = self._sides(train.n_users, train.n_items)
        cuts = blocks(*self._sides(train.users, train.items), shape)
        comparison = self._comparison()
        self._refuse_repeated(comparison.by_row)
        # room for all, of which the system gives only what is written to
        kept, starts = min(self.kept, shape[0]), self.starts_
        neighbors, similarities = np.empty(shape[0] * kept, np.int32), np.empty(shape[0] * kept, np.float32)
        for number, (first, last) in enumerate(pairwise(cuts), start=1):
            self.refuse_another_walk(train)
            ends = nearest(first, last, comparison, kept, starts[-1], neighbors, similarities)
            starts[first + 1 : last + 1] = ends
            starts[last + 1 :] = ends[-1]
            self.starts_, self.neighbors_, self.similarities_ = starts, neighbors[: ends[-1]], similarities[: ends[-1]]
            yield Step(number, {"kept": int(ends[-1])}, self.unit)

    def _refuse_repeated(self, ratings: Lists) -> None:
        """Refuse a table, sorted, in which a pair stands twice: such rows would be more than wholly alike."""
        rows = np.repeat(np.arange(len(ratings.starts) - 1), np.diff(ratings.starts))
        again = np.flatnonzero((np.diff(rows) == 0) & (np.diff(ratings.columns) == 0))
        if len(again):
            known = self.ratings_
            user, item = self._sides(rows[again[0]], ratings.columns[again[0]])
            user, item = known.user_ids[user], known.item_ids[item]
            raise ValueError(f"user {user} rated item {item} more than once; neighbours need each pair once at most")

    def _start(self, train: Ratings) -> None:
        bias = Bias(user_damping=self.user_damping, item_damping=self.item_damping)
        for _ in bias.steps(train):
            pass
        self.ratings_, self.mean_ = train, bias.mean_
        self.user_biases_, self.item_biases_ = bias.user_biases_, bias.item_biases_
        self.starts_ = np.zeros(self._sides(train.n_users, train.n_items)[0] + 1, np.int64)
        self.neighbors_, self.similarities_ = np.empty(0, np.int32), np.empty(0, np.float32)

    def fit(self, train, valid=None, patience=None, progress=False):
        """Compute and keep the similarities; as there is nothing to stop early, errors are not measured on the way."""
        if patience is not None:
            raise ValueError(f"{type(self).__name__} does not learn by and by, so there is nothing to stop early")
        if len(train) == 0:
            raise ValueError("there are no ratings to learn from")
        return self._exhaust(self.steps(train), train, progress)

    def baseline(self, user_rows, item_rows) -> np.ndarray:
        """Return b_ui = μ + b_u + b_i for pairs of rows, in stars; an unknown user or item (−1) has bias 0."""
        return self.mean_ + known(self.user_biases_, user_rows) + known(self.item_biases_, item_rows)

    def score(self, user_rows, item_rows):
        """Return the predictions in stars, or with `votes="presence"` the sum of similarities, for pairs of rows."""
        users, items = self.pairs(user_rows, item_rows)
        rows, columns = self._sides(users.ravel(), items.ravel())
        order = np.argsort(rows, kind="stable")  # the neighbours of a row are laid out once
        above, below = np.empty(len(order)), np.empty(len(order))
        above[order], below[order] = sum_votes(
            rows[order], columns[order], self._kept(), self._voters(), self.neighbors
        )
        return self._prediction(above.reshape(users.shape), below.reshape(users.shape), self.baseline(users, items))

    def _prediction(self, above, below, baseline):
        """Return the predictions from Σ s v and Σ s, where v is a residual, or a rating."""
        if self.votes == "presence":
            return below
        if self.votes == "ratings":
            above = above - baseline * below
        return baseline + np.divide(above, below + self.damping, out=np.zeros(np.shape(baseline)), where=below > 0)

    def scores_for(self, user_rows):
        """Return the scores of all items for each of these user rows, shape (len(user_rows), n_items)."""
        users, items = np.asarray(user_rows)[:, None], np.arange(self.trained_on.n_items)
        if self.compares == "user":
            return self.score(users, items)
        return np.ascontiguousarray(self.score(users.T, items[:, None]).T)  # item by item, as they are laid out

    def _sides(self, of_users, of_items):
        """Return what belongs to the rows, and what belongs to the columns."""
        return (of_items, of_users) if self.compares == "item" else (of_users, of_items)

    def _comparison(self) -> Compared:
        """Return what the rows are compared by."""
        train = self.ratings_
        residuals = train.values - self.baseline(train.users, train.items)
        rows, columns = self._sides(train.users, train.items)
        shape = self._sides(train.n_users, train.n_items)
        return compared(self.measure, rows, columns, train.values, residuals, shape, self.shrinkage, self.min_overlap)

    def _kept(self) -> Lists:
        """Return the similar rows of each row, and how similar they are; refuse what `sum_votes` cannot look up.

        The three arrays may be exchanged for those of another model; where one is longer, the rest does not count.
        """
        made_of = (self.ratings_, self.starts_, self.neighbors_, self.similarities_)
        if not _same(self._kept_of, made_of):
            train, starts, neighbors, similarities = made_of
            n_rows = self._sides(train.n_users, train.n_items)[0]
            if len(starts) != n_rows + 1 or not 0 <= neighbors.min(initial=0) <= neighbors.max(initial=0) < n_rows:
                raise ValueError(f"the neighbours of {self!r} are not those of its training ratings; fit it again")
            end = min(len(neighbors), len(similarities))
            self._kept_lists, self._kept_of = Lists(np.clip(starts, 0, end), neighbors, similarities), made_of
        return self._kept_lists

    def _voters(self) -> Lists:
        """Return the rows that have a rating in each column, and what they say by it."""
        made_of = (self.ratings_, self.votes, self.user_biases_)
        if not _same(self._voters_of, made_of):
            train = self.ratings_
            values = train.values.astype(np.float64)
            if self.votes == "residuals":
                values -= self.baseline(train.users, train.items)
            rows, columns = self._sides(train.users, train.items)
            self._voters_lists = lists(columns, rows, values, self._sides(train.n_users, train.n_items)[1])
            self._voters_of = made_of
        return self._voters_lists

    _kept_of = _voters_of = ()


def _same(some: tuple, others: tuple) -> bool:
    """Whether both hold the very same objects."""
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))


@njit(cache=True, nogil=True, fastmath=FAST)
def sum_votes(rows, columns, kept, voters, k):
    """Return Σ s v and Σ s for each pair of a row and a column, over the k most similar rows that vote there.

    Pairs of the same row should follow each other. Where a row or a column is −1, there is nobody to vote.
    """
    most = np.diff(voters.starts).max()
    s_i, s, v = np.zeros(len(kept.starts) - 1, np.float32), np.empty(most, np.float32), np.empty(most)
    above, below = np.zeros(len(rows)), np.zeros(len(rows))
    laid_out = -1
    for t in range(len(rows)):
        i, column = rows[t], columns[t]
        if i < 0 or column < 0:
            continue
        if i != laid_out:
            s_i[:] = 0
            for a in range(kept.starts[i], kept.starts[i + 1]):
                s_i[kept.columns[a]] = kept.values[a]
            laid_out = i
        m = 0
        for b in range(voters.starts[column], voters.starts[column + 1]):
            s_ij = s_i[voters.columns[b]]
            s[m], v[m] = s_ij, voters.values[b]
            m += s_ij > 0
        smallest, equal = bar(s[:m], k) if m > k else (np.float32(0), 0)
        for a in range(m):
            if s[a] > smallest or (s[a] == smallest and equal > 0):
                equal -= s[a] == smallest
                above[t] += s[a] * v[a]
                below[t] += s[a]
    return above, below
