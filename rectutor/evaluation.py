"""Measure models on ratings they have not seen, and say how sure the difference between two of them is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from rectutor.metrics import mae, rmse
from rectutor.ratings import Ratings
from rectutor.recommender import Recommender, predictions_on

METRICS: Mapping[str, Callable] = {"RMSE": rmse, "MAE": mae}


def evaluate(model: Recommender, test: Ratings, metrics: Mapping[str, Callable] = METRICS) -> dict[str, float]:
    """Return each metric, in stars, of a fitted model's clipped predictions on `test`.

    Parameters
    ----------
    model : Recommender
        Already fitted.
    test : Ratings
        From the same split as the training ratings, or with ids of its own.
    metrics : mapping of name to function(truth, predicted)
    """
    predicted = predictions_on(model, test)
    return {name: metric(test.values, predicted) for name, metric in metrics.items()}


def compare(
    models: Mapping[str, Recommender], test: Ratings, baseline: str | None = None, draws: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Compare fitted models on the same test ratings, with 95 % intervals.

    The intervals come from a bootstrap over *users*: a user's errors belong together. An interval for one model says
    how much its error would vary with other users; the interval of the *difference* compares both models on the same
    users, and is far narrower.

    Parameters
    ----------
    models : mapping of name to fitted model
    test : Ratings
    baseline : str, optional
        The model that all others are compared with; the first when not given.
    draws : int
        Bootstrap samples.
    seed : int

    Returns
    -------
    DataFrame by model: RMSE, its interval (low, high), the difference to the baseline and its interval, in stars
    """
    names = list(models)
    baseline = names[0] if baseline is None else baseline
    if baseline not in models:
        raise KeyError(f"the baseline {baseline!r} is not among the models: {', '.join(names)}")
    squares = np.column_stack([_squared_errors_by_user(models[name], test) for name in names])
    counts = test.user_counts
    active = np.flatnonzero(counts)
    random = np.random.default_rng(seed)
    samples = (random.choice(active, size=len(active)) for _ in range(draws))  # one at a time: millions of users fit
    sampled = np.sqrt([squares[users].sum(axis=0) / counts[users].sum() for users in samples])
    point = np.sqrt(squares.sum(axis=0) / counts.sum())
    base = names.index(baseline)
    table = pd.DataFrame({"RMSE": point}, index=pd.Index(names, name="model"))
    table["low"], table["high"] = np.percentile(sampled, [2.5, 97.5], axis=0)
    table["difference"] = point - point[base]
    table["diff. low"], table["diff. high"] = np.percentile(sampled - sampled[:, [base]], [2.5, 97.5], axis=0)
    table.loc[baseline, ["difference", "diff. low", "diff. high"]] = np.nan
    return table


def _squared_errors_by_user(model: Recommender, test: Ratings) -> np.ndarray:
    errors = test.values - predictions_on(model, test)
    return np.bincount(test.users, weights=errors * errors, minlength=test.n_users)
