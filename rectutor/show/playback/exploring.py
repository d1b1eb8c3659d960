"""explore(): a function of sliders, drawn; ipywidgets' `interact` that goes on when no kernel is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from rectutor.show.panels import Lines, Panel
from rectutor.show.playback import telling
from rectutor.show.playback.drawing import Drawn, shown
from rectutor.show.playback.player import Player
from rectutor.show.playback.sources import combinations
from rectutor.steps import Step

MOST_CALLS = 2000


def explore(
    function: Callable[..., Mapping],
    panels: Panel | Sequence[Panel],
    *,
    title: str = "",
    about: str = "",
    question=None,
    **sliders: Sequence,
) -> Player:
    """Draw what a function gives for the values of some sliders.

    The first slider is also what the picture plays through, and what the x axis of `Lines` measures; other values of
    the other sliders stay in sight as ghosts.

    Parameters
    ----------
    function : callable
        Gets a value from each slider and returns what is drawn, by name: numbers, texts, or lists of them. "say", if it
        is there, is the sentence; without it the first number that a panel draws is told.
    panels : Panel, or a sequence of them
    title, about : str
        The heading; when not given, the function's name and the first line of its docstring.
    question : rectutor.practice.Question, optional
        Covers the picture until it is answered.
    **sliders : list, or a range (low, high) or (low, high, step)
        By the function's parameters: the values to record. Texts get buttons.

    Returns
    -------
    Player
        With a kernel sliders are free, and the function runs for whatever they are set to; without one they stop at
        what was recorded. Each slider is a trait. Show it by ending the cell with it.

    Examples
    --------
    >>> from rectutor.show import Lines
    >>> def compound(years, rate):
    ...     '''What becomes of 1.'''
    ...     return {"capital": (1 + rate) ** years}
    >>> explore(compound, Lines("capital"), years=(0, 30, 5), rate=[0.02, 0.05])
    Explore of compound: capital
    """
    return shown(Explore(function, panels, sliders, title, about), question)


class Explore(Drawn):
    """A function of sliders. Parameters as for `explore`."""

    kind = "explore"
    plays = False

    def __init__(self, *arguments):
        super().__init__(*arguments)
        if not self.sliders:
            raise ValueError("explore needs a slider, such as k=[5, 10, 20]")
        calls = np.prod([len(values) for values in self.recorded.values()])
        if calls > MOST_CALLS:
            raise ValueError(f"{calls:,} values are too many to record, {MOST_CALLS:,} are not; pass shorter lists")
        self.unit = self.axis = next(iter(self.sliders))
        self._known: dict[tuple, Mapping] = {}
        self.start = self.place(self.values)
        next(self.walk(self.values))  # what is wrong with the function is said at once

    def grid(self):
        """Return the combinations of all sliders but the first, which is played through."""
        return combinations(self._others(self.recorded))

    def run(self, values, number):
        """Return an empty run for these values; the first slider's says only where to stand in it."""
        run = super().run(values, number)
        run.values = self._others(values)
        return run

    def continues(self, values, before):
        """Return whether only the first slider has moved."""
        return self._others(values) == self._others(before)

    def place(self, values):
        """Return at which step the first slider's value is."""
        return self._places(values).index(values[self.axis])

    def length(self, values):
        """Return how many values of the first slider follow its first."""
        return len(self._places(values)) - 1

    def walk(self, values):
        """Yield what the function gives for each value of the first slider."""
        for number, place in enumerate(self._places(values)):
            given = self._answer({**values, self.axis: place})
            say = str(given.get("say", "")) if isinstance(given, Mapping) else ""
            frame = {**self.frame_of(given), self.axis: np.atleast_1d(place)}
            frame.pop("say", None)
            yield Step(number, unit=self.unit, say=say), {"": frame}

    def end(self, run):
        """Tell what the function has not told itself."""
        if not any(run.said):
            frames = run.frames[""]
            told = next((told for panel in self.panels if (told := _told(panel, frames))), None)
            run.said = [
                telling.explored(self.sliders, self.axis, run.values, frames, at, told) for at in range(len(run))
            ]

    def spec(self):
        """Return the panels, and what the steps are values of."""
        wanted = self.sliders[self.axis]
        return {**super().spec(), "axis": {"name": self.axis, "label": wanted.label}}

    def _others(self, of_sliders: dict) -> dict:
        return {name: value for name, value in of_sliders.items() if name != self.axis}

    def _places(self, values: dict) -> list:
        recorded, here = self.recorded[self.axis], values.get(self.axis)
        if here is None or here in recorded or self.sliders[self.axis].choices:
            return recorded
        return sorted([*recorded, here])

    def _answer(self, values: dict) -> Mapping:
        key = tuple(values[name] for name in self.sliders)
        if key not in self._known:
            self._known[key] = self.function(**values)
        return self._known[key]


def _told(panel: Panel, frames: list) -> tuple[str, Lines] | None:
    """Return the first field with a single number in each frame that `Lines` draws."""
    fields = [line.y for line in panel.lines] if isinstance(panel, Lines) else []
    return next(
        ((f, panel) for f in fields if isinstance(f, str) and all(frame[f].size == 1 for frame in frames)), None
    )
