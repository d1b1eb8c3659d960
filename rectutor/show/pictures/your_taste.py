"""Your taste: a reader rates a few films, and the page itself finds their vector, their ten films, and the reasons.

With the films' vectors fixed, a new user's vector is one small linear system (`FactorModel.fold_in`). The page solves
it, so it needs no kernel; tests hold its result to `fold_in` within 1e-6. What the page cannot know is sent along: how
well vectors found from so few ratings predict, at each λ, for people whose other ratings are known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import traitlets

from rectutor.algorithms.factor_model import NEW_USER_REGULARIZATION, FactorModel
from rectutor.data.ratings import Ratings
from rectutor.recommender import Newcomer
from rectutor.show import films, reader
from rectutor.show.component import Component
from rectutor.show.frontend import is_watched
from rectutor.show.geometry import principal_axes
from rectutor.show.packing import plain, planes, with_header
from rectutor.show.pictures import held_out, reasons
from rectutor.show.pictures.one_prediction import taste_of_neighbors

MAPPED = 300  # films on the map, those rated most often: the same as on the training player's map


class Taste(Component):
    """The component that `taste` returns.

    Attributes
    ----------
    model : FactorModel
        The one that was passed.
    rated : list of [item id, stars]
        What the reader rated, in their order; follows the page while a kernel runs, and can be set from a cell.
    regularization : float
        λ as the slider stands.
    """

    rated = traitlets.List(help="[item id, stars] for each rated film").tag(sync=True)
    regularization = traitlets.Float(NEW_USER_REGULARIZATION).tag(sync=True)

    def __init__(self, model: FactorModel, spec: dict, known: set, text: str, **traits):
        self.model, self._known = model, known
        super().__init__("taste", spec, text, live=is_watched(), **traits)

    @property
    def ratings(self) -> tuple[list, list[float]]:
        """(item ids, stars), as `fold_in` takes them: `model.fold_in(*widget.ratings)`."""
        return [item for item, _ in self.rated], [float(stars) for _, stars in self.rated]

    @property
    def new_user(self) -> Newcomer:
        """The reader's bias and vector at the slider's λ, as the package finds them; `recommend` takes it."""
        return self.model.fold_in(*self.ratings, regularization=self.regularization)

    @traitlets.validate("rated")
    def _check_rated(self, proposal):
        return reader.checked_ratings(proposal["value"], self._known, self.model.ratings_.scale)


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
    model : FactorModel, or ItemKNN
        Trained; its films' vectors, or similarities, stay as they are. What neighbours make of the reader is shown as
        by `watch`, and the arguments that speak of vectors do not count. Any other model will do that learns the same
        attributes, or has `prediction_steps`, and has `fold_in`.
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
    kind, takes_newcomers = type(model).__name__, hasattr(model, "fold_in")
    if takes_newcomers and hasattr(model, "prediction_steps"):
        return taste_of_neighbors(model, ratings, min_ratings, text, name)
    if not (takes_newcomers and model.learns("item_factors_")):
        raise TypeError(f"taste needs a vector for every film, or an ItemKNN's similar films, but {kind} has neither")
    train = model.trained_on
    reader.refuse_scale(train.scale)
    if min_ratings is None:
        min_ratings = model.enough_ratings()
    rows = np.flatnonzero(model.often_rated(min_ratings))
    known = {plain(item) for item in train.item_ids[rows]}
    rated = reader.checked_ratings(ratings, known, train.scale)
    people = [] if valid is None else held_out.people(model, valid, rows)
    spec = {
        "name": name,
        "factors": model.item_factors_.shape[1],
        "min_ratings": min_ratings,
        "mean": float(model.mean_),
        "scale": list(train.scale),
        "step": reader.step(train),
        "example": bool(rated),
        "start": reader.starters(train, rows),
        "lambdas": held_out.LAMBDAS,
        "people": people,
        "default": NEW_USER_REGULARIZATION,
        "films": packed(model, rows),
        "panels": {"ten": reasons.TEN.spec(), "why": reasons.WHY.spec()},
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
    often = np.argsort(-model.ratings_.item_counts[rows], kind="stable")[:MAPPED]
    vectors = model.item_factors_[rows]
    header = films.header(model.ratings_, rows) | {"mapped": min(MAPPED, len(rows)), "one": int(model.biases)}
    numbers = np.concatenate([model.item_biases_[rows], vectors.ravel(), principal_axes(vectors[often]).ravel()])
    return with_header(header, planes(numbers, "<f4"))
