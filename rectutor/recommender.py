"""What every algorithm of the course has in common: declare, step, follow.

An algorithm is a class with declared hyper-parameters, a generator `steps(train)` that learns step by step, and
`score(user_rows, item_rows)`. All else (ids, clipping, top lists, early stopping, saving) stands here, once.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pandas as pd

from rectutor import storage
from rectutor.data.ratings import Ratings
from rectutor.metrics import rmse
from rectutor.steps import SECONDS, DivergenceError, Measure, Step

ENOUGH_RATINGS, ENOUGH_ITEMS = 20, 100


class NotFittedError(RuntimeError):
    """The model has learned nothing yet."""


@dataclass(frozen=True, eq=False)
class Newcomer:
    """Somebody who was not in training, by a few ratings; a model's `fold_in` makes one, its `recommend` takes it.

    Attributes
    ----------
    items, values : ndarray, shape (m,)
        The rows of the items they rated, each once, and the ratings, in stars.
    item_ids : ndarray
        What the rows mean: those of the ratings that the model was trained on.
    bias : float
        In stars; 0 where the model has no biases.
    factors : ndarray of shape (k,), or None
        The vector, where the model has vectors.
    """

    items: np.ndarray
    values: np.ndarray
    item_ids: np.ndarray
    bias: float = 0.0
    factors: np.ndarray | None = None

    def __post_init__(self):
        if self.values.shape != self.items.shape:
            raise ValueError(f"{len(self.items)} items need as many ratings, but there are {self.values.size}")
        refuse_beyond(self.items, len(self.item_ids), "item")
        rows, times = np.unique(self.items, return_counts=True)
        if (times > 1).any():
            raise ValueError(f"item {self.item_ids[rows[times > 1]].tolist()[0]!r} is rated twice")


class Recommender:
    """Base class of all algorithms. A subclass gives `steps` and `score`.

    Learned attributes end in an underscore, as in scikit-learn. After each step they are valid, so that a picture can
    be drawn from the model as it stands.
    """

    ratings_: Ratings | None = None
    unit = "epoch"  # what one step is
    predicts_ratings = True  # whether `score` is in stars; False where it only says what goes before what
    measures: tuple[Measure, ...] = ()  # what `steps` itself puts into its steps, such as a loss

    @property
    def title(self) -> str:
        """How a picture is headed. A subclass sets its own, not annotated, or it would be a hyper-parameter."""
        return type(self).__name__

    def steps(self, train: Ratings) -> Iterator[Step]:
        """Learn from `train`, handing back control after each step; the first, number 0, is the start."""
        raise NotImplementedError

    def refuse_another_walk(self, train: Ratings) -> None:
        """Refuse to go on with steps over `train` when the model has begun to learn from other ratings since.

        Whatever `steps` has prepared for a compiled loop would not fit the model any more, and the loop does not look.
        """
        if self.ratings_ is not train:
            name = type(self).__name__
            raise RuntimeError(f"this {name} has begun to learn from other ratings; start its steps anew")

    def length(self, train: Ratings) -> int:
        """Return how many steps `steps(train)` takes after the start, where nothing ends it early."""
        return self.epochs

    def start_in_words(self, train: Ratings) -> str:
        """Return what it predicts before it has learned anything, for the sentence of a picture."""
        return ""

    def divergence_in_words(self) -> str:
        """Return what to try when training has left the numbers, for the sentence of a picture."""
        return ""

    def score(self, user_rows: np.ndarray, item_rows: np.ndarray) -> np.ndarray:
        """Return the unclipped predictions for pairs of *rows*; −1 is an unknown user or item.

        They are in stars where `predicts_ratings`; else any number will do, and the higher goes first.
        """
        raise NotImplementedError

    def scores_for(self, user_rows: np.ndarray) -> np.ndarray:
        """Return the scores of all items for each of these user rows; shape (len(user_rows), n_items).

        An algorithm that has a faster way than pair by pair, such as a product of matrices, overrides this.
        """
        users, n_items = np.asarray(user_rows), self.trained_on.n_items
        items = np.arange(n_items)
        return self.score(np.repeat(users, n_items), np.tile(items, len(users))).reshape(len(users), n_items)

    def fit(
        self,
        train: Ratings,
        valid: Ratings | None = None,
        patience: int | None = None,
        progress: bool = False,
        measures: Sequence[Measure | str] | None = None,
    ) -> Recommender:
        """Learn from `train` to the end and return self.

        Parameters
        ----------
        train, valid : Ratings
            What to learn from, and what to measure on after each step.
        patience : int, optional
            Stop after this many steps that are no better on `valid`, and go back to the best step.
        progress : bool
            Show a progress bar.
        measures : sequence of Measure or str, optional
            As for `follow`; `patience` looks at the first of them that is measured on `valid`.
        """
        if patience is None and measures is None:
            measures = ()  # nobody would look at the errors, which can take longer to find than a step of learning
        return self._exhaust(follow(self, train, valid, patience, measures), train, progress)

    def _exhaust(self, walk: Iterator[Step], train: Ratings, progress: bool) -> Recommender:
        """Take all steps of the walk, with a progress bar if wished, and return self."""
        if progress:
            from tqdm.auto import tqdm

            walk = tqdm(walk, total=self.length(train), initial=-1, unit=self.unit, desc=type(self).__name__)
        for _ in walk:
            pass
        return self

    def newcomer(self, items, values) -> Newcomer:
        """Return somebody by the ids of the items they rated, and the stars, or refuse them with a sentence.

        `fold_in` starts with this; a model that needs to know no more than the ratings can return it as it is.
        """
        known = self.trained_on
        rows = np.array([known.item_row(item) for item in items], dtype=np.int32)
        someone = Newcomer(rows, np.asarray(values, dtype=np.float64), known.item_ids)
        low, high = known.scale
        for item, value in zip(items, someone.values, strict=True):
            if not low <= value <= high:
                raise ValueError(f"the rating {value:g} of item {item!r} is outside the scale, {low:g} to {high:g}")
        return someone

    def scores_of_newcomer(self, newcomer: Newcomer) -> np.ndarray:
        """Return the scores of all items for a newcomer; shape (n_items,). A model that has `fold_in` has this too."""
        raise TypeError(f"{type(self).__name__} cannot take in somebody who was not in training")

    def pairs(self, user_rows, item_rows) -> tuple[np.ndarray, np.ndarray]:
        """Return both as arrays of one shape, or refuse a row beyond the last: compiled loops do not look."""
        known = self.trained_on
        refuse_beyond(user_rows, known.n_users, "user")
        refuse_beyond(item_rows, known.n_items, "item")
        return np.broadcast_arrays(user_rows, item_rows)

    def predict(self, users, items) -> np.ndarray:
        """Predict ratings, in stars, for pairs of *ids*, clipped to the scale.

        Parameters
        ----------
        users, items : array-like of ids, same length (or one id each)
            An id that training did not see gets what the algorithm knows without it (a bias, the mean), never NaN.

        Returns
        -------
        ndarray of float64, shape (n,)

        Raises
        ------
        TypeError
            When this algorithm only ranks (`predicts_ratings` is False).
        """
        known = self.trained_on
        _refuse_ranker(self)
        return np.clip(self.score(*self.rows_of(users, items)), *known.scale)

    def rows_of(self, users, items) -> tuple[np.ndarray, np.ndarray]:
        """Return the rows of pairs of ids, −1 for an unknown one; or refuse what makes no pairs."""
        known = self.trained_on
        users, items = known.user_rows(users), known.item_rows(items)
        if len(users) != len(items) and 1 not in (len(users), len(items)):
            raise ValueError(f"{len(users)} users and {len(items)} items do not make pairs; pass equally many, or one")
        return np.broadcast_arrays(users, items)

    def recommend(
        self, user, n: int = 10, exclude_seen: bool = True, min_ratings: int | None = None, seen=()
    ) -> pd.DataFrame:
        """Return the `n` items with the highest scores for one user.

        Parameters
        ----------
        user : id or Newcomer
            A user of the training ratings, or somebody whom `fold_in` has taken in.
        n : int
            How many items.
        exclude_seen : bool
            Leave out what the user rated: in training, or as a newcomer.
        min_ratings : int, optional
            Only items with at least this many training ratings, 20 when not given. What was rated five times has a bias
            and a vector that are partly chance, and the top of a list is where chance collects: without this, more than
            a third of all top-ten places on MovieLens go to films with five ratings or fewer. 0 turns it off. On small
            data, where fewer than 100 items have 20 ratings, the default is what the hundredth has.
        seen : ids
            Items to leave out besides.

        Returns
        -------
        DataFrame by item id, best first: title, score (as `score` gives it: unclipped, in stars if `predicts_ratings`),
        ratings (training ratings of the item)
        """
        known = self.trained_on
        if isinstance(user, Newcomer):
            if user.item_ids is not known.item_ids and not np.array_equal(user.item_ids, known.item_ids):
                raise ValueError(f"this newcomer rated items of other ratings; take them in by {self!r}.fold_in")
            rated, scores = user.items, self.scores_of_newcomer(user)
        else:
            row = known.user_row(user)
            rated = known.items[known.users == row]
            scores = self.score(np.full(known.n_items, row), np.arange(known.n_items))
        allowed = self.often_rated(min_ratings)
        if exclude_seen:
            allowed[rated] = False
        allowed[[known.item_row(item) for item in seen]] = False
        return self._top(scores, allowed, n)

    def enough_ratings(self) -> int:
        """Return how many training ratings `recommend` asks of an item when it is not told."""
        counts = np.sort(self.trained_on.item_counts)[::-1]
        return min(ENOUGH_RATINGS, int(counts[ENOUGH_ITEMS - 1]) if len(counts) >= ENOUGH_ITEMS else 0)

    def often_rated(self, min_ratings: int | None = None) -> np.ndarray:
        """Return which items have so many training ratings, as a mask; not given, as many as `recommend` asks for."""
        counts = self.trained_on.item_counts
        if min_ratings is None:
            min_ratings = self.enough_ratings()
        if counts.max() < min_ratings:
            raise ValueError(
                f"no item has {min_ratings} training ratings, the most rated has {counts.max()}; "
                f"pass a smaller min_ratings"
            )
        return counts >= min_ratings

    def _top(self, scores: np.ndarray, allowed: np.ndarray, n: int) -> pd.DataFrame:
        known = self.trained_on
        if n < 1:
            raise ValueError(f"n is how many items to return, at least 1, but it is {n!r}")
        candidates = np.flatnonzero(allowed)
        best = candidates[np.argsort(-scores[candidates], kind="stable")[:n]]
        ids = known.item_ids[best]
        return pd.DataFrame(
            {"title": known.titles(ids), "score": scores[best], "ratings": known.item_counts[best]},
            index=pd.Index(ids, name="item"),
        )

    def learns(self, name: str) -> bool:
        """Whether this model learns the attribute `name`, such as "item_factors_"; its class declares it."""
        return name in get_type_hints(type(self))

    def state(self) -> dict[str, Any]:
        """Return a copy of everything learned but `ratings_`, by name: arrays, numbers, texts.

        Early stopping, going back after a divergence, and saving know what was learned from here alone. A model that
        keeps it in something other than arrays, such as a torch module, overrides this and `restore`.
        """
        learned = {k: v for k, v in vars(self).items() if k.endswith("_") and k != "ratings_"}
        return {k: v.copy() if isinstance(v, np.ndarray) else v for k, v in learned.items()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back to what `state()` returned; where it comes from a file, this model has nothing yet but `ratings_`."""
        for name, value in state.items():
            setattr(self, name, value.copy() if isinstance(value, np.ndarray) else value)

    def standing(self) -> tuple[Ratings | None, dict[str, Any]]:
        """Return the ratings that were learned from and the state; None and nothing before anything is learned."""
        return self.ratings_, {} if self.ratings_ is None else self.state()

    def go_back(self, ratings: Ratings | None, state: Mapping[str, Any]) -> None:
        """Forget all that was learned, then be as when `standing()` returned these."""
        for name in [name for name in vars(self) if name.endswith("_")]:
            delattr(self, name)
        if ratings is not None:
            self.ratings_ = ratings
            self.restore(state)

    def save(self, path: str | Path) -> Path:
        """Write the model, its hyper-parameters and its training ratings to one file (.npz with JSON; no pickle)."""
        return storage.save(self, path)

    @property
    def trained_on(self) -> Ratings:
        """What was learned from; NotFittedError, with a sentence, before that."""
        if self.ratings_ is None:
            raise NotFittedError(f"this {type(self).__name__} has learned nothing yet; call fit(train) first")
        return self.ratings_


def follow(
    model: Recommender,
    train: Ratings,
    valid: Ratings | None = None,
    patience: int | None = None,
    measures: Sequence[Measure | str] | None = None,
) -> Iterator[Step]:
    """Drive `model.steps(train)`, and measure after each step.

    Parameters
    ----------
    model : Recommender
        Is trained in place.
    train, valid : Ratings
        What to learn from, and what to measure on.
    patience : int, optional
        Stop after this many steps that are no better on `valid`, then restore the best step; it is restored too when
        the walk is broken off. The first of `measures` on `valid` decides.
    measures : sequence of Measure or str, optional
        What to measure: `rectutor.measure("nDCG@10")` and its like, the name of something that the algorithm measures
        by itself, or "seconds". When not given, the errors on `train` and on `valid`, where the model predicts ratings.

    Yields
    ------
    Step
        With the measures as attributes: by default `train_rmse` and, given `valid`, `valid_rmse`, the RMSE in stars of
        the clipped predictions.

    Raises
    ------
    DivergenceError
        When the loss is no longer a number; the model is then back in the state it had before.
    """
    if patience is not None and valid is None:
        raise ValueError("early stopping needs ratings to watch: pass valid as well as patience")
    if patience is not None and patience < 1:
        raise ValueError(f"patience must be at least 1 step, but it is {patience!r}")
    if len(train) == 0:
        raise ValueError("there are no ratings to learn from")
    wanted = measures_of(model, valid, measures)
    watched = watched_of(wanted)
    if patience is not None and (watched is None or watched.on != "validation"):
        raise ValueError(
            f"early stopping watches the error of predicted ratings, and {type(model).__name__} predicts none; "
            f"pass what to watch instead: measures=[rectutor.measure('nDCG@10')]"
        )
    before = model.standing()
    best, best_value, best_step = None, np.nan, 0
    try:
        for step in _timed(model.steps(train)):
            found = {m.name: m.of(model, train, valid, step) for m in wanted if m.of is not None}
            step = replace(step, metrics={**step.metrics, **found})
            if patience is not None and watched.improves(step.metrics[watched.name], best_value):
                best, best_value, best_step = model.state(), step.metrics[watched.name], step.number
            yield step
            if patience is not None and step.number - best_step >= patience:
                break
    except DivergenceError:
        best = None
        model.go_back(*before)
        raise
    finally:
        if best is not None:
            model.restore(best)


def _timed(steps: Iterator[Step]) -> Iterator[Step]:
    """Yield the steps with the seconds that they alone have taken so far."""
    seconds = 0.0
    while True:
        began = time.perf_counter()
        step = next(steps, None)
        seconds += time.perf_counter() - began
        if step is None:
            return
        yield replace(step, seconds=seconds)


def measures_of(
    model: Recommender, valid: Ratings | None, measures: Sequence[Measure | str] | None = None
) -> list[Measure]:
    """Return what is measured after each step of a model: `measures`, or by default the errors of its predictions.

    Raises
    ------
    ValueError
        With a sentence, for a name that the algorithm does not measure, or something on `valid` without any.
    """
    if measures is None:
        return [error for error in (TRAINING_ERROR, VALIDATION_ERROR) if _fits(error, model, valid)]
    own = {measure.name: measure for measure in (*model.measures, SECONDS)}
    wanted = [own.get(measure, measure) if isinstance(measure, str) else measure for measure in measures]
    for measure in wanted:
        if isinstance(measure, str):
            raise ValueError(
                f"{type(model).__name__} does not measure {measure!r} by itself, only {', '.join(own)}; "
                f"of other things pass rectutor.measure(…)"
            )
        if measure.on == "validation" and valid is None:
            raise ValueError(f"the {measure.label} needs ratings to be measured on; pass valid")
    return wanted


def watched_of(measures: Sequence[Measure]) -> Measure | None:
    """Return what decides which step is the best: the first on validation ratings, else the first with a better way."""
    ways = [measure for measure in measures if measure.better]
    return next((measure for measure in ways if measure.on == "validation"), ways[0] if ways else None)


def _fits(error: Measure, model: Recommender, valid: Ratings | None) -> bool:
    return model.predicts_ratings and (error.on == "training" or valid is not None)


def error_on(model: Recommender, ratings: Ratings) -> float:
    """Return the RMSE, in stars, of the model's clipped predictions on `ratings`."""
    return rmse(ratings.values, predictions_on(model, ratings))


def predictions_on(model: Recommender, ratings: Ratings) -> np.ndarray:
    """Return the model's clipped predictions, in stars, for each of `ratings`, whether from the same split or not."""
    known = model.trained_on
    _refuse_ranker(model)
    return np.clip(model.score(*known.rows_of(ratings)), *known.scale)


def refuse_beyond(rows, n: int, what: str) -> None:
    """Refuse, with a sentence, rows of users or items beyond the last of `n`; any below 0 is an unknown one."""
    rows = np.asarray(rows)
    if rows.size and rows.max() >= n:
        raise IndexError(f"{what} row {rows.max()} is beyond the last, {n - 1}")


def _refuse_ranker(model: Recommender) -> None:
    if not model.predicts_ratings:
        name = type(model).__name__
        raise TypeError(f"{name} ranks items and predicts no ratings; ask it to recommend, and measure its lists")


def load_model(path: str | Path) -> Recommender:
    """Read a model that `save` wrote; raise ValueError with a sentence when the file is damaged or foreign."""
    return storage.load(path)


TRAINING_ERROR = Measure(
    "train_rmse", "training error", "RMSE in stars", on="training",
    of=lambda model, train, valid, step: error_on(model, train),
)  # fmt: skip
VALIDATION_ERROR = Measure(
    "valid_rmse", "validation error", "RMSE in stars", on="validation",
    of=lambda model, train, valid, step: error_on(model, valid),
)  # fmt: skip
