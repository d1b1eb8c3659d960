"""Any metric of `evaluate`, measured after each step of training: for `follow`, `fit` and `watch`."""

from __future__ import annotations

import re

from rectutor.evaluation.measurement import ERRORS, METRICS, Measurement, names_of
from rectutor.steps import Measure


def measure(name: str, relevant: float = 4.0, on: str = "validation") -> Measure:
    """Return a metric of `evaluate` as something to measure after each step.

    Parameters
    ----------
    name : str
        "nDCG@10", "AUC", "coverage@20", "MAE": a metric's name, and after @ the length of the lists, 10 without.
    relevant : float
        From this many stars on, an item is relevant.
    on : {"validation", "training"}
        Which ratings to measure on. Lists leave out what was rated in training, so they have none of these to find.

    Raises
    ------
    ValueError
        With a sentence, for a metric that is not known, a length that is none, or lists measured on training ratings.

    Examples
    --------
    >>> import rectutor
    >>> train, valid = rectutor.random_split(rectutor.load("toy").ratings, test=0.25)
    >>> walk = rectutor.follow(rectutor.Popularity(), train, valid, measures=[rectutor.measure("nDCG@3")])
    >>> [round(step.metrics["valid_ndcg@3"], 3) for step in walk]
    [0.662, 0.693]
    """
    called, _, length = name.partition("@")
    (metric,) = names_of(called)
    if length and not re.fullmatch("[1-9][0-9]*", length):
        raise ValueError(f"after @ stands the length of the lists, as in nDCG@10, but here it is {length!r}")
    is_error = metric in ERRORS
    if on not in ("training", "validation") or (on == "training" and not is_error):
        raise ValueError(f"{metric} can be measured on {'training or ' if is_error else ''}validation, not on {on!r}")
    k = int(length or 10)
    shown = metric if is_error or metric == "AUC" else f"{metric}@{k}"

    def of(model, train, valid, step) -> float:
        measured = Measurement(model, valid if on == "validation" else train, k, relevant, None, seed=0)
        return METRICS[metric].value(METRICS[metric].parts(measured))

    return Measure(
        name=f"{on[:5]}_{shown.lower().replace(' ', '_')}",
        label=f"{on} {shown}",
        quantity=f"{shown} in stars" if is_error else shown,
        better=METRICS[metric].better,
        on=on,
        of=of,
    )
