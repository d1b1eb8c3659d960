"""A hyper-parameter as a slider, or as buttons where its values are named one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rectutor.hyperparameters import Hyperparameter

STOPS = 11  # of a range, where no step is given
LONG = 50  # from this ratio of the ends on, a slider of positive values is logarithmic


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


def from_values(name: str, every: Sequence) -> Hyperparameter:
    """Return a slider's declaration, made from the values to record; `stops` lists them."""
    if not every:
        raise ValueError(f"the slider {name!r} has no values")
    texts = [isinstance(value, str | bool) for value in every]
    if any(texts):
        return _declared(name, type(every[0]), choices=tuple(every))
    low, high = min(every), max(every)
    kind = int if all(isinstance(value, int | np.integer) for value in every) else float
    return _declared(name, kind, low=low, high=high, log=low > 0 and high / low >= LONG)


def stops(values: Sequence) -> list:
    """Return the values to record: those of a list in its order, those of a range from low to high."""
    if not isinstance(values, tuple) or len(values) not in (2, 3) or any(isinstance(v, str | bool) for v in values):
        return [value.item() if isinstance(value, np.generic) else value for value in values]
    low, high, *step = values
    whole = all(isinstance(value, int) for value in values)
    places = np.arange(low, high + step[0] / 2, step[0]) if step else np.linspace(low, high, STOPS)
    return sorted({round(float(place)) if whole else float(f"{place:.6g}") for place in places})


def _declared(name: str, kind: type, low=None, high=None, log: bool = False, choices: tuple = ()) -> Hyperparameter:
    return Hyperparameter(name, kind, None, low, high, False, "", name.replace("_", " "), "", log, low, high, choices)
