"""watch(): the picture that fits a model, with a kernel behind it where somebody looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rectutor.data.ratings import Ratings
from rectutor.evaluation.measures import measure
from rectutor.recommender import Recommender
from rectutor.show import frontend
from rectutor.show.pictures.one_prediction import NeighborsAtWork, one_prediction
from rectutor.show.playback.live import LivePlayer
from rectutor.show.playback.player import Player
from rectutor.show.playback.views import View
from rectutor.steps import Measure


def watch(
    model: Recommender,
    train: Ratings,
    valid: Ratings | None = None,
    views: Sequence[str | View] | None = None,
    vary: Mapping[str, Sequence[float]] | None = None,
    patience: int | None = None,
    question=None,
    measures: Sequence[Measure | str] | None = None,
    *,
    user=None,
    item=None,
) -> Player | NeighborsAtWork:
    """Show a model while it learns; sliders restart it with another value.

    Models that have `prediction_steps`, `ItemKNN` and `UserKNN`, do not learn step by step: of these, one prediction is
    shown, stage by stage.

    With a front end, training starts as soon as the kernel is idle and the sliders move freely. Where nobody looks
    (papermill, the book), every combination of `vary` is recorded before the cell ends, and the sliders stop at these.

    Parameters
    ----------
    model : Recommender
        Its hyper-parameters are those of the first run. It is not trained: each run trains a private copy.
    train, valid, views, vary, patience, question, measures
        As for `Player`. For a model that only ranks, `measures` is nDCG@10 where there is something to find in `valid`.
    user, item : ids
        For `ItemKNN` and `UserKNN`: whose rating of what is to be predicted (`one_prediction`).

    Returns
    -------
    Player or NeighborsAtWork
        An ipywidgets widget: `step`, `playing` and each varied hyper-parameter are traits. Show it by ending the cell
        with it.
    """
    if hasattr(model, "prediction_steps"):
        _refuse(model, views=views, vary=vary, patience=patience, measures=measures)
        return one_prediction(model, train, valid, user, item, question)
    _refuse(model, user=user, item=item)
    kind = LivePlayer if frontend.is_watched() else Player
    if measures is None and not model.predicts_ratings and valid is not None:
        measures = [measure("nDCG@10")]
    return kind(model, train, valid, views, vary, patience, question=question, measures=measures)


def _refuse(model: Recommender, **given) -> None:
    """Say which arguments mean nothing for this model."""
    names = [name for name, value in given.items() if value is not None]
    if names:
        raise TypeError(f"watch has no use for {' and '.join(names)} with {type(model).__name__}; leave it out")
