r"""A random order of all items for each user: what a ranking is worth by chance alone.

The score of a user and an item is a number from 0 to 1 that looks random, yet is a function of the two and of the seed,
so that it is the same whenever it is asked for, alone or among others:

.. math:: s_{ui} = h(h(a + u) + i) \, / \, 2^{64}

a is drawn by the seed; h scrambles 64 bits so well that neighbouring numbers have nothing in common. It is the step of
SplitMix64: G. L. Steele, D. Lea, C. H. Flood: Fast Splittable Pseudorandom Number Generators. OOPSLA 2014.
doi:10.1145/2660193.2660195.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import hyperparameters, setting
from rectutor.recommender import Recommender, Step


@hyperparameters
class Random(Recommender):
    """Rank the items in an order of their own for each user, drawn at random. It predicts no ratings.

    Examples
    --------
    >>> import rectutor
    >>> toy = rectutor.load("toy").ratings
    >>> Random(seed=1).fit(toy).recommend("Ada", n=3, exclude_seen=False, min_ratings=0).index.tolist()
    ['Alien', 'Notting Hill', 'Ghost']
    """

    seed: int = setting(0, 0, about="same seed, same orders")

    unit, predicts_ratings = "pass", False

    def length(self, train: Ratings) -> int:
        """Return 0: there is nothing to learn."""
        return 0

    def steps(self, train: Ratings) -> Iterator[Step]:
        """Yield the start, which is the end too."""
        self.ratings_ = train
        yield Step(0, unit=self.unit)

    def score(self, user_rows, item_rows):
        """Return the random number of each pair of rows, from 0 up to 1."""
        users, items = (np.asarray(rows).astype(np.uint64) for rows in (user_rows, item_rows))
        a = np.random.SeedSequence(self.seed).generate_state(1, np.uint64)
        of_user = scrambled(a + users)
        return (scrambled(of_user + items) >> np.uint64(11)) / 2**53  # the 53 bits that a float holds exactly


def scrambled(numbers: np.ndarray) -> np.ndarray:
    """Return h of each number, an array of uint64; what goes beyond 64 bits is dropped."""
    z = numbers + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))
