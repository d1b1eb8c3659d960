"""A hyper-parameter as a slider."""

from __future__ import annotations

from collections.abc import Sequence

from rectutor.hyperparameters import Hyperparameter


def slider(wanted: Hyperparameter, values: Sequence[float]) -> dict:
    """Return what the page needs to draw a slider; `values` are those that were recorded, if any."""
    return {
        "name": wanted.name,
        "label": wanted.label,
        "symbol": wanted.symbol,
        "help": wanted.description[:1].upper() + wanted.description[1:] + ".",
        "low": wanted.low_shown,
        "high": wanted.high_shown,
        "log": wanted.log,
        "integer": wanted.kind is int,
        "recorded": list(values),
    }
