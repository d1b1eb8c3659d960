"""Player: what goes on in steps, recorded for a grid of sliders, so that it moves with no kernel behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import Hyperparameter
from rectutor.recommender import Recommender
from rectutor.show.component import Component
from rectutor.show.playback import recording
from rectutor.show.playback.recording import Run
from rectutor.show.playback.sliders import slider
from rectutor.show.playback.sources import Source, Training
from rectutor.show.playback.views import View
from rectutor.steps import DivergenceError, Measure


class SliderTrait(traitlets.TraitType):
    """A slider's value: checked against its declaration and, without a kernel, against what was recorded."""

    def __init__(self, wanted: Hyperparameter, value: Any):
        self.wanted = wanted
        super().__init__(default_value=value)
        self.tag(sync=True)

    def validate(self, player, value):
        """Return the value as the declared type, or raise TraitError with a sentence."""
        wanted = self.wanted
        if wanted.choices:
            if value not in wanted.choices:
                possible = ", ".join(map(repr, wanted.choices))
                raise traitlets.TraitError(f"{wanted.name} is one of {possible}, but it is {value!r}")
        elif isinstance(value, bool) or not isinstance(value, (int, float)):
            raise traitlets.TraitError(f"{wanted.name} must be a number, but it is {value!r}")
        else:
            value = wanted.kind(round(value) if wanted.kind is int else value)
        return player.admit(wanted, value)


class Player(Component):
    """Replays recorded runs, with play, single step, and sliders that snap.

    Parameters
    ----------
    model : Recommender or Source
        A model, whose hyper-parameters are those of the first run shown; it is not trained: each run trains a copy. Or
        anything else that can be played, in which case the parameters up to `measures` mean nothing.
    train, valid : Ratings
        What to learn from, and what to measure on.
    views : sequence of str or View, optional
        What to draw: "curve", "map", "errors", "ratings", or a view object; when not given, those that the model has.
    vary : mapping of str to sequence
        Values to record for some hyper-parameters; every combination is run.
    patience : int, optional
        Early stopping, as in `follow`.
    measures : sequence of Measure or str, optional
        What to measure after each step, as in `follow`.
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

    Each slider is a trait of its own name, to be observed, set and linked with ipywidgets.

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
        model: Recommender | Source,
        train: Ratings | None = None,
        valid: Ratings | None = None,
        views: Sequence[str | View] | None = None,
        vary: Mapping[str, Sequence] | None = None,
        patience: int | None = None,
        question=None,
        autoplay: bool = False,
        measures: Sequence[Measure | str] | None = None,
        **traits,
    ):
        source = model
        if not isinstance(model, Source):
            source = Training(model, train, valid, views, vary, patience, measures)
        self.source = source
        self.add_traits(**{name: SliderTrait(source.sliders[name], source.values[name]) for name in source.sliders})
        traits = {"step": source.start, **traits}
        super().__init__(source.kind, self._describe(autoplay), source.sentence, question, **traits)
        if not self.live:
            self.recorded = record(source)
            self.runs = recording.encode(self.recorded, source.levels)

    def admit(self, wanted: Hyperparameter, value):
        """Return the recorded value nearest to `value`."""
        recorded = self.source.recorded[wanted.name]
        return value if wanted.choices else min(recorded, key=lambda one: abs(one - value))

    def _describe(self, autoplay: bool) -> dict:
        """Return the fixed part of the picture as JSON."""
        source = self.source
        return {
            "title": source.title,
            "subtitle": source.subtitle,
            "unit": source.unit,
            "total": source.length(source.values),
            "hyperparameters": [slider(wanted, source.recorded[name]) for name, wanted in source.sliders.items()],
            "measures": {m.name: _measure(m) for m in source.measures},
            "watched": None if source.watched is None else source.watched.name,
            "autoplay": autoplay,
            **source.spec(),
        }


def record(source: Source, progress: Callable[[int, int], None] = lambda done, total: None) -> list[Run]:
    """Play one run for each combination of the recorded values, to the end."""
    grid, runs, references = source.grid(), [], {}
    for number, values in enumerate(grid):
        run = source.run(values, number)
        try:
            for step, frames in source.walk(values):
                run.add(step, frames, source.measures)
                run.said.append(source.say(run, step))
            run.status = source.status_at_end(run)
        except DivergenceError:
            run.status = "diverged"
        source.end(run)
        source.settle(run, references)
        runs.append(run)
        progress(number + 1, len(grid))
    return runs


def _measure(measure: Measure) -> dict:
    told = ("label", "quantity", "better", "on", "digits")
    return {name: getattr(measure, name) for name in told}
