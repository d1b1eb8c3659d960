"""stages(): anything that yields steps, played step by step; no model and no training needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from rectutor.show.panels import Panel
from rectutor.show.playback.drawing import Drawn, shown
from rectutor.show.playback.player import Player
from rectutor.show.playback.sources import MOST_STEPS
from rectutor.steps import Step


def stages(
    steps: Callable[..., Iterable[Step]],
    panels: Panel | Sequence[Panel],
    vary: Mapping[str, Sequence] | None = None,
    title: str = "",
    about: str = "",
    question=None,
) -> Player:
    """Play what goes on in steps: a prediction, a vector built word by word, an explanation.

    Parameters
    ----------
    steps : function of the sliders that yields Steps
        Each step's `update` holds, by name, the numbers and texts that the panels draw; NaN and "" are what is not
        there yet. Its `stage` names the part to which it belongs, its `say` is the sentence, its `unit` what is counted
        within a stage.
    panels : Panel, or a sequence of them
        What is drawn.
    vary : mapping of str to sequence, optional
        Sliders, by the function's parameters: a list of values to record, or a range (low, high) or (low, high, step).
        Texts get buttons. The picture begins with the function's default where it is among them.
    title, about : str
        The heading; when not given, the function's name and the first line of its docstring.
    question : rectutor.practice.Question, optional
        Covers the picture until it is answered.

    Returns
    -------
    Player
        With a kernel sliders are free; without one they stop at what was recorded. Show it by ending the cell with it.

    Examples
    --------
    >>> from rectutor import Step
    >>> from rectutor.show import Bars
    >>> def halving(times=3):
    ...     '''Half of what is left, again and again.'''
    ...     for n in range(times + 1):
    ...         yield Step(n, update={"left": [0.5**n], "what": ["cake"]}, say=f"**{0.5**n:g}** is left.")
    >>> stages(halving, Bars("left", of="what"), vary={"times": [3, 5]})
    Stages of halving: left
    """
    return shown(Stages(steps, panels, vary or {}, title, about), question)


class Stages(Drawn):
    """The steps that a function yields. Parameters as for `stages`."""

    kind = "stages"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self._known: dict[tuple, list[Step]] = {}
        counted = self._steps(self.values)[0].unit
        self.unit = "step" if counted == Step(0).unit else counted  # an epoch only where a step says so

    def length(self, values):
        """Return how many steps follow the first."""
        return len(self._steps(values)) - 1

    def walk(self, values):
        """Yield each step with what it draws."""
        for step in self._steps(values):
            yield step, {"": {**self.frame_of(step.update or {}), "stage": np.array([step.stage])}}

    def _steps(self, values: dict) -> list[Step]:
        key = tuple(values.values())
        if key in self._known:
            return self._known[key]
        steps = list(self.function(**values))
        if not steps or not all(isinstance(step, Step) for step in steps):
            raise TypeError(f"{self.title} must yield at least one rectutor.Step, but it gave {steps[:1]!r}")
        if len(steps) > MOST_STEPS:
            raise ValueError(f"a picture has at most {MOST_STEPS} steps, but {self.title} gives {len(steps):,}")
        self._known[key] = steps
        return steps
