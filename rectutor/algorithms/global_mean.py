r"""The global mean: everybody gives every item the same.

.. math:: \hat r_{ui} = \mu

It knows nothing of users and items, so whatever predicts worse than this has learned nothing that helps. Of all
constants it has the least squared error on the ratings it was taken from.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import hyperparameters
from rectutor.recommender import Recommender, Step


@hyperparameters
class GlobalMean(Recommender):
    """Predict the mean of all training ratings.

    Attributes
    ----------
    mean_ : float
        μ, in stars.

    Examples
    --------
    >>> import rectutor
    >>> toy = rectutor.load("toy").ratings
    >>> GlobalMean().fit(toy).predict("Ada", ["The Matrix", "Titanic"]).round(3)
    array([3.308, 3.308])
    """

    unit = "pass"
    title = "The mean"

    def length(self, train: Ratings) -> int:
        """Return 1: the mean needs a single look at the ratings."""
        return 1

    def steps(self, train: Ratings) -> Iterator[Step]:
        """Yield with the middle of the scale, as nothing is known yet, then with the mean."""
        self.ratings_, self.mean_ = train, sum(train.scale) / 2
        yield Step(0, unit=self.unit)
        self.mean_ = train.mean
        yield Step(1, unit=self.unit)

    def score(self, user_rows, item_rows):
        """Return μ for each pair of rows, known or not."""
        return np.full(np.broadcast(user_rows, item_rows).shape, self.mean_)
