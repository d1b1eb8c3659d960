"""Your taste: a reader rates a few films, and the page itself finds their vector, their ten films, and the reasons.

With the films' vectors fixed, a new user's vector is one small linear system (`FactorModel.fold_in`). The page solves
it, so it needs no kernel; tests hold its result to `fold_in` within 1e-6. What the page cannot know is sent along: how
well vectors found from so few ratings predict, at each λ, for people whose other ratings are known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import traitlets

from rectutor.algorithms.factor_model import NEW_USER_REGULARIZATION, FactorModel, NewUser
from rectutor.algorithms.item_knn import ItemKNN
from rectutor.ratings import Ratings
from rectutor.show import films, held_out
from rectutor.show.component import Component
from rectutor.show.frontend import is_watched
from rectutor.show.geometry import principal_axes
from rectutor.show.packing import planes, with_header

MAPPED = 300  # films on the map, those rated most often: the same as on the training player's map
STARTERS = 12


class Taste(Component):
    """The component that `taste` returns.

    Attributes
    ----------
    rated : list of [item id, stars]
        What the reader rated, in their order; follows the page while a kernel runs, and can be set from a cell.
    regularization : float
        λ as the slider stands.
    """

    rated = traitlets.List(help="[item id, stars] for each rated film").tag(sync=True)
    regularization = traitlets.Float(NEW_USER_REGULARIZATION).tag(sync=True)

    def __init__(self, model: FactorModel, spec: dict, known: set, text: str, **traits):
        self._model, self._known = model, known
        super().__init__("taste", spec, text, live=is_watched(), **traits)
        self.on_msg(lambda _, content, buffers: self._heard(content))

    @property
    def ratings(self) -> tuple[list, list[float]]:
        """(item ids, stars), as `fold_in` takes them: `model.fold_in(*widget.ratings)`."""
        return [item for item, _ in self.rated], [float(stars) for _, stars in self.rated]

    @property
    def new_user(self) -> NewUser:
        """The reader's bias and vector at the slider's λ, as the package finds them; `recommend` takes it."""
        return self._model.fold_in(*self.ratings, regularization=self.regularization)

    def _heard(self, content: dict) -> None:
        if content.get("type") == "hello":
            self.send({"type": "alive"})

    @traitlets.validate("rated")
    def _check_rated(self, proposal):
        return checked_ratings(proposal["value"], self._known, self._model.ratings_.scale)


def taste(
    model: FactorModel,
    valid: Ratings | None = None,
    ratings: Sequence[tuple] = (),
    min_ratings: int | None = None,
    text: str | None = None,
    name: str = "",
) -> Taste:
    """Let the reader rate films and see their own vector, their ten films, and why.

    It works the same with and without a kernel. Ratings are kept in the reader's browser only.

    Parameters
    ----------
    model : FactorModel or ItemKNN
        Trained; its films' vectors, or similarities, stay as they are. What neighbours make of the reader is shown as
        by `watch`, and the arguments that speak of vectors do not count.
    valid : Ratings, optional
        Held-out ratings. With them the λ slider shows at which λ the vectors of people with as many ratings predict
        best, starts there, and the reader's vector is compared with theirs (`held_out.people`).
    ratings : sequence of (item id, stars)
        An example to start from. The reader's own ratings are then neither read nor overwritten.
    min_ratings : int, optional
        Only films with at least this many training ratings are shown, as in `recommend`.
    text : str, optional
        The one sentence that stands for the picture where there is none.
    name : str
        The data's name, for the heading.

    Raises
    ------
    TypeError, ValueError
        With a sentence: the model has no vectors for films or is not trained; a rating of `ratings` is not of a film
        that is shown, or outside the scale.

    Examples
    --------
    >>> import rectutor
    >>> toy = rectutor.load("toy").ratings
    >>> model = rectutor.MatrixFactorizationSGD(factors=2, epochs=200).fit(toy)
    >>> widget = taste(model, ratings=[("Alien", 5), ("Ghost", 2)], min_ratings=0)
    >>> widget
    Your taste: rate some of 8 films and see your vector of 2 factors, your ten films, and why.
    >>> model.recommend(widget.new_user, n=1, min_ratings=0, seen=widget.ratings[0]).index.tolist()
    ['The Matrix']
    """
    if isinstance(model, ItemKNN):
        from rectutor.show.one_prediction import taste_of_neighbors  # which needs this module

        return taste_of_neighbors(model, ratings, min_ratings, text, name)
    if not isinstance(model, FactorModel):
        kind = type(model).__name__
        raise TypeError(f"taste needs a vector for every film, or an ItemKNN's similar films, but {kind} has neither")
    train = model._fitted()
    if not 0 <= train.scale[0] < train.scale[1] <= 10:
        raise ValueError(
            f"ratings are given as stars, at most 10, but the scale goes from {train.scale[0]:g} to {train.scale[1]:g}"
        )
    if min_ratings is None:
        min_ratings = model.enough_ratings()
    rows = np.flatnonzero(model._often_rated(min_ratings))
    known = {_plain(item) for item in train.item_ids[rows]}
    rated = checked_ratings(ratings, known, train.scale)
    people = [] if valid is None else held_out.people(model, valid, rows)
    spec = {
        "name": name,
        "factors": model.item_factors_.shape[1],
        "min_ratings": min_ratings,
        "mean": float(model.mean_),
        "scale": list(train.scale),
        "step": 1.0 if np.all(train.values % 1 == 0) else 0.5,
        "example": bool(rated),
        "start": starters(train, rows),
        "lambdas": held_out.LAMBDAS,
        "people": people,
        "default": NEW_USER_REGULARIZATION,
        "films": packed(model, rows),
    }
    if text is None:
        k = spec["factors"]
        text = (
            f"Your taste: rate some of {len(rows):,} films and see your vector of {k} factors, your ten films, and why."
        )
    best = held_out.best_lambda(people, len(rated)) or NEW_USER_REGULARIZATION
    return Taste(model, spec, known, text, rated=rated, regularization=best)


def packed(model: FactorModel, rows: np.ndarray) -> str:
    """Return what the page needs of the items at `rows` as text (`packing.with_header`).

    After the header come float32 numbers: the biases, the vectors row by row, and the map's two axes (k × 2). float32
    keeps a vector found in the page within 1e-6 of `fold_in`.
    """
    described = films.describe(model.ratings_, rows)
    often = np.argsort(-model.ratings_.item_counts[rows], kind="stable")[:MAPPED]
    vectors = model.item_factors_[rows]
    titles, labels = described.pop("title"), described.pop("label")
    header = described | {
        "id": [_plain(item) for item in model.ratings_.item_ids[rows]],
        "names": [[label] if label == title else [label, title] for label, title in zip(labels, titles, strict=True)],
        "mapped": min(MAPPED, len(rows)),
    }
    numbers = np.concatenate([model.item_biases_[rows], vectors.ravel(), principal_axes(vectors[often]).ravel()])
    return with_header(header, planes(numbers, "<f4"))


def starters(train: Ratings, rows: np.ndarray) -> list[int]:
    """Return which of `rows` (positions) are offered first: the most rated of each group in turn, one of a series."""
    described = films.describe(train, rows)
    by_group: dict[str, list[int]] = {}
    for position in np.argsort(-train.item_counts[rows], kind="stable"):
        by_group.setdefault(described["group"][position], []).append(int(position))
    chosen, series = [], set()
    while any(by_group.values()) and len(chosen) < STARTERS:
        for queue in by_group.values():
            while queue:
                position = queue.pop(0)
                first_words = tuple(described["label"][position].split()[:2])
                if first_words not in series:
                    series.add(first_words)
                    chosen.append(position)
                    break
    return sorted(chosen[:STARTERS], key=lambda position: -train.item_counts[rows[position]])


def checked_ratings(rated, known: set, scale: tuple[float, float]) -> list[list]:
    """Return a reader's ratings as lists that JSON can hold, or refuse them with a sentence."""
    low, high = scale
    checked = []
    for pair in rated:
        item, stars = pair
        item, stars = _plain(item), float(stars)
        if item not in known:
            raise ValueError(f"item {item!r} is not among the {len(known):,} that can be rated here; see min_ratings")
        if not low <= stars <= high:
            raise ValueError(f"the rating {stars:g} of item {item!r} is outside the scale, {low:g} to {high:g}")
        if any(item == other for other, _ in checked):
            raise ValueError(f"item {item!r} is rated twice")
        checked.append([item, stars])
    return checked


def _plain(value):
    return value.item() if isinstance(value, np.generic) else value
