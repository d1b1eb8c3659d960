"""A step of learning, and what is measured after it. No measure is special: each says itself how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np


class DivergenceError(ArithmeticError):
    """Training left the numbers behind: a step size was too large."""


@dataclass(frozen=True)
class Step:
    """Where training, or anything else that goes on in steps, stands.

    Attributes
    ----------
    number : int
        0 before anything is learned, then 1, 2, …
    metrics : mapping of str to float
        What the algorithm and `follow` measured, by the names of their `Measure`s; to be read as attributes, too.
    unit : str
        What one step is: an "epoch", a "sweep", a "month", a "rating".
    update : mapping or None
        Where a step is a single rating: the numbers before and after (see the algorithm's `steps`). In `show.stages`,
        what the panels draw.
    seconds : float
        How long learning has taken so far; set by `follow`, which does not count its own measuring.
    stage : str
        In `show.stages`: the name of the stage to which the step belongs.
    say : str
        In `show.stages`: the sentence that goes with the step.
    """

    number: int
    metrics: Mapping[str, float] = field(default_factory=dict)
    unit: str = "epoch"
    update: Mapping[str, Any] | None = None
    seconds: float = 0.0
    stage: str = ""
    say: str = ""

    def __getattr__(self, name: str) -> float:
        metrics = vars(self).get("metrics", {})  # a step that is being copied has none yet
        if name in metrics:
            return metrics[name]
        raise AttributeError(f"this step has no {name!r}; it has {', '.join(metrics) or 'no metrics'}")


@dataclass(frozen=True)
class Measure:
    """Something that every step has a number for: an error, a loss, nDCG, the norm of a gradient, seconds.

    Attributes
    ----------
    name : str
        Under which it stands in a step's `metrics`.
    label : str
        What a sentence calls it: "validation error".
    quantity : str
        What the number is, with its unit: "RMSE in stars". Measures of one quantity share an axis, others never do.
    better : {"lower", "higher", ""}
        Which way is better; "" where neither is.
    on : {"training", "validation", ""}
        Which ratings it is measured on; it has the colour of these.
    digits : int
        Decimals that are shown.
    of : function (model, train, valid, step) -> float, optional
        How `follow` finds it. Not needed for what the algorithm puts into its steps by itself.
    """

    name: str
    label: str
    quantity: str = ""
    better: str = "lower"
    on: str = ""
    digits: int = 3
    of: Callable[..., float] | None = None

    def __post_init__(self):
        if self.better not in ("lower", "higher", ""):
            raise ValueError(f"{self.name}: better must be 'lower', 'higher' or '', but it is {self.better!r}")
        if self.on not in ("training", "validation", ""):
            raise ValueError(f"{self.name}: on must be 'training', 'validation' or '', but it is {self.on!r}")

    def improves(self, value: float, best: float) -> bool:
        """Whether `value` is better than `best`; not a number never is, and is worse than any."""
        if np.isnan(value):
            return False
        return np.isnan(best) or (value > best if self.better == "higher" else value < best)

    def best(self, values) -> int:
        """Return the place of the best of some values, the first of equal ones; 0 where there is none."""
        values = np.asarray(values, dtype=float)
        if not len(values) or np.isnan(values).all():
            return 0
        return int(np.nanargmax(values) if self.better == "higher" else np.nanargmin(values))


SECONDS = Measure(
    "seconds", "time", "seconds of learning", better="", of=lambda model, train, valid, step: step.seconds
)
"""How long learning took so far, which depends on the machine: for pictures, never for texts that are compared."""
