"""What `stages` and `explore` have in common: a function of sliders, and panels that draw what it gives."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from rectutor.hyperparameters import Hyperparameter
from rectutor.show import frontend
from rectutor.show.panels import Panel
from rectutor.show.playback.live import LivePlayer
from rectutor.show.playback.player import Player
from rectutor.show.playback.recording import Frame
from rectutor.show.playback.sliders import from_values, stops
from rectutor.show.playback.sources import Source


class Drawn(Source):
    """A function whose answers are drawn. A subclass says what its steps are.

    Parameters
    ----------
    function : callable
        Its parameters are what sliders set.
    panels : Panel, or a sequence of them
    sliders : mapping of str to sequence
        The values of a slider: a list of those to record, or a range (low, high) or (low, high, step).
    title, about : str
        The function's name and the first line of its docstring, when not given.
    """

    def __init__(self, function: Callable, panels, sliders: Mapping[str, Sequence], title: str = "", about: str = ""):
        self.function = function
        self.panels = [panels] if isinstance(panels, Panel | str) else list(panels)
        for panel in self.panels:
            if not isinstance(panel, Panel):
                raise TypeError(f"what is drawn is a panel, such as Bars('likes', of='film'), but here it is {panel!r}")
        if not self.panels:
            raise ValueError("there is nothing to draw; pass a panel, such as Bars('likes', of='film')")
        self.title = title or getattr(function, "__name__", "").replace("_", " ")
        self.subtitle = about or (inspect.getdoc(function) or "").partition("\n")[0]
        defaults = _parameters(function)
        for name in sliders:
            if defaults is not None and name not in defaults:
                known = f"; it has {', '.join(defaults)}" if defaults else ""
                raise TypeError(f"{self.title} has no parameter {name!r} for a slider to set{known}")
        self.recorded = {name: stops(values) for name, values in sliders.items()}
        self.sliders = {name: from_values(name, every) for name, every in self.recorded.items()}
        at_first = {name: (defaults or {}).get(name) for name in sliders}
        self.values = {name: v if v in self.recorded[name] else self.recorded[name][0] for name, v in at_first.items()}
        drawn = ", ".join(panel.title or panel.kind for panel in self.panels)
        self.sentence = f"{type(self).__name__} of {self.title}: {drawn}"

    def admit(self, wanted: Hyperparameter, value):
        """Return the value, brought into the slider's range."""
        return value if wanted.choices else min(max(value, wanted.low), wanted.high)

    def spec(self):
        """Return the panels, by names of their own; left and right in turn where nothing else is said."""
        views, sides = {}, itertools.cycle(("left", "right") if len(self.panels) > 1 else ("full",))
        for number, panel in enumerate(self.panels, start=1):
            views[f"{panel.kind}{number}"] = {**panel.spec(), "side": panel.side or next(sides)}
        return {"views": views}

    def frame_of(self, given: Mapping) -> Frame:
        """Return what a function gave as arrays of numbers or of texts; TypeError or KeyError with a sentence."""
        if not isinstance(given, Mapping):
            raise TypeError(f"{self.title} must give a dictionary of what is drawn, by name, but it gave {given!r}")
        for name in given:
            if name in self.sliders:
                raise ValueError(f"{self.title} gives {name!r}, which is a slider of its own; call it something else")
        frame = {name: _as_array(name, value) for name, value in given.items()}
        for field in (field for panel in self.panels for field in panel.wanted()):
            if field not in frame:
                raise KeyError(f"{self.title} gives no {field!r} for a panel to draw; it gives {', '.join(frame)}")
        for panel in self.panels:
            panel.check(frame)
        return frame


def shown(source: Source, question=None) -> Player:
    """Return a player: with a kernel behind it where somebody looks, recorded elsewhere."""
    return (LivePlayer if frontend.is_watched() else Player)(source, question=question)


def _as_array(name: str, value) -> np.ndarray:
    array = np.atleast_1d(np.asarray(value))
    if array.dtype.kind in "UO" and all(isinstance(one, str) for one in array.ravel()):
        return array.astype(str)
    try:
        return array.astype(float)
    except (TypeError, ValueError):
        raise TypeError(f"{name!r} must be numbers or texts, but it is {value!r}") from None


def _parameters(function: Callable) -> dict | None:
    """Return the function's parameters with their defaults, or None where it takes any."""
    parameters = inspect.signature(function).parameters.values()
    return None if any(p.kind is p.VAR_KEYWORD for p in parameters) else {p.name: p.default for p in parameters}
