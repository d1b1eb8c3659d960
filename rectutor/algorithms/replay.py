"""Training by SGD, rating by rating: walked one by one, or run at full speed and stopped before single ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rectutor.algorithms.matrix_factorization_sgd import MatrixFactorizationSGD, columns_by_user, shuffled_blocks
from rectutor.data.ratings import Ratings
from rectutor.recommender import Step


class Replay:
    """The updates of a model's training, from the beginning of `epoch` on. The model is trained in place.

    Ratings are numbered over all epochs, from 1. Going through an epoch rating by rating takes seconds; the random
    order, though, does not depend on what was learned, so that it is known beforehand where to stop, and the loop runs
    compiled in between.

    Attributes
    ----------
    model : MatrixFactorizationSGD
        In the state before or after the update that was looked at last.
    last : int
        The number of the last rating of training.
    """

    def __init__(self, model: MatrixFactorizationSGD, train: Ratings, epoch: int = 1):
        self.model, self.train, self.size, self.first = model, train, len(train), epoch
        self.columns, self.last = columns_by_user(train), model.epochs * len(train)
        self._random = np.random.default_rng(model.seed)
        self._orders: list[np.ndarray] = []
        self._places: dict[int, np.ndarray] = {}
        model.start(train, self._random)
        for earlier in range(1, epoch):
            self._take(self._drawn(), earlier)
        self._start, self._done = model.state(), (epoch - 1) * self.size

    def steps(self) -> Iterator[Step]:
        """Yield the start, then after each rating, with the numbers before and after in the step's `update`."""
        yield Step(0, unit="rating")
        for number in range(self._done + 1, self.last + 1):
            before, (user, item, rating) = self.parameters_before(number), self.rating(number)
            prediction = float(self.model.score([user], [item])[0])
            self._go_to(number)
            update = {
                "epoch": self.place(number)[0], "user": user, "item": item, "rating": rating, "prediction": prediction,
                "error": rating - prediction, "before": before, "after": self._parameters_of(user, item),
            }  # fmt: skip
            yield Step(number, unit="rating", update=update)

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
        self._go_to(number - 1)
        return self._parameters_of(*self.rating(number)[:2])

    def _go_to(self, number: int) -> None:
        """Bring the model to where it stands after this update."""
        self.model.refuse_another_walk(self.train)
        if number < self._done:
            self.model.restore(self._start)
            self._done = (self.first - 1) * self.size
        while self._done < number:
            epoch, place = self.place(self._done + 1)
            part = self._order(epoch)[place - 1 :][: number - self._done]
            self._take(part, epoch)
            self._done += len(part)

    def _take(self, lines: np.ndarray, epoch: int) -> None:
        self.model.checked(self.model.take(lines, self.columns) / len(lines), epoch)

    def _parameters_of(self, u: int, i: int) -> dict:
        learned = self.model.learned
        return {
            "b_u": float(learned.b_u[u]),
            "b_i": float(learned.b_i[i]),
            "p_u": learned.P[u].copy(),
            "q_i": learned.Q[i].copy(),
        }

    def _order(self, epoch: int) -> np.ndarray:
        """Return the lines of the columns in the order in which this epoch takes them."""
        while epoch - self.first >= len(self._orders):
            self._orders.append(self._drawn())
        return self._orders[epoch - self.first]

    def _drawn(self) -> np.ndarray:
        return np.concatenate(list(shuffled_blocks(self.size, self._random)))
