"""How wrong predictions are, as plain functions on arrays."""

from __future__ import annotations

import numpy as np


def rmse(truth, predicted) -> float:
    """Root mean squared error: √(mean of (r − r̂)²), in the unit of the ratings.

    Parameters
    ----------
    truth, predicted : array-like, shape (n,)

    Examples
    --------
    >>> rmse([5, 3], [4, 3])
    0.7071067811865476
    """
    errors = _errors(truth, predicted)
    return float(np.sqrt(np.mean(errors * errors)))


def mae(truth, predicted) -> float:
    """Mean absolute error: mean of |r − r̂|, in the unit of the ratings.

    Examples
    --------
    >>> mae([5, 3], [4, 3])
    0.5
    """
    return float(np.mean(np.abs(_errors(truth, predicted))))


def _errors(truth, predicted) -> np.ndarray:
    truth, predicted = np.asarray(truth, dtype=np.float64), np.asarray(predicted, dtype=np.float64)
    if truth.shape != predicted.shape:
        raise ValueError(f"{truth.shape} ratings cannot be compared with {predicted.shape} predictions")
    if truth.size == 0:
        raise ValueError("the error of no predictions at all is not defined")
    return truth - predicted
