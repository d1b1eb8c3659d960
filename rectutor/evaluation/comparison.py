"""Measure models on ratings they have not seen, and say how sure the difference between two of them is."""

from __future__ import annotations

import numbers
from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pandas as pd

from rectutor.data.ratings import Ratings
from rectutor.evaluation.measurement import ERRORS, METRICS, RANKING, Measurement, names_of
from rectutor.evaluation.resampling import interval, resampled_ratios
from rectutor.recommender import Recommender, predictions_on


def evaluate(
    model: Recommender,
    test: Ratings,
    metrics: str | Iterable[str] | Mapping[str, Callable] | None = None,
    k: int = 10,
    relevant: float = 4.0,
    candidates: int | None = None,
    seed: int = 0,
) -> dict[str, float]:
    """Return each metric of a fitted model on `test`, by name.

    Errors are those of the clipped predictions. Lists hold the k unseen items with the highest scores, out of *all*
    items that the user did not rate in training; every user counts once, and users without a relevant item are left
    out where there must be something to find.

    Parameters
    ----------
    model : Recommender
        Already fitted.
    test : Ratings
        From the same split as the training ratings, or with ids of its own.
    metrics : str, or iterable of str, or mapping, optional
        One name or several, in any case; "all" is all that the ratings allow. Not given, it is what the model promises:
        RMSE and MAE where it predicts ratings, which costs no ranking; precision, recall, nDCG and AUC where it only
        ranks. A mapping of name to function(truth, predicted) measures errors of your own.

        ================  ===========================================================  ======
        name              what it says                                                 better
        ================  ===========================================================  ======
        RMSE, MAE         error of predicted ratings, in stars; NaN without any        lower
        precision         share of the list that is relevant                           higher
        recall            share of the relevant items that is on the list              higher
        F1                harmonic mean of the two                                     higher
        hit rate          share of users with a relevant item on the list              higher
        MRR               mean of 1 / place of the first relevant item                 higher
        MAP               mean of the average precision                                higher
        nDCG              discounted gain, as a share of the best possible             higher
        AUC               share of pairs in the right order, in the whole ranking      higher
        coverage          share of the catalogue that is on any list                   higher
        Gini              how unequally often items are shown                          lower
        novelty           how little known the items are, in bits
        diversity         how different the genres on a list are
        popularity lift   how much more popular than what the user rates
        calibration       how far from the genres that the user rates                  lower
        ================  ===========================================================  ======

        Each is defined in `rectutor.metrics`, or in `ranking_metrics` or `beyond_accuracy` of `rectutor.evaluation`.
    k : int
        Length of the lists.
    relevant : float
        From this many stars on, an item is relevant.
    candidates : int, optional
        Instead of all unseen items at once, rank each relevant item among this many others, drawn at random: a user's
        value is then the mean over the relevant items. It is quick, and may turn round which model is better (W.
        Krichene, S. Rendle: On Sampled Metrics for Item Recommendation. KDD 2020. doi:10.1145/3394486.3403226).
        What speaks of whole lists, from coverage on, still ranks all.
    seed : int
        For the order of items with equal scores, and for the draws.

    Raises
    ------
    ValueError
        With a sentence: an unknown metric, nothing to find, no genres to compare, or a parameter out of range.

    Examples
    --------
    >>> import rectutor
    >>> train, test = rectutor.random_split(rectutor.load("toy").ratings, test=0.25)
    >>> model = rectutor.MatrixFactorizationSGD(factors=2, learning_rate=0.02, regularization=0.02, epochs=600)
    >>> {name: round(value, 3) for name, value in evaluate(model.fit(train), test).items()}
    {'RMSE': 2.014, 'MAE': 1.542}
    >>> evaluate(model, test, ["precision", "recall"], k=2)
    {'precision': 0.75, 'recall': 1.0}
    """
    if isinstance(metrics, Mapping):
        predicted = predictions_on(model, test)
        return {name: metric(test.values, predicted) for name, metric in metrics.items()}
    if metrics is None:
        metrics = ERRORS if model.predicts_ratings else RANKING
    _check(test, k, relevant, candidates)
    measurement = Measurement(model, test, k, relevant, candidates, seed)
    return {name: METRICS[name].value(_parts(name, measurement)) for name in _possible(metrics, measurement)}


def compare(
    models: Mapping[str, Recommender],
    test: Ratings,
    metric: str | Iterable[str] = "RMSE",
    baseline: str | None = None,
    draws: int = 1000,
    seed: int = 0,
    k: int = 10,
    relevant: float = 4.0,
    candidates: int | None = None,
) -> pd.DataFrame:
    """Compare fitted models on the same test ratings, with 95 % intervals.

    The intervals come from a bootstrap over *users*: a user's ratings belong together. An interval for one model says
    how much its value would vary with other users; the interval of the *difference* compares both models on the same
    users, and is far narrower. Coverage and Gini have none: a sample drawn with replacement holds fewer different users
    than the real one, hence fewer different items, and its values would all lie on one side of the true one.

    Parameters
    ----------
    models : mapping of name to fitted model
    test : Ratings
    metric : str or iterable of str
        One name, several, or "all"; see `evaluate`, also for `k`, `relevant` and `candidates`.
    baseline : str, optional
        The model that all others are compared with; the first when not given.
    draws : int
        Bootstrap samples.
    seed : int
        For these, and for what `evaluate` uses it for.

    Returns
    -------
    DataFrame
        For one metric by model: its value, in a column of its name, the interval (low, high), the difference to the
        baseline and its interval (diff. low, diff. high). For several by metric and model, the value in column "value".
        NaN where a model has no such value, such as the RMSE of one that predicts no ratings.

    References
    ----------
    B. Efron, R. J. Tibshirani: An Introduction to the Bootstrap. Chapman & Hall, 1993 (chapter 13: percentiles).

    Examples
    --------
    >>> import rectutor
    >>> train, test = rectutor.random_split(rectutor.load("movielens-small").ratings)
    >>> models = {"bias": rectutor.Bias().fit(train), "damped": rectutor.Bias(item_damping=25.0).fit(train)}
    >>> compare(models, test, ["RMSE", "nDCG"])[["value", "difference"]].round(3)
                   value  difference
    metric model
    RMSE   bias    0.884         NaN
           damped  0.903       0.019
    nDCG   bias    0.031         NaN
           damped  0.107       0.076
    """
    names = list(models)
    if not names:
        raise ValueError("there is no model to compare; pass models={'a name': a fitted model, …}")
    baseline = names[0] if baseline is None else baseline
    if baseline not in models:
        raise KeyError(f"the baseline {baseline!r} is not among the models: {', '.join(names)}")
    if not isinstance(draws, numbers.Integral) or draws < 1:
        raise ValueError(f"draws is the number of bootstrap samples, a whole number from 1, but it is {draws!r}")
    _check(test, k, relevant, candidates)
    metric = metric if isinstance(metric, str) else list(metric)  # is asked once a model
    measurements = [Measurement(model, test, k, relevant, candidates, seed) for model in models.values()]
    wanted = min((_possible(metric, m) for m in measurements), key=len)  # where one model's ratings have no genres
    parts = {name: [_parts(name, m) for m in measurements] for name in wanted}
    samples = _resampled(parts, len(measurements[0].active), draws, seed)
    tables = {name: _table(name, parts[name], samples.get(name), names, baseline) for name in parts}
    if isinstance(metric, str) and metric != "all":
        (name,) = tables
        return tables[name].rename(columns={"value": name})
    return pd.concat(tables, names=["metric", "model"])


def _table(name: str, parts: list, sampled: np.ndarray | None, models: list[str], baseline: str) -> pd.DataFrame:
    base = models.index(baseline)
    value = np.array([METRICS[name].value(part) for part in parts])
    sampled = np.full((1, len(models)), np.nan) if sampled is None else sampled
    table = pd.DataFrame({"value": value}, index=pd.Index(models, name="model"))
    table["low"], table["high"] = interval(sampled)
    table["difference"] = value - value[base]
    table["diff. low"], table["diff. high"] = interval(sampled - sampled[:, [base]])
    table.loc[baseline, ["difference", "diff. low", "diff. high"]] = np.nan
    return table


def _resampled(parts: Mapping[str, list], n_users: int, draws: int, seed: int) -> dict[str, np.ndarray]:
    """Return the values of each metric on each sample of the users, shape (draws, models)."""
    names = [name for name in parts if not METRICS[name].all_lists]
    if not names:
        return {}
    above = np.column_stack([sums for name in names for sums, _ in parts[name]])
    below = np.column_stack([weights for name in names for _, weights in parts[name]])
    ratios = resampled_ratios(above, below, draws, seed)
    per_metric = np.split(ratios, len(names), axis=1)
    return {name: METRICS[name].finish(values) for name, values in zip(names, per_metric, strict=True)}


def _parts(name: str, measurement: Measurement):
    metric = METRICS[name]
    if metric.needs == "something to find" and not len(measurement.ranking.user):
        raise ValueError(
            f"{name} needs something to find, but no test rating of at least {measurement.relevant:g} stars is of an "
            f"item that is new to its user; pass a lower `relevant`, or ratings that were not trained on"
        )
    return metric.parts(measurement)


def _possible(metrics: str | Iterable[str], measurement: Measurement) -> list[str]:
    names = names_of(metrics)
    genres = [name for name in names if METRICS[name].needs == "genres"]
    if not genres or measurement.has_genres:
        return names
    if metrics == "all":
        return [name for name in names if name not in genres]
    raise ValueError(f"{genres[0]} compares genres, but the training ratings have no catalog with a column 'genres'")


def _check(test: Ratings, k: int, relevant: float, candidates: int | None) -> None:
    if len(test) == 0:
        raise ValueError("there are no test ratings to measure on")
    for name, value in {"k": k, "candidates": 1 if candidates is None else candidates}.items():
        if not isinstance(value, numbers.Integral) or isinstance(value, bool) or value < 1:
            raise ValueError(f"{name} is a number of items, a whole number from 1, but it is {value!r}")
    if not isinstance(relevant, numbers.Real):
        raise ValueError(f"relevant is the number of stars from which on an item is relevant, but it is {relevant!r}")
