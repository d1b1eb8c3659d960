"""What a Player can play: a model that trains, anything that yields steps, or a function of its sliders.

A source knows nothing of notebooks, and the player nothing of models: for some values of the sliders, `walk` yields a
`Step` and what is drawn of it, to a player that records them all, or shows them while they come.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import Hyperparameter, declared
from rectutor.recommender import Recommender, follow, measures_of, watched_of
from rectutor.show.playback import telling
from rectutor.show.playback.recording import Frame, Run, full_name
from rectutor.show.playback.views import View, chosen
from rectutor.steps import Measure, Step

MOST_STEPS = 500


class Source:
    """Base class.

    Attributes
    ----------
    kind : str
        Which part of the page's module draws it.
    title, subtitle, sentence : str
        The heading, and the stable text that stands for the picture.
    unit : str
        What one step is.
    sliders : dict of str to Hyperparameter
        What can be set.
    values : dict
        Where the sliders stand at first.
    recorded : dict of str to list
        The values of each slider that are recorded where no kernel is.
    measures : list of Measure
    watched : Measure or None
        What decides which step is the best.
    levels : dict of str to int
        How finely some arrays are stored.
    plays : bool
        Whether it starts to play where somebody looks; else it waits at the step `start`.
    start : int
    """

    kind, title, subtitle, sentence, unit = "", "", "", "", "step"
    sliders: dict[str, Hyperparameter]
    values: dict
    recorded: dict[str, list]
    measures: Sequence[Measure] = ()
    watched: Measure | None = None
    levels: Mapping[str, int] = {}
    plays, start = True, 0

    def run(self, values: dict, number: int) -> Run:
        """Return an empty run for these values of the sliders."""
        return Run(values, self.length(values), self.watched, number=number)

    def grid(self) -> list[dict]:
        """Return the values of the sliders for each run that is recorded."""
        return combinations(self.recorded)

    def continues(self, values: dict, before: dict) -> bool:
        """Return whether these values go on with the run of those before, and only ask for another place in it."""
        return False

    def length(self, values: dict) -> int:
        """Return how many steps follow the first."""
        raise NotImplementedError

    def admit(self, wanted: Hyperparameter, value):
        """Return a slider's value as it will be used, or refuse it with a sentence."""
        raise NotImplementedError

    def walk(self, values: dict) -> Iterator[tuple[Step, dict[str, Frame]]]:
        """Yield what there is to see, step by step; DivergenceError where it leaves the numbers."""
        raise NotImplementedError

    def say(self, run: Run, step: Step) -> str:
        """Return the sentence for the last step of the run."""
        return step.say

    def status_at_end(self, run: Run) -> str:
        """Return why a run that yields no more steps has ended."""
        return "finished"

    def end(self, run: Run) -> None:
        """Say what can be said only when the run has ended."""

    def stream(self, frames: dict[str, Frame], before: dict[str, Frame]) -> dict[str, Frame]:
        """Turn what was seen into what is sent at once; `before` is what was sent last, and is brought up to date."""
        return frames

    def settle(self, run: Run, references: dict[str, Frame]) -> None:
        """Turn a complete run's frames into what is recorded; `references` are the best frames of an earlier run."""

    def spec(self) -> dict:
        """Return what the page needs besides title, sliders and measures, as JSON: the views, by name, and more."""
        raise NotImplementedError


class Training(Source):
    """A model while it learns. Parameters as for `Player`."""

    kind = "training"

    def __init__(
        self,
        model: Recommender,
        train: Ratings,
        valid: Ratings | None = None,
        views: Sequence[str | View] | None = None,
        vary: Mapping[str, Sequence] | None = None,
        patience: int | None = None,
        measures: Sequence[Measure | str] | None = None,
    ):
        self.measures = measures_of(model, valid, measures)
        if not self.measures:
            name = type(model).__name__
            raise ValueError(
                f"{name} predicts no ratings, so there is no error to draw; ask it to fit and recommend, "
                f"or pass what to measure, as in measures=[rectutor.measure('nDCG@10')]"
            )
        steps = model.length(train)
        if steps > MOST_STEPS:
            raise ValueError(f"a picture follows at most {MOST_STEPS} {model.unit}s, this model has {steps:,}; use fit")
        self.model, self.train, self.valid, self.patience = model, train, valid, patience
        self.watched = watched_of(self.measures)
        self.views = chosen(views, model, self.measures)
        self.recorded = varied(model, vary)
        wanted = declared(model)
        self.sliders = {name: wanted[name] for name in self.recorded}
        self.values = {name: getattr(model, name) for name in self.recorded}
        self.title, self.unit = model.title, model.unit
        learn = f"{len(train):,} ratings to train on"
        self.subtitle = learn if valid is None else f"{learn}, {len(valid):,} to validate"
        drawn = ", ".join(view.called for view in self.views)
        self.sentence = f"Player of {type(model).__name__} on {len(train):,} training ratings: {drawn}"
        self.levels = {full_name(view.name, name): n for view in self.views for name, n in view.arrays.items()}

    def length(self, values):
        """Return how many steps training takes."""
        return trained_copy(self.model, values).length(self.train)

    def admit(self, wanted, value):
        """Return the value if the declaration allows it."""
        return getattr(trained_copy(self.model, {wanted.name: value}), wanted.name)

    def walk(self, values):
        """Follow a fresh model and take every view's snapshot after each step."""
        model = trained_copy(self.model, values)
        for step in follow(model, self.train, self.valid, self.patience, self.measures):
            yield step, {view.name: frame for view in self.views if (frame := view.snapshot(model))}

    def say(self, run, step):
        """Return what a view has to say, or else how training goes on."""
        for view in self.views:
            if words := view.say({**step.metrics, **run.frames.get(view.name, [{}])[-1]}):
                return words
        start = "" if step.number else trained_copy(self.model, run.values).start_in_words(self.train)
        return telling.told(self.measures, self.watched, run.metrics, run.total, self.unit, start)

    def status_at_end(self, run):
        """Return whether early stopping has ended it."""
        return "finished" if len(run) > run.total else "stopped early"

    def end(self, run):
        """Say why it ended before its time."""
        if run.status == "diverged":
            advice = trained_copy(self.model, run.values).divergence_in_words()
            run.ending = telling.diverged(self.unit, len(run), advice)
        elif run.status == "stopped early":
            run.ending = telling.stopped_early(self.watched, run.metrics[self.watched.name], self.patience, self.unit)

    def stream(self, frames, before):
        """Let each view turn its snapshot into what is sent."""
        streamed = {}
        for view in self.views:
            if view.name in frames:
                streamed[view.name] = before[view.name] = view.stream(frames[view.name], before.get(view.name))
        return streamed

    def settle(self, run, references):
        """Let each view turn its snapshots into what is recorded."""
        for view in self.views:
            if view.name in run.frames:
                settled = view.settle(run.frames[view.name], run.best, references.get(view.name))
                run.frames[view.name] = settled
                references.setdefault(view.name, settled[run.best])

    def spec(self):
        """Return the fixed part of the picture."""
        wanted = declared(self.model)
        return {
            "scale": list(self.train.scale),
            "fixed": {name: getattr(self.model, name) for name in wanted if name not in self.recorded},
            "views": {view.name: view.spec(self.model, self.train, self.valid) for view in self.views},
        }


def combinations(recorded: Mapping[str, Sequence]) -> list[dict]:
    """Return every way of giving each slider one of its values."""
    return [dict(zip(recorded, values, strict=True)) for values in itertools.product(*recorded.values())]


def trained_copy(model: Recommender, values: Mapping) -> Recommender:
    """Return a fresh model with these hyper-parameters changed; the original is left alone."""
    return replace(model, **values)


def varied(model: Recommender, vary: Mapping[str, Sequence] | None) -> dict[str, list]:
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
        if not (wanted[name].is_number or wanted[name].choices):
            kind = type(model).__name__
            raise ValueError(f"a slider sets a number, but {name} of {kind} is none; set it in the model")
        for value in values:
            trained_copy(model, {name: value})  # says what is wrong with it
        every = {wanted[name].kind(v) for v in (*values, getattr(model, name))}
        result[name] = [one for one in wanted[name].choices if one in every] or sorted(every)
    return result
