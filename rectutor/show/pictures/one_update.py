"""microscope(): one rating's update with its real numbers, stepped one rating at a time.

What is kept of an update are the parameters *before* it, in whole thousandths. The page computes all else from these,
so that the digits it shows add up with a pencil. Its other half is `js/src/microscope/`.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import traitlets

from rectutor.algorithms.matrix_factorization_sgd import MatrixFactorizationSGD
from rectutor.algorithms.replay import Replay
from rectutor.data.ratings import Ratings
from rectutor.recommender import DivergenceError
from rectutor.show import films, frontend
from rectutor.show.component import Component
from rectutor.show.playback.sources import trained_copy

FOLLOWED_FIRST = 12  # how many later ratings of the first one's user, and of its film, are recorded too
FOLLOWED = 3  # the same for every other recorded rating, so that "this user" leads somewhere in the book too …
MOST_FOLLOWED = 60  # … but with long vectors fewer, so that the page stays small: at most this, divided by k


def microscope(
    model: MatrixFactorizationSGD, train: Ratings, epoch: int = 1, updates: int = 60, start: int | tuple = 1
) -> Microscope:
    """Show single updates of training: predict, compare, move, with the numbers in the formulas.

    Parameters
    ----------
    model : MatrixFactorizationSGD
        Gives the hyper-parameters. It is not trained: a private copy is.
    train : Ratings
        What the copy learns from.
    epoch : int
        In which epoch to look, from 1.
    updates : int
        How many consecutive updates to record.
    start : int or (user id, item id)
        The first of them: its number in the epoch, from 1, or whose rating of what.

    Returns
    -------
    Microscope
        An ipywidgets widget. With a kernel it goes on beyond what was recorded. Show it by ending the cell with it.

    Raises
    ------
    TypeError, ValueError, KeyError
        With a sentence, for another kind of model, or a place that training does not have.
    DivergenceError
        When training diverges before it gets there.

    Examples
    --------
    >>> import rectutor
    >>> toy = rectutor.load("toy").ratings
    >>> microscope(rectutor.MatrixFactorizationSGD(factors=2), toy, start=("Finn", "Alien"), updates=5)
    One update under the microscope: Finn gave Alien (1979) 1 star, rating 35 of 39 in epoch 1 (k 2, η 0.01, λ 0.1)
    """
    return Microscope(model, train, epoch, updates, start)


class Microscope(Component):
    """What `microscope` returns.

    Attributes
    ----------
    shown : int
        The number of the update in view, counted over all epochs; may be set and linked.
    follows : {"every", "user", "film"}
        Which rating comes next: the next of all, the next by the same user, or the next of the same film.
    """

    shown = traitlets.Int(1, min=1).tag(sync=True)
    follows = traitlets.Enum(["every", "user", "film"], "every").tag(sync=True)

    def __init__(self, model, train: Ratings, epoch: int = 1, updates: int = 60, start: int | tuple = 1):
        _check(model, train, epoch, updates)
        self.train, self.replay, self._updates = train, Replay(trained_copy(model, {}), train, epoch), updates
        first = self._number_of(start)
        record = self.record(self._worth_recording(first))
        if not record["updates"]:
            raise DivergenceError(f"training diverges before rating {first:,}: there is no update to show")
        spec = {
            "rule": {
                "factors": model.factors,
                "eta": model.learning_rate,
                "lambda": model.regularization,
                "biases": model.biases,
                "mean": thousandths(self.replay.model.mean_),
            },
            "scale": list(train.scale),
            "size": len(train),
            "epochs": model.epochs,
            **record,
        }
        super().__init__("microscope", spec, _sentence(spec), live=frontend.is_watched(), shown=first)

    def record(self, numbers: Iterable[int]) -> dict:
        """Return what the page needs of these updates, as JSON.

        An update is a list: its number, rows of user and item, the rating, how many ratings of the user and of the item
        training has taken with it, b_u, b_i, p_u, q_i before it; rating and parameters in thousandths.
        """
        updates, diverged = [], False
        try:
            for number in sorted(numbers):
                updates.append(self._update(number))
        except DivergenceError:
            diverged = True
        users, items = (sorted({update[column] for update in updates}) for column in (1, 2))
        return {"updates": updates, "diverged": diverged, **_names(self.train, users, items)}

    def following(self, number: int, follows: str, count: int) -> list[int]:
        """Return the numbers of the `count` updates after `number`, of all ratings, of its user's or of its film's."""
        if follows == "every":
            return list(range(number + 1, 1 + min(number + count, self.replay.last)))
        user, item, _ = self.replay.rating(number)
        whose = {"user": user} if follows == "user" else {"item": item}
        epoch = self.replay.place(number)[0]
        epochs = range(epoch, 1 + min(epoch + 1, self.replay.model.epochs))  # by the next, everyone has come again
        return [n for e in epochs for n in self.replay.numbers(e, **whose).tolist() if n > number][:count]

    def _worth_recording(self, first: int) -> set[int]:
        run = [first, *self.following(first, "every", self._updates - 1)]
        numbers, followed = set(run), min(FOLLOWED, MOST_FOLLOWED // self.replay.model.factors)
        for number in run:
            for follows in ("user", "film"):
                numbers.update(self.following(number, follows, FOLLOWED_FIRST if number == first else followed))
        return numbers

    def _update(self, number: int) -> list[int]:
        replay, before = self.replay, self.replay.parameters_before(number)
        user, item, stars = replay.rating(number)
        epoch = replay.place(number)[0]
        taken = [
            (epoch - 1) * len(numbers) + 1 + int(numbers.searchsorted(number))
            for numbers in (replay.numbers(epoch, user=user), replay.numbers(epoch, item=item))
        ]
        parameters = [before["b_u"], before["b_i"], *before["p_u"], *before["q_i"]]
        return [number, user, item, thousandths(stars), *taken, *map(thousandths, parameters)]

    def _number_of(self, start: int | tuple) -> int:
        """Return the number of a rating of the first epoch, given by place or by (user id, item id)."""
        if isinstance(start, tuple):
            user, item = self.train.user_row(start[0]), self.train.item_row(start[1])
            found = self.replay.numbers(self.replay.first, user, item)
            if not len(found):
                raise ValueError(f"user {start[0]!r} has not rated item {start[1]!r} in these ratings")
            return int(found[0])
        if not 1 <= start <= len(self.train):
            raise ValueError(
                f"start must be from 1 to {len(self.train):,}, the ratings of an epoch, but it is {start!r}"
            )
        return (self.replay.first - 1) * len(self.train) + start

    def _heard(self, content: dict) -> None:
        super()._heard(content)
        if content.get("type") == "more":
            after, follows = int(content["after"]), content["follows"]
            wanted = self.following(after, follows, self._updates if follows == "every" else FOLLOWED_FIRST)
            self.send({"type": "more", "after": after, "follows": follows, **self.record(wanted)})


def thousandths(value: float) -> int:
    """Return the value rounded to three decimals, as a whole number."""
    return round(1000 * float(value))


def _check(model, train: Ratings, epoch: int, updates: int) -> None:
    if not isinstance(model, MatrixFactorizationSGD):
        raise TypeError(
            f"the microscope shows updates of MatrixFactorizationSGD, one rating at a time; "
            f"{type(model).__name__} has none"
        )
    if len(train) == 0:
        raise ValueError("there are no ratings to learn from")
    if not 1 <= epoch <= model.epochs:
        raise ValueError(f"epoch must be from 1 to {model.epochs:,}, the model's epochs, but it is {epoch!r}")
    if updates < 1:
        raise ValueError(f"updates must be at least 1, but it is {updates!r}")


def _names(train: Ratings, users: list[int], items: list[int]) -> dict:
    """Return, by row, what the page calls these users and films, and how many training ratings they have."""
    user = "User {}" if pd.api.types.is_numeric_dtype(train.user_ids) else "{}"
    film = "{}" if train.catalog is not None and "title" in train.catalog else "film {}"
    described = films.describe(train, items) if items else {"label": [], "year": []}
    return {
        "users": {str(row): [user.format(train.user_ids[row]), int(train.user_counts[row])] for row in users},
        "films": {
            str(row): [film.format(label), year, int(train.item_counts[row])]
            for row, label, year in zip(items, described["label"], described["year"], strict=True)
        },
    }


def _sentence(spec: dict) -> str:
    number, user, item, rating = spec["updates"][0][:4]
    film, year, _ = spec["films"][str(item)]
    rule, epoch = spec["rule"], (number - 1) // spec["size"] + 1
    return (
        f"One update under the microscope: {spec['users'][str(user)][0]} gave {film}{f' ({year})' if year else ''} "
        f"{rating / 1000:g} star{'' if rating == 1000 else 's'}, rating {number - (epoch - 1) * spec['size']:,} of "
        f"{spec['size']:,} in epoch {epoch} (k {rule['factors']}, η {rule['eta']:g}, λ {rule['lambda']:g})"
    )
