"""A hyper-parameter as a slider, or as buttons where its values are named one by one."""

from __future__ import annotations

from collections.abc import Sequence

from rectutor.hyperparameters import Hyperparameter


def slider(wanted: Hyperparameter, values: Sequence) -> dict:
    """Return what the page needs to draw a slider; `values` are those that were recorded, if any."""
    described = {
        "name": wanted.name,
        "label": wanted.label,
        "symbol": wanted.symbol,
        "help": wanted.description[:1].upper() + wanted.description[1:] + "." if wanted.description else "",
        "recorded": list(values),
    }
    if wanted.choices:
        return described | {"choices": list(wanted.choices)}
    number = {"low": wanted.low_shown, "high": wanted.high_shown, "log": wanted.log, "integer": wanted.kind is int}
    return described | number
