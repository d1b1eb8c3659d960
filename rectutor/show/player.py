"""Player: a recorded training run, or a grid of them, that moves with no kernel behind it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from rectutor.hyperparameters import Hyperparameter, declared
from rectutor.ratings import Ratings
from rectutor.recommender import Recommender
from rectutor.show import recording
from rectutor.show.component import Component
from rectutor.show.sliders import slider
from rectutor.show.views import View, chosen

MOST_STEPS = 500


class HyperparameterTrait(traitlets.TraitType):
    """A hyper-parameter's value: checked against its declaration and, without a kernel, against what was recorded."""

    def __init__(self, wanted: Hyperparameter, value: Any):
        self.wanted = wanted
        super().__init__(default_value=value)
        self.tag(sync=True)

    def validate(self, player, value):
        """Return the value as the declared type, or raise TraitError with a sentence."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise traitlets.TraitError(f"{self.wanted.name} must be a number, but it is {value!r}")
        return player.admit(self.wanted, self.wanted.kind(round(value) if self.wanted.kind is int else value))


class Player(Component):
    """Replays recorded runs: curve, item map, ratings and errors, with play, single step, and sliders that snap.

    Parameters
    ----------
    model : Recommender
        Its hyper-parameters are those of the first run shown. It is not trained: each run trains a copy.
    train, valid : Ratings
        What to learn from, and what to measure on.
    views : sequence of str or View, optional
        What to draw: "curve", "map", "errors", "ratings", or a view object; when not given, those that the model has.
    vary : mapping of str to sequence of numbers
        Values to record for some hyper-parameters; every combination is run.
    patience : int, optional
        Early stopping, as in `follow`.
    question : rectutor.practice.Question, optional
        Covers what it would give away until it is answered.
    autoplay : bool
        Start by itself (unless the reader's system asks for less motion).

    Attributes
    ----------
    step : int
        Where the playhead stands; may be set and linked.
    playing : bool
        Whether it moves; may be set and linked.

    Each varied hyper-parameter is a trait of its own name, to be observed, set and linked with ipywidgets.

    Examples
    --------
    >>> import rectutor
    >>> toy = rectutor.load("toy").ratings
    >>> player = Player(rectutor.MatrixFactorizationSGD(factors=2, epochs=5), toy, vary={"learning_rate": [0.01, 0.02]})
    >>> player
    Player of MatrixFactorizationSGD on 39 training ratings: learning curve, item map, errors, ratings
    >>> player.learning_rate = 0.018
    >>> player.learning_rate
    0.02
    """

    runs = traitlets.Unicode(help="the recorded runs, packed as text").tag(sync=True)
    step = traitlets.Int(0, min=0).tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)
    status = traitlets.Unicode("recorded").tag(sync=True)

    def __init__(
        self,
        model: Recommender,
        train: Ratings,
        valid: Ratings | None = None,
        views: Sequence[str | View] | None = None,
        vary: Mapping[str, Sequence[float]] | None = None,
        patience: int | None = None,
        question=None,
        autoplay: bool = False,
        **traits,
    ):
        if not model.predicts_ratings:
            name = type(model).__name__
            raise ValueError(f"{name} predicts no ratings, so there is no error to draw; ask it to fit and recommend")
        steps = model.length(train)
        if steps > MOST_STEPS:
            raise ValueError(f"a picture follows at most {MOST_STEPS} {model.unit}s, this model has {steps:,}; use fit")
        self.model, self.train, self.valid, self.patience = model, train, valid, patience
        self.views = chosen(views, model)
        self.varied = varied(model, vary)
        wanted = declared(model)
        self.add_traits(
            **{name: HyperparameterTrait(wanted[name], getattr(model, name)) for name in self.varied},
        )
        spec = self._describe(question, autoplay)
        super().__init__("training", spec, self._sentence(), **traits)
        if not self.live:
            self.recorded = recording.record(model, train, valid, self.views, self._grid(), patience)
            self.runs = recording.encode(self.recorded, self.views)

    def admit(self, wanted: Hyperparameter, value):
        """Return the recorded value nearest to `value`."""
        return min(self.varied[wanted.name], key=lambda recorded: abs(recorded - value))

    def _grid(self) -> list[dict]:
        names = list(self.varied)
        return [dict(zip(names, values, strict=True)) for values in itertools.product(*self.varied.values())]

    def _describe(self, question, autoplay: bool) -> dict:
        """Return the fixed part of the picture as JSON."""
        wanted = declared(self.model)
        return {
            "title": self.model.title,
            "subtitle": self._subtitle(),
            "unit": self.model.unit,
            "total": self.model.length(self.train),
            "mean": self.train.mean,
            "scale": list(self.train.scale),
            "validated": self.valid is not None,
            "patience": self.patience,
            "hyperparameters": [slider(wanted[name], self.varied[name]) for name in self.varied],
            "fixed": {name: getattr(self.model, name) for name in wanted if name not in self.varied},
            "views": {view.name: view.static(self.model, self.train, self.valid) for view in self.views},
            "question": None if question is None else question.spec,
            "autoplay": autoplay,
        }

    def _subtitle(self) -> str:
        learn = f"{len(self.train):,} ratings to train on"
        return learn if self.valid is None else f"{learn}, {len(self.valid):,} to validate"

    def _sentence(self) -> str:
        views = ", ".join(view.called for view in self.views)
        return f"Player of {type(self.model).__name__} on {len(self.train):,} training ratings: {views}"


def varied(model: Recommender, vary: Mapping[str, Sequence[float]] | None) -> dict[str, list]:
    """Return the values to record for each hyper-parameter that gets a slider, the model's own among them."""
    wanted = declared(model)
    if vary is None:
        vary = {name: [] for name, p in wanted.items() if p.symbol and p.is_number}
    result = {}
    for name, values in vary.items():
        if name not in wanted:
            raise ValueError(
                f"{type(model).__name__} has no hyper-parameter {name!r} to vary; it has {', '.join(wanted)}"
            )
        if not wanted[name].is_number:
            kind = type(model).__name__
            raise ValueError(f"a slider sets a number, but {name} of {kind} is none; set it in the model")
        for value in values:
            recording.trained_copy(model, {name: value})  # says what is wrong with it
        result[name] = sorted({wanted[name].kind(v) for v in (*values, getattr(model, name))})
    return result
