r"""Popularity: what many have rated is offered to everybody.

.. math:: s_{ui} = |\{v : r_{vi} \text{ is known and } r_{vi} \ge \theta\}|

Counting is learning without an end: every new rating adds one. So the steps follow the calendar, and the counts can be
watched as they grew.

It is hard to beat where lists are measured by what people went on to rate: P. Cremonesi, Y. Koren, R. Turrin:
Performance of Recommender Algorithms on Top-N Recommendation Tasks. RecSys 2010. doi:10.1145/1864708.1864721 (TopPop).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import hyperparameters, setting
from rectutor.recommender import Recommender, Step

MONTHS = {"month": 1, "quarter": 3, "year": 12}


@hyperparameters
class Popularity(Recommender):
    """Rank items by how often they were rated. It predicts no ratings.

    Attributes
    ----------
    counts_ : ndarray of int64, shape (n_items,)
        How many ratings of each item count so far.
    until_ : int or None
        They count what was rated before this second since 1970; None where the ratings have no timestamps.

    Examples
    --------
    >>> import rectutor
    >>> toy = rectutor.load("toy").ratings
    >>> Popularity().fit(toy).recommend("Ada", n=2, exclude_seen=False, min_ratings=0).score
    item
    Pretty Woman    6.0
    Star Wars       6.0
    Name: score, dtype: float64
    """

    threshold: float = setting(
        0.0, symbol="θ", slider_low=0, slider_high=5, about="how many stars a rating must have to count"
    )
    period: Literal["month", "quarter", "year"] = setting(
        "quarter", about="how much time one step counts, by the calendar, in UTC"
    )

    predicts_ratings = False

    @property
    def unit(self) -> str:
        """What one step is."""
        return self.period

    def length(self, train: Ratings) -> int:
        """Return the number of periods from the first rating to the last; 1 without timestamps."""
        return int(np.ptp(self._periods(train))) + 1

    def steps(self, train: Ratings) -> Iterator[Step]:
        """Yield with nothing counted, then after each period, those in which nobody rated among them."""
        self.ratings_, self.counts_ = train, np.zeros(train.n_items, dtype=np.int64)
        periods = self._periods(train)
        in_order = np.argsort(periods, kind="stable")
        first, last = periods[in_order[[0, -1]]]
        ends = np.searchsorted(periods, np.arange(first, last + 1), side="right", sorter=in_order)
        self.until_ = self._begin(train, first)
        yield Step(0, {"counted": 0}, self.unit)
        begin = 0
        for number, end in enumerate(ends, start=1):
            lines = in_order[begin:end]
            liked = train.items[lines][train.values[lines] >= self.threshold]
            self.counts_ += np.bincount(liked, minlength=train.n_items)
            self.until_, begin = self._begin(train, first + number), end
            yield Step(number, {"counted": int(self.counts_.sum())}, self.unit)

    def score(self, user_rows, item_rows):
        """Return the count of each pair's item, whoever the user is; 0 for an unknown item (−1)."""
        _, items = np.broadcast_arrays(user_rows, item_rows)
        return np.where(items >= 0, self.counts_[items], 0).astype(np.float64)

    def _periods(self, train: Ratings) -> np.ndarray:
        """Return in which period each rating was given, counted from 1970; 0 for all without timestamps."""
        if train.timestamps is None:
            return np.zeros(len(train), dtype=np.int64)
        months = train.timestamps.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
        return months // MONTHS[self.period]

    def _begin(self, train: Ratings, period: int) -> int | None:
        """Return the second since 1970 at which a period begins."""
        if train.timestamps is None:
            return None
        return int(np.datetime64(int(period * MONTHS[self.period]), "M").astype("datetime64[s]").astype(np.int64))
