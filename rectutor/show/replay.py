"""Training by SGD, run again at full speed and stopped before single ratings."""

from __future__ import annotations

from itertools import islice

import numpy as np

from rectutor.algorithms.matrix_factorization_sgd import (
    MatrixFactorizationSGD,
    columns_by_user,
    sgd_epoch,
    sgd_epoch_without_biases,
    shuffled_blocks,
)
from rectutor.ratings import Ratings
from rectutor.show.sources import trained_copy


class Replay:
    """The updates of a model's training, from the beginning of `epoch` on.

    Ratings are numbered over all epochs, from 1, as in `steps(train, by="rating")`, and a test holds that the numbers
    are the same to the last bit. Going through an epoch rating by rating takes seconds; the random order, though, does
    not depend on what was learned, so that it is known beforehand where to stop, and the loop runs compiled in between.

    Attributes
    ----------
    model : MatrixFactorizationSGD
        A private copy, in the state before the update that was looked at last.
    last : int
        The number of the last rating of training.
    """

    def __init__(self, model: MatrixFactorizationSGD, train: Ratings, epoch: int):
        self.model, self.size, self.first = trained_copy(model, {}), len(train), epoch
        self.columns, self.last = columns_by_user(train), model.epochs * len(train)
        self._random = np.random.default_rng(model.seed)
        self.model._start(train, self._random)
        for _ in islice(self.model._epochs(train, self._random), epoch - 1):
            pass
        self._start, self._done = self.model.state(), (epoch - 1) * len(train)
        self._orders: list[np.ndarray] = []
        self._places: dict[int, np.ndarray] = {}

    def place(self, number: int) -> tuple[int, int]:
        """Return (epoch, place within it), both from 1."""
        return (number - 1) // self.size + 1, (number - 1) % self.size + 1

    def rating(self, number: int) -> tuple[int, int, float]:
        """Return (row of the user, row of the item, stars)."""
        epoch, place = self.place(number)
        line = self._order(epoch)[place - 1]
        return int(self.columns.users[line]), int(self.columns.items[line]), float(self.columns.values[line])

    def numbers(self, epoch: int, user: int | None = None, item: int | None = None) -> np.ndarray:
        """Return the numbers, in this epoch, of the ratings by this user (row), or of this item, or both; sorted."""
        wanted = np.ones(self.size, dtype=bool)
        if user is not None:
            wanted &= self.columns.users == user
        if item is not None:
            wanted &= self.columns.items == item
        order = self._order(epoch)
        if epoch not in self._places:
            self._places[epoch] = np.empty_like(order)
            self._places[epoch][order] = np.arange(self.size)
        return np.sort(self._places[epoch][wanted]) + 1 + (epoch - 1) * self.size

    def parameters_before(self, number: int) -> dict:
        """Bring the model to where it stands before this update; return b_u, b_i, p_u and q_i.

        Raises
        ------
        DivergenceError
            When training diverges before it gets there.
        """
        if number <= self._done:
            self.model.restore(self._start)
            self._done = (self.first - 1) * self.size
        sgd = sgd_epoch if self.model.biases else sgd_epoch_without_biases
        while self._done < number - 1:
            epoch, place = self.place(self._done + 1)
            part = self._order(epoch)[place - 1 :][: number - 1 - self._done]
            squares = sgd(part, self.columns, self.model._learned, self.model.learning_rate, self.model.regularization)
            self.model._checked(squares / len(part), epoch)
            self._done += len(part)
        return self.model._parameters_of(*self.rating(number)[:2])

    def _order(self, epoch: int) -> np.ndarray:
        """Return the lines of the columns in the order in which this epoch takes them."""
        while epoch - self.first >= len(self._orders):
            self._orders.append(np.concatenate(list(shuffled_blocks(self.size, self._random))))
        return self._orders[epoch - self.first]
