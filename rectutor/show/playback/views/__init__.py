"""The views of a training run, one to a file. A class that is named like its file is found by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module

from rectutor.finding import classes_in
from rectutor.recommender import Recommender
from rectutor.show.playback.views.learning_curve import LearningCurve
from rectutor.show.playback.views.view import View
from rectutor.steps import SECONDS, Measure

USUAL = ("curve", "map", "errors", "ratings")  # in this order, where none is asked for


@cache
def known() -> dict[str, type[View]]:
    """Return the views of the package by name, the usual ones first."""
    found = [getattr(import_module(module), name) for name, module in classes_in(__name__).items()]
    views = {view.name: view for view in found}
    return {name: views[name] for name in dict.fromkeys([*USUAL, *views])}


def chosen(views: Sequence[str | View] | None, model: Recommender, measures: Sequence[Measure] = ()) -> list[View]:
    """Return the views, given by name or as objects; None: all usual ones that the model has.

    "curve" stands for a curve of each quantity that is measured; these are always among them.
    """
    if views is None:
        views = [name for name in USUAL if not _lacking(model, known()[name])]
    result, curves = [], _curves(measures)
    for view in views:
        made = curves if view == "curve" else [view if isinstance(view, View) else _named(view)]
        for one in made:
            if lacking := _lacking(model, one):
                raise ValueError(f"{type(model).__name__} has no {lacking} for the view {one.name!r} to draw")
        result += made
    return result if any(isinstance(view, LearningCurve) for view in result) else [*curves, *result]


def _named(name: str) -> View:
    """Return the view of that name, made as it is without anything said about it."""
    if name not in known():
        raise ValueError(f"there is no view {name!r}; there are {', '.join(known())}")
    view = known()[name]
    try:
        return view()
    except TypeError:
        raise ValueError(f"the view {name!r} must be told what to draw: pass {view.__name__}(…) in its place") from None


def _curves(measures: Sequence[Measure]) -> list[LearningCurve]:
    """Return a curve for each quantity, except for the time, which others may be drawn over."""
    quantities = dict.fromkeys(measure.quantity for measure in measures if measure.name != SECONDS.name)
    curves = [LearningCurve([m for m in measures if m.quantity == quantity]) for quantity in quantities]
    for number, curve in enumerate(curves[1:], start=2):
        curve.name = f"curve{number}"
    return curves


def _lacking(model: Recommender, view: View | type[View]) -> str:
    """Return what the view draws and the model does not have; "" where there is nothing of the kind."""
    if view.in_stars and not model.predicts_ratings:
        return "predicted ratings"
    return view.needs if view.needs and not model.learns(view.needs) else ""
